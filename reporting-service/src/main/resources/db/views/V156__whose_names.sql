-- Whose name an escalation and its items show, so that it can be scrubbed. The view has a new name and
-- is built anew; the feed's numbers come out the same.
truncate escalation, feed_item;
alter table escalation add column person_id text collate "C";
alter table feed_item add column person_id text collate "C";
create index escalation_person on escalation (person_id) where person_id is not null;
create index feed_item_person on feed_item (person_id) where person_id is not null;
