-- Every signal with the obligation that it is about: what the matrix, the trend and leads of repeated misses count.
-- weight: FACT (a report is no breach), WARNING (it may still be met) or BREACH. Without a department it is the office's.
create table obligation_breach (
  event_id       uuid primary key,
  position       bigint not null,
  escalation_id  text collate "C" not null,
  cause_id       text collate "C" not null,
  obligation     text collate "C" not null,
  department     text collate "C",
  kind           text not null,
  weight         text not null,
  subject_kind   text not null,
  subject_id     text collate "C" not null,
  at             timestamptz not null
);
create index obligation_breach_escalation on obligation_breach (escalation_id, position);
create index obligation_breach_of_unit on obligation_breach (department, obligation, at);
create index obligation_breach_at on obligation_breach (at);
create index obligation_breach_subject on obligation_breach (obligation, subject_id, at);
create index obligation_breach_cause on obligation_breach (cause_id);
