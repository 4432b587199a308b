-- Sessions of the council and other events that due days are counted from, and the preparation steps that are made before one.

create table events (
    council_id uuid not null references councils,
    id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id)
);
select enforce_council('events');
grant select, insert on events to tracker_app;
grant update (version) on events to tracker_app;

-- Each entry says the whole of the event and supersedes the one before.
create table event_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    event_id uuid not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    kind text not null check (kind in ('midYear', 'yearEnd', 'thematic', 'extraordinary', 'founding', 'other')),
    year int not null check (year between 1900 and 2999),
    name text not null,
    opens_on date,
    closes_on date check (closes_on >= opens_on),
    provisional boolean not null,
    -- Number of the paper that sets or moves the day, as written.
    document text,
    -- It never belonged.
    voided boolean not null default false,
    -- The entries of items whose due day moved with it.
    moved bigint[] not null default '{}',
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, event_id) references events (council_id, id),
    foreign key (council_id, supersedes) references event_entries (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index event_entries_of on event_entries (council_id, event_id, sequence);
-- A year has one mid-year and one year-end session.
create unique index event_entries_regular on event_entries (council_id, kind, year)
    where superseded_at = 'infinity' and not voided and kind in ('midYear', 'yearEnd');
select enforce_council('event_entries');
grant select, insert on event_entries to tracker_app;
grant update (superseded_at) on event_entries to tracker_app;

-- What is to be done before an event, as the office writes it down for the next time. Not a history: what was made of it is items.
create table preparation_templates (
    council_id uuid not null references councils,
    id uuid not null,
    version int not null default 1,
    name text not null,
    steps jsonb not null,
    changed_at timestamptz not null,
    primary key (council_id, id)
);
select enforce_council('preparation_templates');
grant select, insert, update on preparation_templates to tracker_app;

-- The item that a step became, once for an event.
create table event_steps (
    council_id uuid not null,
    event_id uuid not null,
    step_id uuid not null,
    item_id uuid not null,
    primary key (council_id, event_id, step_id),
    unique (council_id, item_id),
    foreign key (council_id, event_id) references events (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id)
);
select enforce_council('event_steps');
grant select, insert on event_steps to tracker_app;

-- The opening days that stood among the settings are events from now on.
do $$
declare
    council record;
    session record;
    event uuid;
begin
    for council in select id, settings -> 'sessions' as sessions from councils where jsonb_typeof(settings -> 'sessions') = 'array' loop
        perform set_config('tracker.council', council.id::text, true);
        for session in
            select (s ->> 'year')::int as year, d.kind, d.name, d.opens_on
            from jsonb_array_elements(council.sessions) s
            cross join lateral (values
                ('midYear', 'Kỳ họp thường lệ giữa năm ', (s ->> 'midYearOn')::date),
                ('yearEnd', 'Kỳ họp thường lệ cuối năm ', (s ->> 'endYearOn')::date)
            ) d(kind, name, opens_on)
            where d.opens_on is not null
        loop
            event := gen_random_uuid();
            insert into events (council_id, id, created_at) values (council.id, event, now());
            insert into event_entries (council_id, event_id, recorded_at, kind, year, name, opens_on, provisional)
            values (council.id, event, now(), session.kind, session.year, session.name || session.year, session.opens_on, false);
        end loop;
    end loop;
    perform set_config('tracker.council', '', true);
    update councils set settings = settings - 'sessions';
end
$$;
