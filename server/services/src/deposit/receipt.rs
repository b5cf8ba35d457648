//! After the deposit: who has been told, and by when they should answer.

use crate::project::SheetHead;
use crate::{Result, Services};
use domain::intake::Intake;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use store::deposit::read;

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
        let seats = SeatKind::ALL
            .iter()
            .map(|kind| seat(*kind, &lines))
            .collect();
        Ok(Some(Receipt {
            seats,
            due: head.sheet.intake_due_at.map(Timestamp),
        }))
    }
}

fn seat(kind: SeatKind, lines: &[read::SeatLine]) -> SeatTold {
    let own = || lines.iter().filter(|line| line.kind == kind.code());
    let people = own().filter_map(|line| {
        let name = format!(
            "{} {}",
            line.first_name.as_deref().unwrap_or_default(),
            line.last_name.as_deref().unwrap_or_default()
        );
        let name = name.trim();
        (!name.is_empty()).then(|| (name.to_owned(), line.job.clone().unwrap_or_default()))
    });
    SeatTold {
        kind,
        name: own()
            .next()
            .map(|line| line.seat_name.clone())
            .unwrap_or_default(),
        people: people.collect(),
    }
}
