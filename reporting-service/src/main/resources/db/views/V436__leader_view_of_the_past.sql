-- The instant that was asked about, where somebody looked at the past.
alter table leader_view add column as_of timestamptz;
