//! The names that can be found, each with the territory it leads to.

use super::rank::without_article;
use crate::territory::dataset::{Commune, Dataset, Departement, Epci, EpciKind, FormerCommune};
use domain::territory::{CommuneCode, DepartementCode, PostalCode, Siren, fold};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A territory, by its place in the dataset's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Commune(u32),
    /// A former name of a commune: place of the commune, place of the former one.
    Former(u32, u32),
    Epci(u32),
    Ept(u32),
    Departement(u32),
    Region(u32),
}

/// One name.
pub struct Entry {
    pub target: Target,
    /// The folded name, then other words that may be typed for it, separated by spaces.
    pub text: Box<str>,
    /// Length of the folded name in `text`.
    name: u16,
    /// Where the name begins when its article or kind ("CC du") is left out.
    short: u16,
}

impl Entry {
    fn new(target: Target, name: &str, short: &str, more: &str) -> Self {
        let text = if more.is_empty() {
            name.into()
        } else {
            format!("{name} {more}").into()
        };
        let length = |text: &str| u16::try_from(text.len()).unwrap_or(0);
        Self {
            target,
            text,
            name: length(name),
            short: length(name) - length(short).min(length(name)),
        }
    }

    /// The folded name, and the same without its article or kind.
    pub fn names(&self) -> (&str, &str) {
        let name = self.text.get(..usize::from(self.name)).unwrap_or_default();
        (
            name,
            name.get(usize::from(self.short)..).unwrap_or_default(),
        )
    }

    pub fn is_former(&self) -> bool {
        matches!(self.target, Target::Former(..))
    }
}

/// All names, by importance: present ones first, then by population, then by name.
pub fn of(dataset: &Dataset) -> Vec<Entry> {
    let mut weighed: Vec<(u64, Entry)> = Vec::with_capacity(dataset.communes().len() * 5 / 4);
    for (place, commune) in (0u32..).zip(dataset.communes()) {
        weighed.push((
            population(commune),
            named(Target::Commune(place), &fold(&commune.name)),
        ));
    }
    formers(dataset, &mut weighed);
    groups(dataset, &mut weighed);
    let mut people: HashMap<DepartementCode, u64> = HashMap::new();
    for commune in dataset.communes() {
        *people.entry(commune.departement).or_default() += population(commune);
    }
    for (place, d) in (0u32..)
        .zip(dataset.departements())
        .filter(|(_, d)| d.is_departement())
    {
        let (name, more) = (fold(&d.name), fold(&format!("département {}", d.of())));
        let weight = people.get(&d.code).copied().unwrap_or(0);
        weighed.push((
            weight,
            Entry::new(
                Target::Departement(place),
                &name,
                without_article(&name),
                &more,
            ),
        ));
    }
    for (place, r) in (0u32..)
        .zip(dataset.regions())
        .filter(|(_, r)| r.is_region())
    {
        let (name, more) = (fold(&r.name), fold(&format!("région {}", r.of())));
        let weight = dataset
            .departements_of(r.code)
            .filter_map(|d| people.get(&d.code))
            .sum();
        weighed.push((
            weight,
            Entry::new(Target::Region(place), &name, without_article(&name), &more),
        ));
    }
    weighed.sort_by(|(a, x), (b, y)| {
        (x.is_former(), Reverse(a), &x.text).cmp(&(y.is_former(), Reverse(b), &y.text))
    });
    weighed.into_iter().map(|(_, entry)| entry).collect()
}

fn population(commune: &Commune) -> u64 {
    u64::from(commune.population.unwrap_or(0))
}

fn formers(dataset: &Dataset, weighed: &mut Vec<(u64, Entry)>) {
    for (place, former) in (0u32..).zip(dataset.former_communes()) {
        let Some(name) = former.name.as_deref().map(fold) else {
            continue;
        };
        let Some(present) = dataset.commune_index(former.present) else {
            continue;
        };
        let Some(commune) = dataset.communes().get(present) else {
            continue;
        };
        // A commune nouvelle often keeps the name of its first déléguée: nothing more to find.
        if let (Ok(present), false) = (u32::try_from(present), name == fold(&commune.name)) {
            weighed.push((
                population(commune),
                named(Target::Former(present, place), &name),
            ));
        }
    }
}

fn groups(dataset: &Dataset, weighed: &mut Vec<(u64, Entry)>) {
    let epcis = (0u32..)
        .zip(dataset.epcis())
        .map(|(place, e)| (Target::Epci(place), e));
    let epts = (0u32..)
        .zip(dataset.epts())
        .map(|(place, e)| (Target::Ept(place), e));
    for (target, e) in epcis.chain(epts) {
        let name = fold(&e.name);
        weighed.push((
            u64::from(e.population),
            Entry::new(target, &name, without_kind(&name), kind_words(e.kind)),
        ));
    }
}

/// A commune's name; "lhay", "dazil" are found too, as people type them.
fn named(target: Target, name: &str) -> Entry {
    let words: Vec<&str> = name.split(' ').collect();
    let joined: Vec<String> = words
        .windows(2)
        .filter_map(|pair| match pair {
            [article @ ("l" | "d"), word] => Some(format!("{article}{word}")),
            _ => None,
        })
        .collect();
    Entry::new(target, name, without_article(name), &joined.join(" "))
}

fn kind_words(kind: EpciKind) -> &'static str {
    match kind {
        EpciKind::Cc => "cc communaute de communes",
        EpciKind::Ca => "ca communaute d agglomeration",
        EpciKind::Cu => "cu communaute urbaine",
        EpciKind::Metropole | EpciKind::MetropoleDeLyon => "metropole",
        EpciKind::Ept => "ept etablissement public territorial",
    }
}

/// "cc du pays de gex" is "pays de gex" to its people.
fn without_kind(name: &str) -> &str {
    let Some(rest) = ["cc ", "ca ", "cu "]
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
    else {
        return name;
    };
    [
        "de la ", "de l ", "du ", "des ", "de ", "d ", "le ", "la ", "les ", "l ",
    ]
    .iter()
    .find_map(|of| rest.strip_prefix(of))
    .unwrap_or(rest)
}

/// Where a target lies, to compare with the numbers typed.
pub enum Place<'a> {
    Commune(&'a Commune),
    Group(Vec<DepartementCode>),
    Departement(DepartementCode),
    Elsewhere,
}

impl Place<'_> {
    pub fn departements(&self) -> impl Iterator<Item = DepartementCode> + '_ {
        let (one, many) = match self {
            Self::Commune(c) => (Some(c.departement), &[][..]),
            Self::Departement(code) => (Some(*code), &[][..]),
            Self::Group(codes) => (None, codes.as_slice()),
            Self::Elsewhere => (None, &[][..]),
        };
        one.into_iter().chain(many.iter().copied())
    }

    pub fn postal_codes(&self) -> &[PostalCode] {
        if let Self::Commune(c) = self {
            &c.postal_codes
        } else {
            &[]
        }
    }

    pub fn commune_code(&self) -> Option<CommuneCode> {
        if let Self::Commune(c) = self {
            Some(c.code)
        } else {
            None
        }
    }
}

impl Target {
    /// Place of the commune it leads to.
    pub fn commune(self) -> Option<u32> {
        match self {
            Self::Commune(place) | Self::Former(place, _) => Some(place),
            _ => None,
        }
    }

    /// The same territory, under whatever name.
    pub fn same_as(self, other: Self) -> bool {
        self == other || (self.commune().is_some() && self.commune() == other.commune())
    }

    pub fn former(self, dataset: &Dataset) -> Option<&FormerCommune> {
        if let Self::Former(_, place) = self {
            dataset.former_communes().get(place as usize)
        } else {
            None
        }
    }

    pub fn epci(self, dataset: &Dataset) -> Option<&Epci> {
        match self {
            Self::Epci(place) => dataset.epcis().get(place as usize),
            Self::Ept(place) => dataset.epts().get(place as usize),
            _ => None,
        }
    }

    pub fn departement(self, dataset: &Dataset) -> Option<&Departement> {
        if let Self::Departement(place) = self {
            dataset.departements().get(place as usize)
        } else {
            None
        }
    }

    pub fn is_epci(self, dataset: &Dataset, siren: Siren) -> bool {
        self.epci(dataset).is_some_and(|e| e.siren == siren)
    }

    pub fn is_departement(self, dataset: &Dataset, code: DepartementCode) -> bool {
        self.departement(dataset).is_some_and(|d| d.code == code)
    }

    pub fn place_in(self, dataset: &Dataset) -> Place<'_> {
        if let Some(commune) = self
            .commune()
            .and_then(|place| dataset.communes().get(place as usize))
        {
            return Place::Commune(commune);
        }
        if let Some(epci) = self.epci(dataset) {
            return Place::Group(dataset.departements_of_epci(epci.siren));
        }
        self.departement(dataset)
            .map_or(Place::Elsewhere, |d| Place::Departement(d.code))
    }
}
