-- How long each matter took, from the first proof that somebody knew.
create table escalation_times (
  id                 text collate "C" not null,
  occurrence         integer not null,
  kind               text not null,
  obligation         text not null,
  severity           text not null,
  department         text not null,
  since              timestamptz not null,
  raised_at          timestamptz not null,
  entry_level        text not null,
  top_level          text not null,
  acknowledged_level text,
  acknowledged_at    timestamptz,
  decided_at         timestamptz,
  resolved_at        timestamptz,
  outcome            text,
  offers             integer not null,
  primary key (id, occurrence)
);
create index escalation_times_raised on escalation_times (raised_at desc, id desc);
