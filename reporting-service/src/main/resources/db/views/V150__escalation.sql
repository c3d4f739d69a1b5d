-- Who held which role of the leading group, with every constitution kept.
create table leading_group_member (
  position       bigint not null,
  role           text not null,
  subject_id     text not null,
  name           text not null,
  supervises     text[] not null,
  held_from      timestamptz not null,
  held_until     timestamptz,
  constituted_at timestamptz not null,
  replaced_at    timestamptz
);
create index leading_group_member_present on leading_group_member (role) where replaced_at is null;

-- Escalations as they stand. A row is one matter; it may come up again after a resolution.
create table escalation (
  id             text collate "C" primary key,
  occurrence     integer not null,
  kind           text not null,
  obligation     text not null,
  severity       text not null,
  department     text not null,
  subject_kind   text not null,
  subject_id     text not null,
  subject_name   text,
  dedupe_key     text not null,
  level          text not null,
  status         text not null,
  since          timestamptz not null,
  raised_at      timestamptz not null,
  due_at         timestamptz,
  signals        integer not null,
  version        integer not null
);
create index escalation_open on escalation (raised_at, id) where status <> 'RESOLVED';
create index escalation_list on escalation (raised_at desc, id);

-- What the office reads: numbered without a gap, never changed.
create table feed_item (
  sequence       bigint primary key,
  escalation_id  text not null,
  change         text not null,
  at             timestamptz not null,
  level          text not null,
  severity       text not null,
  obligation     text not null,
  department     text not null,
  summary_zh     text not null,
  summary_en     text not null,
  subject_kind   text not null,
  subject_id     text not null,
  subject_name   text,
  since          timestamptz not null,
  ack_due_at     timestamptz,
  dedupe_key     text not null
);
