-- How people said that sheets are to be read, by the shape of their header row: the next file of that shape is read the same way.
create table import_layouts (
    council_id uuid not null references councils,
    id uuid not null,
    shape text not null,
    layout jsonb not null,
    -- The file with which it was said, remembered when that was applied.
    import_id uuid not null,
    remembered_at timestamptz not null,
    primary key (council_id, id),
    unique (council_id, shape),
    foreign key (council_id, import_id) references imports (council_id, id)
);
create index import_layouts_of_import on import_layouts (council_id, import_id);
select enforce_council('import_layouts');
-- A way of reading is no history: a newer one takes its place, and it can be forgotten.
grant select, insert, update, delete on import_layouts to tracker_app;

-- What was said of an applied file's sheets, beside the answers to its findings.
alter table imports add layouts jsonb not null default '[]';
