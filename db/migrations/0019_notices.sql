-- What a mail told beside due days: what waits for a decision, what is to be prepared, what has been decided. As it stood on that day.
create table reminder_mail_notices (
    council_id uuid not null,
    mail_id uuid not null,
    -- Order in the mail, from 1.
    place int not null,
    kind text not null check (kind in (
        'extensionWaiting', 'proposalWaiting', 'completionWaiting', 'answerWaiting', 'proposalApproved', 'agreementEnding', 'reviewComing', 'sessionProvisional',
        'meetingComing', 'extensionDecided', 'proposalDecided', 'amended')),
    -- An item, a proposal, an agreement, a session or a meeting, by the kind.
    subject_id uuid not null,
    item_id uuid,
    unit_id uuid,
    began_on date not null,
    title text not null,
    about text not null,
    primary key (council_id, mail_id, place),
    foreign key (council_id, mail_id) references reminder_mails (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, unit_id) references units (council_id, id)
);
create index reminder_mail_notices_of on reminder_mail_notices (council_id, item_id) where item_id is not null;
create index reminder_mail_notices_of_unit on reminder_mail_notices (council_id, unit_id);
select enforce_council('reminder_mail_notices');
grant select, insert on reminder_mail_notices to tracker_app;
