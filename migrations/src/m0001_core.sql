CREATE TABLE person (
    id {uuid} PRIMARY KEY,
    email text NOT NULL UNIQUE,
    first_name text NOT NULL DEFAULT '',
    last_name text NOT NULL DEFAULT '',
    job text NOT NULL DEFAULT '',
    organisation text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    mail_frequency text NOT NULL DEFAULT 'now' CHECK (mail_frequency IN ('now', 'daily', 'never')),
    created_at {big} NOT NULL,
    last_seen_at {big},
    disabled_at {big}
);

CREATE TABLE collectivity (
    id {uuid} PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('commune', 'epci', 'departement', 'region', 'syndicat')),
    code text NOT NULL,
    siren text,
    name text NOT NULL,
    departement_code text,
    created_at {big} NOT NULL,
    UNIQUE (kind, code)
);
CREATE INDEX collectivity_siren ON collectivity (siren);

CREATE TABLE person_collectivity (
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    collectivity_id {uuid} NOT NULL REFERENCES collectivity (id),
    since {big} NOT NULL,
    PRIMARY KEY (person_id, collectivity_id)
);

CREATE TABLE role_grant (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('agent', 'contract_manager', 'national_admin')),
    scope text NOT NULL DEFAULT '',
    themes text NOT NULL DEFAULT '',
    service text NOT NULL DEFAULT '',
    since {big} NOT NULL,
    ended_at {big}
);
CREATE INDEX role_grant_person ON role_grant (person_id);
CREATE INDEX role_grant_scope ON role_grant (kind, scope);

CREATE TABLE pair (
    id {uuid} PRIMARY KEY,
    departement_code text NOT NULL UNIQUE,
    created_at {big} NOT NULL
);

CREATE TABLE seat (
    id {uuid} PRIMARY KEY,
    pair_id {uuid} NOT NULL REFERENCES pair (id),
    kind text NOT NULL CHECK (kind IN ('ddt', 'prefecture')),
    name text NOT NULL,
    UNIQUE (pair_id, kind)
);

CREATE TABLE seat_person (
    id {uuid} PRIMARY KEY,
    seat_id {uuid} NOT NULL REFERENCES seat (id),
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    position text NOT NULL CHECK (position IN ('holder', 'deputy')),
    since {big} NOT NULL,
    ended_at {big},
    absent_from text,
    absent_until text
);
CREATE INDEX seat_person_person ON seat_person (person_id);
CREATE INDEX seat_person_seat ON seat_person (seat_id);

CREATE TABLE contract (
    code text PRIMARY KEY,
    name text NOT NULL,
    grouping_kind text NOT NULL,
    spans_regions {bool} NOT NULL,
    spans_departements {bool} NOT NULL,
    origin text NOT NULL CHECK (origin IN ('import', 'demo')),
    imported_at {big} NOT NULL
);

CREATE TABLE contract_departement (
    contract_code text NOT NULL REFERENCES contract (code) ON DELETE CASCADE,
    departement_code text NOT NULL,
    PRIMARY KEY (contract_code, departement_code)
);
CREATE INDEX contract_departement_code ON contract_departement (departement_code);

CREATE TABLE contract_member (
    contract_code text NOT NULL REFERENCES contract (code) ON DELETE CASCADE,
    siren text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    commune_code text,
    PRIMARY KEY (contract_code, siren)
);
CREATE INDEX contract_member_siren ON contract_member (siren);
CREATE INDEX contract_member_commune ON contract_member (commune_code);

CREATE TABLE programme_territory (
    id text PRIMARY KEY,
    programme text NOT NULL CHECK (programme IN ('pvd', 'va', 'acv')),
    name text NOT NULL,
    signed_on text,
    imported_at {big} NOT NULL
);

CREATE TABLE programme_commune (
    territory_id text NOT NULL REFERENCES programme_territory (id) ON DELETE CASCADE,
    commune_code text NOT NULL,
    PRIMARY KEY (territory_id, commune_code)
);
CREATE INDEX programme_commune_code ON programme_commune (commune_code);

CREATE TABLE project (
    id {uuid} PRIMARY KEY,
    number {big} UNIQUE,
    title text NOT NULL,
    summary text NOT NULL DEFAULT '',
    bearer_id {uuid} NOT NULL REFERENCES collectivity (id),
    departement_code text NOT NULL,
    arrondissement_code text,
    epci_siren text,
    contract_code text REFERENCES contract (code),
    contract_year {big},
    contract_orientation text,
    main_theme text NOT NULL,
    phase text NOT NULL CHECK (phase IN ('idee', 'etude', 'operation')),
    phase_status text NOT NULL CHECK (phase_status IN ('en_cours', 'en_retard', 'en_pause', 'bloque', 'abandonne', 'termine')),
    intake text NOT NULL CHECK (intake IN ('draft', 'submitted', 'acknowledged', 'prioritised', 'assigned', 'closed', 'redirected', 'withdrawn')),
    intake_since {big} NOT NULL,
    intake_before text,
    intake_due_at {big},
    priority text CHECK (priority IN ('haute', 'moyenne', 'basse', 'ecartee')),
    total_cost_cents {big},
    start_on text,
    end_on text,
    needs text NOT NULL DEFAULT '',
    site_address text NOT NULL DEFAULT '',
    site_latitude double precision,
    site_longitude double precision,
    origin text NOT NULL DEFAULT 'deposit' CHECK (origin IN ('deposit', 'import', 'demo')),
    created_by {uuid} REFERENCES person (id),
    created_at {big} NOT NULL,
    submitted_at {big},
    updated_at {big} NOT NULL,
    last_activity_at {big} NOT NULL,
    blocked_since text,
    assignee_id {uuid} REFERENCES person (id),
    version {big} NOT NULL DEFAULT 1,
    event_seq {big} NOT NULL DEFAULT 0,
    event_chain text NOT NULL DEFAULT '',
    search_text text NOT NULL DEFAULT ''
);
CREATE INDEX project_desk ON project (departement_code, intake, intake_due_at, id);
CREATE INDEX project_departement_activity ON project (departement_code, last_activity_at, id);
CREATE INDEX project_contract ON project (contract_code, intake);
CREATE INDEX project_assignee ON project (assignee_id, intake);
CREATE INDEX project_bearer ON project (bearer_id);
CREATE INDEX project_epci ON project (epci_siren);

CREATE TABLE project_number (
    id {big} PRIMARY KEY,
    last {big} NOT NULL
);
INSERT INTO project_number (id, last) VALUES (1, 0);

CREATE TABLE project_theme (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    theme text NOT NULL,
    PRIMARY KEY (project_id, theme)
);

CREATE TABLE project_commune (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    commune_code text NOT NULL,
    position {big} NOT NULL,
    PRIMARY KEY (project_id, commune_code)
);
CREATE INDEX project_commune_code ON project_commune (commune_code);

CREATE TABLE funding_line (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    source text NOT NULL,
    scheme text NOT NULL DEFAULT '',
    amount_cents {big} NOT NULL CHECK (amount_cents >= 0),
    state text NOT NULL CHECK (state IN ('planned', 'asked', 'granted', 'refused')),
    created_at {big} NOT NULL
);
CREATE INDEX funding_line_project ON funding_line (project_id);

CREATE TABLE milestone (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    label text NOT NULL,
    due_on text NOT NULL,
    done_on text
);
CREATE INDEX milestone_project ON milestone (project_id);

CREATE TABLE external_reference (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    system text NOT NULL,
    identifier text NOT NULL,
    link text,
    UNIQUE (system, identifier)
);
CREATE INDEX external_reference_project ON external_reference (project_id);

CREATE TABLE project_contact (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name text NOT NULL,
    job text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT ''
);
CREATE INDEX project_contact_project ON project_contact (project_id);

CREATE TABLE member (
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('lead', 'editor', 'reader', 'expert')),
    since {big} NOT NULL,
    invited_by {uuid} REFERENCES person (id),
    PRIMARY KEY (project_id, person_id)
);
CREATE INDEX member_person ON member (person_id);

CREATE TABLE invitation (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    email text NOT NULL,
    role text NOT NULL CHECK (role IN ('lead', 'editor', 'reader', 'expert')),
    token_hash text NOT NULL UNIQUE,
    message text NOT NULL DEFAULT '',
    invited_by {uuid} NOT NULL REFERENCES person (id),
    created_at {big} NOT NULL,
    expires_at {big} NOT NULL,
    accepted_at {big},
    accepted_by {uuid} REFERENCES person (id),
    refused_at {big},
    revoked_at {big}
);
CREATE INDEX invitation_project ON invitation (project_id);
CREATE INDEX invitation_email ON invitation (email);

CREATE TABLE event (
    id {uuid} PRIMARY KEY,
    project_id {uuid} NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    seq {big} NOT NULL,
    at {big} NOT NULL,
    actor_id {uuid} REFERENCES person (id),
    kind text NOT NULL,
    audience text NOT NULL CHECK (audience IN ('all', 'state_only')),
    payload {json} NOT NULL,
    chain text NOT NULL,
    UNIQUE (project_id, seq)
);
CREATE INDEX event_at ON event (at);

CREATE TABLE deposit_draft (
    id {uuid} PRIMARY KEY,
    person_id {uuid} REFERENCES person (id) ON DELETE CASCADE,
    browser_hash text,
    email text,
    form {json} NOT NULL,
    version {big} NOT NULL DEFAULT 1,
    created_at {big} NOT NULL,
    updated_at {big} NOT NULL,
    project_id {uuid} REFERENCES project (id)
);
CREATE INDEX deposit_draft_person ON deposit_draft (person_id);
CREATE INDEX deposit_draft_browser ON deposit_draft (browser_hash);
CREATE INDEX deposit_draft_email ON deposit_draft (email);
