-- Cases with their steps and contacts. Names and phones are masked; the clear ones are read from the
-- stream, for a reveal that is itself recorded.
create table outbreak_case (
  id          text collate "C" primary key,
  version     integer not null,
  position    bigint not null,
  department  text collate "C" not null,
  subject_id  text collate "C" not null,
  status      text collate "C" not null,
  name        text not null,
  phone       text,
  grounds     text,
  drill       boolean not null,
  report_id   text collate "C",
  known_at    timestamptz not null,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  result      text
);
create unique index outbreak_case_position on outbreak_case (position);
create index outbreak_case_department on outbreak_case (department, position);
create index outbreak_case_subject on outbreak_case (subject_id);

create table outbreak_case_step (
  case_id         text collate "C" not null,
  step            text collate "C" not null,
  due_at          timestamptz,
  done_at         timestamptz,
  overdue         boolean not null default false,
  late_by_seconds bigint,
  rule            text,
  rule_value      text,
  rule_from       timestamptz,
  rule_source     text,
  primary key (case_id, step)
);

create table outbreak_case_contact (
  case_id         text collate "C" not null,
  subject_id      text collate "C" not null,
  department      text collate "C" not null,
  name            text not null,
  phone           text,
  last_contact_at timestamptz not null,
  listed_at       timestamptz not null,
  primary key (case_id, subject_id)
);
create index outbreak_case_contact_subject on outbreak_case_contact (subject_id);
