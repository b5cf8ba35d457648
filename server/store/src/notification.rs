//! The bell: whom a fact concerns, and the lines each person has.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{EventId, NotificationId, PersonId, ProjectId};
use domain::territory::ArrondissementCode;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// One line per role of each person a project concerns: its members, who follows it, those told at its
/// département's seats, and the managers of its contract. Whether they may know of a fact is for the policy to say.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Concerned {
    /// The person.
    pub person_id: Uuid,
    /// Address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// When mails of the topic asked for are wanted.
    pub mail_frequency: String,
    /// The hour of Paris of her mail of the day.
    pub digest_hour: i64,
    /// The secret of her links to unsubscribe; none before her first mail.
    pub mail_secret: Option<String>,
    /// Whether she wants to hear nothing of the project, as 0 or 1.
    pub muted: i64,
    /// Membership of the project.
    pub member_role: Option<String>,
    /// A role, as in `store::account::read::SessionLine`.
    pub role: Option<String>,
    /// What the role holds for.
    pub scope: Option<String>,
}

/// Whom a fact may concern.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The project.
    pub project: ProjectId,
    /// The day, ISO: deputies are told only where no holder of their seat is there.
    pub today: &'a str,
    /// The managers of its contract too.
    pub managers: bool,
    /// Arrondissements besides its own, where it has communes: who sits there is told too.
    pub others: &'a [ArrondissementCode],
    /// The referent of its département even while no decision waits for her.
    pub referent: bool,
    /// Code of the topic that it is told under.
    pub topic: &'a str,
}

/// Everybody a project concerns, in the order of ids; at most 5,000 lines.
pub async fn concerned(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Concerned>> {
    let others: Vec<String> = asked
        .others
        .iter()
        .map(|code| format!("'{code}'"))
        .collect();
    let others = match others.as_slice() {
        [] => "FALSE".to_owned(),
        codes => format!("sp.arrondissement_code IN ({})", codes.join(", ")),
    };
    sql::all(
        db,
        &format!("WITH told AS ( \
           SELECT m.person_id AS person_id FROM member m WHERE m.project_id = $1 \
           UNION SELECT p.assignee_id FROM project p WHERE p.id = $1 AND p.assignee_id IS NOT NULL \
           UNION SELECT pair.referent_id FROM project p JOIN pair ON pair.departement_code = p.departement_code \
             WHERE p.id = $1 AND pair.referent_id IS NOT NULL AND ($4 OR EXISTS ( \
               SELECT 1 FROM priority_decision d WHERE d.project_id = p.id AND d.escalated_at IS NOT NULL \
                 AND d.decided_at IS NULL AND d.withdrawn_at IS NULL)) \
           UNION SELECT g.person_id FROM project p JOIN role_grant g ON g.scope = p.contract_code \
             WHERE p.id = $1 AND $3 AND g.kind = 'contract_manager' AND g.ended_at IS NULL \
           UNION SELECT sp.person_id FROM project p JOIN pair ON pair.departement_code = p.departement_code \
             JOIN seat ON seat.pair_id = pair.id JOIN seat_person sp ON sp.seat_id = seat.id \
             WHERE p.id = $1 AND sp.ended_at IS NULL AND (sp.position = 'holder' OR NOT EXISTS ( \
               SELECT 1 FROM seat_person h WHERE h.seat_id = sp.seat_id AND h.position = 'holder' \
                 AND h.ended_at IS NULL AND COALESCE(h.arrondissement_code, '') = COALESCE(sp.arrondissement_code, '') \
                 AND (h.absent_from IS NULL OR h.absent_until IS NULL OR h.absent_from > $2 OR h.absent_until < $2))) \
               AND (sp.arrondissement_code = p.arrondissement_code OR {others} OR (sp.arrondissement_code IS NULL AND NOT EXISTS ( \
                 SELECT 1 FROM seat_person a WHERE a.seat_id = sp.seat_id AND a.ended_at IS NULL \
                   AND a.arrondissement_code = p.arrondissement_code \
                   AND (a.absent_from IS NULL OR a.absent_until IS NULL OR a.absent_from > $2 OR a.absent_until < $2))))), \
         entitled AS ( \
           SELECT g.person_id AS person_id, g.kind AS role, g.scope AS scope FROM role_grant g \
             WHERE g.ended_at IS NULL AND g.person_id IN (SELECT person_id FROM told) \
           UNION ALL \
           SELECT sp.person_id, 'seat:' || seat.kind || COALESCE(':' || sp.arrondissement_code, ''), pair.departement_code FROM seat_person sp \
             JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id \
             WHERE sp.ended_at IS NULL AND sp.person_id IN (SELECT person_id FROM told) \
           UNION ALL \
           SELECT pair.referent_id, 'referent', pair.departement_code FROM pair \
             WHERE pair.referent_id IN (SELECT person_id FROM told)) \
         SELECT w.id AS person_id, w.email, w.first_name, w.last_name, \
                COALESCE(f.frequency, w.mail_frequency) AS mail_frequency, w.digest_hour, w.mail_secret, \
                CAST(CASE WHEN q.person_id IS NULL THEN 0 ELSE 1 END AS bigint) AS muted, \
                m.role AS member_role, e.role, e.scope \
         FROM told JOIN person w ON w.id = told.person_id AND w.disabled_at IS NULL \
         LEFT JOIN mail_preference f ON f.person_id = w.id AND f.topic = $5 \
         LEFT JOIN project_mute q ON q.person_id = w.id AND q.project_id = $1 \
         LEFT JOIN member m ON m.project_id = $1 AND m.person_id = w.id \
         LEFT JOIN entitled e ON e.person_id = w.id \
         ORDER BY w.id LIMIT 5000"),
        [
            asked.project.0.into(),
            asked.today.into(),
            asked.managers.into(),
            asked.referent.into(),
            asked.topic.into(),
        ],
    )
    .await
}

/// The event a job tells of, with who did it and where.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ToldEvent {
    /// The event.
    pub id: Uuid,
    /// The project.
    pub project_id: Uuid,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Code of the fact.
    pub kind: String,
    /// Who may read it.
    pub audience: String,
    /// JSON of the details.
    pub payload: String,
    /// Position in the project's chain.
    pub seq: i64,
    /// Who did it.
    pub actor_id: Option<Uuid>,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
    /// Function of who did it.
    pub job: Option<String>,
    /// Service or collectivity of who did it.
    pub organisation: Option<String>,
    /// Address of who did it.
    pub email: Option<String>,
    /// The project's title.
    pub title: String,
}

/// The event with this id.
pub async fn event(db: &impl ConnectionTrait, event: EventId) -> Result<Option<ToldEvent>> {
    sql::one(
        db,
        "SELECT e.id, e.project_id, e.at, e.kind, e.audience, e.payload, e.seq, e.actor_id, \
                a.first_name, a.last_name, a.job, a.organisation, a.email, p.title \
         FROM event e JOIN project p ON p.id = e.project_id LEFT JOIN person a ON a.id = e.actor_id \
         WHERE e.id = $1",
        [event.0.into()],
    )
    .await
}

/// A line to add to a bell.
#[derive(Clone, Copy, Debug)]
pub struct NewLine {
    /// Drawn by the caller.
    pub id: NotificationId,
    /// Whose bell.
    pub person: PersonId,
    /// Of which project.
    pub project: ProjectId,
    /// Which fact.
    pub event: EventId,
    /// Now.
    pub at: Timestamp,
    /// It counts as read: its project is muted.
    pub read: bool,
    /// The mail of the day is to hold it.
    pub mail_owed: bool,
}

/// Adds a line; `false` when the person was told of this fact before.
pub async fn add(tx: &Tx, line: NewLine) -> Result<bool> {
    let added = sql::run(
        &**tx,
        "INSERT INTO notification (id, person_id, project_id, event_id, created_at, read_at, mail_owed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (person_id, event_id) DO NOTHING",
        [
            line.id.0.into(),
            line.person.0.into(),
            line.project.0.into(),
            line.event.0.into(),
            line.at.0.into(),
            line.read.then_some(line.at.0).into(),
            line.mail_owed.into(),
        ],
    )
    .await?;
    Ok(added == 1)
}

/// A line of a bell, with what the policy needs to say whether its owner may still know of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct BellLine {
    /// The line.
    pub id: Uuid,
    /// The project.
    pub project_id: Uuid,
    /// The project's title.
    pub title: String,
    /// The project's number.
    pub number: Option<i64>,
    /// Intake state.
    pub intake: String,
    /// The state to come back to.
    pub intake_before: Option<String>,
    /// The département that answers for it.
    pub departement_code: String,
    /// Arrondissement of the project.
    pub arrondissement_code: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
    /// Who follows it.
    pub assignee_id: Option<Uuid>,
    /// The project's version.
    pub version: i64,
    /// The owner's membership.
    pub member_role: Option<String>,
    /// The fact.
    pub event_id: Uuid,
    /// When it happened, milliseconds UTC.
    pub at: i64,
    /// Code of the fact.
    pub kind: String,
    /// Who may read it.
    pub audience: String,
    /// JSON of the details.
    pub payload: String,
    /// Position in the project's chain.
    pub seq: i64,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
    /// When it was read, milliseconds UTC.
    pub read_at: Option<i64>,
}

const BELL: &str = "SELECT n.id, n.project_id, n.read_at, p.title, p.number, p.intake, p.intake_before, \
            p.departement_code, p.arrondissement_code, p.contract_code, p.assignee_id, p.version, m.role AS member_role, \
            e.id AS event_id, e.at, e.kind, e.audience, e.payload, e.seq, a.first_name, a.last_name \
     FROM notification n JOIN project p ON p.id = n.project_id JOIN event e ON e.id = n.event_id \
     LEFT JOIN member m ON m.project_id = n.project_id AND m.person_id = n.person_id \
     LEFT JOIN person a ON a.id = e.actor_id";

/// The latest lines of a person's bell.
pub async fn bell(
    db: &impl ConnectionTrait,
    person: PersonId,
    limit: u32,
) -> Result<Vec<BellLine>> {
    let select =
        format!("{BELL} WHERE n.person_id = $1 ORDER BY n.created_at DESC, n.id DESC LIMIT $2");
    sql::all(db, &select, [person.0.into(), i64::from(limit).into()]).await
}

/// One line of a person's bell.
pub async fn line(
    db: &impl ConnectionTrait,
    person: PersonId,
    id: NotificationId,
) -> Result<Option<BellLine>> {
    let select = format!("{BELL} WHERE n.person_id = $1 AND n.id = $2");
    sql::one(db, &select, [person.0.into(), id.0.into()]).await
}

/// The lines that a person's mail of the day owes her, the oldest first; those she has read meanwhile too, so that they are
/// settled with the others.
pub async fn owed(
    db: &impl ConnectionTrait,
    person: PersonId,
    limit: u32,
) -> Result<Vec<BellLine>> {
    let select = format!(
        "{BELL} WHERE n.person_id = $1 AND n.mail_owed ORDER BY n.created_at, n.id LIMIT $2"
    );
    sql::all(db, &select, [person.0.into(), i64::from(limit).into()]).await
}

/// Notes that no mail owes these lines any more.
pub async fn settle(tx: &Tx, person: PersonId, ids: &[Uuid]) -> Result<()> {
    for ids in ids.chunks(50) {
        let list = sql::placeholders(2, ids.len());
        let mut values: Vec<sea_orm::Value> = vec![person.0.into()];
        values.extend(ids.iter().map(|id| sea_orm::Value::from(*id)));
        sql::run(
            &**tx,
            &format!(
                "UPDATE notification SET mail_owed = FALSE WHERE person_id = $1 AND id IN ({list})"
            ),
            values,
        )
        .await?;
    }
    Ok(())
}

/// Marks one line read.
pub async fn mark_read(
    tx: &Tx,
    person: PersonId,
    id: NotificationId,
    now: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE notification SET read_at = $3 WHERE id = $2 AND person_id = $1 AND read_at IS NULL",
        [person.0.into(), id.0.into(), now.0.into()],
    )
    .await?;
    Ok(())
}

/// Marks the lines of a project that tell of facts of these kinds read, and gives how many there were. `audience`: only
/// those that this audience reads.
pub async fn mark_seen(
    tx: &Tx,
    person: PersonId,
    project: ProjectId,
    kinds: &[&str],
    audience: Option<&str>,
    now: Timestamp,
) -> Result<u64> {
    let list = sql::placeholders(5, kinds.len());
    let mut values: Vec<sea_orm::Value> = vec![
        person.0.into(),
        project.0.into(),
        now.0.into(),
        audience.map(str::to_owned).into(),
    ];
    values.extend(kinds.iter().map(|kind| sea_orm::Value::from(*kind)));
    sql::run(
        &**tx,
        &format!(
            "UPDATE notification SET read_at = $3 WHERE person_id = $1 AND read_at IS NULL AND project_id = $2 \
               AND event_id IN (SELECT e.id FROM event e JOIN notification n ON n.event_id = e.id \
                 WHERE n.person_id = $1 AND n.read_at IS NULL AND n.project_id = $2 \
                   AND (CAST($4 AS text) IS NULL OR e.audience = $4) AND e.kind IN ({list}))"
        ),
        values,
    )
    .await
}

/// Marks every line of a person read.
pub async fn mark_all_read(tx: &Tx, person: PersonId, now: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE notification SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL",
        [person.0.into(), now.0.into()],
    )
    .await?;
    Ok(())
}

/// Takes lines away that their owner may no longer know of.
pub async fn forget(tx: &Tx, person: PersonId, ids: &[Uuid]) -> Result<()> {
    for id in ids {
        sql::run(
            &**tx,
            "DELETE FROM notification WHERE id = $2 AND person_id = $1",
            [person.0.into(), (*id).into()],
        )
        .await?;
    }
    Ok(())
}

/// The roles of one person, as [`Concerned`] lines without a project.
pub async fn roles(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Concerned>> {
    sql::all(
        db,
        "SELECT w.id AS person_id, w.email, w.first_name, w.last_name, w.mail_frequency, w.digest_hour, w.mail_secret, \
                CAST(0 AS bigint) AS muted, NULL AS member_role, e.role, e.scope \
         FROM person w LEFT JOIN ( \
           SELECT g.person_id AS person_id, g.kind AS role, g.scope AS scope FROM role_grant g \
             WHERE g.ended_at IS NULL AND g.person_id = $1 \
           UNION ALL \
           SELECT sp.person_id, 'seat:' || seat.kind || COALESCE(':' || sp.arrondissement_code, ''), pair.departement_code FROM seat_person sp \
             JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id \
             WHERE sp.ended_at IS NULL AND sp.person_id = $1 \
           UNION ALL \
           SELECT pair.referent_id, 'referent', pair.departement_code FROM pair WHERE pair.referent_id = $1 \
         ) e ON e.person_id = w.id \
         WHERE w.id = $1 AND w.disabled_at IS NULL LIMIT 200",
        [person.0.into()],
    )
    .await
}
