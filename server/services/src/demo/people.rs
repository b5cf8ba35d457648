//! Who one may be. Names are invented; `.example` addresses lead nowhere (RFC 2606).

use domain::project::SeatKind;

/// The département of the demonstration: Maine-et-Loire.
pub const DEPARTEMENT: &str = "49";

/// What a person of the demonstration is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hat {
    /// Bears projects; the demonstration's data makes her a member of them.
    Collectivity,
    /// Holds a seat of the département's pair.
    Seat(SeatKind),
    /// Follows projects for the département.
    Agent,
    /// Invited to advise.
    Expert,
    /// Manages a contract.
    ContractManager,
    /// National administration.
    Admin,
}

/// Somebody one may sign in as.
#[derive(Clone, Copy, Debug)]
pub struct DemoPerson {
    /// Names the person in addresses and for the data of the demonstration.
    pub key: &'static str,
    /// What the person is there for.
    pub hat: Hat,
    /// Address.
    pub email: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// Function.
    pub job: &'static str,
    /// Service or collectivity.
    pub organisation: &'static str,
    /// Telephone: numbers set aside for fiction by the French numbering plan (ARCEP 2018-0881).
    pub phone: &'static str,
    /// Codes of the themes an agent follows, separated by spaces.
    pub themes: &'static str,
}

/// Everybody one may be, in the order they are shown.
pub const PEOPLE: &[DemoPerson] = &[
    DemoPerson {
        key: "mairie",
        hat: Hat::Collectivity,
        email: "odile.renard@mairie.example",
        first_name: "Odile",
        last_name: "Renard",
        job: "Secrétaire générale de mairie",
        organisation: "Mairie",
        phone: "02 61 91 10 01",
        themes: "",
    },
    DemoPerson {
        key: "ddt",
        hat: Hat::Seat(SeatKind::Ddt),
        email: "claire.martin@ddt-49.example",
        first_name: "Claire",
        last_name: "Martin",
        job: "Cheffe du service appui aux territoires",
        organisation: "Direction départementale des territoires de Maine-et-Loire",
        phone: "02 61 91 10 02",
        themes: "",
    },
    DemoPerson {
        key: "prefecture",
        hat: Hat::Seat(SeatKind::Prefecture),
        email: "karim.haddad@prefecture-49.example",
        first_name: "Karim",
        last_name: "Haddad",
        job: "Chargé de mission cohésion des territoires",
        organisation: "Préfecture de Maine-et-Loire",
        phone: "02 61 91 10 03",
        themes: "",
    },
    DemoPerson {
        key: "agent",
        hat: Hat::Agent,
        email: "sophie.lebrun@ddt-49.example",
        first_name: "Sophie",
        last_name: "Lebrun",
        job: "Chargée de projets bâtiments et énergie",
        organisation: "Direction départementale des territoires de Maine-et-Loire",
        phone: "02 61 91 10 04",
        themes: "energie batiments_publics ecole_enfance",
    },
    DemoPerson {
        key: "expert",
        hat: Hat::Expert,
        email: "jean.kermarrec@conseil.example",
        first_name: "Jean",
        last_name: "Kermarrec",
        job: "Conseiller en rénovation énergétique",
        organisation: "Agence locale de conseil",
        phone: "02 61 91 10 05",
        themes: "",
    },
    DemoPerson {
        key: "crte",
        hat: Hat::ContractManager,
        email: "lucie.bernard@interco.example",
        first_name: "Lucie",
        last_name: "Bernard",
        job: "Cheffe de projet du contrat de relance et de transition écologique",
        organisation: "Intercommunalité",
        phone: "02 61 91 10 06",
        themes: "",
    },
    DemoPerson {
        key: "national",
        hat: Hat::Admin,
        email: "amina.diallo@national.example",
        first_name: "Amina",
        last_name: "Diallo",
        job: "Administratrice nationale",
        organisation: "Équipe nationale",
        phone: "01 99 00 10 07",
        themes: "",
    },
];
