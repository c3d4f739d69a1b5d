-- Views are built anew beside the ones that serve, and exchanged: see docs/decisions/0008.

-- What the rows that serve were built as. The revision is the code's, the version counts the builds.
create table projection_version (
  projection text collate "C" primary key,
  version    integer not null,
  revision   integer not null
);

create table projection_rebuild (
  projection         text collate "C" not null,
  version            integer not null,
  revision           integer not null,
  state              text collate "C" not null,
  switch_when_equal  boolean not null,
  asked_by           text not null,
  asked_at           timestamptz not null,
  compared_at        timestamptz,
  compared_position  bigint,
  rows_compared      bigint,
  difference_count   bigint,
  accepted_by        text,
  accepted_because   text,
  switched_at        timestamptz,
  ended_at           timestamptz,
  replaced_version   integer,
  replaced_revision  integer,
  -- Whether the tables that it replaced still stand, so that it can be rolled back.
  previous_kept      boolean not null default false,
  last_error         text,
  primary key (projection, version)
);
-- One at a time for each view: there is one schema for its new tables.
create unique index projection_rebuild_open on projection_rebuild (projection)
  where state in ('BUILDING', 'CAUGHT_UP', 'EQUAL', 'DIFFERENT', 'ROLLING_BACK');

-- The first of the differences that a comparison found: where, never what.
create table projection_difference (
  projection text collate "C" not null,
  version    integer not null,
  number     integer not null,
  relation   text not null,
  key        text not null,
  kind       text collate "C" not null,
  columns    text[] not null,
  primary key (projection, version, number)
);

-- Events that an operator has taken out of what a follower digests, in rebuilds too.
create table skipped_event (
  follower   text collate "C" not null,
  stream     text collate "C" not null,
  position   bigint not null,
  reason     text not null,
  skipped_by text not null,
  skipped_at timestamptz not null,
  primary key (follower, stream, position)
);

-- For a gap in what another service has sent, the position is a version, which two streams may share.
alter table parked_event drop constraint parked_event_pkey, add primary key (follower, position, stream);
