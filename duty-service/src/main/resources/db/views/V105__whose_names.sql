-- Whose name a row shows, so that it can be scrubbed. The views have new names and are built anew.
truncate visit, department, exit, person;
alter table visit add column person_id text collate "C" not null;
create index visit_person on visit (person_id);
alter table department add column head_id text collate "C";
