-- How far each consumer of the feed has come. Not a view: it is said by the consumers, not by the log.
create table feed_cursor (
  name     text collate "C" primary key,
  up_to    bigint not null,
  heard_at timestamptz not null
);

-- Every step forward, kept: what a consumer had taken over at an instant.
create table feed_acknowledgement (
  name  text collate "C" not null,
  up_to bigint not null,
  at    timestamptz not null,
  primary key (name, up_to)
);
