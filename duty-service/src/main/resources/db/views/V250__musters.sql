-- Musters, the departments that they summon, and how each person stands.
create table muster (
  id          text collate "C" primary key,
  kind        text not null,
  occasion    text not null,
  place       text not null,
  department  text not null,
  called_at   timestamptz not null,
  deadline_at timestamptz not null,
  closed_at   timestamptz,
  version     integer not null
);
create index muster_list on muster (called_at desc, id desc);

create table muster_unit (
  muster          text collate "C" not null,
  department      text collate "C" not null,
  summoned        integer not null,
  warned          integer not null default 0,
  judged          boolean not null default false,
  verdict_arrived integer not null default 0,
  verdict_excused integer not null default 0,
  verdict_absent  integer not null default 0,
  stood_down      boolean not null default false,
  primary key (muster, department)
);
create index muster_unit_department on muster_unit (department, muster);

create table muster_person (
  muster          text collate "C" not null,
  department      text collate "C" not null,
  person_id       text collate "C" not null,
  masked_name     text not null,
  acknowledged_at timestamptz,
  arrived_at      timestamptz,
  manner          text,
  exit            text,
  late            boolean not null default false,
  late_entered    boolean not null default false,
  excuse          text,
  found_absent    boolean not null default false,
  primary key (muster, person_id)
);
create index muster_person_whose on muster_person (person_id);
