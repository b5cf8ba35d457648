//! The same set as a board.

use super::question::Question;
use super::{Frame, reach};
use crate::context::Person;
use crate::decision::may_reopen;
use crate::policy::{self, Resource};
use crate::{Cx, Result, Services};
use domain::filter::{Listing, OrNone};
use domain::ids::{PersonId, ProjectId};
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::project::Priority;
use store::desk::table::{self, Pile, PileCount, Row};

pub use store::desk::table::PileBy;

/// Cards of one column on one page: as many as a screen shows; the others come as one goes down.
pub const PILE_CARDS: u32 = 12;
/// The column of projects without a priority.
pub const NO_PRIORITY: &str = "aucun";

/// A column of a board.
#[derive(Clone, Debug)]
pub struct Column {
    /// A code of an intake state or of a priority; [`NO_PRIORITY`].
    pub code: &'static str,
    /// How many projects and what they cost: all of them, not the cards shown alone.
    pub count: PileCount,
    /// The first cards, or those behind the position asked for.
    pub cards: Vec<Card>,
    /// There are more.
    pub more: bool,
}

/// A project on a board.
#[derive(Clone, Debug)]
pub struct Card {
    /// The project.
    pub row: Row,
    /// What the reader may do with it now.
    pub moves: Vec<Move>,
}

/// A board.
#[derive(Clone, Debug)]
pub struct Board {
    /// What is around it.
    pub frame: Frame,
    /// What the columns are.
    pub by: PileBy,
    /// The columns, empty ones too.
    pub columns: Vec<Column>,
}

impl Services {
    /// The set as a board. Five queries, six where there are tags, whatever the columns hold; `further` is the column whose cards begin behind
    /// the position of the listing.
    pub async fn territory_board(
        &self,
        cx: &Cx,
        listing: &Listing,
        by: PileBy,
        further: Option<&str>,
    ) -> Result<Board> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let mut question = Question::new(self, person, &reach, &listing.filter);
        let counted = self.count_set(&mut question).await?;
        let asked = question.asked();
        let db = self.db.read();
        let codes = columns(by, listing);
        let piles: Vec<Pile> = codes
            .iter()
            .map(|code| Pile {
                code,
                after: listing.after.clone().filter(|_| further == Some(code)),
            })
            .collect();
        let counts = table::pile_counts(db, &asked, by).await?;
        let mut rows = table::piles(db, &asked, by, &piles, listing.sort, PILE_CARDS + 1).await?;
        if counted.has_tags() {
            self.tag_rows(&reach.ground, &mut rows).await?;
        }
        let mut cards: Vec<Card> = rows.into_iter().map(|row| card(cx, person, row)).collect();
        let columns = codes
            .into_iter()
            .map(|code| column(code, &counts, &mut cards))
            .collect();
        let frame = self.frame(person, reach, counted).await?;
        Ok(Board { frame, by, columns })
    }
}

/// The columns of a board: those the filter asks for, else all.
fn columns(by: PileBy, listing: &Listing) -> Vec<&'static str> {
    match by {
        PileBy::State => {
            let wanted = &listing.filter.states;
            let all = Intake::ALL.iter().filter(|state| **state != Intake::Draft);
            all.filter(|state| wanted.is_empty() || wanted.contains(state))
                .map(|state| state.code())
                .collect()
        }
        PileBy::Priority => {
            let wanted = &listing.filter.priorities;
            let level =
                |level: &&Priority| wanted.is_empty() || wanted.contains(&OrNone::Is(**level));
            let none = wanted.is_empty() || wanted.contains(&OrNone::None);
            let some = Priority::ALL.iter().filter(level).map(|level| level.code());
            none.then_some(NO_PRIORITY)
                .into_iter()
                .chain(some)
                .collect()
        }
    }
}

fn column(code: &'static str, counts: &[PileCount], cards: &mut Vec<Card>) -> Column {
    let (mut own, others): (Vec<Card>, Vec<Card>) = std::mem::take(cards)
        .into_iter()
        .partition(|card| card.row.pile == code);
    *cards = others;
    let more = own.len() > PILE_CARDS as usize;
    own.truncate(PILE_CARDS as usize);
    let count = counts.iter().find(|count| count.code == code).cloned();
    Column {
        code,
        count: count.unwrap_or(PileCount {
            code: code.to_owned(),
            n: 0,
            cost_cents: 0,
        }),
        cards: own,
        more,
    }
}

/// A card with what the state machine and the policy allow this reader. Membership is not asked for each card: what a
/// member may do besides, she does on the sheet.
fn card(cx: &Cx, person: &Person, row: Row) -> Card {
    const OF_A_BOARD: [(Move, Action); 5] = [
        (Move::Acknowledge, Action::Acknowledge),
        (Move::Prioritise, Action::Prioritise),
        (Move::Assign, Action::Assign),
        (Move::Close, Action::Close),
        (Move::Redirect, Action::Redirect),
    ];
    let Some(intake) = Intake::parse(&row.intake) else {
        return Card {
            row,
            moves: Vec::new(),
        };
    };
    let resource = Resource {
        id: ProjectId(row.id),
        intake,
        intake_before: row.intake_before.as_deref().and_then(Intake::parse),
        departement: row.departement_code.clone(),
        arrondissement: row.arrondissement_code.clone(),
        contract: row.contract_code.clone(),
        member: None,
        assignee: row.assignee_id.map(PersonId),
        version: 0,
    };
    let may = |action| policy::can(&cx.actor, action, &resource).allows();
    let possible = |movement| intake.after(movement, resource.intake_before).is_some();
    let mut moves: Vec<Move> = OF_A_BOARD
        .into_iter()
        .filter(|(movement, action)| possible(*movement) && may(*action))
        .map(|(movement, _)| movement)
        .collect();
    // A project that is followed is handed to somebody else by the same form.
    let hands_over = resource.assignee == Some(person.id) && may(Action::HandOver);
    if intake == Intake::Assigned && (may(Action::Assign) || hands_over) {
        moves.insert(0, Move::Assign);
    }
    if possible(Move::Reopen) && may_reopen(cx, &resource) {
        moves.push(Move::Reopen);
    }
    Card { row, moves }
}
