-- Cases of section five as they stand. Names are masked; words of people stand only in the log.
create table accountability_case (
  id             text collate "C" primary key,
  version        integer not null,
  position       bigint not null,
  ground         text not null,
  obligation     text not null,
  department     text collate "C" not null,
  subject_id     text collate "C",
  subject_name   text,
  suspicion      text not null,
  status         text not null,
  by_policy      boolean not null,
  arisen_at      timestamptz not null,
  opened_at      timestamptz not null,
  evidence       integer not null,
  due_at         timestamptz,
  finding        text,
  measures       text[] not null,
  overdue        boolean not null
);
create index accountability_case_newest on accountability_case (position desc);
create index accountability_case_department on accountability_case (department, position desc);
create index accountability_case_subject on accountability_case (subject_id) where subject_id is not null;
