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

ALTER TABLE person ADD COLUMN digest_hour {big} NOT NULL DEFAULT 7;
ALTER TABLE person ADD COLUMN mail_secret text;

CREATE TABLE mail_preference (
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    topic text NOT NULL CHECK (topic IN ('reminder', 'step', 'message', 'help', 'sheet')),
    frequency text NOT NULL CHECK (frequency IN ('now', 'daily', 'never')),
    PRIMARY KEY (person_id, topic)
);

CREATE TABLE project_mute (
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    since {big} NOT NULL,
    PRIMARY KEY (person_id, project_id)
);

ALTER TABLE notification ADD COLUMN mail_owed {bool} NOT NULL DEFAULT FALSE;
UPDATE notification SET mail_owed = TRUE WHERE read_at IS NULL
    AND created_at >= (SELECT MIN(o.created_at) FROM outbox o WHERE o.kind = 'digest' AND o.done_at IS NULL AND o.dead_at IS NULL)
    AND person_id IN (SELECT w.id FROM person w WHERE w.mail_frequency = 'daily');
CREATE INDEX notification_owed ON notification (person_id, created_at) WHERE mail_owed;

CREATE TABLE desk_visit (
    person_id {uuid} PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    seen_at {big} NOT NULL,
    before_at {big}
);
