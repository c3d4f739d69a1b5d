-- What held of an escalation from when to when, for questions about the past; docs/decisions/0009.
-- recorded_from says when it was recorded, valid_from since when it was true: for a raised one that is since
-- somebody first knew of the fact. Both end together. Rows are added and closed, never
-- changed otherwise, but for the name of a person who is forgotten.
create table escalation_past (
  id             text collate "C" not null,
  version        integer not null,
  occurrence     integer not null,
  kind           text not null,
  obligation     text not null,
  severity       text not null,
  department     text not null,
  subject_kind   text not null,
  subject_id     text not null,
  subject_name   text,
  person_id      text collate "C",
  dedupe_key     text not null,
  level          text not null,
  status         text not null,
  since          timestamptz not null,
  raised_at      timestamptz not null,
  due_at         timestamptz,
  signals        integer not null,
  valid_from     timestamptz not null,
  recorded_from  timestamptz not null,
  recorded_until timestamptz,
  primary key (id, version)
);
-- Finds what was open at an instant among all that ever was, at the price of what was open then.
create index escalation_past_open on escalation_past using gist (tstzrange(valid_from, recorded_until))
  where status <> 'RESOLVED';
create index escalation_past_person on escalation_past (person_id) where person_id is not null;
