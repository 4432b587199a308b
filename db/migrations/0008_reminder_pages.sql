-- Reminders on pages: whose unit a mail went to, mails outside the plan, queueing again, links by which somebody says that he has it, pauses.

-- The reader's unit when the mail was made.
alter table reminder_mails add column unit_id uuid;
-- Since when it waits, and how often it had been tried by then: one that is queued again is tried like a new one.
alter table reminder_mails add column queued_at timestamptz not null default now();
alter table reminder_mails add column queued_attempts int not null default 0;
-- Stands in the mail when it goes out, and nowhere once it has gone; the bodies hold its place.
alter table reminder_mails add column link_token text;
do $$
declare
    council uuid;
begin
    for council in select id from councils loop
        perform set_config('tracker.council', council::text, true);
        update reminder_mails m
        set unit_id = p.unit_id, queued_at = m.created_at
        from people p
        where p.council_id = m.council_id
            and p.id = m.person_id;
    end loop;
    perform set_config('tracker.council', '', true);
end
$$;
alter table reminder_mails alter column queued_at drop default;
alter table reminder_mails add foreign key (council_id, unit_id) references units (council_id, id);
grant update (address, queued_at, queued_attempts, link_token) on reminder_mails to tracker_app;
create index reminder_mail_items_of_unit on reminder_mail_items (council_id, unit_id);

-- now: sent at somebody's wish, on a day whose planned mails may not be made yet.
alter table reminder_mails drop constraint reminder_mails_kind_check;
alter table reminder_mails add constraint reminder_mails_kind_check check (kind in ('digest', 'now'));
alter table reminder_mails drop constraint reminder_mails_council_id_day_fkey;

-- The link in a mail. Whoever holds it says without an account that the mail has come.
create table reminder_links (
    council_id uuid not null,
    mail_id uuid not null,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    acknowledged_at timestamptz,
    primary key (council_id, mail_id),
    foreign key (council_id, mail_id) references reminder_mails (council_id, id)
);
select enforce_council('reminder_links');
grant select, insert on reminder_links to tracker_app;
grant update (revoked_at, acknowledged_at) on reminder_links to tracker_app;

create policy look_up on reminder_links for select to tracker_lookup using (true);
grant select on reminder_links to tracker_lookup;
create function find_reminder_link(hash bytea)
    returns table (council_id uuid, mail_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    return query
    select l.council_id, l.mail_id
    from public.reminder_links l
    where l.token_hash = hash
      and l.revoked_at is null;
end
$$;
grant create on schema public to tracker_lookup;
alter function find_reminder_link(bytea) owner to tracker_lookup;
revoke create on schema public from tracker_lookup;
revoke execute on function find_reminder_link(bytea) from public;
grant execute on function find_reminder_link(bytea) to tracker_app;

-- Who or what isn't reminded for a while. A pause that was taken back, or followed by another, stays; figures know nothing of it.
create table reminder_pauses (
    council_id uuid not null references councils,
    id uuid not null,
    person_id uuid,
    item_id uuid,
    -- The last day without mails, inclusive; null until it is taken back.
    until date,
    reason text not null,
    paused_at timestamptz not null,
    paused_by uuid,
    ended_at timestamptz,
    ended_by uuid,
    primary key (council_id, id),
    foreign key (council_id, person_id) references people (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, paused_by) references accounts (council_id, id),
    foreign key (council_id, ended_by) references accounts (council_id, id),
    check (num_nonnulls(person_id, item_id) = 1)
);
create unique index reminder_pauses_of_person on reminder_pauses (council_id, person_id) where ended_at is null;
create unique index reminder_pauses_of_item on reminder_pauses (council_id, item_id) where ended_at is null;
select enforce_council('reminder_pauses');
grant select, insert on reminder_pauses to tracker_app;
grant update (ended_at, ended_by) on reminder_pauses to tracker_app;
