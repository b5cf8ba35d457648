//! The projects of a territory as columns of cards, by where they stand or by priority.

use super::cells;
use super::listing::{Asked, Pairs, href, with, without};
use super::view::{self, View};
use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::project::view::ago;
use crate::ui::{Badge, Button, ButtonKind, ButtonLink, LinkItem, Tabs, Tone};
use domain::filter::Listing;
use domain::ids::ProjectId;
use domain::intake::{Intake, Move};
use domain::project::Priority;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::moved::Moved;
use services::desk::table::board::{Board, Card, Column, NO_PRIORITY, PileBy};

/// What stands in an address for the columns by priority.
pub const BY_PRIORITY: &str = "priorite";
/// The part of an address that says what the columns are.
const BY: &str = "par";
/// The part of an address that names the project that was just moved.
pub const MOVED: &str = "deplace";

/// What a board is shown with.
pub struct Model {
    /// The board.
    pub board: Board,
    /// Its address.
    pub listing: Listing,
    /// The column that does not begin at its beginning.
    pub further: Option<String>,
    /// What the reader has just moved.
    pub moved: Option<Moved>,
    /// As of now.
    pub now: Timestamp,
    /// Draws the key of a form.
    pub key: Box<dyn Fn() -> String + Send + Sync>,
}

/// The page.
pub fn page(model: Model) -> AnyView {
    let own = own(model.board.by);
    let columns = model
        .board
        .columns
        .iter()
        .map(|one| column(&model, one, &own))
        .collect_view();
    let counts = view::totals(&model.board.frame.totals);
    let departement = model.listing.departement.clone().unwrap_or_default();
    let live = super::actions::address(super::live::PATH, &[("departement", departement)]);
    let by = (model.board.by == PileBy::Priority).then_some(BY_PRIORITY);
    let body = view! {
        <div class="results-head">
            <p class="results-count" role="status">{counts}</p>
            {ways(&model)}
        </div>
        <div class="board-said" role="status">{moved(&model)}</div>
        <div class="board" role="region" tabindex="0" aria-label="Colonnes du tableau" data-live=live data-by=by>
            {columns}
        </div>
    }
    .into_any();
    view::page(View::Board, &model.listing, model.board.frame, &own, body)
}

/// The pairs that this view alone knows.
fn own(by: PileBy) -> Pairs {
    match by {
        PileBy::State => Pairs::new(),
        PileBy::Priority => vec![(BY.to_owned(), BY_PRIORITY.to_owned())],
    }
}

/// "X est passé de Déposé à Réorienté.", and the way back where there is one.
fn moved(model: &Model) -> Option<AnyView> {
    let moved = model.moved.as_ref()?;
    let label = |state: Option<Intake>| state.map(Label::label);
    let words = match (label(moved.from), label(moved.to)) {
        (Some(from), Some(to)) if from != to => format!(" est passé de « {from} » à « {to} »."),
        (_, Some(to)) => format!(" est maintenant dans « {to} »."),
        (_, None) => " est confié à quelqu'un d'autre.".to_owned(),
    };
    let undo = moved.may_take_back.then(|| {
        let action = format!("/projets/{}/deplacement/annuler", moved.project);
        let of = format!(" le déplacement de {}", moved.title);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="cle" value=(model.key)()/>
                <input type="hidden" name="deplacement" value=moved.event.to_string()/>
                <Button kind=ButtonKind::Secondary>"Annuler"<span class="visually-hidden">{of}</span></Button>
            </form>
        }
    });
    let sheet = format!("/projets/{}", moved.project);
    Some(
        view! {
            <p><a href=sheet>{moved.title.clone()}</a>{words}</p>
            {undo}
        }
        .into_any(),
    )
}

/// By state or by priority.
fn ways(model: &Model) -> AnyView {
    let pairs = model.listing.pairs();
    let path = View::Board.path();
    let by_priority = href(path, &with(pairs.clone(), BY, BY_PRIORITY));
    let links = vec![
        LinkItem::new("Par état", href(path, &pairs)).current(model.board.by == PileBy::State),
        LinkItem::new("Par priorité", by_priority).current(model.board.by == PileBy::Priority),
    ];
    view! { <Tabs label="Colonnes" links=links/> }.into_any()
}

fn name(by: PileBy, code: &str) -> String {
    match (by, code) {
        (PileBy::State, code) => labels::of(Intake::parse, code),
        (PileBy::Priority, NO_PRIORITY) => "Priorité pas encore décidée".to_owned(),
        (PileBy::Priority, code) => labels::of(Priority::parse, code),
    }
}

fn column(model: &Model, column: &Column, own: &Pairs) -> AnyView {
    let id = format!("colonne-{}", column.code);
    let count = numbers::counted(column.count.n, "projet", "projets");
    let cost = (column.count.cost_cents > 0)
        .then(|| format!(" · {}", numbers::euros(column.count.cost_cents)));
    let mut pairs = model.listing.pairs();
    pairs.extend(own.iter().cloned());
    let named = id.clone();
    let here = format!("#{id}");
    let begins_later = model.further.as_deref() == Some(column.code);
    let back = begins_later.then(|| {
        let first = format!("{}{here}", href(View::Board.path(), &pairs));
        view! { <a href=first>"Revenir au début de la colonne"</a> }
    });
    let whole = name(model.board.by, column.code);
    let of = format!(" de la colonne {whole}");
    let next = column.cards.last().filter(|_| column.more).map(|last| {
        let further = with(pairs.clone(), "suite", column.code);
        let further = with(further, "apres", last.row.position().code());
        let further = format!("{}{here}", href(View::Board.path(), &further));
        view! {
            <ButtonLink kind=ButtonKind::Secondary href=further>
                "Voir la suite"<span class="visually-hidden">{of}</span>
            </ButtonLink>
        }
    });
    let none = column.cards.is_empty().then_some("Aucun projet ici.");
    let cards = column
        .cards
        .iter()
        .map(|one| card(model, one))
        .collect_view();
    // Each part is always there: what moves a card fills it.
    view! {
        <section class="board-column" aria-labelledby=named data-column=column.code>
            <h2 id=id>{whole}</h2>
            <p class="soft board-count">{count}{cost}</p>
            <p class="board-back">{back}</p>
            <p class="muted board-none">{none}</p>
            <ul class="board-cards list-plain">{cards}</ul>
            <p class="board-next">{next}</p>
        </section>
    }
    .into_any()
}

fn card(model: &Model, card: &Card) -> AnyView {
    let row = &card.row;
    let sheet = format!("/projets/{}", row.id);
    let late = cells::is_late(row, model.now);
    let cost = row.total_cost_cents.map(numbers::euros);
    let theme = labels::of(Theme::parse, &row.main_theme);
    let about: Vec<String> = [Some(theme), cost].into_iter().flatten().collect();
    let other = match model.board.by {
        PileBy::State => cells::priority(row),
        PileBy::Priority => Some(labels::of(Intake::parse, &row.intake)),
    };
    let tags = (!row.tags.is_empty()).then(|| {
        let mut pairs = model.listing.pairs();
        pairs.extend(own(model.board.by));
        cells::tags(row, View::Board.path(), &pairs)
    });
    let follower = cells::follower(row).map(|name| format!("Suivi par {name}"));
    let lines = [other, follower].into_iter().flatten();
    let lines = lines.map(|line| view! { <p class="card-meta">{line}</p> });
    view! {
        <li class="card" data-project=row.id.to_string()>
            <h3 class="card-title"><a href=sheet>{row.title.clone()}</a></h3>
            <p class="card-meta">{cells::place(row)}</p>
            <p class="card-meta">{about.join(", ")}</p>
            {lines.collect_view()}
            <p class="card-meta">
                {ago(Timestamp(row.last_activity_at), model.now)}
                {late.then(|| view! { " "<Badge tone=Tone::Danger label="En retard"/> })}
                {row.blocked_since.is_some().then(|| view! { " "<Badge tone=Tone::Warning label="Bloqué"/> })}
            </p>
            {tags}
            {moves(model, card)}
        </li>
    }
    .into_any()
}

/// What the reader may do with a project now. Whatever asks for a reason leads to the page that asks for it.
fn moves(model: &Model, card: &Card) -> Option<AnyView> {
    if card.moves.is_empty() {
        return None;
    }
    let sheet = format!("/projets/{}", card.row.id);
    let followed = card.row.intake == Intake::Assigned.code();
    let items = card.moves.iter().filter_map(|movement| {
        let to = columns_of(model.board.by, card, *movement);
        let (words, part) = match movement {
            Move::Acknowledge => return Some(acknowledge(&sheet, to, (model.key)())),
            Move::Prioritise => ("Décider de la priorité", "priorite"),
            Move::Assign if followed => ("Confier à quelqu'un d'autre", "affectation"),
            Move::Assign => ("Confier le projet", "affectation"),
            Move::Close => ("Clore le projet", "cloture"),
            Move::Redirect => ("Réorienter le projet", "reorientation"),
            Move::Reopen => ("Rouvrir le projet", "reouverture"),
            Move::Submit | Move::Withdraw => return None,
        };
        let address = format!("{sheet}/{part}");
        Some(view! { <li><a href=address data-to=to>{words}</a></li> }.into_any())
    });
    let title = card.row.title.clone();
    Some(
        view! {
            <details class="disclose">
                <summary>"Déplacer"<span class="visually-hidden">{format!(" {title}")}</span></summary>
                <ul class="list-plain board-moves">{items.collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}

/// The columns that a move leads to, as the state machine has it; none where the card stays.
fn columns_of(by: PileBy, card: &Card, movement: Move) -> Option<String> {
    let row = &card.row;
    if by == PileBy::Priority {
        let levels: Vec<&str> = Priority::ALL.iter().map(|level| level.code()).collect();
        return (movement == Move::Prioritise).then(|| levels.join(" "));
    }
    let before = row.intake_before.as_deref().and_then(Intake::parse);
    let to = Intake::parse(&row.intake)?.after(movement, before)?;
    Some(to.code().to_owned())
}

/// The one move that asks for nothing but a press.
fn acknowledge(sheet: &str, to: Option<String>, key: String) -> AnyView {
    view! {
        <li>
            <form method="post" action=format!("{sheet}/prise-en-charge") data-to=to>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="retour" value="tableau"/>
                <Button kind=ButtonKind::Secondary>"Prendre en charge"</Button>
            </form>
        </li>
    }
    .into_any()
}

/// Whether an address is that of a board.
pub fn is_board(page: &str) -> bool {
    let (path, _) = page.split_once('?').unwrap_or((page, ""));
    path == View::Board.path()
}

/// The board that sent a form, saying what was done with which project; the plain one where the browser does not tell.
pub fn back(page: &str, done: &str, project: ProjectId) -> String {
    let (_, query) = page.split_once('?').unwrap_or((page, ""));
    let query = query.split('#').next().unwrap_or_default();
    let asked = if is_board(page) { query } else { "" };
    let pairs = without(Asked::read(asked).pairs, &["fait", MOVED]);
    let pairs = with(with(pairs, "fait", done), MOVED, project.to_string());
    href(View::Board.path(), &pairs)
}
