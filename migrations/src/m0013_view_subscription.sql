CREATE TABLE view_subscription (
    id {uuid} PRIMARY KEY,
    view_id {uuid} NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    frequency text NOT NULL CHECK (frequency IN ('daily', 'weekly')),
    next_at {big} NOT NULL,
    seen text NOT NULL,
    stopped_at {big},
    UNIQUE (view_id, person_id)
);
CREATE INDEX view_subscription_person ON view_subscription (person_id);
CREATE INDEX view_subscription_due ON view_subscription (next_at, id) WHERE stopped_at IS NULL;
