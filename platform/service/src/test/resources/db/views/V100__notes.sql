create table note (id text primary key, department text not null);
