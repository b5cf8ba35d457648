CREATE TABLE session (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token_hash text NOT NULL UNIQUE,
    device text NOT NULL DEFAULT '',
    created_at {big} NOT NULL,
    last_seen_at {big} NOT NULL,
    expires_at {big} NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE login_request (
    id {uuid} PRIMARY KEY,
    email text NOT NULL,
    link_hash text NOT NULL UNIQUE,
    code_hash text NOT NULL,
    browser_hash text NOT NULL,
    next_path text NOT NULL DEFAULT '',
    created_at {big} NOT NULL,
    expires_at {big} NOT NULL,
    tries {big} NOT NULL DEFAULT 0,
    consumed_at {big}
);
CREATE INDEX login_request_browser ON login_request (browser_hash, created_at);
CREATE INDEX login_request_email ON login_request (email, created_at);

CREATE TABLE rate_limit (
    key text PRIMARY KEY,
    window_start {big} NOT NULL,
    hits {big} NOT NULL
);

CREATE TABLE idempotency_key (
    scope text NOT NULL,
    key text NOT NULL,
    location text NOT NULL,
    created_at {big} NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

CREATE TABLE outbox (
    id {uuid} PRIMARY KEY,
    kind text NOT NULL,
    payload {json} NOT NULL,
    created_at {big} NOT NULL,
    available_at {big} NOT NULL,
    attempts {big} NOT NULL DEFAULT 0,
    locked_until {big},
    done_at {big},
    dead_at {big},
    last_error text NOT NULL DEFAULT ''
);
CREATE INDEX outbox_waiting ON outbox (available_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL;

CREATE TABLE mailbox (
    id {uuid} PRIMARY KEY,
    recipient text NOT NULL,
    subject text NOT NULL,
    text_body text NOT NULL,
    html_body text NOT NULL,
    sent_at {big} NOT NULL
);
CREATE INDEX mailbox_recipient ON mailbox (recipient, sent_at);

CREATE TABLE reference_data (
    kind text PRIMARY KEY,
    version text NOT NULL,
    content {blob} NOT NULL,
    imported_at {big} NOT NULL
);
