-- Whether it is known whose an outing is. Of before everybody had a number.
alter table outing add column identified boolean not null default true;
