-- Which departments carry an obligation, the one that leads and the others, for which time, and
-- since when that was recorded. What is said later replaces what was said for the time from its
-- beginning on; rows are never changed.
create table obligation_units (
  obligation    text collate "C" not null,
  position      bigint not null,
  lead          text collate "C" not null,
  others        text[] not null,
  valid_from    timestamptz not null,
  valid_until   timestamptz,
  recorded_from timestamptz not null,
  primary key (position)
);
create index obligation_units_of on obligation_units (obligation, position);
