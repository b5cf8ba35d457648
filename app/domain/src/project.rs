//! What a project is made of.

use crate::coded_enum;

coded_enum! {
    /// How far the project is. The values agreed on in the API Collectivités, letter for letter.
    Phase { Idee = "idee", Etude = "etude", Operation = "operation" }
}

coded_enum! {
    /// How the phase goes. The values agreed on in the API Collectivités, letter for letter.
    PhaseStatus {
        EnCours = "en_cours",
        EnRetard = "en_retard",
        EnPause = "en_pause",
        Bloque = "bloque",
        Abandonne = "abandonne",
        Termine = "termine",
    }
}

coded_enum! {
    /// The pair's decision.
    Priority { Haute = "haute", Moyenne = "moyenne", Basse = "basse", Ecartee = "ecartee" }
}

coded_enum! {
    /// What kind of body bears a project.
    BearerKind {
        Commune = "commune",
        Epci = "epci",
        Departement = "departement",
        Region = "region",
        Syndicat = "syndicat",
    }
}

coded_enum! {
    /// Which of the two State seats of a pair.
    SeatKind { Ddt = "ddt", Prefecture = "prefecture" }
}

coded_enum! {
    /// A person's place on one project.
    MemberRole { Lead = "lead", Editor = "editor", Reader = "reader", Expert = "expert" }
}

coded_enum! {
    /// Who reads a thread: everybody on the project, or the State only.
    Audience { All = "all", StateOnly = "state_only" }
}

coded_enum! {
    /// Where a file stands with the antivirus. `NotScanned`: no antivirus is set up, and the page says so.
    ScanState { Pending = "pending", Clean = "clean", Infected = "infected", NotScanned = "not_scanned" }
}

coded_enum! {
    /// Where a source of money stands.
    FundingState { Planned = "planned", Asked = "asked", Granted = "granted", Refused = "refused" }
}

coded_enum! {
    /// The family of help an offer belongs to.
    OfferFamily { Funding = "funding", Engineering = "engineering", ExpertService = "expert_service" }
}

coded_enum! {
    /// Where a recommendation stands.
    RecommendationState {
        Proposed = "proposed",
        Accepted = "accepted",
        Refused = "refused",
        Done = "done",
    }
}

coded_enum! {
    /// The kinds of answer a question asks for.
    QuestionKind {
        Text = "text",
        LongText = "long_text",
        SingleChoice = "single_choice",
        MultipleChoice = "multiple_choice",
        YesNo = "yes_no",
        Number = "number",
        Money = "money",
        Date = "date",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(
        Phase,
        PhaseStatus,
        Priority,
        BearerKind,
        SeatKind,
        MemberRole,
        Audience,
        ScanState,
        FundingState,
        OfferFamily,
        RecommendationState,
        QuestionKind,
    );
}
