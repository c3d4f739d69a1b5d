-- Places that are disinfected because of somebody suspected (3.6-d); because of whom is masked.
create table terminal_disinfection (
  id          text collate "C" primary key,
  department  text collate "C" not null,
  cleaners    text collate "C" not null,
  subject_id  text collate "C" not null,
  masked_name text,
  zone        text collate "C",
  place       text,
  status      text collate "C" not null,
  due_at      timestamptz not null,
  done_at     timestamptz,
  overdue     boolean not null default false,
  position    bigint not null
);
create unique index terminal_disinfection_position on terminal_disinfection (position);
create index terminal_disinfection_department on terminal_disinfection (department, position);
