//! What stands around every part of a project's sheet: header, next step, tabs, rail.

use super::{next_step, view};
use crate::http::{AppState, Page, RequestCx, render};
use crate::i18n::{dates, labels, numbers};
use crate::ui::layout::Sheet;
use crate::ui::{Badge, DescriptionItem, DescriptionList, LinkItem, Tabs, Tone};
use axum::response::Response;
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::Cx;
use services::journal::Fact;
use services::project::SheetHead;

/// The parts of the sheet, in the order of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The first panel.
    Summary,
    /// The questionnaire.
    Survey,
    /// The threads.
    Conversation,
    /// The files.
    Files,
    /// The blockers.
    Blockers,
    /// The recommendations.
    Recommendations,
    /// The money.
    Funding,
    /// The people.
    Members,
    /// The facts.
    History,
    /// The measured result.
    Impact,
}

impl Tab {
    /// Its name on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Summary => "Résumé",
            Self::Survey => "État des lieux",
            Self::Conversation => "Conversation",
            Self::Files => "Fichiers",
            Self::Blockers => "Blocages",
            Self::Recommendations => "Recommandations",
            Self::Funding => "Financement",
            Self::Members => "Membres",
            Self::History => "Historique",
            Self::Impact => "Impact",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Summary => "",
            Self::Survey => "/etat-des-lieux",
            Self::Conversation => "/conversation",
            Self::Files => "/fichiers",
            Self::Blockers => "/blocages",
            Self::Recommendations => "/recommandations",
            Self::Funding => "/financement",
            Self::Members => "/membres",
            Self::History => "/historique",
            Self::Impact => "/impact",
        }
    }

    /// The facts that somebody who looks at this part sees: the bell needs not tell of them any more.
    pub const fn shows(self) -> &'static [Fact] {
        match self {
            Self::Summary => &[
                Fact::Submitted,
                Fact::Acknowledged,
                Fact::Redirected,
                Fact::Assessed,
                Fact::PriorityProposed,
                Fact::PriorityEscalated,
                Fact::PriorityReopened,
                Fact::GapsExplained,
                Fact::Prioritised,
                Fact::Assigned,
                Fact::HandedOver,
                Fact::Closed,
                Fact::Withdrawn,
                Fact::Reopened,
                Fact::Edited,
                Fact::Imported,
                Fact::GroundChanged,
                Fact::Reminded,
            ],
            Self::Survey => &[Fact::SurveyAnswered],
            // Each thread is read by itself.
            Self::Conversation => &[],
            Self::Files => &[Fact::FileAdded, Fact::FileRemoved],
            Self::Blockers => &[Fact::BlockerRaised, Fact::BlockerSolved],
            Self::Recommendations => &[Fact::RecommendationProposed, Fact::RecommendationAnswered],
            Self::Funding => &[Fact::FundingChanged],
            Self::Members => &[
                Fact::MemberInvited,
                Fact::InvitationRevoked,
                Fact::InvitationDeclined,
                Fact::MemberJoined,
                Fact::MemberRemoved,
                Fact::MemberLeft,
                Fact::RoleChanged,
            ],
            // It names what happened and shows nothing of it.
            Self::History => &[],
            Self::Impact => &[Fact::ImpactChanged],
        }
    }

    /// Its address.
    pub fn href(self, project: impl std::fmt::Display) -> String {
        format!("/projets/{project}{}", self.path())
    }
}

/// The tabs that exist; an area adds its own here when its page is there.
const TABS: &[Tab] = &[
    Tab::Summary,
    Tab::Survey,
    Tab::Conversation,
    Tab::Files,
    Tab::Blockers,
    Tab::Recommendations,
    Tab::Funding,
    Tab::Members,
    Tab::History,
    Tab::Impact,
];

/// Answers with a part of the sheet. `refused`: the part holds a form that was refused.
pub fn sheet_page(
    state: &AppState,
    request: &RequestCx,
    head: SheetHead,
    tab: Tab,
    refused: bool,
    part: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    if !refused {
        let project = head.resource.id;
        state
            .services
            .note_seen(&request.cx, project, tab.shows(), None);
    }
    let now = state.services.clock.now();
    let cx = request.cx.clone();
    let title = match tab {
        Tab::Summary => head.sheet.title.clone(),
        other => format!("{} · {}", other.label(), head.sheet.title),
    };
    let page = Page::new(title, move || {
        let header = header(&cx, &head, now);
        let tabs = tabs(&head, tab);
        let rail = rail(&head, now);
        view! {
            <div class="page">
                <Sheet header=header tabs=tabs rail=rail rail_label="Qui suit ce projet, dates et montant">
                    {part()}
                </Sheet>
            </div>
        }
        .into_any()
    });
    render(state, request, page.refused(refused))
}

fn header(cx: &Cx, head: &SheetHead, now: Timestamp) -> AnyView {
    let sheet = &head.sheet;
    let number = sheet
        .number
        .map(|n| format!("n°\u{a0}{}", numbers::whole(n)));
    let place = [Some(sheet.bearer_name.clone()), sheet.contract_name.clone()];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let phase = format!(
        "{}, {}",
        labels::of(Phase::parse, &sheet.phase),
        labels::of(PhaseStatus::parse, &sheet.phase_status)
    );
    let priority = sheet
        .priority
        .as_deref()
        .map(|code| labels::of(Priority::parse, code));
    view! {
        <div class="sheet-title">
            <h1>{sheet.title.clone()}</h1>
            {number.map(|number| view! { <p class="sheet-number">{number}</p> })}
        </div>
        <p class="sheet-place">{place.join(" · ")}</p>
        <p class="cluster">
            <Badge label=labels::of(Intake::parse, &sheet.intake)/>
            <Badge label=phase/>
            {priority.map(|label| view! { <Badge tone=Tone::Info label=label/> })}
        </p>
        {next_step::strip(cx, head, now)}
    }
    .into_any()
}

fn tabs(head: &SheetHead, current: Tab) -> AnyView {
    let counts = &head.counts;
    let links = TABS
        .iter()
        .map(|tab| {
            let waiting = match tab {
                Tab::Conversation => counts.unread_messages,
                Tab::Files => counts.files,
                Tab::Blockers => counts.open_blockers,
                Tab::Recommendations => counts.pending_recommendations,
                Tab::Members => counts.members,
                _ => 0,
            };
            LinkItem::new(tab.label(), tab.href(head.resource.id))
                .current(*tab == current)
                .count(u32::try_from(waiting).unwrap_or(0))
        })
        .collect::<Vec<_>>();
    view! { <Tabs label="Parties de la fiche" links=links/> }.into_any()
}

fn rail(head: &SheetHead, now: Timestamp) -> AnyView {
    let sheet = &head.sheet;
    let facts: Vec<(&str, String)> = [
        ("Coût total", sheet.total_cost_cents.map(numbers::euros)),
        ("Début", sheet.start_on.as_deref().map(dates::iso_day)),
        ("Fin", sheet.end_on.as_deref().map(dates::iso_day)),
        (
            "Déposé le",
            sheet
                .submitted_at
                .map(|at| dates::moment_day(Timestamp(at))),
        ),
    ]
    .into_iter()
    .filter_map(|(label, words)| words.map(|words| (label, words)))
    .collect();
    let last = Timestamp(sheet.last_activity_at);
    view! {
        <section class="rail-block">
            <h2>"Qui suit ce projet"</h2>
            {view::follower(sheet)}
        </section>
        <section class="rail-block">
            <h2>"Dates et montant"</h2>
            <DescriptionList tight=true>
                {facts.into_iter().map(|(label, words)| view! { <DescriptionItem label=label>{words}</DescriptionItem> }).collect_view()}
                <DescriptionItem label="Dernière activité">{view::ago(last, now)}</DescriptionItem>
            </DescriptionList>
        </section>
    }
    .into_any()
}
