//! What a portrait says, on its page and on paper.

use crate::i18n::labels::Label;
use crate::i18n::{dates, numbers};
use services::portrait::{Count, MOVING_DAYS, Portrait, SILENT_DAYS, Signatory, Subject};

/// Over the ground.
pub const TERRITORY: &str = "Territoire";
/// Over who signed.
pub const SIGNATORIES: &str = "Signataires";
/// Before another contract of who signed.
pub const ALSO_SIGNED: &str = " · a signé aussi ";
/// Over the two lists.
pub const LISTS: &str = "Ce qui avance, ce qui est silencieux";
/// In the place of the first.
pub const NONE_MOVES: &str = "Aucun projet n'a bougé récemment.";
/// In the place of the second.
pub const NONE_IS_SILENT: &str = "Aucun projet n'est silencieux.";
/// Of a contract that exists nowhere else.
pub const INVENTED: &str = "Ce contrat est une invention de la démonstration.";

/// What a portrait is of.
pub fn title(subject: &Subject, of: &str) -> String {
    match subject {
        Subject::Contract { name, .. } => name.clone(),
        Subject::Programme(programme, _) => format!("{}, bilan {of}", programme.label()),
        Subject::Departement(_) => format!("Bilan {of}"),
    }
}

/// What a contract is and where it lies; nothing for the others.
pub fn contract(subject: &Subject, places: &[String]) -> Option<String> {
    let Subject::Contract { code, .. } = subject else {
        return None;
    };
    let place = match places {
        [] => String::new(),
        some => format!(" · {}", some.join(", ")),
    };
    let what = "Contrat pour la réussite de la transition écologique (CRTE)";
    Some(format!("{what} {code}{place}"))
}

/// What the reader does not see of a contract.
pub fn in_part(found: &Portrait) -> Option<String> {
    let departement = found.in_part.as_ref()?;
    Some(format!(
        "Ce contrat couvre plusieurs départements. Vous voyez ses projets du département {departement}."
    ))
}

/// When it was counted.
pub fn counted(found: &Portrait) -> String {
    format!("Compté le {}.", dates::moment(found.counted_at))
}

/// The large numbers.
pub fn sums(found: &Portrait) -> [(String, &'static str); 7] {
    let sums = &found.count.sums;
    [
        (numbers::whole(sums.projects), "projets déposés"),
        (numbers::whole(sums.running), "en cours"),
        (numbers::whole(sums.blocked), "bloqués"),
        (numbers::whole(sums.closed), "clos"),
        (numbers::euros(sums.cost_cents), "de coût connu"),
        (numbers::euros(sums.asked_cents), "demandés"),
        (numbers::euros(sums.granted_cents), "accordés"),
    ]
}

/// "12 communes, 40 000 habitants. Les projets concernent 3 communes : 9 000 habitants."
pub fn who_lives_there(found: &Portrait) -> String {
    let communes = |n: usize| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        numbers::counted(n, "commune", "communes")
    };
    let ground = &found.territory;
    let (covered, concerned) = found.count.covered;
    format!(
        "{}, {}. Les projets concernent {} : {}.",
        communes(ground.communes),
        inhabitants(ground.inhabitants),
        communes(covered),
        inhabitants(concerned)
    )
}

/// "Angers, 157 000 habitants, commune qui a signé seule".
pub fn signed(one: &Signatory) -> String {
    let people = one.inhabitants.map(|n| format!(", {}", inhabitants(n)));
    let alone = one.alone.then_some(", commune qui a signé seule");
    [one.name.as_str(), people.as_deref().unwrap_or_default()].concat() + alone.unwrap_or_default()
}

fn inhabitants(n: i64) -> String {
    numbers::counted(n, "habitant", "habitants")
}

/// "Ce qui avance (3)".
pub fn moving_title(count: &Count) -> String {
    format!("Ce qui avance ({})", numbers::whole(count.moving.0))
}

/// What moving means.
pub fn moving_words() -> String {
    format!("Il s'y est passé quelque chose ces {MOVING_DAYS} derniers jours.")
}

/// "Ce qui est silencieux (3)".
pub fn silent_title(count: &Count) -> String {
    format!("Ce qui est silencieux ({})", numbers::whole(count.silent.0))
}

/// What silent means.
pub fn silent_words() -> String {
    format!(
        "Projets en cours où rien ne s'est passé depuis {SILENT_DAYS} jours, les plus anciens d'abord."
    )
}
