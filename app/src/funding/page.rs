//! The plan: its lines, its sums, the form of a line.

use crate::http::FormState;
use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::ui::{
    Amount, Badge, Button, ButtonKind, ButtonLink, Checkbox, Choice, ColumnHead, DescriptionItem,
    DescriptionList, EmptyState, ErrorSummary, Field, IconName, MoneyField, RadioGroup, Table,
    Tone,
};
use domain::funding::{NAME_MAX, OWN_FUNDS, Totals, totals};
use domain::ids::ProjectId;
use domain::project::FundingState;
use leptos::prelude::*;
use services::read_models::funding::Line;
use uuid::Uuid;

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// In the order they were added.
    pub lines: Vec<Line>,
    /// Total cost of the project, in cents.
    pub total: Option<i64>,
    /// Whether the reader may change the plan.
    pub editable: bool,
    /// Key of the form.
    pub key: String,
    /// The form that adds a line.
    pub form: FormState,
}

/// The whole part.
pub fn part(model: Model) -> AnyView {
    let Model {
        project,
        lines,
        total,
        editable,
        key,
        form,
    } = model;
    let sums = totals(
        lines.iter().filter_map(|line| {
            FundingState::parse(&line.state)
                .map(|state| (line.source == OWN_FUNDS, state, line.amount_cents))
        }),
        total,
    );
    let plan = if lines.is_empty() {
        view! {
            <EmptyState title="Le plan de financement est vide" icon=IconName::Euro>
                <p>"Les sources d'argent du projet sont ici : ce que la collectivité apporte, ce qui est envisagé, demandé, accordé."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        table(project, lines, editable)
    };
    view! {
        <section class="stack stack-wide">
            <h2>"Financement"</h2>
            {summary(total, sums)}
            {plan}
            {editable.then(|| view! {
                <section class="card stack">
                    <h3>"Ajouter une ligne"</h3>
                    {line_form(format!("/projets/{project}/financement"), form, key, "Ajouter au plan", None)}
                </section>
            })}
        </section>
    }
    .into_any()
}

fn summary(total: Option<i64>, sums: Totals) -> AnyView {
    let cost = total.map_or_else(|| "Pas encore connu".to_owned(), numbers::euros);
    let share = sums
        .own_share
        .map(|share| format!(" ({},{}\u{a0}% du coût total)", share / 10, share % 10));
    let missing = sums.missing.map(|cents| match cents {
        0 => (
            "Reste à financer",
            "Rien : le plan couvre le coût total".to_owned(),
        ),
        ..0 => (
            "Le plan dépasse le coût total de",
            numbers::euros(cents.saturating_neg()),
        ),
        _ => ("Reste à financer", numbers::euros(cents)),
    });
    view! {
        <DescriptionList>
            <DescriptionItem label="Coût total"><Amount words=cost/></DescriptionItem>
            <DescriptionItem label="Fonds propres"><Amount words=numbers::euros(sums.own)/>{share}</DescriptionItem>
            <DescriptionItem label="Accordé"><Amount words=numbers::euros(sums.granted)/></DescriptionItem>
            <DescriptionItem label="Demandé"><Amount words=numbers::euros(sums.asked)/></DescriptionItem>
            <DescriptionItem label="Envisagé"><Amount words=numbers::euros(sums.planned)/></DescriptionItem>
            {missing.map(|(label, words)| view! { <DescriptionItem label=label><b><Amount words=words/></b></DescriptionItem> })}
        </DescriptionList>
    }
    .into_any()
}

/// Who pays, in words.
fn source(line: &Line) -> String {
    if line.source == OWN_FUNDS {
        "Fonds propres".to_owned()
    } else {
        line.source.clone()
    }
}

fn table(project: ProjectId, lines: Vec<Line>, editable: bool) -> AnyView {
    let rows = lines.into_iter().map(move |line| {
        let tone = match FundingState::parse(&line.state) {
            Some(FundingState::Granted) => Tone::Success,
            Some(FundingState::Asked) => Tone::Info,
            _ => Tone::Neutral,
        };
        let name = source(&line);
        let about = format!(" : {name}, {}", numbers::euros(line.amount_cents));
        let links = editable.then(|| {
            let href = format!("/projets/{project}/financement/{}", line.id);
            view! {
                <td data-label="Actions"><span class="cluster">
                    <a href=href.clone()>"Modifier"<span class="visually-hidden">{about.clone()}</span></a>
                    <a href=format!("{href}/retirer")>"Retirer"<span class="visually-hidden">{about}</span></a>
                </span></td>
            }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label="Dispositif">{if line.scheme.is_empty() { "—".to_owned() } else { line.scheme }}</td>
                <td data-label="État"><Badge tone=tone label=labels::of(FundingState::parse, &line.state)/></td>
                <td data-label="Montant" class="number"><Amount words=numbers::euros(line.amount_cents)/></td>
                {links}
            </tr>
        }
    });
    view! {
        <Table id="plan" caption="Lignes du plan de financement" stacked=true>
            <thead><tr>
                <ColumnHead label="Source"/>
                <ColumnHead label="Dispositif"/>
                <ColumnHead label="État"/>
                <ColumnHead label="Montant" number=true/>
                {editable.then(|| view! { <ColumnHead label="Actions"/> })}
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </Table>
    }
    .into_any()
}

fn line_form(
    action: String,
    form: FormState,
    key: String,
    send: &'static str,
    back: Option<String>,
) -> AnyView {
    let labels = [
        ("source", "Qui finance"),
        ("dispositif", "Dispositif"),
        ("montant", "Montant"),
        ("etat", "État"),
    ];
    let asked = form.value("etat");
    let states = FundingState::ALL
        .iter()
        .map(|state| Choice::new(state.code(), state.label()).selected(asked == state.code()));
    view! {
        <ErrorSummary problems=form.summary(&labels)/>
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name="cle" value=key/>
            <Field name="source" label="Qui finance ?" value=form.value("source") error=form.error("source") hint="Par exemple : État, région, département, intercommunalité, emprunt." maxlength=NAME_MAX optional=true/>
            <Checkbox name="propres" label="Ce sont les fonds propres de la collectivité" checked=form.typed.has("propres")/>
            <Field name="dispositif" label="Au titre de quel dispositif ?" value=form.value("dispositif") error=form.error("dispositif") hint="Par exemple : dotation d'équipement des territoires ruraux." maxlength=NAME_MAX optional=true/>
            <MoneyField name="montant" label="Montant" value=form.value("montant") error=form.error("montant")/>
            <RadioGroup name="etat" label="Où en est cette source ?" options=states.collect() error=form.error("etat")/>
            <div class="form-actions">
                <Button>{send}</Button>
                {back.map(|href| view! { <ButtonLink href=href kind=ButtonKind::Quiet>"Revenir au plan"</ButtonLink> })}
            </div>
        </form>
    }
    .into_any()
}

/// The page that changes a line.
pub fn edit(project: ProjectId, line: Uuid, form: FormState, key: String) -> AnyView {
    let action = format!("/projets/{project}/financement/{line}");
    let back = format!("/projets/{project}/financement");
    view! {
        <section class="stack">
            <h2>"Modifier une ligne du plan"</h2>
            {line_form(action, form, key, "Enregistrer la ligne", Some(back))}
        </section>
    }
    .into_any()
}

/// The page that asks before a line goes.
pub fn confirm(project: ProjectId, line: Line, key: String) -> AnyView {
    let action = format!("/projets/{project}/financement/{}/retirer", line.id);
    let (name, amount) = (source(&line), numbers::euros(line.amount_cents));
    view! {
        <section class="stack confirm">
            <h2>"Retirer cette ligne du plan ?"</h2>
            <DescriptionList>
                <DescriptionItem label="Source">{name}</DescriptionItem>
                <DescriptionItem label="Montant"><Amount words=amount/></DescriptionItem>
            </DescriptionList>
            <p>"La ligne n'est plus comptée. L'historique garde la trace de ce retrait."</p>
            <form method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger>"Retirer la ligne"</Button>
                    <ButtonLink href=format!("/projets/{project}/financement") kind=ButtonKind::Quiet>"Garder la ligne"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
