-- Writing by hand: reports that wait for confirmation, requests that wait for a decision, steps of a unit's own plan; answers kept for repeated requests.

alter table entries drop constraint entries_kind_check;
alter table entries add constraint entries_kind_check check (kind in (
    'joined', 'ended', 'progressed', 'scheduled', 'described', 'voided', 'retracted', 'reported', 'requested', 'decided', 'planned'));
-- What waits for somebody's decision or confirmation is looked for across items.
create index entries_waiting on entries (council_id, kind) where kind in ('requested', 'decided', 'reported');

alter table units add column version int not null default 1;
alter table people add column version int not null default 1;

create table idempotency_keys (
    council_id uuid not null,
    account_id uuid not null,
    key text not null,
    request_hash bytea not null,
    created_at timestamptz not null,
    status int,
    etag text,
    location text,
    body text,
    primary key (council_id, account_id, key),
    foreign key (council_id, account_id) references accounts (council_id, id)
);
select enforce_council('idempotency_keys');
grant select, insert, update on idempotency_keys to tracker_app;
