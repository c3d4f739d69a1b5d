-- Who of the leading group is away from when until when, and who stands in.
create table leading_group_absence (
  role          text not null,
  subject_id    text collate "C" not null,
  absent_from   timestamptz not null,
  absent_until  timestamptz,
  stand_in_id   text collate "C",
  stand_in_name text,
  primary key (role, subject_id, absent_from)
);
