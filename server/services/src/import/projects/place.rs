//! Whose project it is and where: names without accents, codes that lost a zero, SIREN, all against the reference data.

use crate::territory::{BearerHit, BearerKind as HitKind, Commune, Dataset, Epci, Gazetteer};
use domain::project::BearerKind;
use domain::territory::{CommuneCode, DepartementCode, Siren, fold};
use std::collections::HashMap;
use std::sync::Arc;
use store::import::projects::Bearer;

/// The names of France, ready to be compared with a list's.
pub struct Places {
    gazetteer: Arc<Gazetteer>,
    communes: HashMap<String, Vec<CommuneCode>>,
    /// Names of former communes, to the communes of today.
    former: HashMap<String, Vec<CommuneCode>>,
    epci: HashMap<String, Vec<Siren>>,
}

/// How a commune was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match<T> {
    /// One, by its name or code of today.
    Exact(T),
    /// One, by a former name or code, or a code repaired.
    Former(T),
    /// Several bear this name.
    Ambiguous,
    /// None does.
    None,
}

/// Words that say what a body is, not which one.
const KIND_WORDS: &[&str] = &[
    "communaute",
    "communautes",
    "commune",
    "communes",
    "agglomeration",
    "agglo",
    "urbaine",
    "metropole",
    "cc",
    "ca",
    "cu",
    "cdc",
    "codecom",
    "comcom",
    "epci",
    "mairie",
    "ville",
    "de",
    "du",
    "des",
    "d",
    "la",
    "le",
    "les",
    "l",
    "et",
];
/// Words that tell an EPCI.
const EPCI_WORDS: &[&str] = &[
    "communaute",
    "cc",
    "ca",
    "cu",
    "cdc",
    "codecom",
    "comcom",
    "agglo",
    "agglomeration",
    "metropole",
    "epci",
];
/// Words before a commune's name.
const COMMUNE_PREFIXES: &[&str] = &[
    "commune de ",
    "commune d ",
    "commune du ",
    "commune des ",
    "mairie de ",
    "mairie d ",
    "mairie du ",
    "ville de ",
    "ville d ",
    "ville du ",
    "commune ",
    "mairie ",
    "ville ",
];
/// Words of bodies that are no territory.
const SYNDICAT_WORDS: &[&str] = &[
    "syndicat",
    "sivu",
    "sivom",
    "siaep",
    "siaepa",
    "smictom",
    "sictom",
    "sirp",
    "sivos",
    "petr",
    "pole",
    "ccas",
    "cias",
    "sdis",
    "etablissement",
    "regie",
    "office",
    "smo",
    "sm",
    "si",
    "sie",
    "siea",
    "sde",
];

impl Places {
    /// Folds every name: some 40,000, once an import.
    pub fn new(gazetteer: Arc<Gazetteer>) -> Self {
        let dataset = &gazetteer.dataset;
        let mut communes: HashMap<String, Vec<CommuneCode>> = HashMap::new();
        for commune in dataset.communes() {
            communes
                .entry(fold(&commune.name))
                .or_default()
                .push(commune.code);
        }
        let mut former: HashMap<String, Vec<CommuneCode>> = HashMap::new();
        for part in dataset.former_communes() {
            if let Some(name) = part.name.as_deref() {
                let present = former.entry(fold(name)).or_default();
                if !present.contains(&part.present) {
                    present.push(part.present);
                }
            }
        }
        let mut epci: HashMap<String, Vec<Siren>> = HashMap::new();
        for body in dataset.epcis().iter().chain(dataset.epts()) {
            epci.entry(kernel(&body.name)).or_default().push(body.siren);
        }
        Self {
            communes,
            former,
            epci,
            gazetteer,
        }
    }

    /// The reference data.
    pub fn dataset(&self) -> &Dataset {
        &self.gazetteer.dataset
    }

    /// A commune by a code as lists have it; the bool says that a zero was put back.
    pub fn by_code(&self, text: &str) -> Option<(&Commune, bool, CommuneCode)> {
        let text = text.trim();
        let (code, repaired) = match CommuneCode::parse(text) {
            Ok(code) => (code, false),
            Err(_) => (CommuneCode::repair(text).ok()?, true),
        };
        self.dataset()
            .resolve(code)
            .map(|commune| (commune, repaired, code))
    }

    /// A commune by its name, within a département or postal code when they are known.
    pub fn by_name(
        &self,
        text: &str,
        departement: Option<DepartementCode>,
        postal: &str,
    ) -> Match<&Commune> {
        let folded = fold(text);
        let name = COMMUNE_PREFIXES
            .iter()
            .find_map(|prefix| folded.strip_prefix(prefix))
            .unwrap_or(&folded);
        let fits = |commune: &&Commune| {
            departement.is_none_or(|code| commune.departement == code)
                && (postal.is_empty()
                    || commune
                        .postal_codes
                        .iter()
                        .any(|code| code.as_str() == postal))
        };
        let look = |names: &HashMap<String, Vec<CommuneCode>>| -> Vec<&Commune> {
            let codes = [name, &folded].into_iter().find_map(|name| names.get(name));
            let communes = codes
                .into_iter()
                .flatten()
                .filter_map(|&code| self.dataset().commune(code));
            communes.filter(fits).collect()
        };
        match look(&self.communes).as_slice() {
            [only] => return Match::Exact(only),
            [] => {}
            _ => return Match::Ambiguous,
        }
        match look(&self.former).as_slice() {
            [only] => return Match::Former(only),
            [] => {}
            _ => return Match::Ambiguous,
        }
        self.by_search(name, &fits)
    }

    /// By a former name, or with the article left out.
    fn by_search<'a>(
        &'a self,
        name: &str,
        fits: &dyn Fn(&&'a Commune) -> bool,
    ) -> Match<&'a Commune> {
        if name.is_empty() {
            return Match::None;
        }
        let mut found: Vec<&Commune> = Vec::new();
        for hit in self.gazetteer.index.communes(name, 50) {
            let same = |text: &str| kernel(text) == kernel(name);
            if hit.approximate || !(same(&hit.name) || hit.former.as_deref().is_some_and(same)) {
                continue;
            }
            if let Some(commune) = self.dataset().commune(hit.code).filter(|c| fits(c))
                && !found.iter().any(|known| known.code == commune.code)
            {
                found.push(commune);
            }
        }
        match found.as_slice() {
            [only] => Match::Former(only),
            [] => Match::None,
            _ => Match::Ambiguous,
        }
    }

    /// A body by its SIREN: a commune, an EPCI; a département or région, whose SIREN are not in the reference data,
    /// when the name says so too.
    pub fn by_siren(&self, siren: Siren) -> Option<Bearer> {
        let dataset = self.dataset();
        let commune = dataset.commune_by_siren(siren).map(commune_bearer);
        commune.or_else(|| dataset.epci(siren).map(|epci| self.epci_bearer(epci)))
    }

    /// A body by its name; the bool says that it was recognised although it is written otherwise.
    pub fn bearer(&self, name: &str, departement: Option<DepartementCode>) -> Match<Bearer> {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').collect();
        if words.iter().any(|word| EPCI_WORDS.contains(word)) {
            let found = self
                .epci
                .get(&kernel(name))
                .map(Vec::as_slice)
                .unwrap_or_default();
            let near = |siren: &&Siren| {
                departement
                    .is_none_or(|code| self.dataset().departements_of_epci(**siren).contains(&code))
            };
            let mut near = found
                .iter()
                .filter(near)
                .filter_map(|siren| self.dataset().epci(*siren));
            match (near.next(), near.next()) {
                (Some(epci), None) => return Match::Exact(self.epci_bearer(epci)),
                (Some(_), Some(_)) => return Match::Ambiguous,
                _ => {}
            }
        }
        if let Some(body) = self.upper_body(&folded) {
            return Match::Exact(body);
        }
        match self.by_name(name, departement, "") {
            Match::Exact(commune) => return Match::Exact(commune_bearer(commune)),
            Match::Former(commune) => return Match::Former(commune_bearer(commune)),
            Match::Ambiguous => return Match::Ambiguous,
            Match::None => {}
        }
        let hits = self.gazetteer.index.bearers(name, 5);
        let near =
            |hit: &&BearerHit| departement.is_none_or(|code| hit.departements.contains(&code));
        let mut near = hits.iter().filter(near).filter(|hit| !hit.approximate);
        match (near.next(), near.next()) {
            (Some(only), None) => self.of_hit(only).map_or(Match::None, Match::Former),
            _ => Match::None,
        }
    }

    /// "Département de Maine-et-Loire", "Conseil régional de Bretagne".
    fn upper_body(&self, folded: &str) -> Option<Bearer> {
        let after = |words: &[&str]| {
            words
                .iter()
                .find_map(|word| folded.strip_prefix(word))
                .map(kernel)
        };
        let bearer =
            |kind: BearerKind, code: &str, name: &str, departement: Option<String>| Bearer {
                kind: kind.code(),
                code: code.to_owned(),
                siren: None,
                name: name.to_owned(),
                departement,
            };
        if let Some(name) = after(&["departement", "conseil departemental"]) {
            let found = self
                .dataset()
                .departements()
                .iter()
                .find(|d| kernel(&d.name) == name)?;
            let code = found.code.to_string();
            return Some(bearer(
                BearerKind::Departement,
                &code,
                &found.name,
                Some(code.clone()),
            ));
        }
        let name = after(&["region", "conseil regional"])?;
        let found = self
            .dataset()
            .regions()
            .iter()
            .find(|r| kernel(&r.name) == name)?;
        Some(bearer(
            BearerKind::Region,
            found.code.as_str(),
            &found.name,
            None,
        ))
    }

    fn of_hit(&self, hit: &BearerHit) -> Option<Bearer> {
        match hit.kind {
            HitKind::Commune => {
                let code = CommuneCode::parse(&hit.code).ok()?;
                self.dataset().commune(code).map(commune_bearer)
            }
            HitKind::Epci | HitKind::Ept => self
                .dataset()
                .epci(hit.siren?)
                .map(|epci| self.epci_bearer(epci)),
            HitKind::Departement | HitKind::Region => None,
        }
    }

    fn epci_bearer(&self, epci: &Epci) -> Bearer {
        let siren = epci.siren.to_string();
        let departement = self
            .dataset()
            .departements_of_epci(epci.siren)
            .first()
            .map(ToString::to_string);
        Bearer {
            kind: BearerKind::Epci.code(),
            code: siren.clone(),
            siren: Some(siren),
            name: epci.name.to_string(),
            departement,
        }
    }

    /// Whether a name is one of a body that is no territory: syndicat, pôle, centre d'action sociale.
    pub fn is_syndicat(name: &str) -> bool {
        fold(name)
            .split(' ')
            .any(|word| SYNDICAT_WORDS.contains(&word))
    }

    /// A département by its code, a code that lost its zero, or its name.
    pub fn departement(&self, text: &str) -> Option<DepartementCode> {
        let text = text.trim();
        let first = text.split([' ', '-', '(']).next().unwrap_or_default();
        let code = DepartementCode::parse(text)
            .or_else(|_| DepartementCode::repair(text))
            .or_else(|_| DepartementCode::parse(first))
            .ok();
        code.filter(|code| self.dataset().departement(*code).is_some())
            .or_else(|| {
                let wanted = fold(text);
                self.dataset()
                    .departements()
                    .iter()
                    .find(|d| fold(&d.name) == wanted)
                    .map(|d| d.code)
            })
    }
}

/// A commune that bears its project.
pub fn commune_bearer(commune: &Commune) -> Bearer {
    Bearer {
        kind: BearerKind::Commune.code(),
        code: commune.code.to_string(),
        siren: commune.siren.map(|siren| siren.to_string()),
        name: commune.name.to_string(),
        departement: Some(commune.departement.to_string()),
    }
}

/// The words of a name that tell which one it is: "CC du Pays de Gex" and "COMMUNAUTE DE COMMUNES PAYS DE GEX" have
/// the same.
fn kernel(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !KIND_WORDS.contains(word))
        .collect();
    words.join(" ")
}
