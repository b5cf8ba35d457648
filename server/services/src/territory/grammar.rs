//! French grammar of territory names: what comes between "préfecture", "commune", "région" and the name.
//!
//! Source: the field TNCC of the Code officiel géographique (INSEE), called `typeLiaison` in the package, which says
//! which article a name takes. The State's own headings depart from it for four départements (préfet de Vaucluse, de
//! Loir-et-Cher, de Lot-et-Garonne, de Tarn-et-Garonne); [`departement`] follows the headings.

use domain::territory::DepartementCode;

/// The article of a name, as INSEE numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
pub enum Liaison {
    /// No article, consonant: de Maine-et-Loire, de Balan.
    #[default]
    None = 0,
    /// No article, vowel or mute h: d'Ille-et-Vilaine, d'Angers.
    Vowel = 1,
    /// Le: du Nord, du Mans.
    Le = 2,
    /// La: de la Sarthe, de La Rochelle.
    La = 3,
    /// Les: des Landes, des Mées.
    Les = 4,
    /// L': de l'Ain, de L'Haÿ-les-Roses.
    Elided = 5,
    /// Aux: d'Aux Marais.
    Aux = 6,
    /// Las.
    Las = 7,
    /// Los: de Los Masos.
    Los = 8,
}

impl Liaison {
    /// The value INSEE numbers so; no article for an unknown number.
    pub fn from_tncc(number: u8) -> Self {
        match number {
            1 => Self::Vowel,
            2 => Self::Le,
            3 => Self::La,
            4 => Self::Les,
            5 => Self::Elided,
            6 => Self::Aux,
            7 => Self::Las,
            8 => Self::Los,
            _ => Self::None,
        }
    }

    /// INSEE's number.
    pub fn tncc(self) -> u8 {
        self as u8
    }
}

/// "du Nord", "de la Sarthe", "de l'Ain", "des Landes", "de Maine-et-Loire": to follow "préfecture" or "département".
pub fn departement(code: DepartementCode, name: &str, liaison: Liaison) -> String {
    match code.as_str() {
        "41" | "47" | "82" | "84" => format!("de {name}"),
        _ => bare(name, liaison),
    }
}

/// "de l'Occitanie", "du Grand Est", "de la Bretagne"; to follow "préfecture de région" or "région" the State writes the
/// name alone, but a sentence needs this form.
pub fn region(name: &str, liaison: Liaison) -> String {
    bare(name, liaison)
}

/// The name is written without its article, which stays in lower case. A name of an overseas territory that holds its
/// article ("La Réunion") keeps it.
fn bare(name: &str, liaison: Liaison) -> String {
    match liaison {
        Liaison::Vowel | Liaison::Aux => format!("d'{name}"),
        Liaison::Le => format!("du {name}"),
        Liaison::La => format!("de la {name}"),
        Liaison::Les => format!("des {name}"),
        Liaison::Elided => format!("de l'{name}"),
        Liaison::None | Liaison::Las | Liaison::Los => format!("de {name}"),
    }
}

/// "de Balan", "d'Angers", "du Mans", "de La Rochelle", "des Mées", "de L'Haÿ-les-Roses": to follow "commune". The name
/// holds its article, and only "le" and "les" melt into the preposition.
pub fn commune(name: &str, liaison: Liaison) -> String {
    let melted = |article: &str, with: &str| {
        name.strip_prefix(article)
            .map(|rest| format!("{with} {rest}"))
    };
    match liaison {
        Liaison::Vowel | Liaison::Aux => format!("d'{name}"),
        Liaison::Le => melted("Le ", "du").unwrap_or_else(|| format!("de {name}")),
        Liaison::Les => melted("Les ", "des").unwrap_or_else(|| format!("de {name}")),
        _ => format!("de {name}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn departements() {
        for (code, name, liaison, expected) in [
            ("59", "Nord", Liaison::Le, "du Nord"),
            ("72", "Sarthe", Liaison::La, "de la Sarthe"),
            ("01", "Ain", Liaison::Elided, "de l'Ain"),
            ("40", "Landes", Liaison::Les, "des Landes"),
            ("49", "Maine-et-Loire", Liaison::None, "de Maine-et-Loire"),
            ("35", "Ille-et-Vilaine", Liaison::Vowel, "d'Ille-et-Vilaine"),
            ("84", "Vaucluse", Liaison::Le, "de Vaucluse"),
            ("974", "La Réunion", Liaison::None, "de La Réunion"),
        ] {
            assert_eq!(
                departement(DepartementCode::parse(code).unwrap(), name, liaison),
                expected
            );
        }
    }

    #[test]
    fn communes() {
        for (name, liaison, expected) in [
            ("Balan", Liaison::None, "de Balan"),
            ("Angers", Liaison::Vowel, "d'Angers"),
            ("Le Mans", Liaison::Le, "du Mans"),
            ("La Rochelle", Liaison::La, "de La Rochelle"),
            ("Les Mées", Liaison::Les, "des Mées"),
            ("L'Haÿ-les-Roses", Liaison::Elided, "de L'Haÿ-les-Roses"),
            ("Los Masos", Liaison::Los, "de Los Masos"),
        ] {
            assert_eq!(commune(name, liaison), expected);
        }
        for number in 0..=8 {
            assert_eq!(Liaison::from_tncc(number).tncc(), number);
        }
    }
}
