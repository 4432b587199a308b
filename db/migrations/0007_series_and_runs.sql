-- The series of daily figures; and the program's own log of what it did by the clock, whatever engine runs it.

-- A day that was stored: as of its end, with everything known at that moment. A night is known at the end of its own day, however late it was stored.
create table figure_days (
    council_id uuid not null references councils,
    day date not null,
    known_at timestamptz not null,
    reason text not null check (reason in ('night', 'import')),
    -- Version of the definitions that it was counted by.
    definition int not null,
    stored_at timestamptz not null,
    primary key (council_id, day, known_at)
);
select enforce_council('figure_days');
grant select, insert on figure_days to tracker_app;

-- What each unit led on that day; units add up to the whole. A closed programme has rows only where its figures changed.
create table figure_series (
    council_id uuid not null,
    day date not null,
    known_at timestamptz not null,
    origin text not null check (origin in ('programme', 'adhoc', 'coordination', 'recommendation', 'petition')),
    year int not null,
    programme_id uuid,
    unit_id uuid not null,
    -- Number of items by figure, without those that count none.
    counts jsonb not null,
    scope_id uuid not null generated always as (coalesce(programme_id, '00000000-0000-0000-0000-000000000000')) stored,
    primary key (council_id, day, known_at, origin, year, scope_id, unit_id),
    foreign key (council_id, day, known_at) references figure_days,
    foreign key (council_id, programme_id) references programmes (council_id, id),
    foreign key (council_id, unit_id) references units (council_id, id)
);
create index figure_series_of_scope on figure_series (council_id, origin, year, scope_id, day, known_at);
select enforce_council('figure_series');
grant select, insert on figure_series to tracker_app;

-- Of no council, as the engines' own tables: which job ran when on which node, no data of anybody's.
create schema jobs;

-- Runs that did something, failed, were asked for by a person, or go on; a run that found nothing to do leaves no row. One that isn't ended and hasn't been seen for a while was broken off with its node.
create table jobs.runs (
    id uuid primary key,
    job text not null,
    node text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    ended_at timestamptz,
    outcome text check (outcome in ('done', 'failed', 'stopped')),
    said text,
    asked boolean not null,
    check ((ended_at is null) = (outcome is null))
);
create index runs_of_job on jobs.runs (job, started_at desc);

-- The last run of a job that found nothing to do, and how many there were.
create table jobs.idle (
    job text primary key,
    ended_at timestamptz not null,
    times bigint not null
);

-- Jobs to be run as soon as a node can, each once, whoever asks how often. Held by the run that does it; if that is broken off, another's.
create table jobs.requests (
    job text primary key,
    requested_at timestamptz not null,
    by_person boolean not null,
    run_id uuid
);

-- Signs of life of the processes that run jobs.
create table jobs.nodes (
    node text primary key,
    started_at timestamptz not null,
    seen_at timestamptz not null
);

grant usage on schema jobs to tracker_app;
grant select, insert, update, delete on all tables in schema jobs to tracker_app;

-- Where the second engine makes its own tables, if the program is built with it.
create schema hangfire;
grant usage, create on schema hangfire to tracker_app;
