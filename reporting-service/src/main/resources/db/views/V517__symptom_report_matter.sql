-- The report with which one is one matter; null for itself.
alter table symptom_report add column matter text collate "C";
