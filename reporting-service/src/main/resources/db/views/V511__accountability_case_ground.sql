-- When what a lead rests on was taken back.
alter table accountability_case add column ground_lost_at timestamptz;
