-- Every issue; for whom it was is masked, and why is not here where it was for somebody.
create table issue (
  id            text collate "C" primary key,
  item          text collate "C" not null,
  position      bigint not null,
  quantity      integer not null,
  to_department text collate "C" not null,
  at            timestamptz not null,
  purpose       text,
  use           text collate "C",
  subject_id    text collate "C",
  masked_name   text,
  department    text collate "C",
  entered_by    text collate "C",
  reversed      boolean not null default false
);
create unique index issue_item on issue (item, position desc);
