-- Tasks of members, masked.
create table task (
  id              text collate "C" primary key,
  version         integer not null,
  position        bigint not null,
  department      text collate "C" not null,
  subject_id      text collate "C" not null,
  name            text not null,
  status          text collate "C" not null,
  title           text not null,
  assigned_at     timestamptz not null,
  due_at          timestamptz not null,
  ended_at        timestamptz,
  overdue         boolean not null default false,
  late_by_seconds bigint,
  rule            text,
  rule_value      text
);
create unique index task_position on task (position);
create index task_department on task (department, position);
create index task_subject on task (subject_id);
