-- Terms of office and signed hand-overs of departments' leads, as duty-service has told them.
create table staff_term (
  department     text collate "C" not null,
  role           text not null,
  subject_id     text collate "C" not null,
  name           text,
  first_day      date not null,
  valid_from     timestamptz not null,
  valid_until    timestamptz,
  recorded_from  timestamptz not null,
  recorded_until timestamptz
);
create index staff_term_of on staff_term (department, recorded_from);
create index staff_term_subject on staff_term (subject_id);

create table staff_handover (
  id            text collate "C" primary key,
  department    text collate "C" not null,
  role          text not null,
  giver         text collate "C" not null,
  receiver      text collate "C" not null,
  receiver_name text,
  term          date,
  valid_from    timestamptz not null,
  valid_until   timestamptz,
  recorded_from timestamptz not null
);
create index staff_handover_of on staff_handover (department, valid_from);
create index staff_handover_receiver on staff_handover (receiver);
