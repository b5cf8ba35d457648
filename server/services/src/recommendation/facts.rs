//! What the ranking knows of a project.

use crate::{Error, Result, Services};
use domain::ids::ProjectId;
use domain::offer::{Place, PlaceKind, Programme};
use domain::project::{BearerKind, Phase};
use domain::territory::{CommuneCode, DepartementCode};
use domain::theme::Theme;
use store::ConnectionTrait;
use store::recommendation::read::{self, Tag};

/// The facts of a project that decide which offers fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFacts {
    /// What kind of body bears it.
    pub bearer: BearerKind,
    /// Its themes, the main one first.
    pub themes: Vec<Theme>,
    /// How far it is.
    pub phase: Phase,
    /// Inhabitants of the commune that bears it; `None` for another body, or when it is not known.
    pub population: Option<i64>,
    /// Programmes its communes are part of.
    pub programmes: Vec<Programme>,
    /// Whether it belongs to a contract.
    pub contract: bool,
    /// Every place it is in.
    pub places: Vec<Place>,
}

impl Services {
    /// Reads the facts of a project. Two queries; population and région come from the territories in memory.
    /// `db`: a transaction sees what it has just written.
    pub async fn project_facts(
        &self,
        db: &impl ConnectionTrait,
        project: ProjectId,
    ) -> Result<ProjectFacts> {
        let facts = read::facts(db, project).await?.ok_or(Error::NotFound)?;
        let tags = read::tags(db, project).await?;
        let bearer = BearerKind::parse(&facts.bearer_kind)
            .ok_or(store::Error::Unreadable("collectivity.kind"))?;
        let phase = Phase::parse(&facts.phase).ok_or(store::Error::Unreadable("project.phase"))?;
        let main = Theme::parse(&facts.main_theme);
        let others = codes(&tags, "theme")
            .filter_map(Theme::parse)
            .filter(|theme| Some(*theme) != main);
        let place = |kind: PlaceKind, code: &str| Place {
            kind,
            code: code.to_owned(),
        };
        let mut places = vec![place(PlaceKind::Departement, &facts.departement_code)];
        places.extend(
            facts
                .epci_siren
                .iter()
                .map(|siren| place(PlaceKind::Epci, siren)),
        );
        places.extend(codes(&tags, "commune").map(|code| place(PlaceKind::Commune, code)));
        let france = self.territories.dataset();
        let departement = DepartementCode::parse(&facts.departement_code)
            .ok()
            .and_then(|code| france.departement(code));
        places.extend(departement.map(|found| place(PlaceKind::Region, found.region.as_str())));
        let commune = CommuneCode::parse(&facts.bearer_code)
            .ok()
            .filter(|_| bearer == BearerKind::Commune);
        let population = commune
            .and_then(|code| france.resolve(code))
            .and_then(|commune| commune.population);
        Ok(ProjectFacts {
            bearer,
            themes: main.into_iter().chain(others).collect(),
            phase,
            population: population.map(i64::from),
            programmes: codes(&tags, "programme")
                .filter_map(Programme::parse)
                .collect(),
            contract: facts.contract_code.is_some(),
            places,
        })
    }
}

fn codes<'a>(tags: &'a [Tag], kind: &'a str) -> impl Iterator<Item = &'a str> {
    tags.iter()
        .filter(move |tag| tag.kind == kind)
        .map(|tag| tag.code.as_str())
}
