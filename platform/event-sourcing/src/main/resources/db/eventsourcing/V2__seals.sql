-- The sealed log, explained in docs/decisions/0006.

-- Each seal covers consecutive events and names the one before it. The leaves are an aid: by them a
-- verification names the very event that was changed; what is signed is their root.
create table seal (
  first_position bigint primary key,
  last_position  bigint not null,
  root           bytea not null,
  previous       bytea not null,
  key_id         text collate "C" not null,
  sealed_at      timestamptz not null,
  signature      bytea not null,
  leaves         bytea not null
);
-- Digests do not compress.
alter table seal alter column leaves set storage external;

-- The public keys under which a service has signed, its own and those of the services that it is a
-- witness for. Each but the first is introduced by a signature of the one before.
create table seal_key (
  service       text collate "C" not null,
  ordinal       integer not null,
  id            text collate "C" not null,
  public_key    text not null,
  from_position bigint not null,
  introduction  bytea,
  primary key (service, ordinal)
);

-- Seals of other services, as they came over Kafka: all of the last hour, then the last of each day.
create table witnessed_seal (
  source         text collate "C" not null,
  first_position bigint not null,
  last_position  bigint not null,
  root           bytea not null,
  previous       bytea not null,
  key_id         text collate "C" not null,
  sealed_at      timestamptz not null,
  signature      bytea not null,
  seen_at        timestamptz not null,
  primary key (source, first_position)
);
create index witnessed_seal_seen_at on witnessed_seal (seen_at);

-- A service that was seen to sign two histories. Nothing more is taken from it, and nothing of what
-- was kept is thinned, until a person has looked and deletes the row.
create table seal_contradiction (
  source   text collate "C" primary key,
  found_at timestamptz not null,
  claim    text not null
);

-- Ids grow with time and so do positions: a block range index finds an event by its id and costs an
-- append next to nothing.
create index event_id on event using brin (id) with (autosummarize = on);
