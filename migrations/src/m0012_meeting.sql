CREATE TABLE meeting (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL,
    name text NOT NULL,
    opened_by {uuid} NOT NULL REFERENCES person (id),
    opened_seat text NOT NULL CHECK (opened_seat IN ('ddt', 'prefecture')),
    opened_at {big} NOT NULL,
    partner_id {uuid} REFERENCES person (id),
    partner_joined_at {big},
    partner_left_at {big},
    closed_at {big}
);
CREATE INDEX meeting_departement ON meeting (departement_code, opened_at);

CREATE INDEX meeting_opened_by ON meeting (opened_by);
CREATE INDEX meeting_partner ON meeting (partner_id) WHERE partner_id IS NOT NULL;

CREATE TABLE meeting_item (
    meeting_id {uuid} NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position {big} NOT NULL,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    outcome text CHECK (outcome IN ('decided', 'proposed', 'postponed', 'noted')),
    level text,
    note text NOT NULL DEFAULT '',
    noted_at {big},
    PRIMARY KEY (meeting_id, position)
);
CREATE INDEX meeting_item_project ON meeting_item (project_id);
