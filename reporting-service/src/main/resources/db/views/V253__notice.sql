-- Documents from above and rumours, with the time that each has; who has read what; what people were
-- taught, and how the situation was told.
create table notice_item (
  id              text collate "C" primary key,
  kind            text collate "C" not null,
  version         integer not null,
  position        bigint not null,
  department      text collate "C" not null,
  status          text collate "C" not null,
  title           text not null,
  source          text not null,
  reference       text,
  received_at     timestamptz not null,
  due_at          timestamptz not null,
  done_at         timestamptz,
  overdue         boolean not null default false,
  late_by_seconds bigint,
  outcome         text,
  audience        text[],
  read_by         timestamptz,
  members         integer,
  readers         integer,
  rule            text,
  rule_value      text,
  rule_from       timestamptz,
  rule_source     text
);
create unique index notice_item_position on notice_item (position);
create index notice_item_list on notice_item (kind, position);

create table notice_reading (
  notice_id  text collate "C" not null,
  subject_id text collate "C" not null,
  department text collate "C" not null,
  read_at    timestamptz not null,
  primary key (notice_id, subject_id)
);

create table education_item (
  position     bigint primary key,
  topic        text not null,
  title        text not null,
  channel      text not null,
  published_at timestamptz not null
);
create index education_item_published on education_item (published_at);

create table education_period (
  period_from  timestamptz primary key,
  period_until timestamptz not null,
  required     integer not null,
  published    integer,
  status       text not null
);

create table situation_digest (
  day             date primary key,
  status          text not null,
  due_at          timestamptz,
  title           text,
  summary         text,
  published_at    timestamptz,
  late_by_seconds bigint
);
