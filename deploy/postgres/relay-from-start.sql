-- Let the relay read the journal from its first fact, after Temporal lost what it knew.
-- Run by avenants_owner while the relay is stopped. Nothing is sent twice by it: every workflow
-- that is started asks the journal what is left to do.
DELETE FROM notification_tracking WHERE application_name = 'relay';
