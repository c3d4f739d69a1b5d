-- What caused what, of the service's own events and of those it has received. A follower writes the rows from
-- the envelopes, so that an append pays nothing for them; docs/decisions/0009.
create table event_link (
  event_id       uuid not null,
  log            text collate "C" not null,
  position       bigint not null,
  correlation_id uuid not null,
  causation_id   uuid,
  primary key (event_id, log)
);
create index event_link_correlation on event_link (correlation_id, log, position);
create index event_link_causation on event_link (causation_id, log, position) where causation_id is not null;
