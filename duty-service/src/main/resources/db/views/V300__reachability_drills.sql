-- Reachability drills, and how each line and each mobile stands; the person of a line is empty.
create table reachability_drill (
  id         text collate "C" primary key,
  started_at timestamptz not null,
  answer_by  timestamptz not null,
  judged     boolean not null default false,
  reached    integer not null default 0,
  excused    integer not null default 0,
  missed     integer not null default 0
);
create index reachability_drill_list on reachability_drill (started_at desc, id desc);

create table reachability_target (
  drill        text collate "C" not null,
  department   text collate "C" not null,
  person_id    text collate "C" not null,
  masked_name  text not null,
  last_outcome text,
  manner       text,
  called_at    timestamptz,
  late         boolean not null default false,
  late_entered boolean not null default false,
  excuse       text,
  missed       boolean not null default false,
  primary key (drill, department, person_id)
);
create index reachability_target_department on reachability_target (department, drill);
create index reachability_target_whose on reachability_target (person_id, drill);
