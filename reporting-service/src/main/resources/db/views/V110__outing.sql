-- Outings, and the candidates that risk area lists have made of them.
create table outing (
  id            text collate "C" primary key,
  version       integer not null,
  position      bigint not null,
  department    text collate "C" not null,
  subject_id    text collate "C" not null,
  status        text collate "C" not null,
  name          text not null,
  phone         text,
  area_code     text collate "C",
  country       text collate "C",
  destination   text not null,
  departs_at    timestamptz not null,
  ends_at       timestamptz not null,
  registered_at timestamptz not null
);
create unique index outing_position on outing (position);
create index outing_department on outing (department, position);
create index outing_area on outing (area_code) where status <> 'CANCELLED';

create table outing_match (
  outing_id     text collate "C" not null,
  match         integer not null,
  position      bigint not null,
  department    text collate "C" not null,
  area_code     text collate "C" not null,
  level         text collate "C" not null,
  places        text[] not null,
  list_id       text collate "C" not null,
  matched_at    timestamptz not null,
  review        text collate "C" not null,
  reviewed_at   timestamptz,
  primary key (outing_id, match)
);

-- Which entries have counted for which outing, so that tomorrow's list only brings what is new.
create table outing_matched_entry (
  outing_id     text collate "C" not null,
  entry_id      text collate "C" not null,
  primary key (outing_id, entry_id)
);
