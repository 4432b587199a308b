-- Agreements (quy chế phối hợp), what parties owe by them, the items that this becomes, and links by which outside bodies answer.

create table agreements (
    council_id uuid not null references councils,
    id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id)
);
select enforce_council('agreements');
grant select, insert on agreements to tracker_app;
grant update (version) on agreements to tracker_app;

-- Each entry says the whole of the agreement and supersedes the one before.
create table agreement_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    agreement_id uuid not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    -- It never belonged.
    voided boolean not null default false,
    number text not null,
    title text not null,
    signed_on date,
    party_ids uuid[] not null,
    keeper_id uuid not null,
    valid_from date,
    valid_to date check (valid_to >= valid_from),
    -- First day on which it no longer holds, before its time.
    ended_on date,
    ended_by text,
    -- The days of the review year, and the clauses.
    review jsonb not null,
    clauses jsonb not null,
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, agreement_id) references agreements (council_id, id),
    foreign key (council_id, supersedes) references agreement_entries (council_id, sequence),
    foreign key (council_id, keeper_id) references units (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index agreement_entries_of on agreement_entries (council_id, agreement_id, sequence);
select enforce_council('agreement_entries');
grant select, insert on agreement_entries to tracker_app;
grant update (superseded_at) on agreement_entries to tracker_app;

create table obligations (
    council_id uuid not null,
    id uuid not null,
    agreement_id uuid not null,
    version int not null default 1,
    created_at timestamptz not null,
    primary key (council_id, id),
    foreign key (council_id, agreement_id) references agreements (council_id, id)
);
create index obligations_of on obligations (council_id, agreement_id);
select enforce_council('obligations');
grant select, insert on obligations to tracker_app;
grant update (version) on obligations to tracker_app;

create table obligation_entries (
    council_id uuid not null,
    sequence bigint generated always as identity,
    obligation_id uuid not null,
    recorded_at timestamptz not null,
    supersedes bigint,
    superseded_at timestamptz not null default 'infinity',
    -- Owed no more: what was made of it stays.
    voided boolean not null default false,
    what text not null,
    clause text not null,
    debtor_id uuid not null,
    receiver_ids uuid[] not null,
    product text not null,
    rule jsonb not null,
    -- First due day that is owed by these terms, inclusive.
    from_on date not null,
    account_id uuid,
    primary key (council_id, sequence),
    unique (council_id, supersedes),
    foreign key (council_id, obligation_id) references obligations (council_id, id),
    foreign key (council_id, supersedes) references obligation_entries (council_id, sequence),
    foreign key (council_id, debtor_id) references units (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
create index obligation_entries_of on obligation_entries (council_id, obligation_id, sequence);
select enforce_council('obligation_entries');
grant select, insert on obligation_entries to tracker_app;
grant update (superseded_at) on obligation_entries to tracker_app;

-- The item that one time of an obligation became: once, whatever runs twice or at once.
create table obligation_occurrences (
    council_id uuid not null,
    obligation_id uuid not null,
    occurrence_key text not null,
    item_id uuid not null,
    made_at timestamptz not null,
    primary key (council_id, obligation_id, occurrence_key),
    unique (council_id, item_id),
    foreign key (council_id, obligation_id) references obligations (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id)
);
select enforce_council('obligation_occurrences');
grant select, insert on obligation_occurrences to tracker_app;

-- A link by which an outside body answers for one item, once, until its end.
create table answer_links (
    council_id uuid not null,
    id uuid not null,
    item_id uuid not null,
    -- The body that answers.
    unit_id uuid not null,
    token_hash bytea not null unique,
    -- The token, sealed with the keys of cookies, so that the office can read its own link again; null where it stands in a mail.
    sealed_token text,
    mail_id uuid,
    created_at timestamptz not null,
    created_by uuid,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    answered_at timestamptz,
    primary key (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, unit_id) references units (council_id, id),
    foreign key (council_id, mail_id) references reminder_mails (council_id, id),
    foreign key (council_id, created_by) references accounts (council_id, id)
);
create index answer_links_of_item on answer_links (council_id, item_id);
create index answer_links_of_mail on answer_links (council_id, mail_id) where mail_id is not null;
select enforce_council('answer_links');
grant select, insert on answer_links to tracker_app;
grant update (revoked_at, answered_at) on answer_links to tracker_app;

create policy look_up on answer_links for select to tracker_lookup using (true);
grant select on answer_links to tracker_lookup;
create function find_answer_link(hash bytea)
    returns table (council_id uuid, link_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    return query
    select l.council_id, l.id
    from public.answer_links l
    where l.token_hash = hash;
end
$$;
grant create on schema public to tracker_lookup;
alter function find_answer_link(bytea) owner to tracker_lookup;
revoke create on schema public from tracker_lookup;
revoke execute on function find_answer_link(bytea) from public;
grant execute on function find_answer_link(bytea) to tracker_app;

-- A file may come from a body outside, who has no account.
alter table document_files alter column uploaded_by drop not null;
