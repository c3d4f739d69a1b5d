-- The office's table of rules with all its versions.
create table signal_rule_version (
  version        integer primary key,
  status         text not null,
  author         text not null,
  approver       text,
  reason         text not null,
  effective_from timestamptz not null,
  drafted_at     timestamptz not null,
  approved_at    timestamptz
);

create table signal_rule (
  version     integer not null,
  kind        text collate "C" not null,
  severity    text not null,
  entry_level text not null,
  copies      text[] not null,
  ack_within  text,
  primary key (version, kind)
);
