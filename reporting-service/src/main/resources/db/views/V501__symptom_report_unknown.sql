-- Whether it is known who the person is, and by which way the office has heard; of before nobody said how.
alter table symptom_report add column identified boolean not null default true;
alter table symptom_report add column channel text collate "C";

-- Whom a report is, or has been, about: for questions about the past.
create table symptom_report_person (
  subject_id text collate "C" not null,
  report_id  text collate "C" not null,
  primary key (subject_id, report_id)
);
