//! What screens and the policy need to know of a project.

use crate::error::Result;
use crate::sql;
use domain::ids::{PersonId, ProjectId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What the policy asks about one project and one person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Access {
    /// The project.
    pub id: Uuid,
    /// Its intake state.
    pub intake: String,
    /// The state to come back to.
    pub intake_before: Option<String>,
    /// The département that answers for it.
    pub departement_code: String,
    /// The arrondissement of its bearer, or of its first commune.
    pub arrondissement_code: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
    /// The person's membership.
    pub member_role: Option<String>,
    /// The person it is assigned to.
    pub assignee_id: Option<Uuid>,
    /// Grows with each edit.
    pub version: i64,
}

/// The access facts of a project for a person (`None` for a visitor).
pub async fn access(
    db: &impl ConnectionTrait,
    project: ProjectId,
    person: Option<PersonId>,
) -> Result<Option<Access>> {
    sql::one(
        db,
        "SELECT p.id, p.intake, p.intake_before, p.departement_code, p.arrondissement_code, p.contract_code, \
                p.assignee_id, p.version, \
                m.role AS member_role \
         FROM project p LEFT JOIN member m ON m.project_id = p.id AND m.person_id = $2 \
         WHERE p.id = $1",
        [project.0.into(), person.map(|p| p.0).into()],
    )
    .await
}

/// One line of a list of projects.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Card {
    /// The project.
    pub id: Uuid,
    /// Its public number; none for a draft.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Its département.
    pub departement_code: String,
    /// Its main theme.
    pub main_theme: String,
    /// Its phase.
    pub phase: String,
    /// How the phase goes.
    pub phase_status: String,
    /// Its intake state.
    pub intake: String,
    /// When the next move of the State is due, milliseconds UTC.
    pub intake_due_at: Option<i64>,
    /// The pair's decision.
    pub priority: Option<String>,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Last event, milliseconds UTC.
    pub last_activity_at: i64,
    /// The reader's membership.
    pub member_role: Option<String>,
}

/// The projects a person is a member of, the most recently active first.
pub async fn of_member(
    db: &impl ConnectionTrait,
    person: PersonId,
    limit: u32,
) -> Result<Vec<Card>> {
    sql::all(
        db,
        "SELECT p.id, p.number, p.title, b.name AS bearer_name, p.departement_code, p.main_theme, p.phase, \
                p.phase_status, p.intake, p.intake_due_at, p.priority, p.total_cost_cents, p.last_activity_at, \
                m.role AS member_role \
         FROM member m JOIN project p ON p.id = m.project_id JOIN collectivity b ON b.id = p.bearer_id \
         WHERE m.person_id = $1 ORDER BY p.last_activity_at DESC, p.id DESC LIMIT $2",
        [person.0.into(), i64::from(limit).into()],
    )
    .await
}

/// The head of the sheet: everything its first panel shows but lists.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sheet {
    /// The project.
    pub id: Uuid,
    /// Public number; none for a draft.
    pub number: Option<i64>,
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: String,
    /// Bearer's name.
    pub bearer_name: String,
    /// Bearer's kind.
    pub bearer_kind: String,
    /// Département.
    pub departement_code: String,
    /// EPCI.
    pub epci_siren: Option<String>,
    /// Contract.
    pub contract_code: Option<String>,
    /// Contract's name.
    pub contract_name: Option<String>,
    /// Main theme.
    pub main_theme: String,
    /// Phase.
    pub phase: String,
    /// How the phase goes.
    pub phase_status: String,
    /// Intake state.
    pub intake: String,
    /// Since when, milliseconds UTC.
    pub intake_since: i64,
    /// When the next move is due, milliseconds UTC.
    pub intake_due_at: Option<i64>,
    /// The pair's decision.
    pub priority: Option<String>,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// First day, ISO.
    pub start_on: Option<String>,
    /// Last day, ISO.
    pub end_on: Option<String>,
    /// What is missing, in the collectivité's words.
    pub needs: String,
    /// Address of the site.
    pub site_address: String,
    /// Day of deposit, milliseconds UTC.
    pub submitted_at: Option<i64>,
    /// Last event, milliseconds UTC.
    pub last_activity_at: i64,
    /// Who follows it for the State.
    pub assignee_id: Option<Uuid>,
    /// First name of who follows it.
    pub assignee_first_name: Option<String>,
    /// Last name of who follows it.
    pub assignee_last_name: Option<String>,
    /// Function of who follows it.
    pub assignee_job: Option<String>,
    /// Address of who follows it.
    pub assignee_email: Option<String>,
    /// Telephone of who follows it.
    pub assignee_phone: Option<String>,
    /// When it was given to that person, milliseconds UTC.
    pub assigned_at: Option<i64>,
    /// Why that person; the name of the rule when a rule gave it.
    pub assigned_sentence: Option<String>,
    /// Whose hand; nobody when a rule gave it.
    pub assigned_by: Option<Uuid>,
    /// First name of who gave it.
    pub assigned_by_first_name: Option<String>,
    /// Last name of who gave it.
    pub assigned_by_last_name: Option<String>,
    /// Grows with each edit.
    pub version: i64,
}

/// The head of the sheet of a project.
pub async fn sheet(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Sheet>> {
    sql::one(
        db,
        "SELECT p.id, p.number, p.title, p.summary, b.name AS bearer_name, b.kind AS bearer_kind, \
                p.departement_code, p.epci_siren, p.contract_code, c.name AS contract_name, p.main_theme, \
                p.phase, p.phase_status, p.intake, p.intake_since, p.intake_due_at, p.priority, \
                p.total_cost_cents, p.start_on, p.end_on, p.needs, p.site_address, p.submitted_at, \
                p.last_activity_at, p.assignee_id, a.first_name AS assignee_first_name, \
                a.last_name AS assignee_last_name, a.job AS assignee_job, a.email AS assignee_email, \
                a.phone AS assignee_phone, s.assigned_at, s.sentence AS assigned_sentence, s.assigned_by, \
                g.first_name AS assigned_by_first_name, g.last_name AS assigned_by_last_name, p.version \
         FROM project p JOIN collectivity b ON b.id = p.bearer_id \
         LEFT JOIN contract c ON c.code = p.contract_code \
         LEFT JOIN person a ON a.id = p.assignee_id \
         LEFT JOIN assignment s ON s.project_id = p.id AND s.person_id = p.assignee_id AND s.ended_at IS NULL \
         LEFT JOIN person g ON g.id = s.assigned_by \
         WHERE p.id = $1",
        [project.0.into()],
    )
    .await
}

/// What waits behind each tab of the sheet.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Counts {
    /// Messages the reader has not seen yet, in the threads she may read.
    pub unread_messages: i64,
    /// Files she may see.
    pub files: i64,
    /// Blockers not solved.
    pub open_blockers: i64,
    /// When the State should have answered the oldest of them, milliseconds UTC.
    pub blocker_due_at: Option<i64>,
    /// The seat that proposes a priority; for those who may read the State's own work.
    pub proposed_by_seat: Option<String>,
    /// Recommendations without an answer.
    pub pending_recommendations: i64,
    /// People on the project.
    pub members: i64,
    /// Questions answered.
    pub answers: i64,
    /// Whether the reader wants to hear nothing of it, as 0 or 1.
    pub muted: i64,
}

/// The counts of a sheet for one reader, in one query. `state_only`: whether the State's own thread and
/// files count for her.
pub async fn counts(
    db: &impl ConnectionTrait,
    project: ProjectId,
    reader: PersonId,
    state_only: bool,
) -> Result<Counts> {
    let audience = if state_only { "state_only" } else { "all" };
    let row: Option<Counts> = sql::one(
        db,
        "SELECT \
           (SELECT COUNT(*) FROM message m JOIN thread t ON t.id = m.thread_id \
             LEFT JOIN read_mark r ON r.thread_id = t.id AND r.person_id = $2 \
             WHERE t.project_id = $1 AND t.audience IN ('all', $3) AND m.author_id <> $2 \
               AND m.deleted_at IS NULL AND m.created_at > COALESCE(r.read_until, 0)) AS unread_messages, \
           (SELECT COUNT(*) FROM attachment a WHERE a.project_id = $1 AND a.deleted_at IS NULL \
               AND a.audience IN ('all', $3)) AS files, \
           (SELECT COUNT(*) FROM blocker b WHERE b.project_id = $1 AND b.solved_at IS NULL) AS open_blockers, \
           (SELECT MIN(b.due_at) FROM blocker b WHERE b.project_id = $1 AND b.solved_at IS NULL) AS blocker_due_at, \
           (SELECT d.proposed_by_seat FROM priority_decision d WHERE d.project_id = $1 AND d.decided_at IS NULL \
               AND d.withdrawn_at IS NULL AND $3 = 'state_only' LIMIT 1) AS proposed_by_seat, \
           (SELECT COUNT(*) FROM recommendation n WHERE n.project_id = $1 AND n.state = 'proposed') \
               AS pending_recommendations, \
           (SELECT COUNT(*) FROM member e WHERE e.project_id = $1) AS members, \
           (SELECT COUNT(*) FROM answer w WHERE w.project_id = $1 AND w.replaced_at IS NULL) AS answers, \
           (SELECT COUNT(*) FROM project_mute u WHERE u.person_id = $2 AND u.project_id = $1) AS muted",
        [project.0.into(), reader.0.into(), audience.into()],
    )
    .await?;
    Ok(row.unwrap_or_default())
}

/// One line of the project's history, with the name of who did it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct EventLine {
    /// The event.
    pub id: Uuid,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Code of the fact.
    pub kind: String,
    /// Who may read it.
    pub audience: String,
    /// JSON of the details.
    pub payload: String,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
    /// Position in the project's chain.
    pub seq: i64,
}

/// The latest facts of a project, the newest first; those after `before` when it is given.
pub async fn events(
    db: &impl ConnectionTrait,
    project: ProjectId,
    state_only: bool,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<EventLine>> {
    let audience = if state_only { "state_only" } else { "all" };
    sql::all(
        db,
        "SELECT e.id, e.at, e.kind, e.audience, e.payload, e.seq, p.first_name, p.last_name \
         FROM event e LEFT JOIN person p ON p.id = e.actor_id \
         WHERE e.project_id = $1 AND e.audience IN ('all', $2) AND e.seq < $3 \
         ORDER BY e.seq DESC LIMIT $4",
        [
            project.0.into(),
            audience.into(),
            before.unwrap_or(i64::MAX).into(),
            i64::from(limit).into(),
        ],
    )
    .await
}
