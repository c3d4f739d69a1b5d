-- Whether the department's last word was taken down by the office on the phone.
alter table dispatch_order add column by_phone boolean not null default false;
