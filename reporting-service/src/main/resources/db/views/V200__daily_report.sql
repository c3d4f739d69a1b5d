-- Each department's report of each day: owed, come, late, missed, exempt. A day that nobody has opened
-- has a row as soon as anything is known of it, and is not owed.
create table daily_report (
  id            text collate "C" primary key,
  version       integer not null,
  position      bigint not null,
  department    text collate "C" not null,
  day           date not null,
  owed          boolean not null default false,
  status        text collate "C" not null default 'NOT_OWED',
  due_at        timestamptz,
  missed        boolean not null default false,
  submitted_at  timestamptz,
  late_by_seconds bigint,
  present       integer,
  absent        integer,
  symptoms      integer,
  contacts      integer,
  returnees     integer,
  signer_id     text collate "C",
  signer_name   text,
  signed_as     text collate "C",
  corrections   integer not null default 0,
  corrected_after_cut_off boolean not null default false,
  contradicted_at timestamptz,
  exemption     text collate "C",
  exemption_kind text collate "C"
);
create unique index daily_report_position on daily_report (position);
create index daily_report_day on daily_report (day, department);
create index daily_report_signer on daily_report (signer_id) where signer_id is not null;

-- What is known of a department on a day, and whether its report contradicts it: the evidence.
create table daily_report_fact (
  report_id     text collate "C" not null,
  kind          text collate "C" not null,
  fact_id       text collate "C" not null,
  known_at      timestamptz not null,
  contradicts   boolean not null default false,
  primary key (report_id, kind, fact_id)
);

-- Who may sign for a department's head, from when until when.
create table daily_report_deputy (
  department    text collate "C" not null,
  subject_id    text collate "C" not null,
  name          text not null,
  valid_from    timestamptz not null,
  valid_until   timestamptz not null,
  position      bigint primary key
);
create index daily_report_deputy_subject on daily_report_deputy (subject_id, department);

-- Why departments owed nothing, as the office decided it.
create table daily_report_exemption (
  id            text collate "C" primary key,
  position      bigint not null,
  departments   text[] not null,
  from_day      date not null,
  until_day     date not null,
  kind          text collate "C" not null,
  reason        text not null,
  decided_at    timestamptz not null
);
create unique index daily_report_exemption_position on daily_report_exemption (position);
