-- Councils, the units and people in them, and who may sign in.
-- One council's rows never show in another's: every table but councils has council_id in its key, and forced row-level security.

do $$
declare
    name text;
begin
    foreach name in array array['tracker_app', 'tracker_lookup'] loop
        begin
            if not exists (select from pg_roles where rolname = name) then
                execute format('create role %I nologin', name);
            end if;
        exception when duplicate_object or unique_violation then
            null; -- Roles belong to the cluster: another database of it made this one at the same moment.
        end;
    end loop;
    foreach name in array array['tracker_app', 'tracker_lookup'] loop
        if not pg_has_role(current_user, name, 'member') then
            execute format('grant %I to current_user', name);
        end if;
    end loop;
end
$$;

grant usage on schema public to tracker_app, tracker_lookup;

create table councils (
    id uuid primary key,
    name text not null,
    place text not null,
    settings jsonb not null default '{}',
    created_at timestamptz not null
);
grant select, insert on councils to tracker_app;
grant update (name, place, settings) on councils to tracker_app;

-- The council of the running transaction. Reads '' after a transaction that set it has ended: that is no council.
create function current_council() returns uuid language sql stable parallel safe
    return nullif(current_setting('tracker.council', true), '')::uuid;

create function enforce_council(table_name regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', table_name);
    execute format('alter table %s force row level security', table_name);
    execute format('create policy of_its_council on %s using (council_id = (select current_council())) with check (council_id = (select current_council()))', table_name);
end
$$;

create table units (
    council_id uuid not null references councils,
    id uuid not null,
    name text not null,
    kind text not null check (kind in ('standingCommittee', 'board', 'office', 'outside', 'collective')),
    parent_id uuid,
    position int not null default 0,
    valid_from date,
    valid_to date check (valid_to >= valid_from),
    primary key (council_id, id),
    foreign key (council_id, parent_id) references units
);
select enforce_council('units');
grant select, insert, update on units to tracker_app;

create table unit_aliases (
    council_id uuid not null,
    unit_id uuid not null,
    alias text not null,
    primary key (council_id, unit_id, alias),
    foreign key (council_id, unit_id) references units
);
select enforce_council('unit_aliases');
grant select, insert, delete on unit_aliases to tracker_app;

create table people (
    council_id uuid not null references councils,
    id uuid not null,
    name text not null,
    job_title text not null default '',
    unit_id uuid,
    email text,
    valid_from date,
    valid_to date check (valid_to >= valid_from),
    primary key (council_id, id),
    foreign key (council_id, unit_id) references units
);
select enforce_council('people');
grant select, insert, update on people to tracker_app;

create table accounts (
    council_id uuid not null references councils,
    id uuid not null,
    username text not null,
    display_name text not null,
    role text not null check (role in ('administrator', 'office', 'unit', 'standingCommittee', 'reader')),
    unit_id uuid,
    password_hash text not null,
    created_at timestamptz not null,
    disabled_at timestamptz,
    primary key (council_id, id),
    foreign key (council_id, unit_id) references units
);
-- Someone signs in before anyone knows their council, so a name is taken once in the whole installation.
create unique index accounts_username on accounts (lower(username));
select enforce_council('accounts');
grant select, insert, update on accounts to tracker_app;

create table api_tokens (
    council_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    name text not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (council_id, id),
    foreign key (council_id, account_id) references accounts
);
select enforce_council('api_tokens');
grant select, insert on api_tokens to tracker_app;
grant update (revoked_at) on api_tokens to tracker_app;

-- Signing in looks across councils; only this function does, as a role that can read these two tables and nothing else.
create policy look_up on accounts for select to tracker_lookup using (true);
create policy look_up on api_tokens for select to tracker_lookup using (true);
grant select on accounts, api_tokens to tracker_lookup;

create function find_token(hash bytea)
    returns table (council_id uuid, account_id uuid, username text, display_name text, role text, unit_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
as $$
    select a.council_id, a.id, a.username, a.display_name, a.role, a.unit_id
    from public.api_tokens t
    join public.accounts a on a.council_id = t.council_id and a.id = t.account_id
    where t.token_hash = hash
      and t.revoked_at is null
      and a.disabled_at is null
$$;

grant create on schema public to tracker_lookup;
alter function find_token(bytea) owner to tracker_lookup;
revoke create on schema public from tracker_lookup;
revoke execute on function find_token(bytea) from public;
grant execute on function find_token(bytea) to tracker_app;
