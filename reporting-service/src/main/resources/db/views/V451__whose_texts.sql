-- Whose the texts of a row are that are about nobody in particular: the stream's, as the vault keeps its key. Rows of before have
-- none until they are built anew.
alter table liaison_contact add column owner text collate "C";
alter table liaison_item add column owner text collate "C";
alter table notice_item add column owner text collate "C";
alter table education_item add column owner text collate "C";
alter table situation_digest add column owner text collate "C";
create index liaison_contact_owner on liaison_contact (owner);
create index liaison_item_owner on liaison_item (owner);
create index notice_item_owner on notice_item (owner);
create index education_item_owner on education_item (owner);
create index situation_digest_owner on situation_digest (owner);
