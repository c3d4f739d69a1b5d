-- Why a report is owed: a fever at an exit is no longer the only signal. The view has a new name and is
-- built anew.
truncate expected_report, expected_report_evidence;
alter table expected_report add column occasion text collate "C" not null;
