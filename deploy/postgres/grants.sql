-- What the role `avenants` may do, table by table; run by avenants_owner after every migration.
-- It may be run again at any time, also while the program runs: it takes effect as one.
BEGIN;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM avenants;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM avenants;

-- What happened, what it rests on, and who the people were: added to, never changed or deleted.
GRANT SELECT, INSERT ON stored_events, recorded_commands, evidence, persons, key_store TO avenants;
GRANT USAGE ON SEQUENCE stored_events_notification_id_seq TO avenants;

-- The history of the registers: likewise, but for the mark that a change reached the journal.
GRANT SELECT, INSERT, UPDATE (waits) ON register_changes TO avenants;
GRANT USAGE ON SEQUENCE register_changes_seq_seq TO avenants;

-- The registers as they stand now; what stood there before is in their history.
GRANT SELECT, INSERT, UPDATE ON register_conventions, register_networks, register_staff TO avenants;

-- How far the relay has read.
GRANT SELECT, INSERT, UPDATE ON notification_tracking TO avenants;

-- How far each mail has come on its way out, and the gate through which all of them pass.
GRANT SELECT, INSERT, UPDATE ON outgoing, outgoing_gate TO avenants;

-- What this store is; a real one has no clock to move.
GRANT SELECT ON store, rehearsal_clock TO avenants;

-- The read models are copies for quick answers and are filled from the journal.
GRANT SELECT, INSERT, UPDATE, DELETE ON views,
    board4_avenants_a, board4_avenants_b, board4_tasks_a, board4_tasks_b,
    board4_counts_a, board4_counts_b, board4_ahead_a, board4_ahead_b,
    board4_days_a, board4_days_b,
    facts4_entries_a, facts4_entries_b, facts4_days_a, facts4_days_b,
    contracts1_a, contracts1_b TO avenants;
COMMIT;
