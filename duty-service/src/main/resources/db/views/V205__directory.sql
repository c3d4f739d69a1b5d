-- Who leads a department from when to when, who is on leave, who has left, whose phone was reached.
-- The events that fill these are new, so the rows that are there stay right.
alter table department add column parent text;
alter table person add column verified_at timestamptz, add column left_on date;
create table department_post (
  department  text collate "C" not null,
  role        text not null,
  subject_id  text collate "C" not null,
  masked_name text not null,
  valid_from  date not null,
  valid_until date
);
create index department_post_of on department_post (department, valid_from);
create index department_post_person on department_post (subject_id);
create table person_leave (
  id        text collate "C" primary key,
  person_id text collate "C" not null,
  first_day date not null,
  last_day  date not null
);
create index person_leave_person on person_leave (person_id, last_day);
