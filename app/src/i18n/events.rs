//! What happened, in a sentence: for the history, the bell and the mails.

use domain::blocker::BlockerKind;
use domain::delay::{Delay, Mark};
use domain::intake::Intake;
use domain::project::{Audience, MemberRole, Priority};
use domain::timestamp::Timestamp;
use services::journal::{Details, Fact};
use services::read_models::project::EventLine;

use super::labels::Label;
use super::{dates, help, labels};

/// The French words for the mails, which `services` may not hold.
#[derive(Clone, Copy, Debug)]
pub struct French;

impl services::ports::Wording for French {
    fn sentence(&self, event: &EventLine) -> String {
        sentence(event)
    }

    fn due(&self, at: Timestamp, now: Timestamp) -> String {
        dates::due(at, now)
    }

    fn state(&self, state: Intake) -> String {
        state.label().to_owned()
    }
}

/// "Claire Martin a pris le projet en charge."
pub fn sentence(event: &EventLine) -> String {
    let name = [event.first_name.as_deref(), event.last_name.as_deref()];
    let name: Vec<&str> = name
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let details: Details = serde_json::from_str(&event.payload).unwrap_or_default();
    let who = match (name.is_empty(), details.get("rule")) {
        (true, Some(rule)) => format!("La règle « {rule} »"),
        (true, None) => "Le service".to_owned(),
        (false, _) => name.join(" "),
    };
    let fact = Fact::parse(&event.kind);
    let private = event.audience == Audience::StateOnly.code();
    let to_whom = match fact {
        Some(Fact::MessagePosted) if private => " aux services de l'État",
        _ => "",
    };
    ended(format!("{who} {}{to_whom}", deed(fact, &details)))
}

/// With a final point, unless what somebody typed at its end has its own.
fn ended(mut sentence: String) -> String {
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

/// What was done, to follow a name: "a pris le projet en charge".
pub fn deed(fact: Option<Fact>, details: &Details) -> String {
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let Some(fact) = fact else {
        return "a modifié le projet".to_owned();
    };
    match fact {
        Fact::Submitted => "a déposé le projet".to_owned(),
        Fact::Acknowledged => "a pris le projet en charge".to_owned(),
        Fact::Redirected => format!(
            "a réorienté le projet vers {} : {}",
            detail("to_whom"),
            detail("reason")
        ),
        Fact::PriorityProposed => format!(
            "a proposé : {}",
            labels::of(Priority::parse, detail("level"))
        ),
        Fact::Prioritised => match detail("reason") {
            "" => format!(
                "a signé la décision : {}",
                labels::of(Priority::parse, detail("level"))
            ),
            reason => format!(
                "a signé la décision : {} ({reason})",
                labels::of(Priority::parse, detail("level"))
            ),
        },
        Fact::Assigned => match detail("reason") {
            "" => format!("a confié le projet à {}", detail("assignee")),
            reason => format!("a confié le projet à {} : {reason}", detail("assignee")),
        },
        Fact::PriorityEscalated => {
            "a transmis la décision au référent du département, faute d'accord du binôme en cinq jours ouvrés"
                .to_owned()
        }
        Fact::PriorityReopened => format!("a rouvert la décision de priorité : {}", detail("reason")),
        Fact::GapsExplained => "a expliqué les écarts de cotation".to_owned(),
        Fact::Assessed => "a coté le projet".to_owned(),
        Fact::HandedOver => format!(
            "a transmis le suivi à {} : {}",
            detail("assignee"),
            detail("reason")
        ),
        Fact::FirstContact => "a pris contact avec la collectivité".to_owned(),
        Fact::Closed => format!("a clos le projet : {}", detail("reason")),
        Fact::Withdrawn => format!("a retiré le projet : {}", detail("reason")),
        Fact::Reopened => format!("a rouvert le projet : {}", detail("reason")),
        Fact::Edited => "a modifié la fiche".to_owned(),
        Fact::MessagePosted => "a écrit un message".to_owned(),
        Fact::MessageTakenBack => "a retiré un de ses messages".to_owned(),
        Fact::FileAdded => format!("a ajouté le fichier « {} »", detail("name")),
        Fact::FileRemoved => format!("a retiré le fichier « {} »", detail("name")),
        Fact::SurveyAnswered => "a complété l'état des lieux".to_owned(),
        Fact::BlockerRaised => format!("a signalé un blocage : {}", blocker(details)),
        Fact::BlockerSolved => format!("a levé un blocage : {}", blocker(details)),
        Fact::RecommendationProposed => format!("a proposé « {} »", detail("title")),
        Fact::RecommendationAnswered => {
            format!("a répondu à la recommandation « {} »", detail("title"))
        }
        Fact::MemberInvited => format!(
            "a invité {} ({})",
            detail("email"),
            labels::of(MemberRole::parse, detail("role"))
        ),
        Fact::InvitationRevoked => format!("a annulé l'invitation de {}", detail("email")),
        Fact::InvitationDeclined => "a décliné l'invitation".to_owned(),
        Fact::MemberJoined => "a rejoint le projet".to_owned(),
        Fact::MemberRemoved => format!("a retiré {} du projet", detail("name")),
        Fact::MemberLeft => "a quitté le projet".to_owned(),
        Fact::RoleChanged => format!(
            "a donné à {} le rôle « {} »",
            detail("name"),
            labels::of(MemberRole::parse, detail("role"))
        ),
        Fact::FundingChanged => "a mis à jour le plan de financement".to_owned(),
        Fact::ImpactChanged => "a mis à jour l'évaluation d'impact".to_owned(),
        Fact::ContractAttached => {
            format!("a rattaché le projet au contrat « {} »", detail("contract"))
        }
        Fact::GroundChanged => format!(
            "applique le découpage officiel : le projet relève {}, et non plus {}. Ce qui est en cours continue",
            detail("to"),
            detail("from")
        ),
        Fact::Imported => "a repris le projet d'un fichier".to_owned(),
        Fact::Reminded => reminder(details),
        Fact::Tagged => format!("a mis l'étiquette « {} »", detail("name")),
        Fact::Untagged => format!("a retiré l'étiquette « {} »", detail("name")),
        Fact::ReadByAdmin => {
            "a consulté la fiche au titre de l'administration nationale".to_owned()
        }
    }
}

/// "rappelle l'échéance du 5 mars 2026 : la prise en charge du projet".
fn reminder(details: &Details) -> String {
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let day = detail("due")
        .parse()
        .map_or_else(|_| String::new(), |at| dates::moment_day(Timestamp(at)));
    let what = labels::owed(Delay::parse(detail("delay")));
    match Mark::parse(detail("mark")) {
        Some(Mark::Full) => format!("signale un retard depuis le {day} : {what}"),
        Some(Mark::Over) => format!("alerte le binôme, en retard depuis le {day} : {what}"),
        Some(Mark::Half) | None => format!("rappelle l'échéance du {day} : {what}"),
    }
}

/// What stops the project, in the words of the one who said so, else by its kind.
fn blocker(details: &Details) -> String {
    let detail = |name: &str| details.get(name).cloned().unwrap_or_default();
    let sentence = detail("sentence");
    if sentence.is_empty() {
        help::lower(&labels::of(BlockerKind::parse, &detail("kind")))
    } else {
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        for (typed, told) in [
            ("Il manque une part", "Il manque une part."),
            ("Il manque une part.", "Il manque une part."),
            ("Pourquoi ?", "Pourquoi ?"),
        ] {
            assert_eq!(ended(typed.to_owned()), told);
        }
    }
}
