-- Whose data is held for a case, and not to be erased as long as it is. All people of a case are held under the
-- case's one id. The view vault-2 fills it from the log; the version before goes on in vault.subject_hold, which
-- knows one person for each id and is needless after it.
create table vault.held_subject (
  hold_id    text collate "C" not null,
  subject_id text collate "C" not null,
  reason     text not null,
  reference  text not null,
  held_by    text not null,
  held_at    timestamptz not null,
  primary key (hold_id, subject_id)
);
create index held_subject_subject on vault.held_subject (subject_id);
