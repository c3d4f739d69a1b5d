-- What was ever owed about a person: a report that turns out to be about somebody else reopens it.
create index expected_report_person on expected_report (subject_id, position);
