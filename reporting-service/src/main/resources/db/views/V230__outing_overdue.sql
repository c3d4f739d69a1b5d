-- Since when a return is overdue; and what else the same person has on record, for who is in two places.
alter table outing add column overdue_since timestamptz;
create index outing_subject on outing (subject_id, departs_at);
