create table meeting_room (
  code         text collate "C" primary key,
  name         text not null,
  department   text not null,
  status       text not null,
  meeting      text collate "C",
  disinfect_by timestamptz,
  overdue      boolean not null default false,
  version      integer not null
);
create table meeting (
  id              text collate "C" primary key,
  room            text collate "C" not null,
  host_department text not null,
  attendees       integer not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  status          text not null,
  rejection       text,
  approved        boolean not null default false,
  started_at      timestamptz,
  ended_at        timestamptz,
  disinfection    text collate "C",
  disinfected_at  timestamptz,
  cupware         text,
  overdue         boolean not null default false,
  all_measured    boolean,
  position        bigint not null
);
create index meeting_of_room on meeting (room, position desc);
create table meeting_reading (
  id           text collate "C" primary key,
  meeting      text collate "C" not null,
  person_id    text not null,
  masked_name  text not null,
  department   text not null,
  fever        boolean not null default false,
  mask_worn    boolean not null,
  measured_at  timestamptz not null,
  late_entered boolean not null,
  corrected    boolean not null default false,
  voided       boolean not null default false,
  position     bigint not null
);
create index meeting_reading_of_meeting on meeting_reading (meeting, position desc);
