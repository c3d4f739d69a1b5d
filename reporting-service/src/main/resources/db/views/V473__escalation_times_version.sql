-- The newest event of the escalation that a row knows; rows of before do not know it until they are built anew.
alter table escalation_times add column version integer;
