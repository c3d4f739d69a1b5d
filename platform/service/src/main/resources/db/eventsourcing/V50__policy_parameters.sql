-- The plan's parameters as reporting-service has decided them, the same table in every service.
create table policy_parameter (
  name           text collate "C" not null,
  value          text not null,
  effective_from timestamptz not null,
  approver       text not null,
  source         text not null,
  decided_at     timestamptz not null,
  position       bigint not null,
  primary key (name, position)
);
