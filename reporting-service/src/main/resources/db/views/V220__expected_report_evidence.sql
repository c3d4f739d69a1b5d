-- Who knew of what is owed, and what shows it: what tells 漏报 from 疑似瞒报. The view has a new name and is
-- built anew.
truncate expected_report;
alter table expected_report add column known_at timestamptz;
alter table expected_report add column suspected_at timestamptz;
alter table expected_report add column proven_late_by_seconds bigint;

create table expected_report_evidence (
  report_id     text collate "C" not null,
  kind          text collate "C" not null,
  source        text collate "C" not null,
  at            timestamptz not null,
  primary key (report_id, kind, source)
);
