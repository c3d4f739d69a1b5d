create table zone (
  code         text collate "C" primary key,
  name         text not null,
  kind         text not null,
  touch_points text[] not null,
  department   text not null,
  version      integer not null
);
create table round (
  id          text collate "C" primary key,
  zone        text collate "C" not null,
  day         date not null,
  finished_at timestamptz not null,
  done_by     text not null,
  agent       text not null,
  valid       boolean not null,
  flaws       text[] not null,
  voided      boolean not null default false,
  position    bigint not null
);
create index round_zone on round (zone, position desc);
create table quota_day (
  zone         text collate "C" not null,
  day          date not null,
  closes_at    timestamptz not null,
  valid_rounds integer not null default 0,
  status       text not null,
  primary key (zone, day)
);
