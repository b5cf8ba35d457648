//! The name of each value on the screen.

use domain::account::Topic;
use domain::blocker::BlockerKind;
use domain::delay::Delay;
use domain::edit::EditField;
use domain::intake::Intake;
use domain::priority::Criterion;
use domain::project::{
    Audience, BearerKind, FundingState, MemberRole, OfferFamily, Phase, PhaseStatus, Priority,
    RecommendationState, ScanState, SeatKind,
};
use domain::role::Role;
use domain::theme::Theme;

/// A value that has a name on the screen.
pub trait Label {
    /// The name, in French, as it stands alone: "Étude".
    fn label(self) -> &'static str;
}

/// The name of a stored code; the code itself when it is not known.
pub fn of<T: Label>(parse: fn(&str) -> Option<T>, code: &str) -> String {
    parse(code).map_or_else(|| code.to_owned(), |value| value.label().to_owned())
}

macro_rules! labels {
    ($type:ty { $($variant:ident => $label:literal),+ $(,)? }) => {
        impl Label for $type {
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

labels!(Phase { Idee => "Idée", Etude => "Étude", Operation => "Opération" });
labels!(PhaseStatus {
    EnCours => "en cours", EnRetard => "en retard", EnPause => "en pause",
    Bloque => "bloqué", Abandonne => "abandonné", Termine => "terminé",
});
labels!(Priority { Haute => "Priorité haute", Moyenne => "Priorité moyenne", Basse => "Priorité basse", Ecartee => "Écarté" });
labels!(Criterion {
    Maturity => "Maturité", Impact => "Impact", Urgency => "Urgence", TerritorialNeed => "Besoin du territoire",
    Feasibility => "Faisabilité du financement", StrategyFit => "Accord avec la stratégie du contrat",
});
labels!(EditField {
    Title => "Titre", Summary => "Résumé", MainTheme => "Thème principal", Phase => "Phase",
    PhaseStatus => "Avancement", TotalCost => "Coût total", StartOn => "Début", EndOn => "Fin",
    Needs => "Ce qui manque",
});
labels!(BearerKind {
    Commune => "Commune", Epci => "Intercommunalité", Departement => "Département",
    Region => "Région", Syndicat => "Syndicat",
});
labels!(SeatKind { Ddt => "Direction départementale des territoires", Prefecture => "Préfecture" });
labels!(Role {
    SeatDdt => "Siège de la DDT", SeatPrefecture => "Siège de la préfecture",
    Agent => "Agent de l'État d'un département", ContractManager => "Responsable d'un CRTE",
    NationalAdmin => "Administration nationale",
});
labels!(MemberRole { Lead => "Référent", Editor => "Contributeur", Reader => "Lecteur", Expert => "Expert" });
labels!(Audience { All => "Tous les membres du projet", StateOnly => "Services de l'État seulement" });
labels!(ScanState {
    Pending => "Analyse en cours", Clean => "Sans virus connu",
    Infected => "Bloqué : virus détecté", NotScanned => "Non analysé",
});
labels!(FundingState { Planned => "Envisagé", Asked => "Demandé", Granted => "Accordé", Refused => "Refusé" });
labels!(OfferFamily { Funding => "Financement", Engineering => "Ingénierie", ExpertService => "Service d'experts" });
labels!(RecommendationState { Proposed => "À examiner", Accepted => "Retenue", Refused => "Écartée", Done => "Faite" });
labels!(Intake {
    Draft => "Brouillon", Submitted => "Déposé", Acknowledged => "Pris en charge", Prioritised => "Priorisé",
    Assigned => "Suivi", Closed => "Clos", Redirected => "Réorienté", Withdrawn => "Retiré",
});
labels!(BlockerKind {
    Funding => "Il manque de l'argent",
    Engineering => "Il manque du temps ou des compétences",
    Land => "Le terrain ou le bâtiment n'est pas disponible",
    Regulation => "Une règle ou une autorisation",
    Technical => "Une question technique",
    Partners => "Un accord entre partenaires",
    Consultation => "L'avis des habitants ou des usagers",
    Procurement => "Le marché : pas de réponse ou trop cher",
    Other => "Autre chose",
});
labels!(Theme {
    Water => "Eau et assainissement", Nature => "Nature et biodiversité", Risks => "Risques naturels",
    Energy => "Énergie", Waste => "Déchets et économie circulaire", Housing => "Logement",
    PublicBuildings => "Bâtiments publics", PublicSpace => "Espaces publics", Brownfields => "Friches et foncier",
    Heritage => "Patrimoine", Culture => "Culture", Sports => "Sport", School => "École et enfance",
    Health => "Santé et autonomie", Solidarity => "Solidarités", PublicServices => "Services au public",
    Digital => "Numérique", Shops => "Commerces et centre-bourg", Economy => "Économie et emploi",
    Agriculture => "Agriculture et alimentation", Tourism => "Tourisme", Mobility => "Mobilités",
    Roads => "Voirie", Security => "Sécurité", Cemeteries => "Cimetières",
});

labels!(Topic {
    Reminder => "Échéances et rappels", Step => "Étapes du projet", Message => "Messages et fichiers",
    Help => "Blocages et recommandations", Sheet => "Fiche et membres",
});

/// What the State owes, to follow "en retard : ".
pub const fn owed(delay: Option<Delay>) -> &'static str {
    match delay {
        Some(Delay::Acknowledge) => "la prise en charge du projet",
        Some(Delay::Prioritise) => "la cotation et la priorité",
        Some(Delay::Sign) => "la signature du second siège",
        Some(Delay::Assign) => "le choix de la personne qui suivra le projet",
        Some(Delay::Contact) => "le premier contact avec la collectivité",
        Some(Delay::Blocked) => "la réponse à un blocage",
        None => "une étape du projet",
    }
}

/// What a place on a project allows, to follow its name.
pub const fn role_rights(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Lead => {
            "porte le projet : modifie la fiche, écrit, ajoute des fichiers, invite qui il faut, clôt ou retire le projet"
        }
        MemberRole::Editor => {
            "modifie la fiche, écrit, ajoute des fichiers, invite des lecteurs et des experts"
        }
        MemberRole::Reader => "lit la fiche, la conversation et les fichiers",
        MemberRole::Expert => {
            "lit la fiche, écrit, ajoute des fichiers et propose des recommandations"
        }
    }
}
