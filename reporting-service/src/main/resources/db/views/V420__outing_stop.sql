-- The stops of outings, matched like destinations; and which of them a candidate is about.
create table outing_stop (
  outing_id  text collate "C" not null,
  stop       integer not null,
  subject_id text collate "C" not null,
  area_code  text collate "C",
  country    text collate "C",
  place      text not null,
  from_at    timestamptz,
  until_at   timestamptz,
  primary key (outing_id, stop)
);
create index outing_stop_area on outing_stop (area_code);
create index outing_stop_subject on outing_stop (subject_id);
alter table outing_match add column stops integer[] not null default '{}';
