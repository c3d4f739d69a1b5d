-- What the office has proposed of guidance, while no leader has decided.
alter table liaison_item add column proposal_number integer;
alter table liaison_item add column proposal_kind text;
alter table liaison_item add column proposal_text text;
alter table liaison_item add column proposal_effective_from timestamptz;
alter table liaison_item add column proposal_parameter text;
