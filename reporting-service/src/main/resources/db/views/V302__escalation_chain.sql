-- What the chain has become: by which rule it was raised, whose it is to be, what the leader has decided.
-- The view's revision grows, so rows of before are built anew.
alter table escalation
  add column rule integer not null default 0,
  add column decisions integer not null default 0,
  add column offered_to text collate "C",
  add column offer integer;
create index escalation_offered on escalation (offered_to) where offered_to is not null;
