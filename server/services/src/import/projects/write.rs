//! From lines understood to rows: new projects many at once, changed ones field by field.

use super::Options;
use super::entry::{Entry, digest};
use crate::import::{Outcome, Reason, Remark, Tell};
use crate::intake::due_after;
use crate::journal::{Details, Fact, details, to_json};
use crate::{Cx, Result, Services};
use domain::ids::{EventId, ProjectId};
use domain::intake::Intake;
use domain::project::Audience;
use domain::territory::DepartementCode;
use domain::timestamp::Timestamp;
use std::collections::HashMap;
use store::import::projects::{self as table, Batch};
use store::journal::{NewEvent, link};
use store::{Tx, Value};
use uuid::Uuid;

/// Values of a line that are followed one by one.
const FIELDS: [&str; 15] = [
    "title", "summary", "bearer", "communes", "contract", "year", "theme", "phase", "status",
    "cost", "start", "end", "needs", "address", "funding",
];

/// Writes batch after batch.
pub struct Writer<'a> {
    services: &'a Services,
    intake: Intake,
    dry_run: bool,
    /// The only département whose projects may be touched.
    only: Option<DepartementCode>,
    /// Who brings the list in.
    cx: Cx,
    /// Rows of bearers met so far, by kind and code.
    bearers: HashMap<(&'static str, String), Uuid>,
}

/// What is there of a line.
struct Known {
    project: ProjectId,
    /// The département that answers for it.
    departement: String,
    /// Fingerprints of the last import; `None` for a project that was never imported under this reference.
    fields: Option<HashMap<String, String>>,
}

impl<'a> Writer<'a> {
    pub fn new(services: &'a Services, options: &Options) -> Self {
        Self {
            services,
            intake: options.mapping.intake.unwrap_or(Intake::Acknowledged),
            dry_run: options.dry_run,
            only: options.only,
            cx: options.by.clone().unwrap_or_else(Cx::system),
            bearers: HashMap::new(),
        }
    }

    /// Compares some lines with what is there and writes the difference, in one transaction.
    pub async fn write(
        &mut self,
        entries: Vec<Entry>,
        outcome: &mut Outcome,
        tell: Tell<'_>,
    ) -> Result<()> {
        let mut known = self.known(&entries).await?;
        let mut fresh = Vec::new();
        let mut changed = Vec::new();
        for entry in entries {
            let key = (entry.system.clone(), entry.identifier.clone());
            let Some(there) = known.remove(&key) else {
                fresh.push(entry);
                continue;
            };
            let elsewhere = |code: DepartementCode| code.to_string() != there.departement;
            if self.only.is_some_and(elsewhere) {
                tell(Remark::new(entry.line, "", key.1, Reason::OtherDepartement));
                outcome.refused += 1;
                continue;
            }
            let Some(before) = there.fields else {
                tell(Remark::new(entry.line, "", key.1, Reason::AlreadyFollowed));
                outcome.tally.kept += 1;
                continue;
            };
            let now = fingerprints(&entry);
            let differing: Vec<&'static str> = now
                .iter()
                .filter(|(name, value)| before.get(*name) != Some(value))
                .map(|(name, _)| *name)
                .collect();
            if differing.is_empty() {
                outcome.tally.unchanged += 1;
            } else {
                changed.push((there.project, entry, differing));
            }
        }
        outcome.tally.added += fresh.len() as u64;
        outcome.tally.changed += changed.len() as u64;
        if self.dry_run || (fresh.is_empty() && changed.is_empty()) {
            return Ok(());
        }
        let tx = self.services.db.begin().await?;
        self.insert(&tx, &fresh).await?;
        for (project, entry, differing) in &changed {
            self.update(&tx, *project, entry, differing).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn known(&self, entries: &[Entry]) -> Result<HashMap<(String, String), Known>> {
        let identifiers: Vec<Value> = entries
            .iter()
            .map(|entry| entry.identifier.clone().into())
            .collect();
        let mut known = HashMap::new();
        // The oldest import comes first: the last one stays.
        for row in table::known(self.services.db.read(), identifiers).await? {
            let payload: Details = row
                .payload
                .and_then(|payload| serde_json::from_str(&payload).ok())
                .unwrap_or_default();
            let ours = payload.get("system") == Some(&row.system)
                && payload.get("reference") == Some(&row.identifier);
            let fields = ours.then(|| {
                read_fields(
                    payload
                        .get("fields")
                        .map(String::as_str)
                        .unwrap_or_default(),
                )
            });
            let slot = known.entry((row.system, row.identifier)).or_insert(Known {
                project: ProjectId(row.project_id),
                departement: row.departement_code,
                fields: None,
            });
            slot.fields = fields.or(slot.fields.take());
        }
        Ok(known)
    }

    async fn bearer(&mut self, tx: &Tx, entry: &Entry) -> Result<Uuid> {
        let key = (entry.bearer.kind, entry.bearer.code.clone());
        if let Some(id) = self.bearers.get(&key) {
            return Ok(*id);
        }
        let now = self.services.clock.now();
        let id = table::bearer(tx, self.services.ids.uuid(), &entry.bearer, now).await?;
        self.bearers.insert(key, id);
        Ok(id)
    }

    async fn insert(&mut self, tx: &Tx, entries: &[Entry]) -> Result<()> {
        let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        if count == 0 {
            return Ok(());
        }
        let first = table::take_numbers(tx, count).await?;
        let mut batch = Batch::default();
        for (number, entry) in (first..).zip(entries) {
            let bearer = self.bearer(tx, entry).await?;
            self.add(&mut batch, number, bearer, entry);
        }
        Ok(table::insert(tx, batch).await?)
    }

    fn add(&self, batch: &mut Batch, number: i64, bearer: Uuid, entry: &Entry) {
        let ids = &self.services.ids;
        let now = self.services.clock.now();
        let id = ids.uuid();
        let payload = to_json(&imported(entry, &FIELDS));
        let event = NewEvent {
            id: EventId(ids.uuid()),
            project: ProjectId(id),
            at: now,
            actor: self.cx.person_id(),
            kind: Fact::Imported.code(),
            audience: Audience::All,
            payload: &payload,
        };
        let chain = link("", 1, &event);
        batch.events.push(vec![
            event.id.0.into(),
            id.into(),
            1_i64.into(),
            now.0.into(),
            event.actor.map(|person| person.0).into(),
            event.kind.into(),
            event.audience.code().into(),
            payload.clone().into(),
            chain.clone().into(),
        ]);
        batch
            .projects
            .push(self.project_row(id, number, bearer, entry, chain, now));
        batch.communes.extend(commune_rows(id, entry));
        batch
            .themes
            .push(vec![id.into(), entry.theme.code().into()]);
        batch.funding.extend(self.funding_rows(id, entry, now));
        batch.references.push(vec![
            ids.uuid().into(),
            id.into(),
            entry.system.clone().into(),
            entry.identifier.clone().into(),
        ]);
    }

    /// In the order of the columns of [`table::COLUMNS`].
    fn project_row(
        &self,
        id: Uuid,
        number: i64,
        bearer: Uuid,
        entry: &Entry,
        chain: String,
        now: Timestamp,
    ) -> Vec<Value> {
        vec![
            id.into(),
            number.into(),
            entry.title.clone().into(),
            entry.summary.clone().into(),
            bearer.into(),
            entry.departement.clone().into(),
            entry.arrondissement.clone().into(),
            entry.epci.clone().into(),
            entry.contract.clone().into(),
            entry.year.into(),
            entry.theme.code().into(),
            entry.phase.code().into(),
            entry.status.code().into(),
            self.intake.code().into(),
            now.0.into(),
            due_after(self.intake, now, &entry.departement)
                .map(|due| due.0)
                .into(),
            entry.cost.into(),
            entry.start.clone().into(),
            entry.end.clone().into(),
            entry.needs.clone().into(),
            entry.address.clone().into(),
            "import".into(),
            now.0.into(),
            entry.deposited.unwrap_or(now).0.into(),
            now.0.into(),
            now.0.into(),
            1_i64.into(),
            chain.into(),
            search_text(entry).into(),
        ]
    }

    fn funding_rows(&self, project: Uuid, entry: &Entry, now: Timestamp) -> Vec<Vec<Value>> {
        let rows = entry.funding.iter().map(|(column, amount)| {
            vec![
                self.services.ids.uuid().into(),
                project.into(),
                column.source.clone().into(),
                column.scheme.clone().into(),
                (*amount).into(),
                column.state.code().into(),
                now.0.into(),
            ]
        });
        rows.collect()
    }

    /// Writes the fields whose cells changed; the others may have been changed in the service since, and stay.
    async fn update(
        &mut self,
        tx: &Tx,
        project: ProjectId,
        entry: &Entry,
        differing: &[&'static str],
    ) -> Result<()> {
        let now = self.services.clock.now();
        let mut sets: Vec<(&'static str, Value)> = Vec::new();
        for field in differing {
            match *field {
                "title" => sets.push(("title", entry.title.clone().into())),
                "summary" => sets.push(("summary", entry.summary.clone().into())),
                "bearer" => sets.push(("bearer_id", self.bearer(tx, entry).await?.into())),
                "communes" => {
                    sets.push(("departement_code", entry.departement.clone().into()));
                    sets.push(("arrondissement_code", entry.arrondissement.clone().into()));
                    sets.push(("epci_siren", entry.epci.clone().into()));
                    table::replace_communes(tx, project, commune_rows(project.0, entry)).await?;
                }
                "contract" => sets.push(("contract_code", entry.contract.clone().into())),
                "year" => sets.push(("contract_year", entry.year.into())),
                "theme" => table::replace_theme(tx, project, entry.theme.code()).await?,
                "phase" => sets.push(("phase", entry.phase.code().into())),
                "status" => sets.push(("phase_status", entry.status.code().into())),
                "cost" => sets.push(("total_cost_cents", entry.cost.into())),
                "start" => sets.push(("start_on", entry.start.clone().into())),
                "end" => sets.push(("end_on", entry.end.clone().into())),
                "needs" => sets.push(("needs", entry.needs.clone().into())),
                "address" => sets.push(("site_address", entry.address.clone().into())),
                "funding" => {
                    let keys: Vec<_> = entry
                        .funding_columns
                        .iter()
                        .map(|column| {
                            (
                                column.source.clone(),
                                column.scheme.clone(),
                                column.state.code(),
                            )
                        })
                        .collect();
                    let rows = self.funding_rows(project.0, entry, now);
                    table::replace_funding(tx, project, &keys, rows).await?;
                }
                _ => {}
            }
        }
        if differing
            .iter()
            .any(|field| matches!(*field, "title" | "summary" | "bearer" | "communes"))
        {
            sets.push(("search_text", search_text(entry).into()));
        }
        table::update(tx, project, sets, now).await?;
        let details = imported(entry, differing);
        self.services
            .note(
                tx,
                &self.cx,
                project,
                Fact::Imported,
                Audience::All,
                details,
                now,
            )
            .await?;
        Ok(())
    }
}

fn commune_rows(project: Uuid, entry: &Entry) -> Vec<Vec<Value>> {
    let rows = (0_i64..).zip(&entry.communes);
    rows.map(|(position, code)| vec![project.into(), code.clone().into(), position.into()])
        .collect()
}

fn search_text(entry: &Entry) -> String {
    let communes = entry.commune_names.join(" ");
    let parts = [
        &entry.title,
        &entry.summary,
        &entry.bearer.name,
        &communes,
        &entry.identifier,
    ];
    store::search::indexed(&parts.map(String::as_str).join(" "))
}

/// What the fact keeps: the reference, what changed, and the fingerprints of all the values.
fn imported(entry: &Entry, differing: &[&'static str]) -> Details {
    let fields: Vec<String> = fingerprints(entry)
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    details([
        ("system", entry.system.clone()),
        ("reference", entry.identifier.clone()),
        ("changed", differing.join(",")),
        ("fields", fields.join(" ")),
    ])
}

fn read_fields(text: &str) -> HashMap<String, String> {
    let pairs = text.split(' ').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Eight hexadecimal digits of each value.
fn fingerprints(entry: &Entry) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let communes = format!(
        "{} {} {}",
        entry.communes.join(" "),
        entry.departement,
        text(&entry.epci)
    );
    let funding: Vec<String> = entry
        .funding
        .iter()
        .map(|(column, amount)| {
            format!(
                "{}|{}|{}|{amount}",
                column.source, column.scheme, column.state
            )
        })
        .collect();
    let values = [
        entry.title.clone(),
        entry.summary.clone(),
        format!("{}:{}", entry.bearer.kind, entry.bearer.code),
        communes,
        text(&entry.contract),
        number(entry.year),
        entry.theme.code().to_owned(),
        entry.phase.code().to_owned(),
        entry.status.code().to_owned(),
        number(entry.cost),
        text(&entry.start),
        text(&entry.end),
        entry.needs.clone(),
        entry.address.clone(),
        funding.join(";"),
    ];
    FIELDS
        .iter()
        .zip(values)
        .map(|(name, value)| (*name, digest(&[&value], 8)))
        .collect()
}
