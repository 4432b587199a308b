-- The life of a programme: amendments, what units ask to be amended, and drafts, which are no history until they are issued.

create table amendments (
    council_id uuid not null references councils,
    id uuid not null,
    programme_id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id),
    foreign key (council_id, programme_id) references programmes (council_id, id)
);
create index amendments_of_programme on amendments (council_id, programme_id);
select enforce_council('amendments');
grant select, insert on amendments to tracker_app;
grant update (version) on amendments to tracker_app;

-- issued: the paper, and the day from which what it does holds; voided: taken back as one. What it does is in the entries of items that name it.
create table amendment_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    amendment_id uuid not null,
    kind text not null check (kind in ('issued', 'voided')),
    effective_on date not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    number text check (kind <> 'issued' or number is not null),
    issued_on date check (kind <> 'issued' or issued_on is not null),
    title text check (kind <> 'issued' or title is not null),
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, amendment_id) references amendments (council_id, id),
    foreign key (council_id, supersedes) references amendment_entries (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index amendment_entries_of on amendment_entries (council_id, amendment_id);
create index amendment_entries_recorded on amendment_entries (council_id, recorded_at, sequence);
select enforce_council('amendment_entries');
grant select, insert on amendment_entries to tracker_app;
grant update (superseded_at) on amendment_entries to tracker_app;

alter table items add column amendment_id uuid;
alter table items add foreign key (council_id, amendment_id) references amendments (council_id, id);
create index items_of_amendment on items (council_id, amendment_id) where amendment_id is not null;
alter table entries add column amendment_id uuid;
alter table entries add foreign key (council_id, amendment_id) references amendments (council_id, id);
create index entries_of_amendment on entries (council_id, amendment_id) where amendment_id is not null;
-- Entries that name the items by which an item goes on: few, and looked for from the other end.
create index entries_going_on on entries (council_id) where (change -> 'into') is not null or (change -> 'next') is not null;

-- What a unit asks of an amendment. Waiting stops no clock.
create table proposals (
    council_id uuid not null references councils,
    id uuid not null,
    programme_id uuid not null,
    unit_id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id),
    foreign key (council_id, programme_id) references programmes (council_id, id),
    foreign key (council_id, unit_id) references units (council_id, id)
);
create index proposals_of_programme on proposals (council_id, programme_id);
select enforce_council('proposals');
grant select, insert on proposals to tracker_app;
grant update (version) on proposals to tracker_app;

create table proposal_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    proposal_id uuid not null,
    kind text not null check (kind in ('proposed', 'decided', 'dropped')),
    effective_on date not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    -- What is asked, as a line of an amendment.
    line jsonb check (kind <> 'proposed' or line is not null),
    approved boolean check (kind <> 'decided' or approved is not null),
    reason text not null,
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, proposal_id) references proposals (council_id, id),
    foreign key (council_id, supersedes) references proposal_entries (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index proposal_entries_of on proposal_entries (council_id, proposal_id);
create index proposal_entries_recorded on proposal_entries (council_id, recorded_at, sequence);
select enforce_council('proposal_entries');
grant select, insert on proposal_entries to tracker_app;
grant update (superseded_at) on proposal_entries to tracker_app;

-- By which amendment an approved proposal was carried out.
create table amendment_proposals (
    council_id uuid not null,
    amendment_id uuid not null,
    proposal_id uuid not null,
    primary key (council_id, amendment_id, proposal_id),
    foreign key (council_id, amendment_id) references amendments (council_id, id),
    foreign key (council_id, proposal_id) references proposals (council_id, id)
);
create index amendment_proposals_of on amendment_proposals (council_id, proposal_id);
select enforce_council('amendment_proposals');
grant select, insert on amendment_proposals to tracker_app;

-- Work in hand of the office: an amendment of a programme, or the next year's programme made from one. No history; nothing counts it.
create table drafts (
    council_id uuid not null references councils,
    id uuid not null,
    kind text not null check (kind in ('amendment', 'programme')),
    programme_id uuid not null,
    version int not null default 1,
    content jsonb not null,
    account_id uuid,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- The amendment or the programme that it became.
    issued_as uuid,
    primary key (council_id, id),
    foreign key (council_id, programme_id) references programmes (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index drafts_of_programme on drafts (council_id, programme_id);
select enforce_council('drafts');
grant select, insert, delete on drafts to tracker_app;
grant update (version, content, changed_at, issued_as) on drafts to tracker_app;
