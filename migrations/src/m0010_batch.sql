-- One action on several projects: what is asked, and how it stands with each.
CREATE TABLE batch (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    departement_code text NOT NULL,
    action text NOT NULL,
    fields text NOT NULL,
    created_at {big} NOT NULL,
    undo_at {big}
);
CREATE INDEX batch_person ON batch (person_id);
CREATE INDEX batch_created ON batch (created_at);

CREATE TABLE batch_project (
    batch_id {uuid} NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    position {big} NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'undone', 'kept', 'skipped')),
    refusal text NOT NULL DEFAULT '',
    before_id {uuid},
    PRIMARY KEY (batch_id, project_id)
);
CREATE INDEX batch_project_state ON batch_project (batch_id, state, position);
CREATE INDEX batch_project_project ON batch_project (project_id);
