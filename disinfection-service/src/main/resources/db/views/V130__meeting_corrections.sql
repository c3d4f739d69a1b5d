-- Whether a meeting's times were put right, and whether what was not measured at its end was made up for.
alter table meeting add column times_corrected boolean not null default false;
alter table meeting add column measured_late boolean not null default false;
