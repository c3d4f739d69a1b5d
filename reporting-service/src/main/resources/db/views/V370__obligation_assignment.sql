-- Who was named for an obligation of a unit, from when to when, and since when that was recorded.
create table obligation_assignment (
  obligation     text collate "C" not null,
  department     text collate "C" not null,
  subject_id     text collate "C" not null,
  name           text not null,
  valid_from     timestamptz not null,
  valid_until    timestamptz,
  recorded_from  timestamptz not null,
  recorded_until timestamptz
);
create index obligation_assignment_of on obligation_assignment (obligation, department, recorded_from);
create index obligation_assignment_subject on obligation_assignment (subject_id);
