-- Tags: words of its own that a departement puts on projects.
CREATE TABLE tag (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    created_by {uuid} REFERENCES person (id) ON DELETE SET NULL,
    created_at {big} NOT NULL,
    changed_at {big} NOT NULL,
    UNIQUE (departement_code, folded)
);
CREATE INDEX tag_created_by ON tag (created_by);

CREATE TABLE project_tag (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    tag_id {uuid} NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (project_id, tag_id)
);
CREATE INDEX project_tag_tag ON project_tag (tag_id, project_id);
