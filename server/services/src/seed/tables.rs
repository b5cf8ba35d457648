//! Rows on their way to the database, table by table.

use std::collections::HashMap;
use store::Value;
use uuid::Uuid;

type Rows = Vec<Vec<Value>>;

macro_rules! tables {
    ($($table:ident: [$($column:ident),+ $(,)?]),+ $(,)?) => {
        /// The rows of each table, in the order in which they can be inserted.
        #[derive(Default)]
        pub struct Tables {
            $(pub $table: Rows,)+
            /// Bearers met in this département: id and lead.
            bearers: HashMap<String, (Uuid, Uuid)>,
        }

        impl Tables {
            /// Name, columns and rows of each table.
            pub fn into_parts(self) -> Vec<(&'static str, &'static [&'static str], Rows)> {
                vec![$((stringify!($table), &[$(stringify!($column)),+][..], self.$table)),+]
            }
        }
    };
}

tables! {
    person: [id, email, first_name, last_name, job, organisation, phone, created_at],
    role_grant: [id, person_id, kind, scope, themes, service, since],
    pair: [id, departement_code, created_at],
    seat: [id, pair_id, kind, name],
    seat_person: [id, seat_id, person_id, position, since],
    collectivity: [id, kind, code, siren, name, departement_code, created_at],
    person_collectivity: [person_id, collectivity_id, since],
    project: [
        id, number, title, summary, bearer_id, departement_code, arrondissement_code, epci_siren,
        contract_code, contract_year, main_theme, phase, phase_status, intake, intake_since, intake_before,
        intake_due_at, priority, total_cost_cents, start_on, end_on, needs, origin, created_by, created_at,
        submitted_at, updated_at, last_activity_at, blocked_since, assignee_id, version, event_seq,
        event_chain, search_text,
    ],
    project_theme: [project_id, theme],
    project_commune: [project_id, commune_code, position],
    funding_line: [id, project_id, source, scheme, amount_cents, state, created_at],
    member: [project_id, person_id, role, since],
    event: [id, project_id, seq, at, actor_id, kind, audience, payload, chain],
    thread: [id, project_id, audience, created_at, message_count, last_message_at],
    message: [id, thread_id, author_id, body, created_at],
    blocker: [
        id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at, solved_by, solved_at,
        solution,
    ],
    recommendation: [
        id, project_id, offer_id, blocker_id, title, reasons, score, state, state_reason, created_at,
        answered_by, answered_at, taken_at,
    ],
    priority_decision: [
        id, project_id, level, reason, proposed_by_seat, proposed_at, ddt_signed_by, ddt_signed_at,
        prefecture_signed_by, prefecture_signed_at, decided_at,
    ],
    assignment: [
        id, project_id, person_id, assigned_by, sentence, assigned_at, first_contact_due_at,
        first_contact_at,
    ],
    impact: [
        id, project_id, indicator, unit, baseline, target, measured, measured_on, source, updated_by,
        updated_at,
    ],
    assignment_rule: [
        id, departement_code, position, name, themes, ground_kind, phases, person_id, service, enabled,
        created_by, created_at, updated_by, updated_at,
    ],
    assignment_wait: [project_id, why, rule_name, since],
}

impl Tables {
    /// A bearer met before in this département: its id and its lead.
    pub fn bearer(&self, kind: &str, code: &str) -> Option<(Uuid, Uuid)> {
        self.bearers.get(&format!("{kind}:{code}")).copied()
    }

    /// Notes a bearer.
    pub fn note_bearer(&mut self, kind: &str, code: &str, id: Uuid, lead: Uuid) {
        self.bearers.insert(format!("{kind}:{code}"), (id, lead));
    }
}
