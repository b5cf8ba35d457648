//! What 0, 1, 2 and 3 mean on each criterion.

use domain::priority::Criterion;

/// The meaning of each score, from 0 to 3.
pub const fn meanings(criterion: Criterion) -> [&'static str; 4] {
    match criterion {
        Criterion::Maturity => [
            "Une idée, rien n'est engagé",
            "Le besoin est décrit, les études restent à faire",
            "Les études sont en cours ou faites, des accords manquent",
            "Prêt à démarrer : études et accords sont faits",
        ],
        Criterion::Impact => [
            "Très peu de personnes sont concernées",
            "Une partie des habitants de la commune y gagne",
            "La commune entière ou plusieurs communes y gagnent",
            "Change durablement la vie du territoire",
        ],
        Criterion::Urgency => [
            "Peut attendre plusieurs années",
            "À faire dans les deux ans",
            "À faire dans l'année",
            "Un retard ferait perdre le projet ou mettrait des personnes en danger",
        ],
        Criterion::TerritorialNeed => [
            "Le territoire est déjà bien pourvu",
            "Quelque chose de semblable existe à proximité",
            "Le besoin est connu et mal couvert",
            "Rien de semblable n'existe aux alentours",
        ],
        Criterion::Feasibility => [
            "Aucune source de financement en vue",
            "Des sources possibles, rien n'est demandé",
            "Des demandes sont déposées ou accordées en partie",
            "Le plan de financement est bouclé ou presque",
        ],
        Criterion::StrategyFit => [
            "Hors des orientations du contrat",
            "Un lien indirect avec une orientation",
            "Sert une orientation du contrat",
            "Au cœur des orientations du contrat",
        ],
    }
}
