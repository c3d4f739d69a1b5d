-- Which event a row came with, so that it counts once; rows of before do not know it until they are built anew.
-- An arrangement says many rows, which place tells apart.
alter table staff_term add column position bigint, add column place integer;
create unique index staff_term_event on staff_term (position, place);
