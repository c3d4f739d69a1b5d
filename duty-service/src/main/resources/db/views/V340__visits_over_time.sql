-- When a visitor came in and left, and since when that was known: who was inside at any instant. The
-- view has a new name and is built anew.
truncate visit;
alter table visit
  add column inside_since    timestamptz,
  add column inside_known_at timestamptz,
  add column left_known_at   timestamptz,
  add column leave_by        timestamptz,
  add column overdue         boolean not null default false,
  add column repeat_of       text collate "C";
create index visit_came on visit (inside_since, id);
create index visit_left on visit (left_at);
create index visit_overdue on visit (at desc, id desc) where overdue;
