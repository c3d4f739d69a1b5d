-- The mechanism's tables, the same in every service. Their shape is explained in docs/decisions/0001.

-- The log. A command's key stands on the first of its events. Text is compared by bytes (collate "C"),
-- which is what identifiers need and costs a fraction of a language's order.
create table event (
  position    bigint primary key,
  stream      text collate "C" not null,
  version     integer not null,
  id          uuid not null,
  type        text collate "C" not null,
  recorded_at timestamptz not null,
  metadata    bytea not null,
  data        bytea not null,
  command_key     text collate "C",
  command_content text collate "C",
  constraint event_stream_version unique (stream, version)
);
create unique index event_command_key on event (command_key) where command_key is not null;

-- One row. Whoever appends locks it last and holds it until the commit, so positions are gapless and
-- become visible in order.
create table log_head (
  one      boolean primary key default true check (one),
  position bigint not null
) with (fillfactor = 10);
insert into log_head (position) values (0);

-- What a stream waits for. Rows come and go in the transaction of the event that says so.
create table deadline (
  stream        text collate "C" not null,
  name          text collate "C" not null,
  due_at        timestamptz not null,
  claimed_until timestamptz,
  attempts      integer not null default 0,
  primary key (stream, name)
);
create index deadline_due on deadline (due_at);

-- Who may do what only one replica does at a time. The epoch grows with every change of holder and is
-- checked at every write of a cursor.
create table lease (
  name       text collate "C" primary key,
  holder     text not null,
  epoch      bigint not null,
  expires_at timestamptz not null
);

-- How far each follower (relay, projection, policy) has come in the log it follows.
create table checkpoint (
  name     text collate "C" primary key,
  position bigint not null
);

-- A stream that a follower could not digest, and its events that wait behind the bad one, in order.
create table parked_stream (
  follower text collate "C" not null,
  stream   text collate "C" not null,
  reason   text not null,
  since    timestamptz not null,
  primary key (follower, stream)
);
create table parked_event (
  follower text collate "C" not null,
  position bigint not null,
  stream   text collate "C" not null,
  primary key (follower, position)
);
create index parked_event_stream on parked_event (follower, stream, position);

-- What this service has received from the others, each event once, in an order of its own.
create table received (
  position        bigint primary key,
  source          text collate "C" not null,
  source_position bigint not null,
  stream          text collate "C" not null,
  version         integer not null,
  id              uuid not null,
  type            text collate "C" not null,
  recorded_at     timestamptz not null,
  metadata        bytea not null,
  data            bytea not null,
  constraint received_stream_version unique (source, stream, version)
);
create table received_head (
  one      boolean primary key default true check (one),
  position bigint not null
) with (fillfactor = 10);
insert into received_head (position) values (0);

-- The Kafka offsets of the intake, moved by compare-and-set in the transaction that stores the events.
create table intake_offset (
  topic       text collate "C" not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- Records on the topics of others that are not events of ours. They stay visible and harm nothing.
create table refused_record (
  topic        text collate "C" not null,
  partition    integer not null,
  kafka_offset bigint not null,
  reason       text not null,
  at           timestamptz not null,
  primary key (topic, partition, kafka_offset)
);
