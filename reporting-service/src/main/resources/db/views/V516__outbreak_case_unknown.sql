-- Whether it is known whose a case is, and who a contact is. Of before everybody had a number.
alter table outbreak_case add column identified boolean not null default true;
alter table outbreak_case_contact add column identified boolean not null default true;
