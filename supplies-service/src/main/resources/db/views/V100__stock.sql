create table item (
  code         text collate "C" primary key,
  name         text not null,
  unit         text not null,
  department   text not null,
  safety_level integer not null,
  on_hand      integer not null default 0,
  low          boolean not null default false,
  version      integer not null
);
create table lot (
  item       text collate "C" not null,
  lot        text collate "C" not null,
  quantity   integer not null,
  expires_on date not null,
  primary key (item, lot)
);
-- Every movement, in the order in which it was recorded.
create table ledger (
  position   bigint primary key,
  item       text collate "C" not null,
  movement   text not null,
  quantity   integer not null,
  department text,
  at         timestamptz not null
);
create index ledger_item on ledger (item, position desc);
