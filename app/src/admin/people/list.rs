//! The list of the roles held today.

use super::{Departement, LIST};
use crate::admin::{Place, tabs};
use crate::desk::actions::{address, cursor};
use crate::i18n::dates;
use crate::i18n::labels::{self, Label};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, ColumnHead, EmptyState, IconName, Select, Table,
};
use domain::role::Role;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::role::RoleLine;
use services::role::Roles;

/// What the page shows.
pub struct Model {
    /// The roles of this page.
    pub roles: Roles,
    /// The département chosen.
    pub departement: Option<String>,
    /// Those one may choose.
    pub departements: Vec<Departement>,
    /// Not the first page.
    pub later: bool,
}

/// The page.
pub fn page(model: Model) -> AnyView {
    let chosen = model.departement.clone().unwrap_or_default();
    let here = |path: &str, after: String| {
        address(path, &[("departement", chosen.clone()), ("apres", after)])
    };
    let name = here("/administration/personnes/nommer", String::new());
    let first = model.later.then(|| {
        view! { <a href=here(LIST, String::new())>"Revenir au début de la liste"</a> }
    });
    let next = model.roles.next.map(|at| {
        view! { <ButtonLink href=here(LIST, cursor(at)) kind=ButtonKind::Secondary>"Voir les 50 rôles suivants"</ButtonLink> }
    });
    let body = table(model.roles.lines, model.departement.is_some());
    view! {
        <div class="page stack">
            <h1>"Personnes et rôles"</h1>
            {tabs(Place::People)}
            <p class="measure">"Les personnes qui tiennent un rôle pour l'État : titulaires et suppléants des deux sièges de chaque département, agents, responsables de contrats, administration nationale."</p>
            <p><ButtonLink href=name>"Donner un rôle"</ButtonLink></p>
            {filter(&chosen, &model.departements)}
            {body}
            <p class="cluster">{next}{first}</p>
        </div>
    }
    .into_any()
}

/// The départements as choices of a list.
pub fn choices(departements: &[Departement], chosen: &str) -> Vec<Choice> {
    let choice = |one: &Departement| {
        Choice::new(&one.code, format!("{} {}", one.code, one.name)).selected(one.code == chosen)
    };
    departements.iter().map(choice).collect()
}

fn filter(chosen: &str, departements: &[Departement]) -> AnyView {
    view! {
        <form class="cluster" method="get" action=LIST>
            <Select name="departement" label="Département" options=choices(departements, chosen) placeholder="Tous les départements" optional=true/>
            <Button kind=ButtonKind::Secondary>"Afficher ces rôles"</Button>
        </form>
    }
    .into_any()
}

fn table(lines: Vec<RoleLine>, filtered: bool) -> AnyView {
    if lines.is_empty() {
        let sentence = if filtered {
            "Nommez d'abord les titulaires des deux sièges : sans eux, personne ne reçoit les projets déposés dans ce département."
        } else {
            "Les rôles donnés apparaissent ici."
        };
        return view! {
            <EmptyState title="Personne ne tient de rôle ici" icon=IconName::User><p>{sentence}</p></EmptyState>
        }
        .into_any();
    }
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <Table id="roles" caption="Rôles en cours, les derniers donnés d'abord" stacked=true>
            <thead><tr>
                <ColumnHead label="Personne"/>
                <ColumnHead label="Rôle"/>
                <ColumnHead label="Où"/>
                <ColumnHead label="Depuis"/>
                <ColumnHead label="Action"/>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// "Claire Martin", or the address while no name is known.
pub fn name_of(line: &RoleLine) -> String {
    let name = format!("{} {}", line.first_name, line.last_name);
    match name.trim() {
        "" => line.email.clone(),
        name => name.to_owned(),
    }
}

/// "Siège de la DDT, titulaire".
pub fn role_of(line: &RoleLine) -> String {
    let role = labels::of(Role::parse, &line.role);
    match line.position.as_str() {
        "holder" => format!("{role}, titulaire"),
        "deputy" => format!("{role}, suppléant"),
        _ => role,
    }
}

/// The département, the contract or the nation, with the name of the service.
pub fn ground_of(line: &RoleLine) -> String {
    let scope = match Role::parse(&line.role) {
        Some(Role::NationalAdmin) | None => return "Toute la France".to_owned(),
        Some(Role::ContractManager) => format!("Contrat {}", line.scope),
        Some(_) => format!("Département {}", line.scope),
    };
    if line.place.is_empty() {
        scope
    } else {
        format!("{scope}, {}", line.place)
    }
}

fn row(line: RoleLine) -> AnyView {
    let name = name_of(&line);
    let address = (name != line.email).then(|| view! { <br/>{line.email.clone()} });
    let themes: Vec<&str> = line
        .themes
        .split_whitespace()
        .filter_map(Theme::parse)
        .map(Label::label)
        .collect();
    let themes = (!themes.is_empty()).then(|| {
        view! { <br/><span class="soft small">{format!("Thèmes : {}", themes.join(", "))}</span> }
    });
    view! {
        <tr>
            <th scope="row">{name.clone()}{address}</th>
            <td data-label="Rôle">{role_of(&line)}</td>
            <td data-label="Où">{place(&line)}{themes}</td>
            <td data-label="Depuis">{dates::day(dates::local_day(Timestamp(line.since)))}</td>
            <td data-label="Action">
                <a href=format!("{LIST}/{}/fin", line.id)>"Mettre fin"<span class="visually-hidden">{format!(" au rôle de {name} : {}", role_of(&line))}</span></a>
            </td>
        </tr>
    }
    .into_any()
}

/// Where the role holds, with a link to its page.
fn place(line: &RoleLine) -> AnyView {
    let href = match Role::parse(&line.role) {
        Some(Role::SeatDdt | Role::SeatPrefecture) => {
            format!("/territoire/binome?departement={}", line.scope)
        }
        Some(Role::ContractManager) => format!("/crte/{}", line.scope),
        Some(Role::Agent | Role::NationalAdmin) | None => return ground_of(line).into_any(),
    };
    view! { <a href=href>{ground_of(line)}</a> }.into_any()
}
