-- Giao ban: meetings with their own short history, their papers, and their conclusions, which are items or words alone.

create table meetings (
    council_id uuid not null references councils,
    id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id)
);
select enforce_council('meetings');
grant select, insert on meetings to tracker_app;
grant update (version) on meetings to tracker_app;

-- Each entry says the whole of the meeting and supersedes the one before. It counts from the day on which it is held.
create table meeting_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    meeting_id uuid not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    kind text not null check (kind in ('monthly', 'thematic')),
    year int not null check (year between 1900 and 2999),
    -- Of the month for a monthly one; of the order in the year for a thematic one.
    number int not null check (number > 0),
    held_on date not null,
    starts_at time,
    place text not null,
    chair text not null,
    title text not null,
    agenda text[] not null,
    unit_ids uuid[] not null,
    participants text[] not null,
    -- Number of the notice of conclusions, as written.
    notice text,
    -- It never belonged.
    voided boolean not null default false,
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, meeting_id) references meetings (council_id, id),
    foreign key (council_id, supersedes) references meeting_entries (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index meeting_entries_of on meeting_entries (council_id, meeting_id, sequence);
create unique index meeting_entries_number on meeting_entries (council_id, kind, year, number)
    where superseded_at = 'infinity' and not voided;
select enforce_council('meeting_entries');
grant select, insert on meeting_entries to tracker_app;
grant update (superseded_at) on meeting_entries to tracker_app;

-- In the order of the meeting. What became a task is only linked to: the item says everything about it.
create table meeting_conclusions (
    council_id uuid not null,
    sequence bigint generated always as identity,
    meeting_id uuid not null,
    recorded_at timestamptz not null,
    -- Taken back.
    superseded_at timestamptz not null default 'infinity',
    text text,
    item_id uuid,
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, item_id),
    check ((text is null) <> (item_id is null)),
    foreign key (council_id, meeting_id) references meetings (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index meeting_conclusions_of on meeting_conclusions (council_id, meeting_id, sequence);
select enforce_council('meeting_conclusions');
grant select, insert on meeting_conclusions to tracker_app;
grant update (superseded_at) on meeting_conclusions to tracker_app;

create table meeting_papers (
    council_id uuid not null,
    meeting_id uuid not null,
    document_id uuid not null,
    added_at timestamptz not null,
    primary key (council_id, meeting_id, document_id),
    foreign key (council_id, meeting_id) references meetings (council_id, id),
    foreign key (council_id, document_id) references documents (council_id, id)
);
select enforce_council('meeting_papers');
grant select, insert on meeting_papers to tracker_app;
