-- Which event a row came with, so that it counts once; rows of before do not know it until they are built anew.
alter table staff_department add column position bigint;
create unique index staff_department_position on staff_department (position);
alter table staff_member add column position bigint;
create unique index staff_member_position on staff_member (position);
