-- What was spoken of with the health authority; and what it and other outside bodies want of the bureau,
-- with the time that each has and the rule that gives it.
create table liaison_contact (
  position    bigint primary key,
  channel     text not null,
  institution text not null,
  topic       text not null,
  at          timestamptz not null,
  recorded_at timestamptz not null
);

create table liaison_item (
  id              text collate "C" primary key,
  kind            text collate "C" not null,
  version         integer not null,
  position        bigint not null,
  department      text collate "C" not null,
  status          text collate "C" not null,
  title           text not null,
  institution     text not null,
  reference       text,
  received_at     timestamptz not null,
  acknowledge_by  timestamptz,
  acknowledged_at timestamptz,
  due_at          timestamptz not null,
  done_at         timestamptz,
  overdue         boolean not null default false,
  late_by_seconds bigint,
  outcome         text,
  effective_from  timestamptz,
  approver        text,
  rule            text,
  rule_value      text,
  rule_from       timestamptz,
  rule_source     text
);
create unique index liaison_item_position on liaison_item (position);
create index liaison_item_list on liaison_item (kind, position);
