-- Reports that are owed: open, missed (漏报, suspected), or met.
create table expected_report (
  id            text collate "C" primary key,
  version       integer not null,
  position      bigint not null,
  department    text collate "C" not null,
  visited_department text collate "C",
  exit          text,
  subject_id    text collate "C" not null,
  name          text,
  measured_at   timestamptz not null,
  due_at        timestamptz not null,
  status        text collate "C" not null,
  missed_at     timestamptz,
  report_id     text collate "C",
  met_at        timestamptz,
  late_by_seconds bigint
);
create unique index expected_report_position on expected_report (position);
create index expected_report_department on expected_report (department, position);
create index expected_report_subject on expected_report (subject_id) where status <> 'MET';
