-- What duty-service has told of departments and people, from when until when it was so recorded.
create table staff_department (
  code           text collate "C" not null,
  name           text not null,
  aliases        text[] not null,
  active         boolean not null,
  head_id        text collate "C",
  head_name      text,
  recorded_from  timestamptz not null,
  recorded_until timestamptz
);
create index staff_department_code on staff_department (code, recorded_from);
create index staff_department_head on staff_department (head_id) where head_id is not null;

create table staff_member (
  subject_id     text collate "C" not null,
  department     text collate "C" not null,
  name           text,
  recorded_from  timestamptz not null,
  recorded_until timestamptz
);
create index staff_member_subject on staff_member (subject_id, recorded_from);
create index staff_member_department on staff_member (department, recorded_from);
