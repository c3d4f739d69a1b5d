-- Who has handed a department's lead to whom. The events that fill it are new, so there is nothing
-- to catch up on. giver and receiver are pseudonyms; valid_from is when it is to begin until it is
-- signed, and then when it has begun.
create table responsibility_handover (
  id            text collate "C" primary key,
  department    text collate "C" not null,
  role          text not null,
  giver         text collate "C" not null,
  receiver      text collate "C" not null,
  receiver_name text not null,
  term          date,
  valid_from    timestamptz not null,
  valid_until   timestamptz,
  answer_by     timestamptz not null,
  status        text not null,
  unanswered    boolean not null default false,
  position      bigint not null,
  signed_at     bigint
);
create index responsibility_handover_of on responsibility_handover (department, position);
create index responsibility_handover_receiver on responsibility_handover (receiver);
