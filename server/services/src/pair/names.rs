//! The names of the two seats of a département.

use domain::project::SeatKind;

/// A département as it stands in the names of its services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartementName {
    /// "49".
    pub code: String,
    /// "de Maine-et-Loire", "du Nord", "des Landes".
    pub of: String,
}

/// Départements whose directorate is of the territories *and of the sea* (decree 2009-1484 and its
/// later changes).
const COAST: &[&str] = &[
    "06", "11", "13", "14", "17", "22", "27", "29", "30", "33", "34", "35", "40", "44", "50", "56",
    "59", "62", "64", "66", "76", "80", "83", "85",
];

impl DepartementName {
    /// The name of a seat.
    pub fn seat(&self, kind: SeatKind) -> String {
        match kind {
            SeatKind::Prefecture => self.prefecture(),
            SeatKind::Ddt => self.directorate(),
        }
    }

    fn prefecture(&self) -> String {
        match self.code.as_str() {
            "75" => "Préfecture de Paris et d'Île-de-France".to_owned(),
            _ => format!("Préfecture {}", self.of),
        }
    }

    fn directorate(&self) -> String {
        let of = &self.of;
        match self.code.as_str() {
            // Paris and its neighbours have no departmental directorate: a regional one has a unit there.
            "75" | "92" | "93" | "94" => format!(
                "Direction régionale et interdépartementale de l'environnement, de l'aménagement et des transports, unité départementale {of}"
            ),
            "973" => format!("Direction générale des territoires et de la mer {of}"),
            "976" => format!(
                "Direction de l'environnement, de l'aménagement, du logement et de la mer {of}"
            ),
            "971" | "972" | "974" => {
                format!("Direction de l'environnement, de l'aménagement et du logement {of}")
            }
            code if COAST.contains(&code) => {
                format!("Direction départementale des territoires et de la mer {of}")
            }
            _ => format!("Direction départementale des territoires {of}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str, of: &str) -> [String; 2] {
        let name = DepartementName {
            code: code.to_owned(),
            of: of.to_owned(),
        };
        [name.seat(SeatKind::Ddt), name.seat(SeatKind::Prefecture)]
    }

    #[test]
    fn seats_have_the_names_people_know() {
        assert_eq!(
            names("49", "de Maine-et-Loire"),
            [
                "Direction départementale des territoires de Maine-et-Loire",
                "Préfecture de Maine-et-Loire"
            ]
        );
        assert_eq!(
            names("40", "des Landes").first().map(String::as_str),
            Some("Direction départementale des territoires et de la mer des Landes")
        );
        assert_eq!(
            names("974", "de La Réunion").first().map(String::as_str),
            Some("Direction de l'environnement, de l'aménagement et du logement de La Réunion")
        );
        assert_eq!(
            names("75", "de Paris").last().map(String::as_str),
            Some("Préfecture de Paris et d'Île-de-France")
        );
    }
}
