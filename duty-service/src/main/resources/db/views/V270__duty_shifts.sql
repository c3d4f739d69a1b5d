-- Shifts on duty and how they are kept.
create table duty_shift (
  shift           text collate "C" primary key,
  department      text collate "C" not null,
  person_id       text collate "C" not null,
  masked_name     text not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  status          text not null,
  checked_in_at   timestamptz,
  late            boolean not null default false,
  checked_out_at  timestamptz,
  leaving         text,
  handed_over_to  text collate "C",
  missed          integer not null default 0,
  probe_answer_by timestamptz,
  probes_answered integer not null default 0,
  probes_missed   integer not null default 0,
  suspected       text,
  found_empty     boolean not null default false
);
create index duty_shift_list on duty_shift (starts_at desc, shift desc);
create index duty_shift_department on duty_shift (department, starts_at desc, shift desc);
create index duty_shift_present on duty_shift (department) where status = 'PRESENT';
create index duty_shift_whose on duty_shift (person_id);
