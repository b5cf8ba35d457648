CREATE TABLE thread (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    audience text NOT NULL CHECK (audience IN ('all', 'state_only')),
    created_at {big} NOT NULL,
    message_count {big} NOT NULL DEFAULT 0,
    last_message_at {big},
    UNIQUE (project_id, audience)
);

CREATE TABLE message (
    id {uuid} PRIMARY KEY,
    thread_id {uuid} NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
    author_id {uuid} NOT NULL REFERENCES person (id),
    body text NOT NULL,
    created_at {big} NOT NULL,
    edited_at {big},
    deleted_at {big}
);
CREATE INDEX message_thread ON message (thread_id, id);

CREATE TABLE read_mark (
    thread_id {uuid} NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    read_until {big} NOT NULL,
    PRIMARY KEY (thread_id, person_id)
);

CREATE TABLE attachment (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    message_id {uuid} REFERENCES message (id),
    audience text NOT NULL CHECK (audience IN ('all', 'state_only')),
    name text NOT NULL,
    media_type text NOT NULL,
    size_bytes {big} NOT NULL,
    sha256 text NOT NULL,
    storage_key text NOT NULL UNIQUE,
    scan_state text NOT NULL CHECK (scan_state IN ('pending', 'clean', 'infected', 'not_scanned')),
    uploaded_by {uuid} NOT NULL REFERENCES person (id),
    created_at {big} NOT NULL,
    deleted_at {big}
);
CREATE INDEX attachment_project ON attachment (project_id, id);
CREATE INDEX attachment_message ON attachment (message_id);

CREATE TABLE survey (
    id {uuid} PRIMARY KEY,
    code text NOT NULL UNIQUE,
    title text NOT NULL,
    created_at {big} NOT NULL
);

CREATE TABLE question (
    id {uuid} PRIMARY KEY,
    survey_id {uuid} NOT NULL REFERENCES survey (id) ON DELETE CASCADE,
    code text NOT NULL,
    section text NOT NULL,
    position {big} NOT NULL,
    kind text NOT NULL CHECK (kind IN ('text', 'long_text', 'single_choice', 'multiple_choice', 'yes_no', 'number', 'money', 'date')),
    label text NOT NULL,
    hint text NOT NULL DEFAULT '',
    choices {json} NOT NULL,
    UNIQUE (survey_id, code)
);

CREATE TABLE answer (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    question_id {uuid} NOT NULL REFERENCES question (id),
    value {json} NOT NULL,
    comment text NOT NULL DEFAULT '',
    answered_by {uuid} NOT NULL REFERENCES person (id),
    answered_at {big} NOT NULL,
    replaced_at {big}
);
CREATE INDEX answer_project ON answer (project_id, question_id, answered_at);
CREATE UNIQUE INDEX answer_current ON answer (project_id, question_id) WHERE replaced_at IS NULL;

CREATE TABLE blocker (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind text NOT NULL,
    sentence text NOT NULL,
    since_on text NOT NULL,
    raised_by {uuid} NOT NULL REFERENCES person (id),
    raised_at {big} NOT NULL,
    due_at {big},
    solved_by {uuid} REFERENCES person (id),
    solved_at {big},
    solution text NOT NULL DEFAULT ''
);
CREATE INDEX blocker_project ON blocker (project_id);

CREATE TABLE offer (
    id {uuid} PRIMARY KEY,
    code text NOT NULL UNIQUE,
    family text NOT NULL CHECK (family IN ('funding', 'engineering', 'expert_service')),
    title text NOT NULL,
    summary text NOT NULL,
    provider text NOT NULL,
    link text NOT NULL,
    themes text NOT NULL DEFAULT '',
    blockers text NOT NULL DEFAULT '',
    bearers text NOT NULL DEFAULT '',
    phases text NOT NULL DEFAULT '',
    territories text NOT NULL DEFAULT '',
    programmes text NOT NULL DEFAULT '',
    max_population {big},
    checked_on text NOT NULL,
    withdrawn_at {big},
    search_text text NOT NULL DEFAULT ''
);

CREATE TABLE recommendation (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    offer_id {uuid} REFERENCES offer (id),
    blocker_id {uuid} REFERENCES blocker (id),
    title text NOT NULL,
    advice text NOT NULL DEFAULT '',
    reasons {json} NOT NULL,
    score {big} NOT NULL DEFAULT 0,
    proposed_by {uuid} REFERENCES person (id),
    state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'refused', 'done')),
    state_reason text NOT NULL DEFAULT '',
    created_at {big} NOT NULL,
    answered_by {uuid} REFERENCES person (id),
    answered_at {big}
);
CREATE INDEX recommendation_project ON recommendation (project_id, state);
CREATE UNIQUE INDEX recommendation_once ON recommendation (project_id, offer_id, blocker_id);

CREATE TABLE assessment (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    seat_kind text NOT NULL CHECK (seat_kind IN ('ddt', 'prefecture')),
    round {big} NOT NULL DEFAULT 1,
    maturity {big} NOT NULL CHECK (maturity BETWEEN 0 AND 3),
    impact {big} NOT NULL CHECK (impact BETWEEN 0 AND 3),
    urgency {big} NOT NULL CHECK (urgency BETWEEN 0 AND 3),
    territorial_need {big} NOT NULL CHECK (territorial_need BETWEEN 0 AND 3),
    feasibility {big} NOT NULL CHECK (feasibility BETWEEN 0 AND 3),
    strategy_fit {big} NOT NULL CHECK (strategy_fit BETWEEN 0 AND 3),
    note text NOT NULL DEFAULT '',
    scored_by {uuid} NOT NULL REFERENCES person (id),
    scored_at {big} NOT NULL,
    PRIMARY KEY (project_id, seat_kind, round)
);

CREATE TABLE priority_decision (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    level text NOT NULL CHECK (level IN ('haute', 'moyenne', 'basse', 'ecartee')),
    reason text NOT NULL DEFAULT '',
    proposed_by_seat text NOT NULL CHECK (proposed_by_seat IN ('ddt', 'prefecture')),
    proposed_at {big} NOT NULL,
    ddt_signed_by {uuid} REFERENCES person (id),
    ddt_signed_at {big},
    prefecture_signed_by {uuid} REFERENCES person (id),
    prefecture_signed_at {big},
    decided_at {big},
    withdrawn_at {big}
);
CREATE INDEX priority_decision_project ON priority_decision (project_id, proposed_at);

CREATE TABLE assignment (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id),
    assigned_by {uuid} REFERENCES person (id),
    sentence text NOT NULL DEFAULT '',
    assigned_at {big} NOT NULL,
    first_contact_due_at {big},
    first_contact_at {big},
    ended_at {big}
);
CREATE INDEX assignment_project ON assignment (project_id, ended_at);
CREATE INDEX assignment_person ON assignment (person_id, ended_at);

CREATE TABLE impact (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    indicator text NOT NULL,
    unit text NOT NULL,
    baseline text NOT NULL DEFAULT '',
    target text NOT NULL DEFAULT '',
    measured text NOT NULL DEFAULT '',
    measured_on text,
    source text NOT NULL DEFAULT '',
    updated_by {uuid} NOT NULL REFERENCES person (id),
    updated_at {big} NOT NULL
);
CREATE INDEX impact_project ON impact (project_id);

CREATE TABLE notification (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    created_at {big} NOT NULL,
    read_at {big},
    UNIQUE (person_id, event_id)
);
CREATE INDEX notification_person ON notification (person_id, read_at, created_at);
