-- Whose the words of a lead are: the person's, or the stream's while only the department is known, as the vault keeps their key. Rows
-- of before have none until they are built anew.
alter table accountability_case add column owner text collate "C";
create index accountability_case_owner on accountability_case (owner);
