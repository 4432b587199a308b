-- The latest moment, beside those of seals, that somebody was given as "known at": a list to be filled in bears it. Whatever is recorded afterwards gets a later one,
-- even where the clocks of machines differ.
create table named_moments (
    council_id uuid primary key references councils,
    known_at timestamptz not null
);
select enforce_council('named_moments');
grant select, insert, update on named_moments to tracker_app;
