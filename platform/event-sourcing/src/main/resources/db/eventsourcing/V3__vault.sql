-- The data keys of people. A schema of its own, so that it can be granted, backed up and destroyed
-- apart from the log. What it is for is explained in docs/decisions/0007.
create schema vault;

-- Which master keys have been in use; the check value tells a wrong one before anything is written.
create table vault.master_key (
  id          text collate "C" primary key,
  check_value bytea not null,
  since       timestamptz not null
);

-- One key for each person with data. Nothing else refers to it but the ciphertexts in the log.
create table vault.subject_key (
  key_id        bigint primary key,
  subject_id    text collate "C" not null unique,
  wrapped       bytea not null,
  master_key_id text collate "C" not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz not null
);
create index subject_key_master on vault.subject_key (master_key_id);
create index subject_key_unused on vault.subject_key (last_used_at);

-- The erasures that have been carried out here, each once.
create table vault.erased_subject (
  erasure_id text collate "C" primary key,
  subject_id text collate "C" not null,
  erased_at  timestamptz not null
);

-- Whose data is held for a case, and not to be erased as long as it is.
create table vault.subject_hold (
  hold_id    text collate "C" primary key,
  subject_id text collate "C" not null,
  reason     text not null,
  reference  text not null,
  held_by    text not null,
  held_at    timestamptz not null
);
create index subject_hold_subject on vault.subject_hold (subject_id);

-- Who has looked at whose data, when and for what.
create table reveal (
  position   bigint primary key,
  subject_id text collate "C" not null,
  stream     text collate "C" not null,
  actor      text not null,
  purpose    text not null,
  at         timestamptz not null
);
create index reveal_subject on reveal (subject_id, position);
