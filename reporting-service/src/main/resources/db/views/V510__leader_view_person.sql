-- Who has looked, and as which leader; null where the token named nobody.
alter table leader_view add column subject_id text collate "C";
alter table leader_view add column title text;
