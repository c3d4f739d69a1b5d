-- The newest proposal for each parameter that has had one, and whether it still waits for a leader.
create table policy_proposal (
  name           text collate "C" primary key,
  version        integer not null,
  number         integer not null,
  value          text not null,
  effective_from timestamptz not null,
  source         text not null,
  proposed_at    timestamptz not null,
  open           boolean not null
);
