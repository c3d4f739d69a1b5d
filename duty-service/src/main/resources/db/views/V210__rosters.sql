-- Who was assigned to which shift, from when to when that was known. The present is what nobody has
-- closed; what was known at an instant is what was open then.
create table shift_assignment (
  shift          text collate "C" not null,
  roster         text collate "C" not null,
  department     text collate "C" not null,
  post           text collate "C" not null,
  subject_id     text collate "C" not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  known_from     timestamptz not null,
  known_until    timestamptz,
  since_position bigint not null,
  until_position bigint,
  primary key (shift, since_position)
);
-- A department's stretch of time, and everybody's.
create index shift_assignment_department on shift_assignment (department, ends_at) where until_position is null;
create index shift_assignment_time on shift_assignment (ends_at) where until_position is null;
create index shift_assignment_person on shift_assignment (subject_id, ends_at) where until_position is null;
create index shift_assignment_roster on shift_assignment (roster) where until_position is null;
-- What was known before.
create index shift_assignment_past on shift_assignment (department, ends_at);
create index shift_assignment_past_time on shift_assignment (ends_at);
