-- A list that was exported, filled in and uploaded is an import of its own kind.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check check (kind in ('programme', 'progress', 'adhoc', 'fill'));
