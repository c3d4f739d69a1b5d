-- Under which pseudonym whoever is named by this member's phone alone would be kept.
alter table staff_member add column phone_id text collate "C";
create index staff_member_phone on staff_member (phone_id) where phone_id is not null;
