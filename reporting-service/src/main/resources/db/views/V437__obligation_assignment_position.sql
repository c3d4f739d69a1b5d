-- Which event a word came with, so that it counts once; rows of before have none until they are built anew.
alter table obligation_assignment add column position bigint;
create unique index obligation_assignment_position on obligation_assignment (position);
