-- Symptom reports as the office and the department see them. Names and phones are masked already; the
-- clear ones are read from the stream, for a reveal that is itself recorded.
create table symptom_report (
  id            text collate "C" primary key,
  version       integer not null,
  position      bigint not null,
  department    text collate "C" not null,
  subject_id    text collate "C" not null,
  status        text collate "C" not null,
  name          text not null,
  phone         text,
  symptoms      text[] not null,
  temperature_tenths integer,
  onset_at      timestamptz not null,
  known_at      timestamptz not null,
  reported_at   timestamptz not null,
  late_by_seconds bigint,
  corrections   integer not null default 0,
  acknowledged_at timestamptz,
  signal        text collate "C"
);
create unique index symptom_report_position on symptom_report (position);
create index symptom_report_department on symptom_report (department, position);
create index symptom_report_subject on symptom_report (subject_id, reported_at);
create index symptom_report_signal on symptom_report (signal) where signal is not null;
