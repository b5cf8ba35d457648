//! Which offers fit a project, the best first, and why. Pure.

use super::facts::ProjectFacts;
use domain::blocker::BlockerKind;
use domain::ids::OfferId;
use domain::offer::{Place, Programme, list};
use domain::project::{BearerKind, OfferFamily, Phase};
use domain::recommendation::Reason;
use domain::theme::Theme;
use store::offer::read::Offer as Row;

/// The score of what a person recommends: above anything the rule gives, since she knows the project.
pub const BY_HAND: i64 = 1000;

/// Weights. A blocker answered weighs most, then the theme, then what is made for communes like this one.
const BLOCKER: i64 = 40;
const MAIN_THEME: i64 = 30;
const OTHER_THEME: i64 = 15;
/// Made for this very blocker, whatever the subject: the great common schemes, which people expect first.
const ANY_THEME: i64 = 25;
const PROGRAMME: i64 = 20;
const SMALL_COMMUNE: i64 = 12;
const TERRITORY: i64 = 10;
const PHASE: i64 = 8;
const CONTRACT: i64 = 6;
const BEARER: i64 = 4;
/// An offer made for other blockers, or for another phase, may still help: it comes after.
const OTHER_BLOCKER: i64 = -25;
const OTHER_PHASE: i64 = -10;

/// What the ranking knows of an offer. An empty list means "any".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The offer.
    pub offer: OfferId,
    /// Its stable code: decides between equals.
    pub code: String,
    /// Its family.
    pub family: OfferFamily,
    /// What it is about.
    pub themes: Vec<Theme>,
    /// Which blockers it answers.
    pub blockers: Vec<BlockerKind>,
    /// Whom it is for.
    pub bearers: Vec<BearerKind>,
    /// At which phases it helps.
    pub phases: Vec<Phase>,
    /// Where it is offered.
    pub territories: Vec<Place>,
    /// For members of which programmes.
    pub programmes: Vec<Programme>,
    /// For communes of at most this many inhabitants.
    pub max_population: Option<i64>,
}

impl Candidate {
    /// From a row of the catalogue; `None` when a code in it is not known any more.
    pub fn of_row(row: &Row) -> Option<Self> {
        Some(Self {
            offer: OfferId(row.id),
            code: row.code.clone(),
            family: OfferFamily::parse(&row.family)?,
            themes: list(&row.themes, Theme::parse).ok()?,
            blockers: list(&row.blockers, BlockerKind::parse).ok()?,
            bearers: list(&row.bearers, BearerKind::parse).ok()?,
            phases: list(&row.phases, Phase::parse).ok()?,
            territories: list(&row.territories, Place::parse).ok()?,
            programmes: list(&row.programmes, Programme::parse).ok()?,
            max_population: row.max_population,
        })
    }
}

/// An offer that fits, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The offer.
    pub offer: OfferId,
    /// Its stable code.
    pub code: String,
    /// Its family.
    pub family: OfferFamily,
    /// The higher the better.
    pub score: i64,
    /// Why it fits: at least one, each true of the project, the strongest first.
    pub reasons: Vec<Reason>,
}

/// The offers that fit, the best first; equal scores by code, so that the same facts always give the same
/// list. An offer without a reason to give is left out.
pub fn rank(
    project: &ProjectFacts,
    blocker: Option<BlockerKind>,
    offers: &[Candidate],
) -> Vec<Scored> {
    let mut ranked: Vec<Scored> = offers
        .iter()
        .filter(|offer| fits(project, offer))
        .map(|offer| score(project, blocker, offer))
        .filter(|scored| !scored.reasons.is_empty())
        .collect();
    ranked.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
    ranked
}

/// Whether the project may ask for the offer at all: bearer, size, place, programme and subject.
fn fits(project: &ProjectFacts, offer: &Candidate) -> bool {
    let any_of_mine = |places: &[Place]| places.iter().any(|place| project.places.contains(place));
    let too_large = match (offer.max_population, project.population) {
        (Some(bound), Some(population)) => population > bound,
        // A bound on communes says nothing of other bodies; an unknown size is not held against a commune.
        _ => false,
    };
    (offer.bearers.is_empty() || offer.bearers.contains(&project.bearer))
        && (offer.territories.is_empty() || any_of_mine(&offer.territories))
        && (offer.themes.is_empty()
            || offer
                .themes
                .iter()
                .any(|theme| project.themes.contains(theme)))
        && (is_open(offer)
            || has_programme(project, offer).is_some()
            || by_contract(project, offer))
        && !too_large
}

/// Not reserved for the members of a programme: a contract makes an offer likelier, it closes none.
fn is_open(offer: &Candidate) -> bool {
    offer
        .programmes
        .iter()
        .all(|programme| *programme == Programme::Crte)
}

fn has_programme(project: &ProjectFacts, offer: &Candidate) -> Option<Programme> {
    offer
        .programmes
        .iter()
        .copied()
        .find(|programme| project.programmes.contains(programme))
}

fn by_contract(project: &ProjectFacts, offer: &Candidate) -> bool {
    project.contract && offer.programmes.contains(&Programme::Crte)
}

fn score(project: &ProjectFacts, blocker: Option<BlockerKind>, offer: &Candidate) -> Scored {
    let mut found: Vec<(i64, Reason)> = Vec::new();
    let mut score = 0;
    if let Some(kind) = blocker.filter(|_| !offer.blockers.is_empty()) {
        if offer.blockers.contains(&kind) {
            found.push((BLOCKER, Reason::Blocker(kind)));
            score += if offer.themes.is_empty() {
                ANY_THEME
            } else {
                0
            };
        } else {
            score += OTHER_BLOCKER;
        }
    }
    if let Some(place) = project
        .themes
        .iter()
        .position(|theme| offer.themes.contains(theme))
    {
        let theme = project.themes.get(place).copied();
        let weight = if place == 0 { MAIN_THEME } else { OTHER_THEME };
        found.extend(theme.map(|theme| (weight, Reason::Theme(theme))));
    }
    found.extend(
        has_programme(project, offer).map(|programme| (PROGRAMME, Reason::Programme(programme))),
    );
    if let (Some(bound), Some(population)) = (offer.max_population, project.population)
        && population <= bound
    {
        found.push((SMALL_COMMUNE, Reason::SmallCommune(bound)));
    }
    if !offer.territories.is_empty() {
        found.push((TERRITORY, Reason::Territory));
    }
    if offer.phases.contains(&project.phase) {
        found.push((PHASE, Reason::Phase(project.phase)));
    } else if !offer.phases.is_empty() {
        score += OTHER_PHASE;
    }
    if by_contract(project, offer) {
        found.push((CONTRACT, Reason::Contract));
    }
    if offer.bearers.contains(&project.bearer) {
        found.push((BEARER, Reason::Bearer(project.bearer)));
    }
    score += found.iter().map(|(weight, _)| weight).sum::<i64>();
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    Scored {
        offer: offer.offer,
        code: offer.code.clone(),
        family: offer.family,
        score,
        reasons: found.into_iter().map(|(_, reason)| reason).collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
