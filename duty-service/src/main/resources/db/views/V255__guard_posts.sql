-- Guards' posts at the exits, who was there when, and every gap.
create table guard_post (
  exit         text collate "C" primary key,
  department   text collate "C" not null,
  middle_gate  boolean not null,
  duty         text not null,
  next_look_at timestamptz,
  gap_since    timestamptz,
  version      integer not null
);

create table guard_presence (
  exit        text collate "C" not null,
  person_id   text collate "C" not null,
  masked_name text not null,
  since       timestamptz not null,
  until       timestamptz,
  ending      text,
  position    bigint primary key
);
create index guard_presence_now on guard_presence (exit, person_id) where until is null;
create index guard_presence_whose on guard_presence (person_id);

create table guard_gap (
  exit       text collate "C" not null,
  department text collate "C" not null,
  duty       text not null,
  cause      text not null,
  last_guard text collate "C",
  since      timestamptz not null,
  until      timestamptz,
  ending     text,
  told       integer not null default 0,
  position   bigint primary key
);
create index guard_gap_open on guard_gap (exit) where until is null;
create index guard_gap_list on guard_gap (exit, position desc);
