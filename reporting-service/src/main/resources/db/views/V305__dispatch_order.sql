-- Orders of the executive deputy leader.
create table dispatch_order (
  id            text collate "C" primary key,
  department    text collate "C" not null,
  status        text not null,
  issued_by     text not null,
  wording       text not null,
  person_id     text collate "C",
  escalation_id text,
  issued_at     timestamptz not null,
  answer_by     timestamptz not null,
  complete_by   timestamptz not null,
  answered_at   timestamptz,
  closed_at     timestamptz,
  version       integer not null
);
create index dispatch_order_list on dispatch_order (issued_at desc, id desc);
create index dispatch_order_department on dispatch_order (department, issued_at desc);
create index dispatch_order_person on dispatch_order (person_id) where person_id is not null;
