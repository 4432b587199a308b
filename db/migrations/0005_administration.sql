-- Settings that two administrators can't overwrite for one another; a journal that tells who did what when, by person, kind, day and text.

alter table councils add column version int not null default 1;
grant update (version) on councils to tracker_app;

-- access: signing in, passwords, tokens; administration: units, people, accounts, settings.
alter table journal add column kind text not null default 'access' check (kind in ('access', 'administration'));

-- What came with a file is one line of its import in the journal; all others are read newest first, of one person too.
drop index entries_recorded;
create index entries_by_hand on entries (council_id, recorded_at desc, account_id) where import_id is null;

-- Text as it is searched: without accents or capitals, as Tracker.Domain.Text folds it.
create function folded(text) returns text language sql immutable strict parallel safe
    return translate(lower(regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd');
