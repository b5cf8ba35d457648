CREATE TABLE assignment_rule (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL,
    position {big} NOT NULL,
    name text NOT NULL,
    themes text NOT NULL DEFAULT '',
    ground_kind text NOT NULL CHECK (ground_kind IN ('departement', 'arrondissement', 'epci', 'commune')),
    ground_codes text NOT NULL DEFAULT '',
    programmes text NOT NULL DEFAULT '',
    phases text NOT NULL DEFAULT '',
    person_id {uuid} REFERENCES person (id),
    service text NOT NULL DEFAULT '',
    enabled {bool} NOT NULL,
    created_by {uuid} REFERENCES person (id),
    created_at {big} NOT NULL,
    updated_by {uuid} REFERENCES person (id),
    updated_at {big} NOT NULL,
    version {big} NOT NULL DEFAULT 1,
    CHECK ((person_id IS NULL) <> (service = ''))
);
CREATE INDEX assignment_rule_order ON assignment_rule (departement_code, position);
ALTER TABLE assignment ADD COLUMN rule_id {uuid} REFERENCES assignment_rule (id) ON DELETE SET NULL;
CREATE INDEX assignment_by_rule ON assignment (rule_id) WHERE rule_id IS NOT NULL;
CREATE TABLE assignment_wait (
    project_id {uuid} PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    why text NOT NULL CHECK (why IN ('no_rule', 'person_gone', 'service_empty')),
    rule_name text NOT NULL DEFAULT '',
    since {big} NOT NULL
);
CREATE INDEX project_deposit ON project (departement_code, submitted_at);
