-- The newest that is known of each person; and who has looked at which department.
create table member_health (
  subject_id  text collate "C" primary key,
  department  text collate "C" not null,
  state       text,
  observed_at timestamptz not null
);

create table leader_view (
  position   bigint primary key,
  department text collate "C" not null,
  client     text not null,
  leader     boolean not null,
  at         timestamptz not null
);
create index leader_view_department on leader_view (department, position);
