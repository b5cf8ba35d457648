//! What the columns of a list are, from the words of their headers.

use super::mapping::{FundingColumn, Mapping, Role};
use crate::import::{Reason, Remark, Tell};
use crate::territory::Reason as FileReason;
use domain::project::FundingState;
use domain::territory::fold;

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A value of the project.
    Value(Role),
    /// A sum from somebody.
    Funding(FundingColumn),
    /// Nothing the importer knows.
    Ignored,
}

/// The columns of a list, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What each is for.
    pub columns: Vec<Column>,
    /// The headers as they stand.
    pub names: Vec<String>,
}

impl Columns {
    /// The cell of a role; empty where the list has none.
    pub fn cell<'a>(&self, cells: &'a [String], role: Role) -> &'a str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Column::Value(role));
        place
            .and_then(|place| cells.get(place))
            .map(String::as_str)
            .filter(|text| !is_blank(text))
            .unwrap_or_default()
    }

    /// The header of a role.
    pub fn name(&self, role: Role) -> &str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Column::Value(role));
        place
            .and_then(|place| self.names.get(place))
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// Whether the list has a column for a role.
    pub fn has(&self, role: Role) -> bool {
        self.columns.contains(&Column::Value(role))
    }

    /// Every column of sums.
    pub fn funding_columns(&self) -> Vec<FundingColumn> {
        let sums = self.columns.iter().filter_map(|column| match column {
            Column::Funding(funding) => Some(funding.clone()),
            _ => None,
        });
        sums.collect()
    }

    /// The sums of a line: the column and its cell.
    pub fn funding<'a>(
        &'a self,
        cells: &'a [String],
    ) -> impl Iterator<Item = (&'a FundingColumn, &'a str)> {
        self.columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| match column {
                Column::Funding(funding) if !is_blank(cell) => Some((funding, cell.as_str())),
                _ => None,
            })
    }
}

/// What people write in a cell that has nothing to say.
fn is_blank(text: &str) -> bool {
    let folded = fold(text);
    matches!(
        folded.as_str(),
        "" | "nc"
            | "n c"
            | "na"
            | "n a"
            | "neant"
            | "sans objet"
            | "a definir"
            | "a preciser"
            | "non renseigne"
            | "inconnu"
    )
}

/// How many columns of a line are understood as headers. A header is short: a line of prose scores nothing.
pub fn score(cells: &[String], mapping: &Mapping) -> usize {
    let named = |cell: &String| {
        let folded = fold(cell);
        let in_mapping = mapping
            .columns
            .values()
            .chain(mapping.funding.iter().map(|f| &f.column));
        !folded.is_empty() && in_mapping.into_iter().any(|name| fold(name) == folded)
    };
    let known = |cell: &String| cell.chars().count() <= 60 && guess(cell) != Column::Ignored;
    cells
        .iter()
        .filter(|cell| named(cell) || known(cell))
        .count()
}

/// Gives each column its role: the mapping's word first, then guesses, the surest column of a role taking it.
pub fn columns(line: u64, cells: &[String], mapping: &Mapping, tell: Tell<'_>) -> Columns {
    let mut found = vec![Column::Ignored; cells.len()];
    let place = |name: &str| cells.iter().position(|cell| fold(cell) == fold(name));
    let mut missing = Vec::new();
    for (&role, name) in &mapping.columns {
        match place(name).and_then(|place| found.get_mut(place)) {
            Some(column) => *column = Column::Value(role),
            None => missing.push(name),
        }
    }
    for funding in &mapping.funding {
        match place(&funding.column).and_then(|place| found.get_mut(place)) {
            Some(column) => *column = Column::Funding(funding.clone()),
            None => missing.push(&funding.column),
        }
    }
    for name in missing {
        tell(Remark::new(
            line,
            name,
            name.clone(),
            Reason::File(FileReason::MissingColumn),
        ));
    }
    if mapping.guess != Some(false) {
        guess_the_rest(line, cells, &mut found, tell);
    }
    Columns {
        columns: found,
        names: cells.to_vec(),
    }
}

fn guess_the_rest(line: u64, cells: &[String], found: &mut [Column], tell: Tell<'_>) {
    let mut guesses: Vec<(usize, Column)> = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if found.get(place) == Some(&Column::Ignored) && !cell.is_empty() {
            guesses.push((place, guess(cell)));
        }
    }
    // The surest header of a role takes it, the leftmost of equals.
    guesses.sort_by_key(|(place, _)| {
        (
            std::cmp::Reverse(cells.get(*place).map_or(0, |cell| sureness(cell))),
            *place,
        )
    });
    let mut told = Vec::new();
    for (place, column) in guesses {
        let name = cells.get(place).cloned().unwrap_or_default();
        let taken = column != Column::Ignored && found.contains(&column);
        let (value, reason) = match &column {
            Column::Value(role) if !taken => (role.code().to_owned(), Reason::ColumnRead),
            Column::Funding(funding) if !taken => (
                format!("{} {} {}", funding.source, funding.scheme, funding.state),
                Reason::ColumnRead,
            ),
            _ => (String::new(), Reason::ColumnIgnored),
        };
        told.push((place, Remark::new(line, &name, value, reason)));
        if !taken && let Some(slot) = found.get_mut(place) {
            *slot = column;
        }
    }
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().for_each(|(_, remark)| tell(remark));
}

/// Between two columns that could be the same: the total before a part, without tax before with.
fn sureness(header: &str) -> u8 {
    let folded = fold(header);
    let has = |word: &str| folded.split(' ').any(|w| w == word);
    let mut sure = 4;
    if has("total") || has("totale") || has("global") {
        sure += 3;
    }
    if has("ht") {
        sure += 1;
    }
    if has("nom") || has("intitule") || has("code") {
        sure += 1;
    }
    if has("previsionnel") || has("autre") || has("autres") || has("annexe") {
        sure -= 1;
    }
    sure
}

/// The role that a header's words tell.
pub fn guess(header: &str) -> Column {
    let folded = fold(header);
    let has = |words: &[&str]| {
        words.iter().any(|word| {
            if word.contains(' ') {
                format!(" {folded} ").contains(&format!(" {word} "))
            } else {
                folded
                    .split(' ')
                    .any(|w| w == *word || w.strip_suffix('s') == Some(word))
            }
        })
    };
    if folded.is_empty()
        || has(&[
            "taux",
            "pourcentage",
            "courriel",
            "mail",
            "telephone",
            "juridique",
            "population",
        ])
    {
        return Column::Ignored;
    }
    if has(&["date"])
        || header.to_lowercase().starts_with("début")
        || has(&["debut des travaux", "fin des travaux"])
    {
        return date_role(&has).map_or(Column::Ignored, Column::Value);
    }
    if let Some(funding) = funding(header, &has) {
        return Column::Funding(funding);
    }
    rules()
        .iter()
        .find(|(_, words)| has(words))
        .map_or(Column::Ignored, |(role, _)| Column::Value(*role))
}

fn date_role(has: &impl Fn(&[&str]) -> bool) -> Option<Role> {
    if has(&["debut", "demarrage", "commencement", "lancement", "demarre"]) {
        Some(Role::Start)
    } else if has(&[
        "fin",
        "achevement",
        "livraison",
        "reception des travaux",
        "echeance",
        "cloture",
    ]) {
        Some(Role::End)
    } else if has(&[
        "depot",
        "demande",
        "reception",
        "saisie",
        "dossier",
        "creation",
    ]) {
        Some(Role::Deposited)
    } else {
        None
    }
}

/// In order: the first whose words stand in the header.
const fn rules() -> &'static [(Role, &'static [&'static str])] {
    &[
        (Role::Siren, &["siren", "siret"]),
        (
            Role::CommuneCode,
            &[
                "insee",
                "code commune",
                "code de la commune",
                "codgeo",
                "cog",
            ],
        ),
        (Role::PostalCode, &["code postal", "cp"]),
        (
            Role::Reference,
            &[
                "reference",
                "ref",
                "numero",
                "identifiant",
                "id",
                "n dossier",
                "n de dossier",
                "no dossier",
                "n du dossier",
                "n projet",
                "n du projet",
                "n",
                "no",
                "n ds",
                "n fiche",
            ],
        ),
        (Role::Year, &["annee", "millesime", "exercice"]),
        (
            Role::Cost,
            &[
                "montant",
                "cout",
                "budget",
                "depense",
                "ht",
                "ttc",
                "assiette",
                "enveloppe",
            ],
        ),
        (Role::Contract, &["crte", "contrat"]),
        (
            Role::Theme,
            &[
                "thematique",
                "theme",
                "domaine",
                "axe",
                "categorie",
                "secteur",
                "politique",
            ],
        ),
        (Role::Status, &["statut", "situation"]),
        (
            Role::Phase,
            &["phase", "avancement", "etat", "maturite", "stade", "etape"],
        ),
        (Role::Departement, &["departement", "dept", "dep", "dpt"]),
        (Role::Needs, &["besoin", "difficulte", "frein", "attente"]),
        (Role::Address, &["adresse", "lieu dit"]),
        (
            Role::Summary,
            &[
                "description",
                "resume",
                "descriptif",
                "commentaire",
                "observation",
                "detail",
                "contenu",
            ],
        ),
        (
            Role::Bearer,
            &[
                "porteur",
                "porteuse",
                "maitre d ouvrage",
                "maitrise d ouvrage",
                "moa",
                "beneficiaire",
                "collectivite",
                "demandeur",
                "demandeuse",
                "structure",
            ],
        ),
        (Role::Epci, &["epci", "intercommunalite", "groupement"]),
        (
            Role::Commune,
            &["commune", "ville", "localisation", "territoire", "localite"],
        ),
        (
            Role::Title,
            &[
                "intitule",
                "projet",
                "libelle",
                "operation",
                "objet",
                "titre",
                "action",
                "nom",
                "designation",
            ],
        ),
    ]
}

/// Schemes that lists name in a header, and who gives them.
const SCHEMES: [(&str, &str, &str); 12] = [
    ("detr", "État", "DETR"),
    ("dsil", "État", "DSIL"),
    ("dsid", "État", "DSID"),
    ("fnadt", "État", "FNADT"),
    ("fonds vert", "État", "Fonds vert"),
    ("feder", "Union européenne", "FEDER"),
    ("leader", "Union européenne", "LEADER"),
    ("ademe", "ADEME", ""),
    ("agence de l eau", "Agence de l'eau", ""),
    ("region", "Région", ""),
    ("departement", "Département", ""),
    ("etat", "État", ""),
];

fn funding(header: &str, has: &impl Fn(&[&str]) -> bool) -> Option<FundingColumn> {
    let money = has(&[
        "subvention",
        "aide",
        "participation",
        "financement",
        "dotation",
        "concours",
    ]);
    let scheme = SCHEMES.iter().find(|(word, ..)| has(&[word]));
    let named = SCHEMES.iter().take(7).any(|(word, ..)| has(&[word]));
    if (!money && !named)
        || has(&[
            "annee",
            "numero",
            "statut",
            "commentaire",
            "plan",
            "besoin",
            "objet",
            "nature",
            "dossier",
        ])
    {
        return None;
    }
    let state = if has(&[
        "accorde",
        "accordee",
        "attribue",
        "attribuee",
        "obtenu",
        "obtenue",
        "notifie",
        "notifiee",
        "acquis",
        "acquise",
    ]) {
        FundingState::Granted
    } else if has(&["refuse", "refusee"]) {
        FundingState::Refused
    } else if has(&[
        "envisage",
        "envisagee",
        "prevu",
        "prevue",
        "previsionnel",
        "previsionnelle",
    ]) {
        FundingState::Planned
    } else {
        FundingState::Asked
    };
    let (source, scheme) =
        scheme.map_or(("Subvention", ""), |(_, source, scheme)| (*source, *scheme));
    Some(FundingColumn {
        column: header.to_owned(),
        source: source.to_owned(),
        scheme: scheme.to_owned(),
        state,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn headers_of_real_lists() {
        for (header, role) in [
            ("Intitulé du projet", Role::Title),
            ("NOM DE L'OPERATION", Role::Title),
            ("Libellé", Role::Title),
            ("Porteur de projet", Role::Bearer),
            ("Nom du porteur de projet", Role::Bearer),
            ("Maître d'ouvrage", Role::Bearer),
            ("SIRET du porteur", Role::Siren),
            ("Code INSEE", Role::CommuneCode),
            ("Code INSEE de la commune", Role::CommuneCode),
            ("Communes concernées", Role::Commune),
            ("Département", Role::Departement),
            ("Coût total HT", Role::Cost),
            ("Montant de l'opération", Role::Cost),
            ("Coût du projet (€ TTC)", Role::Cost),
            ("Date de début", Role::Start),
            ("Date prévisionnelle de fin des travaux", Role::End),
            ("Date de dépôt du dossier", Role::Deposited),
            ("Thématique", Role::Theme),
            ("Axe du CRTE", Role::Contract),
            ("CRTE", Role::Contract),
            ("Phase du projet", Role::Phase),
            ("État d'avancement", Role::Phase),
            ("N° de dossier", Role::Reference),
            ("Référence", Role::Reference),
            ("Description du projet", Role::Summary),
            ("Année", Role::Year),
        ] {
            assert_eq!(guess(header), Column::Value(role), "{header}");
        }
        for header in [
            "",
            "Taux de subvention",
            "Courriel du porteur",
            "Date de signature",
            "xyz",
        ] {
            assert_eq!(guess(header), Column::Ignored, "{header}");
        }
        for (header, wanted) in [
            ("DETR accordée", ("État", "DETR", FundingState::Granted)),
            (
                "Montant DSIL demandé",
                ("État", "DSIL", FundingState::Asked),
            ),
            (
                "Subvention sollicitée",
                ("Subvention", "", FundingState::Asked),
            ),
            ("Participation Région", ("Région", "", FundingState::Asked)),
        ] {
            let Column::Funding(found) = guess(header) else {
                panic!("{header}")
            };
            assert_eq!(
                (found.source.as_str(), found.scheme.as_str(), found.state),
                wanted,
                "{header}"
            );
        }
    }

    #[test]
    fn the_total_takes_the_role_of_the_cost() {
        let cells: Vec<String> = ["Intitulé", "Montant TTC", "Coût total HT", "Commune"]
            .map(String::from)
            .to_vec();
        let found = columns(1, &cells, &Mapping::default(), &mut |_| {});
        assert_eq!(found.columns[2], Column::Value(Role::Cost));
        assert_eq!(found.columns[1], Column::Ignored);
    }
}
