//! What the State's desk shows.

pub mod counts;
pub mod items;
pub mod late;
pub mod moved;
pub mod table;
pub mod visit;

use domain::territory::ArrondissementCode;

/// Whose projects wait for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatGround {
    /// The whole département.
    Departement {
        /// But not these arrondissements, whose own seats answer.
        but: Vec<ArrondissementCode>,
    },
    /// One arrondissement.
    Arrondissement(ArrondissementCode),
}

impl SeatGround {
    /// What follows the condition of the département; nothing for all of it. Codes are letters and digits, nothing else.
    fn condition(&self) -> String {
        match self {
            Self::Departement { but } if but.is_empty() => String::new(),
            Self::Departement { but } => {
                let codes: Vec<String> = but.iter().map(|code| format!("'{code}'")).collect();
                let codes = codes.join(", ");
                format!(" AND COALESCE(p.arrondissement_code, '') NOT IN ({codes})")
            }
            Self::Arrondissement(code) => format!(" AND p.arrondissement_code = '{code}'"),
        }
    }
}
