-- Which event a row came with, so that it counts once; rows of before do not know it until they are built anew.
-- A constitution says many rows, which place tells apart.
alter table leading_group_member add column place integer;
create unique index leading_group_member_event on leading_group_member (position, place);
alter table leading_group_absence add column position bigint;
