//! The worker's round: who is to be reminded of what.

use super::{days, mark_at};
use crate::journal::{self, Fact};
use crate::working_days::{Calendar, day_in_paris, hour_in_paris, plus_working_days};
use crate::{Cx, Error, Result, Services};
use domain::delay::{Delay, Mark};
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::project::{Audience, SeatKind};
use domain::timestamp::Timestamp;
use store::reminder::{self, Running, Seats};
use uuid::Uuid;

/// The hours of Paris between which people are reminded, on a working day of their département.
pub const OFFICE_HOURS: std::ops::Range<i8> = 8..20;
/// Delays read at once.
const PAGE: i64 = 500;
/// The longest delay is half over less than this many seconds before its due date, whatever the holidays.
const HALF_BEFORE_SECONDS: i64 = 20 * 86_400;

/// A mark of a delay that is to be told.
struct Due {
    project: ProjectId,
    intake: Intake,
    delay: Delay,
    due: Timestamp,
    mark: Mark,
}

impl Services {
    /// Reminds those who owe something to a project: of each mark once, however many workers there are and whatever
    /// stops in between, because the mark, the fact and the job that tells of it are one transaction. After a pause the
    /// latest mark alone is told. Gives how many were told.
    pub async fn remind(&self) -> Result<usize> {
        let now = self.clock.now();
        if !OFFICE_HOURS.contains(&hour_in_paris(now)) {
            return Ok(0);
        }
        let until = now.plus_seconds(HALF_BEFORE_SECONDS);
        let mut told = 0;
        let mut after = (i64::MIN, Uuid::nil());
        loop {
            let page = reminder::steps(self.db.read(), now, until, after, PAGE).await?;
            told += self.remind_of(&page, now).await;
            let Some(last) = page.last().filter(|_| page.len() as i64 == PAGE) else {
                break;
            };
            after = (last.at, last.project_id);
        }
        let mut after = (i64::MIN, Uuid::nil());
        loop {
            let page = reminder::answers(self.db.read(), now, until, after, PAGE).await?;
            told += self.remind_of(&page, now).await;
            let Some(last) = page.last().filter(|_| page.len() as i64 == PAGE) else {
                break;
            };
            after = (last.at, last.project_id);
        }
        let mut after = Uuid::nil();
        loop {
            let page = reminder::signatures(self.db.read(), now, after, PAGE).await?;
            told += self.remind_of(&page, now).await;
            let Some(last) = page.last().filter(|_| page.len() as i64 == PAGE) else {
                break;
            };
            after = last.project_id;
        }
        Ok(told)
    }

    async fn remind_of(&self, page: &[Running], now: Timestamp) -> usize {
        let mut told = 0;
        for running in page {
            let Some(due) = to_tell(running, now) else {
                continue;
            };
            match self.remind_once(&due, now).await {
                Ok(done) => told += usize::from(done),
                Err(error) => {
                    tracing::error!(%error, project = %due.project, "nobody was reminded of a delay");
                }
            }
        }
        told
    }

    async fn remind_once(&self, due: &Due, now: Timestamp) -> Result<bool> {
        let last = reminder::last_told(self.db.read(), due.project, due.delay, due.due).await?;
        if last >= due.mark.percent() {
            return Ok(false);
        }
        let tx = self.db.begin().await?;
        // Held: what is owed does not change before it is told.
        match store::project::write::hold(&tx, due.project, due.intake).await {
            Err(store::Error::VersionMismatch) => return Ok(false),
            other => other?,
        }
        if !reminder::runs(&*tx, due.project, due.delay, due.due).await?
            || !reminder::note(&tx, due.project, due.delay, due.due, due.mark, now).await?
        {
            return Ok(false);
        }
        let seats = reminder::seats(&*tx, due.project).await?;
        let seat = seats.and_then(|seats| owing(due.delay, &seats));
        let details = journal::details([
            ("delay", due.delay.code().to_owned()),
            ("mark", due.mark.percent().to_string()),
            ("due", due.due.0.to_string()),
            (
                "seat",
                seat.map(SeatKind::code).unwrap_or_default().to_owned(),
            ),
        ]);
        let (cx, fact) = (Cx::system(), Fact::Reminded);
        self.record(&tx, &cx, due.project, fact, Audience::StateOnly, details)
            .await?;
        tx.commit().await.map_err(Error::from)?;
        Ok(true)
    }
}

/// What is to be told of a delay now, if anything.
fn to_tell(running: &Running, now: Timestamp) -> Option<Due> {
    let calendar = Calendar::of(&running.departement_code);
    if !calendar.is_working_day(day_in_paris(now)) {
        return None;
    }
    let delay = Delay::parse(&running.delay)?;
    let due = match delay {
        Delay::Sign => plus_working_days(Timestamp(running.at), days(delay), calendar),
        _ => Timestamp(running.at),
    };
    let mark = mark_at(delay, due, now, calendar)?;
    (mark.percent() > running.told).then_some(Due {
        project: ProjectId(running.project_id),
        intake: Intake::parse(&running.intake)?,
        delay,
        due,
        mark,
    })
}

/// The one seat that owes its part of a decision; none where both do.
fn owing(delay: Delay, seats: &Seats) -> Option<SeatKind> {
    let proposed = seats.proposed_by.as_deref().and_then(SeatKind::parse);
    match (delay, proposed) {
        (Delay::Sign, Some(by)) => Some(by.other()),
        (Delay::Prioritise, None) if seats.ddt > 0 && seats.prefecture == 0 => {
            Some(SeatKind::Prefecture)
        }
        (Delay::Prioritise, None) if seats.ddt == 0 && seats.prefecture > 0 => Some(SeatKind::Ddt),
        _ => None,
    }
}
