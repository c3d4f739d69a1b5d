-- Each word of how a person was, to be found by the instant that is asked about.
create table member_health_past (
  position    bigint not null,
  subject_id  text collate "C" not null,
  state       text,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (position, subject_id)
);
create index member_health_past_newest on member_health_past (subject_id, observed_at desc, position desc);
