-- By which schedule a drill started by itself; null where a person started it.
alter table reachability_drill add column schedule text;
