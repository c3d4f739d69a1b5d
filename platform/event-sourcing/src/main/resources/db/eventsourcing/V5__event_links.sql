-- What caused what, of the service's own events and of those it has received. Followers write the rows from
-- the envelopes, so that an append pays nothing for them; docs/decisions/0009.
create table event_link (
  event_id       uuid primary key,
  position       bigint not null,
  correlation_id uuid not null,
  causation_id   uuid
);
create index event_link_correlation on event_link (correlation_id, position);
create index event_link_causation on event_link (causation_id, position) where causation_id is not null;

create table received_event_link (like event_link including all);
