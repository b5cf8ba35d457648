-- A long list that somebody asked for as a file: what was asked, how far the worker is, where the file lies until it is forgotten.
CREATE TABLE list_export (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    ground text NOT NULL,
    query text NOT NULL,
    format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
    state text NOT NULL CHECK (state IN ('waiting', 'ready', 'failed')),
    failure text NOT NULL DEFAULT '',
    rows_total {big} NOT NULL,
    rows_done {big} NOT NULL DEFAULT 0,
    file_key text NOT NULL,
    size_bytes {big} NOT NULL DEFAULT 0,
    created_at {big} NOT NULL,
    finished_at {big},
    expires_at {big} NOT NULL
);
CREATE INDEX list_export_person ON list_export (person_id, created_at);
CREATE INDEX list_export_expires ON list_export (expires_at);
CREATE INDEX list_export_file ON list_export (file_key);
