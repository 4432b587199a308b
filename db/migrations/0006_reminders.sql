-- Reminders: the days whose mails were made, the mails as an outbox, what each lists, and every attempt to send one; and the tables of the job engine.

-- A day is claimed here, in the transaction of its mails: whoever comes second makes none.
create table reminder_days (
    council_id uuid not null references councils,
    day date not null,
    made_at timestamptz not null,
    mails int not null,
    -- Units that were due a reminder but have nobody with a mail address.
    unreached_unit_ids uuid[] not null,
    primary key (council_id, day)
);
select enforce_council('reminder_days');
grant select, insert on reminder_days to tracker_app;

-- One mail for a person, day and kind, whatever runs twice. It keeps what was said, to whom and under which Message-ID, so that sending it again says the same.
create table reminder_mails (
    council_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    day date not null,
    kind text not null check (kind in ('digest')),
    address text not null,
    name text not null,
    reply_to text,
    subject text not null,
    message_id text not null,
    text_body text not null,
    html_body text not null,
    created_at timestamptz not null,
    state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'givenUp')),
    attempts int not null default 0,
    -- Of a mail that is being sent the end of the sender's time: from then on it counts as dead.
    next_attempt_at timestamptz not null,
    sent_at timestamptz,
    last_error text,
    primary key (council_id, id),
    unique (council_id, person_id, day, kind),
    foreign key (council_id, person_id) references people (council_id, id),
    foreign key (council_id, day) references reminder_days (council_id, day),
    check ((state = 'sent') = (sent_at is not null))
);
create index reminder_mails_waiting on reminder_mails (council_id, next_attempt_at) where state in ('queued', 'sending', 'failed');
create index reminder_mails_of_day on reminder_mails (council_id, day desc);
select enforce_council('reminder_mails');
grant select, insert on reminder_mails to tracker_app;
grant update (state, attempts, next_attempt_at, sent_at, last_error) on reminder_mails to tracker_app;

-- The reason for a mail: what it reminds of, as it stood on that day.
create table reminder_mail_items (
    council_id uuid not null,
    mail_id uuid not null,
    item_id uuid not null,
    unit_id uuid not null,
    reason text not null check (reason in ('overview', 'dueSoon', 'overdue', 'toLeader', 'toStandingCommittee')),
    due_on date not null,
    days_overdue int not null,
    primary key (council_id, mail_id, item_id),
    foreign key (council_id, mail_id) references reminder_mails (council_id, id),
    foreign key (council_id, item_id) references items (council_id, id),
    foreign key (council_id, unit_id) references units (council_id, id)
);
create index reminder_mail_items_of on reminder_mail_items (council_id, item_id);
select enforce_council('reminder_mail_items');
grant select, insert on reminder_mail_items to tracker_app;

-- Every attempt. One without an outcome was cut short: nobody knows whether the server took the mail.
create table reminder_attempts (
    council_id uuid not null,
    mail_id uuid not null,
    number int not null,
    begun_at timestamptz not null,
    ended_at timestamptz,
    outcome text check (outcome in ('sent', 'failed', 'givenUp')),
    -- Where to: a mail server by name, or the folder.
    via text not null,
    error text,
    primary key (council_id, mail_id, number),
    foreign key (council_id, mail_id) references reminder_mails (council_id, id)
);
select enforce_council('reminder_attempts');
grant select, insert on reminder_attempts to tracker_app;
grant update (ended_at, outcome, error) on reminder_attempts to tracker_app;

-- The tables of Quartz 4.7 as it defines them (its create_postgres.sql), in a schema of their own: no data, only which job is when and which node runs it.
create schema quartz;
create table quartz.qrtz_job_details (
    sched_name text not null,
    job_name text not null,
    job_group text not null,
    description text null,
    job_class_name text not null,
    is_durable bool not null,
    is_nonconcurrent bool not null,
    is_update_data bool not null,
    requests_recovery bool not null,
    job_data bytea null,
    primary key (sched_name, job_name, job_group)
);
create table quartz.qrtz_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    job_name text not null,
    job_group text not null,
    description text null,
    next_fire_time bigint null,
    prev_fire_time bigint null,
    priority integer null,
    trigger_state text not null,
    trigger_type text not null,
    start_time bigint not null,
    end_time bigint null,
    calendar_name text null,
    misfire_instr smallint null,
    misfire_orig_fire_time bigint null,
    execution_group varchar(200) null,
    preferred_node varchar(200) null,
    preferred_node_auto bool not null default false,
    retry_policy varchar(250) null,
    retry_attempt integer null,
    continues_trigger_name text null,
    continues_trigger_group text null,
    continuation_condition integer null,
    overlap_policy integer null,
    pause_reason varchar(250) null,
    paused_by varchar(200) null,
    paused_at bigint null,
    misfire_threshold bigint null,
    fixed_delay bool null,
    job_data bytea null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, job_name, job_group) references quartz.qrtz_job_details (sched_name, job_name, job_group)
);
create table quartz.qrtz_simple_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    repeat_count bigint not null,
    repeat_interval bigint not null,
    times_triggered bigint not null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references quartz.qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table quartz.qrtz_cron_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    cron_expression text not null,
    time_zone_id text,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references quartz.qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table quartz.qrtz_simprop_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    str_prop_1 text null,
    str_prop_2 text null,
    str_prop_3 text null,
    int_prop_1 integer null,
    int_prop_2 integer null,
    long_prop_1 bigint null,
    long_prop_2 bigint null,
    dec_prop_1 numeric null,
    dec_prop_2 numeric null,
    bool_prop_1 bool null,
    bool_prop_2 bool null,
    time_zone_id text null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references quartz.qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table quartz.qrtz_blob_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    blob_data bytea null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references quartz.qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table quartz.qrtz_calendars (
    sched_name text not null,
    calendar_name text not null,
    calendar bytea not null,
    primary key (sched_name, calendar_name)
);
create table quartz.qrtz_paused_trigger_grps (
    sched_name text not null,
    trigger_group text not null,
    pause_reason varchar(250) null,
    paused_by varchar(200) null,
    paused_at bigint null,
    primary key (sched_name, trigger_group)
);
create table quartz.qrtz_paused_job_grps (
    sched_name text not null,
    job_group text not null,
    pause_reason varchar(250) null,
    paused_by varchar(200) null,
    paused_at bigint null,
    primary key (sched_name, job_group)
);
create table quartz.qrtz_fired_triggers (
    sched_name text not null,
    entry_id text not null,
    trigger_name text not null,
    trigger_group text not null,
    instance_name text not null,
    fired_time bigint not null,
    sched_time bigint not null,
    priority integer not null,
    state text not null,
    job_name text null,
    job_group text null,
    is_nonconcurrent bool not null,
    requests_recovery bool null,
    execution_group varchar(200) null,
    progress integer null,
    progress_message varchar(250) null,
    interrupt_requested_time bigint null,
    primary key (sched_name, entry_id)
);
create table quartz.qrtz_scheduler_state (
    sched_name text not null,
    instance_name text not null,
    last_checkin_time bigint not null,
    checkin_interval bigint not null,
    quartz_version varchar(20) null,
    primary key (sched_name, instance_name)
);
create table quartz.qrtz_locks (
    sched_name text not null,
    lock_name text not null,
    primary key (sched_name, lock_name)
);
create table quartz.qrtz_execution_history (
    sched_name text not null,
    entry_id text not null,
    instance_name text not null,
    job_name text not null,
    job_group text not null,
    trigger_name text not null,
    trigger_group text not null,
    fired_time bigint not null,
    run_time bigint not null,
    succeeded bool not null,
    error_message text null,
    retry_attempt integer not null default 0,
    retry_scheduled bool not null default false,
    execution_log text null,
    result integer null,
    summary text null,
    metrics text null,
    manual bool null,
    fire_instance_id text null,
    job_input text null,
    job_input_too_large bool null,
    primary key (sched_name, entry_id)
);
create table quartz.qrtz_misfire_history (
    sched_name text not null,
    entry_id text not null,
    instance_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    job_name text null,
    job_group text null,
    misfire_time bigint not null,
    sched_time bigint null,
    reason integer null,
    primary key (sched_name, entry_id)
);
create table quartz.qrtz_job_status (
    sched_name text not null,
    job_group text not null,
    job_name text not null,
    first_fired_time bigint not null,
    last_fired_time bigint not null,
    last_result integer not null,
    last_run_time bigint not null,
    last_instance_name text not null,
    last_entry_id text null,
    last_summary text null,
    last_success_time bigint null,
    last_failure_time bigint null,
    last_failure_message text null,
    consecutive_failures integer not null default 0,
    run_count bigint not null default 0,
    failure_count bigint not null default 0,
    primary key (sched_name, job_group, job_name)
);
create index idx_qrtz_j_g_n on quartz.qrtz_job_details (sched_name, job_group, job_name);
create index idx_qrtz_t_j on quartz.qrtz_triggers (sched_name, job_name, job_group);
create index idx_qrtz_t_g_n on quartz.qrtz_triggers (sched_name, trigger_group, trigger_name);
create index idx_qrtz_t_c on quartz.qrtz_triggers (sched_name, calendar_name);
create index idx_qrtz_t_nft_st on quartz.qrtz_triggers (sched_name, trigger_state, next_fire_time asc, priority desc, misfire_instr);
create index idx_qrtz_ft_inst_job_req_rcvry on quartz.qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
create index idx_qrtz_ft_j_g on quartz.qrtz_fired_triggers (sched_name, job_name, job_group);
create index idx_qrtz_ft_t_g on quartz.qrtz_fired_triggers (sched_name, trigger_name, trigger_group);
create index idx_qrtz_eh_fired_time on quartz.qrtz_execution_history (sched_name, fired_time);
create index idx_qrtz_eh_inst on quartz.qrtz_execution_history (sched_name, instance_name);
create index idx_qrtz_mh_misfire_time on quartz.qrtz_misfire_history (sched_name, misfire_time);
create index idx_qrtz_mh_inst on quartz.qrtz_misfire_history (sched_name, instance_name);
create index idx_qrtz_eh_job_time on quartz.qrtz_execution_history (sched_name, job_group, job_name, fired_time);
create index idx_qrtz_eh_fire_inst on quartz.qrtz_execution_history (sched_name, fire_instance_id);
create index idx_qrtz_eh_trig_time on quartz.qrtz_execution_history (sched_name, trigger_group, trigger_name, fired_time);

grant usage on schema quartz to tracker_app;
grant select, insert, update, delete on all tables in schema quartz to tracker_app;
