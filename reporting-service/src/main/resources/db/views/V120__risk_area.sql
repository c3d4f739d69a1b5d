-- The lists of risk areas. A list is in force from its instant until the next one's; the entries kept
-- are those of the revision in force and of one that is still to come.
create table risk_area_list (
  id             text collate "C" primary key,
  version        integer not null,
  position       bigint not null,
  effective_from timestamptz not null,
  revision       integer not null,
  in_force_revision integer not null default 0,
  source         text not null,
  area_count     integer not null
);
create unique index risk_area_list_from on risk_area_list (effective_from);

create table risk_area_entry (
  list_id    text collate "C" not null,
  revision   integer not null,
  entry_id   text collate "C" not null,
  area_code  text collate "C" not null,
  level      text collate "C" not null,
  text       text not null,
  primary key (list_id, revision, entry_id)
);
create index risk_area_entry_area on risk_area_entry (area_code);
