-- When each matter came to a leader's level, by when it was to be taken on there, was, and went on.
create table leader_matter (
  id          text collate "C" not null,
  occurrence  integer not null,
  version     integer not null,
  department  text not null,
  l3_at       timestamptz,
  l3_due      timestamptz,
  l3_taken_at timestamptz,
  l3_left_at  timestamptz,
  l4_at       timestamptz,
  l4_due      timestamptz,
  l4_taken_at timestamptz,
  l4_left_at  timestamptz,
  l5_at       timestamptz,
  l5_due      timestamptz,
  l5_taken_at timestamptz,
  decided_at  timestamptz,
  resolved_at timestamptz,
  primary key (id, occurrence)
);
