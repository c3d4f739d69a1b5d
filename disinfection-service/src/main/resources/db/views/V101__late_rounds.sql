-- What was entered after a day had closed stands beside the verdict and does not undo it.
alter table quota_day
  add column late_rounds integer not null default 0,
  add column corrected   boolean not null default false;
