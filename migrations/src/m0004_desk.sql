CREATE UNIQUE INDEX priority_decision_open ON priority_decision (project_id) WHERE decided_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX project_blocked ON project (departement_code, id) WHERE blocked_since IS NOT NULL;
