-- Where the feed is sent to.
create table webhook_endpoint (
  name          text collate "C" primary key,
  url           text not null,
  department    text,
  level         text,
  severity      text,
  obligation    text,
  change        text,
  secret_file   text,
  generation    integer not null,
  dead          boolean not null,
  course        integer not null,
  sent_from     bigint not null,
  registered_at timestamptz not null
);

-- How far each endpoint has come and how it fares. Not a view: the endpoints' answers are not in the log.
create table webhook_delivery (
  name          text collate "C" primary key,
  course        integer not null,
  up_to         bigint not null,
  failures      integer not null default 0,
  failing_since timestamptz,
  next_at       timestamptz not null,
  last_answer   text,
  last_at       timestamptz
);

-- The secrets that sign, encrypted under the service's master key. Not a view.
create table webhook_secret (
  name       text collate "C" not null,
  generation integer not null,
  key_id     text not null,
  wrapped    bytea not null,
  made_at    timestamptz not null,
  primary key (name, generation)
);
