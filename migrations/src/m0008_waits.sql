CREATE TABLE reminder (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    delay text NOT NULL,
    due_at {big} NOT NULL,
    mark {big} NOT NULL CHECK (mark IN (50, 100, 150)),
    told_at {big} NOT NULL,
    PRIMARY KEY (project_id, delay, due_at, mark)
);

CREATE INDEX project_due ON project (intake_due_at, id) WHERE intake_due_at IS NOT NULL;
CREATE INDEX blocker_due ON blocker (due_at, project_id) WHERE due_at IS NOT NULL AND solved_at IS NULL;

ALTER TABLE project ADD COLUMN round_due_at {big};
UPDATE project SET round_due_at = (
    SELECT MAX(r.opened_at) + 1209600000 FROM priority_round r WHERE r.project_id = project.id AND r.decided_at IS NULL
) WHERE id IN (SELECT r.project_id FROM priority_round r WHERE r.decided_at IS NULL);
CREATE INDEX project_round ON project (round_due_at, id) WHERE round_due_at IS NOT NULL;
CREATE INDEX project_round_due ON project (departement_code, round_due_at, id) WHERE round_due_at IS NOT NULL;
