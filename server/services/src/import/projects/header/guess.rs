//! The role of a column, from the words of its header.

use super::Column;
use crate::import::projects::mapping::{FundingColumn, Role};
use domain::project::FundingState;
use domain::territory::fold;

/// Between two columns that could be the same: the total before a part, without tax before with.
pub(super) fn sureness(header: &str) -> u8 {
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
