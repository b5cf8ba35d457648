//! A view sent by mail, daily or on Mondays: what entered it, what left it and what moved since the last time. Nothing is
//! sent when nothing changed, and nothing that its reader may not know of at that moment.

use super::{SavedView, may_delete};
use crate::account::mails::Stops;
use crate::context::Person;
use crate::desk::table::question::Question;
use crate::desk::table::reach::{self, Reach};
use crate::journal::to_json;
use crate::mail::letters::view_news::{MovedLine, Part, ViewNews};
use crate::notification::{Recipient, recipients};
use crate::outbox::next_hour;
use crate::working_days::day_in_paris;
use crate::{Cx, Error, Once, Result, Services};
use domain::filter::Listing;
use domain::form::Problem;
use domain::ids::{PersonId, SavedViewId, SubscriptionId};
use domain::intake::Intake;
use domain::text;
use domain::timestamp::Timestamp;
use jiff::civil::Weekday;
use std::collections::BTreeMap;
use store::desk::table;
use store::saved_view;
use store::view_subscription::{self, Line};
use uuid::Uuid;

/// The largest view that is sent, in projects.
pub const LARGEST: u32 = 2_000;
/// Projects that a mail names of each kind of change; the others are counted.
const NAMED: usize = 20;
/// Subscriptions read at once.
const PAGE: u32 = 100;

domain::coded_enum! {
    /// How often a view is sent.
    Frequency {
        Daily = "daily",
        /// On Mondays.
        Weekly = "weekly",
    }
}

/// A view and how often it is sent to the reader.
#[derive(Clone, Debug)]
pub struct ViewMails {
    /// The view.
    pub view: SavedView,
    /// How often; none when it is not sent.
    pub frequency: Option<Frequency>,
    /// At which hour of Paris: that of the mail of the day.
    pub hour: u8,
}

/// Where each project of a view stands.
type States = BTreeMap<Uuid, String>;

impl Services {
    /// A view of the reader's, or one shared with a seat of hers, and how often she is sent it. Four queries.
    ///
    /// Errors: [`Error::NotFound`] for any other.
    pub async fn view_mails(&self, cx: &Cx, view: SavedViewId) -> Result<ViewMails> {
        let person = cx.person()?;
        let view = self.view_seen_by(person, view).await?;
        let line = view_subscription::of(self.db.read(), SavedViewId(view.id), person.id).await?;
        let runs = line.filter(|line| line.stopped_at.is_none());
        Ok(ViewMails {
            view,
            frequency: runs.and_then(|line| Frequency::parse(&line.frequency)),
            hour: self.my_mails(cx).await?.hour,
        })
    }

    /// Has a view sent to the reader, or no more. What it holds now is where the first mail starts from.
    ///
    /// Errors: as [`Services::view_mails`]; a field error on `frequence` for a view of more than [`LARGEST`] projects.
    pub async fn subscribe_to_view(
        &self,
        cx: &Cx,
        view: SavedViewId,
        frequency: Option<Frequency>,
        once: &Once,
    ) -> Result<()> {
        let person = cx.person()?;
        let found = self.view_seen_by(person, view).await?;
        let line = view_subscription::of(self.db.read(), view, person.id).await?;
        let new = match frequency {
            Some(frequency) => {
                let reach = reach::of(person, found.departement_code.as_deref())?;
                let states = self.states(person, &reach, &found).await?;
                if states.len() > LARGEST as usize {
                    return Err(Error::field("frequence", Problem::ViewTooLarge(LARGEST)));
                }
                let hour = self.my_mails(cx).await?.hour;
                Some(Line {
                    id: self.ids.uuid(),
                    view_id: view.0,
                    person_id: person.id.0,
                    frequency: frequency.code().to_owned(),
                    next_at: next(frequency, self.clock.now(), hour).0,
                    seen: to_json(&states),
                    stopped_at: None,
                })
            }
            None => None,
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match (new, line) {
            (Some(new), _) => view_subscription::put(&tx, &new).await?,
            (None, Some(line)) => view_subscription::end(&tx, SubscriptionId(line.id)).await?,
            (None, None) => {}
        }
        Ok(tx.commit().await?)
    }

    /// Sends the views whose moment has come: each once, however many workers there are, because the mail and what is
    /// noted of it are one transaction. Gives how many were sent.
    pub async fn send_views(&self) -> Result<usize> {
        let now = self.clock.now();
        let mut sent = 0;
        let mut after = (i64::MIN, Uuid::nil());
        loop {
            let page = view_subscription::due(self.db.read(), now, after, PAGE).await?;
            for line in &page {
                match self.send_view(line, now).await {
                    Ok(done) => sent += usize::from(done),
                    Err(error) => {
                        tracing::error!(%error, subscription = %line.id, "a view was not sent");
                    }
                }
            }
            let Some(last) = page.last().filter(|_| page.len() as u32 == PAGE) else {
                return Ok(sent);
            };
            after = (last.next_at, last.id);
        }
    }

    async fn send_view(&self, line: &Line, now: Timestamp) -> Result<bool> {
        let Some((reader, view, reach)) = self.still_hers(line).await? else {
            let tx = self.db.begin().await?;
            view_subscription::end(&tx, SubscriptionId(line.id)).await?;
            tx.commit().await?;
            return Ok(false);
        };
        let mut states = self.states(&reader.person, &reach, &view).await?;
        while states.len() > LARGEST as usize {
            states.pop_last();
        }
        let before: States = serde_json::from_str(&line.seen).unwrap_or_default();
        let changes = Changes::between(&before, &states);
        let frequency = Frequency::parse(&line.frequency).unwrap_or(Frequency::Daily);
        let news = self.news(&reader, &view, &reach, &changes).await?;
        let tx = self.db.begin().await?;
        let next = next(frequency, now, reader.hour);
        if !view_subscription::looked_at(&tx, line, next, &to_json(&states)).await? {
            return Ok(false);
        }
        if !changes.is_empty() {
            let (id, secret) = (reader.person.id, reader.secret.as_deref());
            let stops = Stops::View(SubscriptionId(line.id));
            let way_out = self.way_out(&tx, id, secret, stops).await?;
            let letter = ViewNews {
                way_out: way_out.clone(),
                ..news
            };
            self.post_news(&tx, &reader.person.email, None, &letter, way_out)
                .await?;
        }
        tx.commit().await?;
        Ok(!changes.is_empty())
    }

    /// Who reads, the view, and as much as she may see of it now; none when the view or her right to it is gone.
    async fn still_hers(&self, line: &Line) -> Result<Option<(Recipient, SavedView, Reach)>> {
        let db = self.db.read();
        let person = PersonId(line.person_id);
        let reader = recipients(store::notification::roles(db, person).await?).pop();
        let Some(reader) = reader else {
            return Ok(None);
        };
        let view = match self
            .view_seen_by(&reader.person, SavedViewId(line.view_id))
            .await
        {
            Ok(view) => view,
            Err(Error::NotFound) => return Ok(None),
            Err(other) => return Err(other),
        };
        let reach = reach::of(&reader.person, view.departement_code.as_deref())?;
        Ok(Some((reader, view, reach)))
    }

    /// Whether a subscription of this person is there and not stopped.
    pub(crate) async fn is_sent(&self, person: PersonId, id: SubscriptionId) -> Result<bool> {
        let line = view_subscription::one(self.db.read(), id).await?;
        Ok(line.is_some_and(|line| line.person_id == person.0 && line.stopped_at.is_none()))
    }

    /// Stops a subscription of this person, or lets it run again; one that is gone stays gone.
    pub(crate) async fn stop_view(
        &self,
        person: PersonId,
        id: SubscriptionId,
        hour: u8,
        stop: bool,
    ) -> Result<()> {
        let line = view_subscription::one(self.db.read(), id).await?;
        let Some(line) = line.filter(|line| line.person_id == person.0) else {
            return Ok(());
        };
        let now = self.clock.now();
        let frequency = Frequency::parse(&line.frequency).unwrap_or(Frequency::Daily);
        let tx = self.db.begin().await?;
        let next = next(frequency, now, hour);
        view_subscription::stop(&tx, id, stop.then_some(now), next).await?;
        Ok(tx.commit().await?)
    }

    async fn view_seen_by(&self, person: &Person, view: SavedViewId) -> Result<SavedView> {
        let found = saved_view::one(self.db.read(), view).await?;
        let found = found.filter(|view| may_delete(person, view));
        let found = found.ok_or(Error::NotFound)?;
        reach::of(person, found.departement_code.as_deref())?;
        Ok(found)
    }

    /// Where each project of a view stands.
    async fn states(&self, person: &Person, reach: &Reach, view: &SavedView) -> Result<States> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(view.query.as_bytes())
            .map(|(name, value)| (name.into_owned(), text::typed(&value)))
            .collect();
        let listing = Listing::read(&pairs);
        let mut question = Question::new(self, person, reach, &listing.filter);
        // Typing mistakes are forgiven as on the page.
        self.totals_of(&mut question).await?;
        let lines = table::standing(self.db.read(), &question.asked()).await?;
        Ok(lines.into_iter().map(|one| (one.id, one.intake)).collect())
    }

    async fn news(
        &self,
        reader: &Recipient,
        view: &SavedView,
        reach: &Reach,
        changes: &Changes,
    ) -> Result<ViewNews> {
        let moved: Vec<Uuid> = changes.moved.iter().map(|(id, ..)| *id).collect();
        let named = [&changes.entered, &changes.left, &moved];
        let ids: Vec<Uuid> = named
            .iter()
            .flat_map(|ids| ids.iter().take(NAMED).copied())
            .collect();
        // What is not hers to read any more is counted, and not named.
        let rows = if ids.is_empty() {
            Vec::new()
        } else {
            table::rows_of(self.db.read(), &reach.ground, &ids).await?
        };
        let title = |id: &Uuid| {
            let row = rows.iter().find(|row| row.id == *id);
            row.map(|row| row.title.clone())
        };
        let part = |ids: &[Uuid]| {
            let titles: Vec<String> = ids.iter().take(NAMED).filter_map(title).collect();
            Part {
                count: ids.len(),
                more: ids.len() - titles.len(),
                titles,
            }
        };
        let state = |code: &str| {
            let state = Intake::parse(code);
            state.map_or(String::new(), |state| self.wording.state(state))
        };
        let lines = changes
            .moved
            .iter()
            .take(NAMED)
            .filter_map(|(id, from, to)| {
                Some(MovedLine {
                    title: title(id)?,
                    from: state(from),
                    to: state(to),
                })
            });
        let moves: Vec<MovedLine> = lines.collect();
        let base = &self.settings.base_url;
        Ok(ViewNews {
            base: base.clone(),
            reader: reader.first_name.clone(),
            view: view.name.clone(),
            link: format!("{base}/territoire/projets?{}", view.query),
            entered: part(&changes.entered),
            left: part(&changes.left),
            moved_count: moved.len(),
            moved_more: moved.len() - moves.len(),
            moved: moves,
            way_out: String::new(),
        })
    }
}

/// The next time of a subscription, at this hour of Paris.
pub(crate) fn next(frequency: Frequency, now: Timestamp, hour: u8) -> Timestamp {
    let mut at = next_hour(now, hour);
    while frequency == Frequency::Weekly && day_in_paris(at).weekday() != Weekday::Monday {
        at = next_hour(at, hour);
    }
    at
}

/// What changed in a view.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes {
    entered: Vec<Uuid>,
    left: Vec<Uuid>,
    /// From where to where.
    moved: Vec<(Uuid, String, String)>,
}

impl Changes {
    fn between(before: &States, now: &States) -> Self {
        let only_in = |one: &States, other: &States| {
            let ids = one.keys().filter(|id| !other.contains_key(id));
            ids.copied().collect()
        };
        let moved = now.iter().filter_map(|(id, to)| {
            let from = before.get(id).filter(|from| *from != to)?;
            Some((*id, from.clone(), to.clone()))
        });
        Self {
            entered: only_in(now, before),
            left: only_in(before, now),
            moved: moved.collect(),
        }
    }

    const fn is_empty(&self) -> bool {
        self.entered.is_empty() && self.left.is_empty() && self.moved.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(of: &[(u128, &str)]) -> States {
        of.iter()
            .map(|(id, state)| (Uuid::from_u128(*id), (*state).to_owned()))
            .collect()
    }

    #[test]
    fn what_entered_left_and_moved_is_told_apart() {
        let before = states(&[(1, "submitted"), (2, "submitted"), (3, "assigned")]);
        let now = states(&[(2, "acknowledged"), (3, "assigned"), (4, "submitted")]);
        let changes = Changes::between(&before, &now);
        assert_eq!(changes.entered, [Uuid::from_u128(4)]);
        assert_eq!(changes.left, [Uuid::from_u128(1)]);
        let (id, from, to) = changes.moved.first().cloned().unwrap_or_default();
        assert_eq!(
            (id.as_u128(), from.as_str(), to.as_str()),
            (2, "submitted", "acknowledged")
        );
        assert!(Changes::between(&now, &now).is_empty());
    }

    #[test]
    fn a_weekly_view_leaves_on_mondays() {
        // Tuesday 3 March 2026, 06:59 in Paris.
        let tuesday = Timestamp(1_772_517_540_000);
        assert_eq!(next(Frequency::Daily, tuesday, 7).since(tuesday), 60_000);
        let monday = next(Frequency::Weekly, tuesday, 7);
        assert_eq!(monday.since(tuesday), 6 * 86_400_000 + 60_000);
        assert_eq!(
            next(Frequency::Weekly, monday, 7).since(monday),
            7 * 86_400_000
        );
    }
}
