-- Everybody who was ever registered with a department: among whom to look when it is asked who
-- belonged to it then. Pseudonyms only.
create table department_member (
  department text collate "C" not null,
  person_id  text collate "C" not null,
  primary key (department, person_id)
);
