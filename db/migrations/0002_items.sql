-- Programmes and items: histories on two clocks, and the spans derived from them.

create table imports (
    council_id uuid not null references councils,
    id uuid not null,
    file_name text not null,
    content bytea not null,
    content_hash bytea not null,
    kind text check (kind in ('programme', 'progress', 'adhoc')),
    uploaded_by uuid not null,
    uploaded_at timestamptz not null,
    answers jsonb not null default '[]',
    applied_by uuid,
    applied_at timestamptz,
    programme_id uuid,
    summary jsonb,
    undone_by uuid,
    undone_at timestamptz,
    primary key (council_id, id),
    foreign key (council_id, uploaded_by) references accounts (council_id, id),
    foreign key (council_id, applied_by) references accounts (council_id, id),
    foreign key (council_id, undone_by) references accounts (council_id, id)
);
-- A file is known by what is in it: the same one is one import until that is undone.
create unique index imports_content on imports (council_id, content_hash) where undone_at is null;
select enforce_council('imports');
grant select, insert, update on imports to tracker_app;

create table documents (
    council_id uuid not null references councils,
    id uuid not null,
    number text not null,
    -- Numbers restart each year, so a number means a paper only together with a year.
    year int not null,
    issued_on date,
    title text not null default '',
    primary key (council_id, id),
    unique (council_id, number, year)
);
select enforce_council('documents');
grant select, insert, update on documents to tracker_app;

create table programmes (
    council_id uuid not null references councils,
    id uuid not null,
    year int not null check (year between 1900 and 2999),
    kind text not null check (kind in ('annual', 'supervision', 'quarter', 'other')),
    version int not null default 1,
    created_at timestamptz not null,
    import_id uuid,
    primary key (council_id, id),
    foreign key (council_id, import_id) references imports (council_id, id)
);
alter table imports add foreign key (council_id, programme_id) references programmes (council_id, id);
select enforce_council('programmes');
grant select, insert on programmes to tracker_app;
grant update (version) on programmes to tracker_app;

-- issued: number, title and date of the paper; closed: closing of the year; voided: never belonged; retracted: only takes back what it supersedes.
create table programme_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    programme_id uuid not null,
    kind text not null check (kind in ('issued', 'closed', 'voided', 'retracted')),
    effective_on date not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    number text check (kind <> 'issued' or number is not null),
    title text check (kind <> 'issued' or title is not null),
    account_id uuid,
    import_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, programme_id) references programmes,
    foreign key (council_id, supersedes) references programme_entries (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id),
    foreign key (council_id, import_id) references imports (council_id, id)
);
create index programme_entries_as_of on programme_entries (council_id, programme_id, kind, effective_on desc, sequence desc);
select enforce_council('programme_entries');
grant select, insert on programme_entries to tracker_app;
grant update (superseded_at) on programme_entries to tracker_app;

create table items (
    council_id uuid not null references councils,
    id uuid not null,
    programme_id uuid,
    origin text not null check (origin in ('programme', 'adhoc', 'coordination', 'recommendation', 'petition')),
    year int not null,
    version int not null default 1,
    created_at timestamptz not null,
    import_id uuid,
    primary key (council_id, id),
    check (origin <> 'programme' or programme_id is not null),
    foreign key (council_id, programme_id) references programmes,
    foreign key (council_id, import_id) references imports (council_id, id)
);
create index items_of_programme on items (council_id, programme_id);
create index items_of_year on items (council_id, origin, year) where programme_id is null;
create index items_of_import on items (council_id, import_id) where import_id is not null;
select enforce_council('items');
grant select, insert on items to tracker_app;
grant update (version) on items to tracker_app;

-- The history of items. Rows are never changed or deleted but for superseded_at, which is set once.
create table entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    item_id uuid not null,
    kind text not null generated always as (change ->> 'kind') stored
        check (kind in ('joined', 'ended', 'progressed', 'scheduled', 'described', 'voided', 'retracted')),
    effective_on date not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    change jsonb not null,
    document_id uuid,
    account_id uuid,
    import_id uuid,
    primary key (council_id, sequence),
    -- An entry is superseded once: of two corrections at the same moment the second is refused.
    unique (council_id, supersedes),
    foreign key (council_id, item_id) references items,
    foreign key (council_id, supersedes) references entries (council_id, sequence),
    foreign key (council_id, document_id) references documents (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id),
    foreign key (council_id, import_id) references imports (council_id, id)
);
create index entries_as_of on entries (council_id, item_id, kind, effective_on desc, sequence desc);
create index entries_of_import on entries (council_id, import_id) where import_id is not null;
select enforce_council('entries');
grant select, insert on entries to tracker_app;
grant update (superseded_at) on entries to tracker_app;

-- What follows from the entries: the facts of an item on the days [from_on, to_on), as known in [known_from, known_to).
-- Derived (Tracker.Domain.Items.ItemHistory is the definition) and rebuilt from the entries at any time; here so that
-- a figure or a list on any day, as known at any moment, is one range of one index.
create table item_spans (
    council_id uuid not null,
    item_id uuid not null,
    from_on date not null,
    to_on date not null default 'infinity',
    known_from timestamptz not null,
    known_to timestamptz not null default 'infinity',
    programme_id uuid,
    origin text not null,
    year int not null,
    -- First what is counted by, so that counting doesn't read past the texts.
    membership text not null check (membership in ('issued', 'added', 'split', 'merged')),
    member_from date not null,
    ending text check (ending in ('withdrawn', 'split', 'merged')),
    ended_on date,
    state text not null check (state in ('notStarted', 'inProgress', 'completed', 'carriedOver')),
    completed_on date,
    reported_on date,
    on_time boolean,
    on_time_by_first_due_date boolean,
    start_on date,
    due_on date,
    first_due_on date,
    due_provisional boolean not null,
    lead_unit_id uuid not null,
    activity_kind text not null,
    cooperating_unit_ids uuid[] not null,
    position int not null,
    time_phrase text,
    reason text,
    result_document text,
    number text not null,
    group_name text not null,
    title text not null,
    responsible_leader text not null,
    officer text not null,
    deliverable text not null,
    note text not null,
    source text not null,
    -- Everything that a search looks in, without accents.
    search text not null,
    primary key (council_id, item_id, from_on, known_to),
    check (from_on < to_on),
    check (known_from < known_to),
    foreign key (council_id, item_id) references items,
    foreign key (council_id, lead_unit_id) references units (council_id, id)
);
-- What was replaced before the moment looked at isn't read.
create index item_spans_in_scope on item_spans (council_id, year, origin, known_to);
select enforce_council('item_spans');
grant select, insert, delete on item_spans to tracker_app;
grant update (known_to) on item_spans to tracker_app;
