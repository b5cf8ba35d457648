-- The sum of `event_seq` grows with each fact of a département (`store::desk::table::stamp`): the index holds it, so that it is read without the rows.
CREATE INDEX project_stamp ON project (departement_code, last_activity_at, id, event_seq);

-- Its first three columns were this one.
DROP INDEX project_departement_activity;

-- When the answer to an open blocker is due, without its row.
CREATE INDEX blocker_open ON blocker (project_id, due_at) WHERE solved_at IS NULL;
