-- What each gate has counted, and how many were registered there meanwhile.
create table gate_count (
  exit       text collate "C" not null,
  department text collate "C" not null,
  from_at    timestamptz not null,
  until_at   timestamptz not null,
  counted    integer not null,
  counted_by text not null,
  registered integer,
  position   bigint primary key
);
create unique index gate_count_period on gate_count (exit, from_at);
create index gate_count_list on gate_count (department, position desc);
