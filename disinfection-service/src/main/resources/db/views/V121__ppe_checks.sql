create table service_unit (
  code       text collate "C" primary key,
  name       text not null,
  kind       text not null,
  department text not null,
  shifts     integer not null,
  people     integer not null
);
create table ppe_shift (
  id         text collate "C" primary key,
  unit       text collate "C" not null,
  kind       text not null,
  department text not null,
  day        date not null,
  shift      text not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  due_at     timestamptz not null,
  judged     boolean not null default false,
  position   bigint not null
);
create index ppe_shift_of_unit on ppe_shift (unit, position desc);
create index ppe_shift_of_day on ppe_shift (day);
create table ppe_person (
  shift_id  text collate "C" not null,
  person_id text not null,
  missed    boolean not null default false,
  primary key (shift_id, person_id)
);
create table ppe_check (
  id         text collate "C" primary key,
  shift_id   text collate "C" not null,
  person_id  text not null,
  all_right  boolean not null,
  mask_right boolean not null,
  late       boolean not null,
  voided     boolean not null default false
);
create index ppe_check_of_shift on ppe_check (shift_id);
