//! Filing a project.

use app::ui::{
    Button, ButtonKind, Checkbox, DescriptionItem, DescriptionList, ErrorSummary, Field,
    FieldProblem, Icon, IconName, Stepper,
};
use leptos::prelude::*;

use super::{Reader, shell};

const MISSING: &str = "Indiquez au moins une commune, par son nom ou son code postal.";

fn step(problems: Vec<FieldProblem>) -> AnyView {
    let error = problems.first().map(|problem| problem.message.clone());
    let content = view! {
        <div class="deposit">
            <Stepper step=2 steps=5 title="Où se passe le projet ?" next="Qui le porte ?"/>
            <ErrorSummary problems=problems/>
            <form class="form" method="post" novalidate>
                <Field
                    name="commune"
                    label="Commune concernée"
                    hint="Nom, ancien nom, code postal ou code officiel. Vous pouvez en ajouter plusieurs."
                    error=error
                    autocomplete="off"
                />
                <Field name="lieu" label="Adresse ou lieu-dit" optional=true/>
                <p class="form-saved" role="status"><Icon name=IconName::Check/>"Enregistré à 14 h 32"</p>
                <div class="form-actions">
                    <Button>"Continuer"</Button>
                    <Button kind=ButtonKind::Quiet icon=IconName::ArrowLeft name="aller" value="retour">"Retour"</Button>
                </div>
            </form>
        </div>
    };
    shell(Reader::Nobody, "page page-narrow", content.into_any())
}

pub fn page() -> AnyView {
    step(Vec::new())
}

pub fn wrong() -> AnyView {
    step(vec![FieldProblem::new("commune", MISSING)])
}

pub fn recap() -> AnyView {
    let content = view! {
        <div class="deposit">
            <Stepper step=5 steps=5 title="Relisez avant de déposer"/>
            <div class="recap">
                <section>
                    <div class="recap-head"><h2>"Quoi"</h2><a href="?etape=1">"Modifier"<span class="visually-hidden">" : quoi"</span></a></div>
                    <DescriptionList>
                        <DescriptionItem label="Titre">"Rénover l'école Jean-Moulin"</DescriptionItem>
                        <DescriptionItem label="Résumé">"Isoler les murs et la toiture, remplacer la chaudière au fioul par du bois."</DescriptionItem>
                        <DescriptionItem label="Coût total">"1 250 000 €"</DescriptionItem>
                    </DescriptionList>
                </section>
                <section>
                    <div class="recap-head"><h2>"Où"</h2><a href="?etape=2">"Modifier"<span class="visually-hidden">" : où"</span></a></div>
                    <DescriptionList>
                        <DescriptionItem label="Commune">"Saint-Aubin-de-Luigné (Maine-et-Loire, 49190)"</DescriptionItem>
                    </DescriptionList>
                </section>
            </div>
            <form class="form" method="post" novalidate>
                <Checkbox name="accord" label="Je représente la collectivité et je dépose ce projet en son nom."/>
                <div class="form-actions">
                    <Button icon=IconName::Send>"Déposer le projet"</Button>
                    <Button kind=ButtonKind::Quiet icon=IconName::ArrowLeft name="aller" value="retour">"Retour"</Button>
                </div>
            </form>
        </div>
    };
    shell(Reader::Nobody, "page page-narrow", content.into_any())
}
