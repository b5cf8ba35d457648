//! The sentences of a report, for the command and for the pages.

use services::import::{Reason, Remark};
use services::territory::{Reason as FileReason, Severity};

/// "refusé : Ligne 12, colonne « Coût », « abc » : ce n'est pas un montant, laissé vide."
pub fn line(remark: &Remark) -> String {
    format!(
        "{} : {} : {}.",
        severity(remark.reason.severity()),
        place(remark),
        reason(&remark.reason)
    )
}

/// "Ligne 12, colonne « Coût », « abc »"
pub fn place(remark: &Remark) -> String {
    let mut parts = Vec::new();
    if remark.line > 0 {
        parts.push(format!("Ligne {}", remark.line));
    }
    if !remark.column.is_empty() {
        parts.push(format!("colonne « {} »", plain(&remark.column)));
    }
    if !remark.value.is_empty() {
        parts.push(format!("« {} »", plain(&remark.value)));
    }
    if parts.is_empty() {
        "Fichier".to_owned()
    } else {
        parts.join(", ")
    }
}

/// One short line, whatever the file holds: nothing that acts on a terminal.
fn plain(text: &str) -> String {
    let clean = domain::text::inert(text);
    match clean.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or_default()),
        None => clean,
    }
}

/// How much is lost.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "à savoir",
        Severity::Warning => "attention",
        Severity::Refused => "refusé",
    }
}

/// What is wrong, or what was made of it.
pub const fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::File(reason) => file(*reason),
        Reason::ReadAs => "le fichier est lu ainsi (codage et séparateur, ou feuille)",
        Reason::ColumnRead => "cette colonne est comprise ainsi",
        Reason::ColumnIgnored => "cette colonne n'est pas reprise",
        Reason::BeforeHeader => "ligne avant les titres de colonnes, ignorée",
        Reason::NoHeader => {
            "aucune ligne ne nomme une colonne pour l'intitulé et le porteur ou la commune"
        }
        Reason::RepeatedLine => "cette ligne est déjà plus haut, à l'identique",
        Reason::RepeatedReference => {
            "cette référence est déjà plus haut avec un autre contenu ; la première ligne est gardée"
        }
        Reason::NoTitle => "il n'y a pas d'intitulé",
        Reason::Shortened => "texte trop long, coupé",
        Reason::NoPlace => "ni le porteur ni la commune ne sont reconnus",
        Reason::UnknownPlace => "ce nom ou ce code n'est celui d'aucun territoire",
        Reason::AmbiguousPlace => "plusieurs communes portent ce nom, rien ne dit laquelle",
        Reason::RepairedCode => "il manquait un zéro au début du code, il est remis",
        Reason::FormerCommune => {
            "ancienne commune ou autre écriture, la commune actuelle est prise"
        }
        Reason::NameDisagrees => "le nom et le code désignent deux communes ; le code est suivi",
        Reason::BadSiren => "ce n'est pas un numéro SIREN ou SIRET",
        Reason::KeptAsSyndicat => "ce porteur n'est pas un territoire, il est gardé comme syndicat",
        Reason::GuessedBearer => "le porteur est reconnu malgré une autre écriture",
        Reason::CommuneAsBearer => "sans porteur reconnu, la commune est prise comme porteur",
        Reason::BadAmount => "ce n'est pas un montant, laissé vide",
        Reason::BadDate => "ce n'est pas une date, laissé vide",
        Reason::SerialDate => "date écrite comme un nombre par le tableur, convertie",
        Reason::EndBeforeStart => "la fin est avant le début, la fin est laissée vide",
        Reason::UnknownTheme => "thématique inconnue, devinée d'après l'intitulé",
        Reason::UnknownPhase => "phase inconnue, la valeur par défaut est prise",
        Reason::UnknownContract => "ce contrat n'est pas connu",
        Reason::SeveralContracts => "ce territoire est dans plusieurs contrats, aucun n'est choisi",
        Reason::AlreadyFollowed => "un projet déjà suivi porte cette référence, il reste tel quel",
        Reason::OtherDepartement => "ce projet est dans un autre département",
        Reason::StillUsed => {
            "absent du fichier, mais laissé en place (utilisé, ou fichier lu en partie)"
        }
        Reason::LostCommune => {
            "commune utilisée que les nouvelles données ne connaissent pas, laissée telle quelle"
        }
    }
}

const fn file(reason: FileReason) -> &'static str {
    match reason {
        FileReason::Unreadable => "illisible",
        FileReason::MissingColumn => "cette colonne manque dans le fichier",
        FileReason::WrongCellCount => "la ligne n'a pas le même nombre de cases que l'en-tête",
        FileReason::Empty => "une valeur obligatoire est vide",
        FileReason::BadCode => "ce code n'est pas bien formé",
        FileReason::BadDate => "ce n'est pas une date",
        FileReason::BadValue => "cette valeur n'est pas de celles attendues",
        FileReason::UnknownTerritory => "ce territoire n'existe plus ou n'est pas connu",
        FileReason::FormerCommune => "ancienne commune, la commune actuelle est prise",
        FileReason::Repeated => "déjà lu plus haut",
        FileReason::SharedMember => "ce membre est dans un autre contrat aussi",
        FileReason::Contradiction => "deux lignes se contredisent, la première est gardée",
    }
}
