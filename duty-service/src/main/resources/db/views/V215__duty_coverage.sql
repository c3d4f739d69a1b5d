-- Since when each department owes duty day and night, and every gap that was told.
create table duty_requirement (
  department    text collate "C" primary key,
  required_from timestamptz not null
);
create table coverage_gap (
  department  text collate "C" not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  nature      text not null,
  detected_at timestamptz not null,
  filled_at   timestamptz,
  primary key (department, starts_at)
);
create index coverage_gap_time on coverage_gap (ends_at);
