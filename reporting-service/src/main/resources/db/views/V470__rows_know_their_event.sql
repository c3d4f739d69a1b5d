-- Which event a row came with, so that it counts once; rows of before do not know it until they are built anew.
-- Of an event that says several rows, place tells them apart.
alter table leading_group_member add column place integer;
create unique index leading_group_member_event on leading_group_member (position, place);
alter table leading_group_absence add column position bigint;

alter table staff_department add column position bigint;
create unique index staff_department_position on staff_department (position);
alter table staff_member add column position bigint;
create unique index staff_member_position on staff_member (position);
alter table staff_term add column position bigint, add column place integer;
create unique index staff_term_event on staff_term (position, place);

-- The newest event of the escalation that the row knows.
alter table escalation_times add column version integer;
