-- Published figures: a seal keeps its day, its moment, everything it said and which items each figure counted. Never changed; a newer one may supersede it.

create table seals (
    council_id uuid not null references councils,
    id uuid not null,
    -- Printed on papers and typed from them.
    code text not null check (code ~ '^[ACEFGHJKMNPRTWXY34679]{8}$'),
    programme_id uuid not null,
    title text not null,
    number text not null,
    period_kind text not null check (period_kind in ('month', 'quarter', 'half', 'year', 'days')),
    period_from date not null,
    period_to date not null,
    period_cut_off boolean not null,
    as_of date not null,
    -- The moment of publishing, and that at which everything in it was known.
    known_at timestamptz not null,
    definition int not null,
    content jsonb not null,
    account_id uuid,
    supersedes uuid,
    reason text,
    primary key (council_id, id),
    unique (council_id, code),
    -- Of two that would supersede the same seal the second is refused.
    unique (council_id, supersedes),
    check (period_from <= period_to),
    check ((supersedes is null) = (reason is null)),
    foreign key (council_id, programme_id) references programmes (council_id, id),
    foreign key (council_id, account_id) references accounts (council_id, id),
    foreign key (council_id, supersedes) references seals (council_id, id)
);
create index seals_latest on seals (council_id, known_at desc);
select enforce_council('seals');
grant select, insert on seals to tracker_app;

-- Which items its figures counted. place: of the set of items in the seal, the programme's first, then the ad-hoc tasks', then those of earlier years.
create table seal_items (
    council_id uuid not null,
    seal_id uuid not null,
    place int not null,
    item_id uuid not null,
    lead_unit_id uuid not null,
    figures text[] not null,
    events text[] not null,
    primary key (council_id, seal_id, place, item_id),
    foreign key (council_id, seal_id) references seals (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, lead_unit_id) references units (council_id, id)
);
select enforce_council('seal_items');
grant select, insert on seal_items to tracker_app;
