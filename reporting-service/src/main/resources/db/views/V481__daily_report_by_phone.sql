-- Whether the report's words of now were taken down by the office on the phone.
alter table daily_report add column taken_by_phone boolean not null default false;
