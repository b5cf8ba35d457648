//! Our themes, each mapped to the categories of Aides-territoires (slugs of its open list of 9 themes
//! and 87 categories), so that a project typed here finds the aids filed there.

pub mod words;

use crate::coded_enum;

coded_enum! {
    /// What a project is about.
    Theme {
        Water = "eau",
        Nature = "nature_biodiversite",
        Risks = "risques",
        Energy = "energie",
        Waste = "dechets",
        Housing = "logement",
        PublicBuildings = "batiments_publics",
        PublicSpace = "espaces_publics",
        Brownfields = "friches_foncier",
        Heritage = "patrimoine",
        Culture = "culture",
        Sports = "sport",
        School = "ecole_enfance",
        Health = "sante",
        Solidarity = "solidarites",
        PublicServices = "services_publics",
        Digital = "numerique",
        Shops = "commerces",
        Economy = "economie_emploi",
        Agriculture = "agriculture_alimentation",
        Tourism = "tourisme",
        Mobility = "mobilites",
        Roads = "voirie",
        Security = "securite",
        Cemeteries = "cimetieres",
    }
}

impl Theme {
    /// The Aides-territoires categories behind the theme.
    pub const fn categories(self) -> &'static [&'static str] {
        match self {
            Self::Water => &[
                "eau-potable",
                "eau-de-pluie",
                "assainissement",
                "eau-souterraine",
                "fleuves-et-canaux",
                "mers",
            ],
            Self::Nature => &[
                "forets",
                "montagne",
                "sols",
                "qualite-de-lair",
                "biodiversite",
                "milieux-humides",
                "solutions-fondees-sur-la-nature-sfn",
                "espaces-verts",
                "paysage",
                "protection-animale",
            ],
            Self::Risks => &["risques-naturels", "prevention-des-risques"],
            Self::Energy => &[
                "transition-energetique",
                "economie-denergie",
                "reseaux-de-chaleur",
                "empreinte-carbone",
            ],
            Self::Waste => &[
                "recyclage-valorisation",
                "economie-circulaire",
                "consommation-et-production",
            ],
            Self::Housing => &["logement-habitat", "architecture"],
            Self::PublicBuildings => &[
                "equipement-public",
                "batiments-construction",
                "rehabilitation",
                "accessibilite",
            ],
            Self::PublicSpace => &[
                "espace-public",
                "amenagement-de-lespace-public-et-modes-actifs",
                "espaces-verts",
            ],
            Self::Brownfields => &["friche", "foncier"],
            Self::Heritage => &["patrimoine", "musee"],
            Self::Culture => &["culture", "arts", "spectaclevivant", "medias", "livres"],
            Self::Sports => &["sport"],
            Self::School => &["education", "jeunesse", "famille"],
            Self::Health => &["sante", "personnes-agees", "handicap"],
            Self::Solidarity => &[
                "egalite-des-chances",
                "cohesion-sociale",
                "lutte-contre-la-precarite",
                "citoyennete",
            ],
            Self::PublicServices => &[
                "acces-aux-services",
                "inclusion-numerique",
                "appui-methodologique",
                "animation-mise-en-reseau",
                "valorisation-dactions-de-projets",
            ],
            Self::Digital => &["numerique", "inclusion-numerique", "tiers-lieux"],
            Self::Shops => &["commerces-et-services", "revitalisation", "artisanat"],
            Self::Economy => &[
                "emploi",
                "formation",
                "industrie",
                "innovation-et-recherche",
                "economie-sociale-et-solidaire",
                "attractivite",
                "fiscalite",
                "cooperation-transfrontaliere",
            ],
            Self::Agriculture => &["agriculture", "alimentation", "circuits-courts-filieres"],
            Self::Tourism => &["tourisme"],
            Self::Mobility => &[
                "information-voyageur-billettique-multimodale",
                "transports-collectifs-et-optimisation-des-trafics",
                "mobilite-partagee",
                "mobilite-pour-tous",
                "connaissance-de-la-mobilite",
                "limiter-les-deplacements-subis",
                "logistique-urbaine",
                "mobilite-fluviale",
                "mobilite-et-les-vehicules-autonomes",
            ],
            Self::Roads => &["voirie"],
            Self::Security => &["securite"],
            Self::Cemeteries => &["cimetieres"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(Theme);
}
