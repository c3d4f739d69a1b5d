-- Absences that duty-service noticed, by the event behind each, so that a matter that gathers them
-- can list whom it is about.
create table absence (
  cause_id    text collate "C" primary key,
  source      text not null,
  source_id   text collate "C" not null,
  department  text collate "C" not null,
  person_id   text collate "C" not null,
  masked_name text,
  at          timestamptz not null
);
create index absence_whose on absence (person_id);
