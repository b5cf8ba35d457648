CREATE INDEX event_intake ON event (project_id, kind, at) WHERE kind IN ('acknowledged', 'redirected', 'prioritised');
CREATE TABLE figure (
    area_kind text NOT NULL CHECK (area_kind IN ('nation', 'region', 'departement')),
    area_code text NOT NULL,
    period text NOT NULL,
    audience text NOT NULL CHECK (audience IN ('state', 'public')),
    content {json} NOT NULL,
    counted_at {big} NOT NULL,
    PRIMARY KEY (area_kind, area_code, period, audience)
);
ALTER TABLE recommendation ADD COLUMN taken_at {big};
UPDATE recommendation SET taken_at = answered_at WHERE state IN ('accepted', 'done');
