-- Which fields of an item aren't filled in (Tracker.Domain.Figures.ItemFields is the definition), worked out when it is written rather than at each counting;
-- and an index that has all that figures count by, so that counting reads no row.
alter table item_spans add column lacking text[] not null generated always as (array_remove(array[
    case when btrim(title) = '' then 'title' end,
    case when cardinality(cooperating_unit_ids) = 0 then 'cooperatingUnits' end,
    case when btrim(responsible_leader) = '' then 'responsibleLeader' end,
    case when btrim(officer) = '' then 'officer' end,
    case when due_on is null and btrim(coalesce(time_phrase, '')) = '' then 'time' end,
    case when due_on is null then 'dueDay' end,
    case when btrim(deliverable) = '' then 'deliverable' end,
    case when btrim(source) = '' then 'source' end
], null)) stored;

drop index item_spans_in_scope;
create index item_spans_in_scope on item_spans (council_id, year, origin, known_to, to_on, from_on) include (
    known_from, programme_id, membership, ending, state, reported_on, on_time, on_time_by_first_due_date, due_on, lead_unit_id, activity_kind, lacking);
