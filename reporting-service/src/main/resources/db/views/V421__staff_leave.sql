-- Leave on record with duty-service: whoever has it is absent with a reason.
create table staff_leave (
  id         text collate "C" primary key,
  subject_id text collate "C" not null,
  first_day  date not null,
  last_day   date not null
);
create index staff_leave_subject on staff_leave (subject_id, last_day);
