-- Signing in: stamps that end sessions, lock-out; keys for cookies and codes for the first administrator; the journal of administration;
-- remarks on items, and files of documents.

alter table accounts add column stamp uuid not null default gen_random_uuid();
alter table accounts add column version int not null default 1;
alter table accounts add column failed_sign_ins int not null default 0;
alter table accounts add column locked_until timestamptz;
alter table accounts add column signed_in_at timestamptz;
alter table accounts add column must_change_password boolean not null default false;

-- These two belong to the installation, not to a council: whoever signs in has none yet.
create table data_protection_keys (
    name text primary key,
    xml text not null
);
grant select, insert on data_protection_keys to tracker_app;

create table setup_codes (
    code_hash bytea primary key,
    created_at timestamptz not null
);
grant select, insert, delete on setup_codes to tracker_app;

drop function find_token(bytea);

-- One trip and one plan for every request that comes with a token.
create function find_token(hash bytea)
    returns table (council_id uuid, account_id uuid, username text, display_name text, role text, unit_id uuid, must_change_password boolean)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    return query
    select a.council_id, a.id, a.username, a.display_name, a.role, a.unit_id, false
    from public.api_tokens t
    join public.accounts a on a.council_id = t.council_id and a.id = t.account_id
    where t.token_hash = hash
      and t.revoked_at is null
      and a.disabled_at is null;
end
$$;

create function find_session(account uuid, its_stamp uuid)
    returns table (council_id uuid, account_id uuid, username text, display_name text, role text, unit_id uuid, must_change_password boolean)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    return query
    select a.council_id, a.id, a.username, a.display_name, a.role, a.unit_id, a.must_change_password
    from public.accounts a
    where a.id = account
      and a.stamp = its_stamp
      and a.disabled_at is null;
end
$$;

create function find_sign_in(name text)
    returns table (council_id uuid, account_id uuid, username text, display_name text, role text, unit_id uuid, must_change_password boolean,
        password_hash text, stamp uuid, locked_until timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    return query
    select a.council_id, a.id, a.username, a.display_name, a.role, a.unit_id, a.must_change_password, a.password_hash, a.stamp, a.locked_until
    from public.accounts a
    where lower(a.username) = lower(name)
      and a.disabled_at is null;
end
$$;

-- Sessions name the account only.
create index accounts_id on accounts (id);

grant create on schema public to tracker_lookup;
alter function find_token(bytea) owner to tracker_lookup;
alter function find_session(uuid, uuid) owner to tracker_lookup;
alter function find_sign_in(text) owner to tracker_lookup;
revoke create on schema public from tracker_lookup;
revoke execute on function find_token(bytea), find_session(uuid, uuid), find_sign_in(text) from public;
grant execute on function find_token(bytea), find_session(uuid, uuid), find_sign_in(text) to tracker_app;

-- Who did what beside the histories of items: units, people, accounts, settings, signing in. Only appended to.
create table journal (
    council_id uuid not null references councils,
    sequence bigint generated always as identity,
    at timestamptz not null,
    account_id uuid,
    act text not null,
    subject text not null,
    details jsonb,
    primary key (council_id, sequence),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index journal_at on journal (council_id, at desc);
select enforce_council('journal');
grant select, insert on journal to tracker_app;

alter table entries drop constraint entries_kind_check;
alter table entries add constraint entries_kind_check check (kind in (
    'joined', 'ended', 'progressed', 'scheduled', 'described', 'voided', 'retracted', 'reported', 'requested', 'decided', 'planned', 'remarked'));
create index entries_recorded on entries (council_id, recorded_at desc);

create table document_files (
    council_id uuid not null,
    id uuid not null,
    document_id uuid not null,
    file_name text not null,
    media_type text not null,
    content bytea not null,
    uploaded_by uuid not null,
    uploaded_at timestamptz not null,
    primary key (council_id, id),
    foreign key (council_id, document_id) references documents,
    foreign key (council_id, uploaded_by) references accounts (council_id, id)
);
create index document_files_of on document_files (council_id, document_id);
select enforce_council('document_files');
grant select, insert on document_files to tracker_app;
