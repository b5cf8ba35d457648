ALTER TABLE pair ADD COLUMN weights text NOT NULL DEFAULT '111111';
ALTER TABLE pair ADD COLUMN referent_id {uuid} REFERENCES person (id);
CREATE INDEX pair_referent ON pair (referent_id) WHERE referent_id IS NOT NULL;

CREATE TABLE pair_event (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL,
    at {big} NOT NULL,
    actor_id {uuid} REFERENCES person (id),
    kind text NOT NULL,
    payload {json} NOT NULL
);
CREATE INDEX pair_event_departement ON pair_event (departement_code, at);

CREATE TABLE assessment_gap (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    round {big} NOT NULL,
    criterion text NOT NULL,
    reason text NOT NULL,
    given_by {uuid} NOT NULL REFERENCES person (id),
    given_at {big} NOT NULL,
    PRIMARY KEY (project_id, round, criterion)
);

CREATE TABLE priority_round (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    round {big} NOT NULL CHECK (round > 1),
    reason text NOT NULL,
    opened_by {uuid} NOT NULL REFERENCES person (id),
    opened_at {big} NOT NULL,
    decided_at {big},
    PRIMARY KEY (project_id, round)
);

ALTER TABLE priority_decision ADD COLUMN escalated_at {big};
ALTER TABLE priority_decision ADD COLUMN settled_by {uuid} REFERENCES person (id);
CREATE INDEX priority_decision_waiting ON priority_decision (proposed_at)
    WHERE decided_at IS NULL AND withdrawn_at IS NULL AND escalated_at IS NULL;
