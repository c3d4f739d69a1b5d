-- Reports of people who may have been exposed: contacts and returnees. Names and phones are masked.
create table exposure_report (
  id            text collate "C" primary key,
  version       integer not null,
  position      bigint not null,
  kind          text collate "C" not null,
  department    text collate "C" not null,
  subject_id    text collate "C" not null,
  identified    boolean not null,
  status        text collate "C" not null,
  name          text not null,
  phone         text,
  degree        text collate "C",
  area_code     text collate "C",
  country       text collate "C",
  last_exposed_at timestamptz not null,
  known_at      timestamptz not null,
  channel       text collate "C" not null,
  reported_at   timestamptz not null,
  late_by_seconds bigint,
  corrections   integer not null default 0,
  acknowledged_at timestamptz
);
create unique index exposure_report_position on exposure_report (position);
create index exposure_report_department on exposure_report (department, position);
create index exposure_report_subject on exposure_report (subject_id, reported_at);

-- Each day on which somebody is to be asked after. A person's reports share the days.
create table observation_day (
  subject_id    text collate "C" not null,
  day           date not null,
  department    text collate "C" not null,
  name          text not null,
  due_at        timestamptz not null,
  status        text collate "C" not null default 'DUE',
  finding       text collate "C",
  followed_up_at timestamptz,
  late          boolean not null default false,
  primary key (subject_id, day)
);
create index observation_day_open on observation_day (department, day) where followed_up_at is null;

-- Which reports an observation answers.
create table observation_report (
  subject_id    text collate "C" not null,
  report_id     text collate "C" not null,
  primary key (subject_id, report_id)
);
