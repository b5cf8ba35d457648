//! From rows to what rules look at.

use crate::territory::Dataset;
use crate::{Error, Result, Services};
use domain::ids::ProjectId;
use domain::offer::Programme;
use domain::project::Phase;
use domain::rule::{Facts, GroundKind};
use domain::territory::{CommuneCode, ContractCode};
use domain::theme::Theme;
use std::collections::HashMap;
use store::ConnectionTrait;
use store::rule::facts::{self, Deposited, PlaceLine};
use uuid::Uuid;

impl Services {
    /// What rules look at in one project. Two queries; EPCI and arrondissements come from the territories in
    /// memory. `db`: a transaction sees what it has just written.
    pub(super) async fn rule_facts(
        &self,
        db: &impl ConnectionTrait,
        project: ProjectId,
    ) -> Result<Facts> {
        let line = facts::project(db, project).await?.ok_or(Error::NotFound)?;
        let places = facts::places(db, project).await?;
        let places: Vec<&PlaceLine> = places.iter().collect();
        facts_of(&self.territories.dataset(), &line, &places)
    }
}

/// The places of each project.
pub(super) fn by_project(lines: &[PlaceLine]) -> HashMap<Uuid, Vec<&PlaceLine>> {
    let mut found: HashMap<Uuid, Vec<&PlaceLine>> = HashMap::new();
    for line in lines {
        found.entry(line.project_id).or_default().push(line);
    }
    found
}

/// What rules look at in a project.
pub(super) fn facts_of(france: &Dataset, line: &Deposited, places: &[&PlaceLine]) -> Result<Facts> {
    let mut facts = Facts {
        theme: Theme::parse(&line.main_theme),
        phase: Phase::parse(&line.phase).ok_or(store::Error::Unreadable("project.phase"))?,
        places: Vec::new(),
        programmes: Vec::new(),
        contract: line
            .contract_code
            .as_deref()
            .and_then(|code| ContractCode::parse(code).ok()),
    };
    let mut add = |kind: GroundKind, code: &str| {
        let place = (kind, code.to_owned());
        if !facts.places.contains(&place) {
            facts.places.push(place);
        }
    };
    for code in line.arrondissement_code.iter() {
        add(GroundKind::Arrondissement, code);
    }
    for siren in line.epci_siren.iter() {
        add(GroundKind::Epci, siren);
    }
    for place in places {
        add(GroundKind::Commune, &place.commune_code);
        let commune = CommuneCode::parse(&place.commune_code)
            .ok()
            .and_then(|code| france.resolve(code));
        let Some(commune) = commune else { continue };
        // A rule names the commune of today; a project may still name a former one.
        add(GroundKind::Commune, commune.code.as_str());
        if let Some(code) = commune.arrondissement {
            add(GroundKind::Arrondissement, code.as_str());
        }
        if let Some(siren) = commune.epci {
            add(GroundKind::Epci, siren.as_ref());
        }
    }
    let programmes = places.iter().filter_map(|place| place.programme.as_deref());
    for programme in programmes.filter_map(Programme::parse) {
        if !facts.programmes.contains(&programme) {
            facts.programmes.push(programme);
        }
    }
    Ok(facts)
}
