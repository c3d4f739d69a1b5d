-- Anomalies on duty; what was written stays in the log.
create table anomaly (
  id            text collate "C" primary key,
  department    text collate "C" not null,
  kind          text not null,
  place         text not null,
  seen_at       timestamptz not null,
  logged_at     timestamptz not null,
  late_entered  boolean not null,
  handle_due_at timestamptz not null,
  report_due_at timestamptz not null,
  handled_at    timestamptz,
  reported_at   timestamptz,
  overdue       boolean not null default false,
  corrections   integer not null default 0,
  position      bigint not null
);
create index anomaly_list on anomaly (position desc);
create index anomaly_department on anomaly (department, position desc);
