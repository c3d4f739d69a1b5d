-- Visits as they stand. Personal columns are read by the department on guard only, by reveal.
create table visit (
  id                 text collate "C" primary key,
  exit               text not null,
  department         text not null,
  visited_department text not null,
  masked_name        text not null,
  status             text not null,
  reasons            text[] not null,
  late_entered       boolean not null,
  at                 timestamptz not null,
  left_at            timestamptz,
  version            integer not null
);
create index visit_list on visit (at desc, id desc);
create index visit_inside on visit (at) where status = 'INSIDE';

create table department (
  code    text collate "C" primary key,
  name    text not null,
  aliases text[] not null,
  active  boolean not null,
  head    text,
  version integer not null
);
create table exit (
  code        text collate "C" primary key,
  name        text not null,
  middle_gate boolean not null,
  department  text not null,
  open        boolean not null,
  version     integer not null
);
create table person (
  id          text collate "C" primary key,
  department  text not null,
  masked_name text not null,
  has_phone   boolean not null,
  version     integer not null
);
create index person_department on person (department, id);
