-- A list of projects that a seat of a departement brings in: the file, what its columns are, what became of it.
CREATE TABLE list_import (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name text NOT NULL,
    size_bytes {big} NOT NULL,
    file_key text NOT NULL,
    report_key text NOT NULL,
    look text NOT NULL,
    fields text NOT NULL,
    state text NOT NULL CHECK (state IN ('mapping', 'checking', 'checked', 'running', 'done', 'failed')),
    failure text NOT NULL DEFAULT '',
    lines_done {big} NOT NULL DEFAULT 0,
    result text NOT NULL DEFAULT '',
    created_at {big} NOT NULL,
    updated_at {big} NOT NULL
);
CREATE INDEX list_import_departement ON list_import (departement_code, created_at);
CREATE INDEX list_import_created ON list_import (created_at);
CREATE INDEX list_import_person ON list_import (person_id);
CREATE INDEX list_import_file ON list_import (file_key);
CREATE INDEX list_import_report ON list_import (report_key);
