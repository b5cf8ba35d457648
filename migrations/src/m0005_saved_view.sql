CREATE TABLE saved_view (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    departement_code text,
    name text NOT NULL,
    query text NOT NULL,
    shared {bool} NOT NULL,
    created_at {big} NOT NULL
);
CREATE INDEX saved_view_person ON saved_view (person_id);
CREATE INDEX saved_view_departement ON saved_view (departement_code);
