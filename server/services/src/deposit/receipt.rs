//! After the deposit: who has been told, and by when they should answer. On the sheet, and in a mail that the
//! depositor keeps.

use crate::intake::due_after;
use crate::mail::letters::{DepositReceived, Signer};
use crate::policy::Resource;
use crate::project::SheetHead;
use crate::{Person, Result, Services, pair};
use domain::deposit::Deposit;
use domain::ids::PersonId;
use domain::intake::Intake;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use store::Tx;
use store::pair::read::{self, SeatLine};

/// Who answers for a project that was just deposited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The two seats, as far as they exist.
    pub seats: Vec<SeatTold>,
    /// When one of them should have answered.
    pub due: Option<Timestamp>,
}

/// One seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatTold {
    /// Which of the two.
    pub kind: SeatKind,
    /// The seat's name; empty while nobody set it up.
    pub name: String,
    /// The people on it: name and function, holders first.
    pub people: Vec<(String, String)>,
}

impl Services {
    /// The receipt of a deposit, for the members of a project that still waits for its first answer.
    pub async fn deposit_receipt(&self, head: &SheetHead) -> Result<Option<Receipt>> {
        if head.resource.intake != Intake::Submitted || head.resource.member.is_none() {
            return Ok(None);
        }
        let lines = read::seats(self.db.read(), &head.resource.departement).await?;
        let lines = self.told_of(lines, &head.resource);
        let seats = SeatKind::ALL
            .iter()
            .map(|kind| seat(*kind, &lines))
            .collect();
        Ok(Some(Receipt {
            seats,
            due: head.sheet.intake_due_at.map(Timestamp),
        }))
    }

    /// Mails the receipt to the depositor, in the transaction of the deposit, whatever mails she wants
    /// otherwise: it is her proof. Her answer goes to the first person told.
    pub(super) async fn post_receipt(
        &self,
        tx: &Tx,
        depositor: &Person,
        project: &Resource,
        number: i64,
        deposit: &Deposit,
    ) -> Result<()> {
        let lines = read::seats(&**tx, &project.departement).await?;
        let lines = self.told_of(lines, project);
        let base = self.settings.base_url.clone();
        let now = self.clock.now();
        let due = due_after(Intake::Submitted, now, &project.departement);
        let today = self.today();
        let people = || lines.iter().filter(|line| line.email.is_some());
        let first = people()
            .find(|line| !pair::is_away(line, &today))
            .or_else(|| people().next());
        let letter = DepositReceived {
            reader: deposit.who.contact.first_name.clone(),
            project: deposit.what.title.clone(),
            number,
            link: format!("{base}/projets/{}", project.id),
            base,
            told: people().map(signer).collect(),
            due: due
                .map(|due| self.wording.due(due, now))
                .unwrap_or_default(),
            answers: first.map(signer),
        };
        let reply_to = first.and_then(|line| line.email.as_deref());
        self.post(tx, &depositor.email, reply_to, &letter, None)
            .await
    }

    /// The lines of those who are told today of a project, and of seats where nobody sits.
    fn told_of(&self, lines: Vec<SeatLine>, project: &Resource) -> Vec<SeatLine> {
        let today = self.today();
        let mut lines = pair::answering(lines, project.arrondissement.as_deref(), &today);
        for line in &mut lines {
            line.seat_name = self.seat_name(line);
        }
        let told = pair::told(&lines, &today);
        let is_told = |line: &SeatLine| {
            line.person_id
                .is_none_or(|person| told.contains(&PersonId(person)))
        };
        lines.into_iter().filter(is_told).collect()
    }
}

fn signer(line: &SeatLine) -> Signer {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Signer::new(
        &text(&line.first_name),
        &text(&line.last_name),
        &text(&line.email),
        &text(&line.job),
        &line.seat_name,
    )
}

fn seat(kind: SeatKind, lines: &[SeatLine]) -> SeatTold {
    let own = || lines.iter().filter(|line| line.seat_kind == kind.code());
    let person = |line: &SeatLine| {
        let name = format!(
            "{} {}",
            line.first_name.as_deref().unwrap_or_default(),
            line.last_name.as_deref().unwrap_or_default()
        );
        let name = name.trim();
        (!name.is_empty()).then(|| (name.to_owned(), line.job.clone().unwrap_or_default()))
    };
    SeatTold {
        kind,
        name: own()
            .next()
            .map(|line| line.seat_name.clone())
            .unwrap_or_default(),
        people: own().filter_map(person).collect(),
    }
}
