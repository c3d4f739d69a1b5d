-- From which report a word comes, and from which event on it counts no longer: the report was put right to somebody else, or
-- to no symptoms. Rows of before have none until they are built anew. Nobody reads the department of the newest word.
alter table member_health_past
  add column report_id text collate "C",
  add column withdrawn_position bigint,
  add column withdrawn_at timestamptz;
create index member_health_past_report on member_health_past (report_id) where report_id is not null;
alter table member_health alter column department drop not null;
