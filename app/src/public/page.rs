//! The home page.

use crate::i18n::numbers;
use crate::ui::{ButtonKind, ButtonLink, Card, NextStep, NextStepKind, Person};
use leptos::prelude::*;
use services::public::SMALLEST_SHOWN;
use services::read_models::public::Totals;

/// What the service is, the one thing to do here, who answers, and how much it is used.
#[component]
pub fn Home(
    /// Whether somebody is signed in.
    signed_in: bool,
    /// Counts of the whole country.
    totals: Totals,
) -> impl IntoView {
    view! {
        <div class="home">
            <section class="home-hero">
                <div class="wrap home-hero-inner">
                    <div class="home-hero-text deep">
                        <h1>"Un projet pour votre territoire ?"</h1>
                        <p class="lead">"Déposez-le en dix minutes. L'État local vous répond sous trois jours ouvrés, et vous aide jusqu'à ce que le projet existe."</p>
                        <p class="cluster">
                            <ButtonLink href="/projets/nouveau">"Déposer un projet"</ButtonLink>
                            {if signed_in {
                                view! { <ButtonLink href="/projets" kind=ButtonKind::Secondary>"Voir mes projets"</ButtonLink> }
                            } else {
                                view! { <ButtonLink href="/connexion" kind=ButtonKind::Secondary>"Se connecter"</ButtonLink> }
                            }}
                        </p>
                        <p class="home-hero-note">"Sans compte pour commencer, sans dossier à joindre. Une idée suffit."</p>
                    </div>
                    {sample()}
                </div>
            </section>
            <section class="home-section">
                <div class="wrap">
                    <h2>"Comment cela se passe"</h2>
                    {steps()}
                </div>
            </section>
            <section class="home-section home-band">
                <div class="wrap">
                    <h2>"Qui vous répond"</h2>
                    <div class="grid">
                        <Person name="Direction départementale des territoires" detail="Les ingénieurs et chargés de mission de l'État dans votre département : aménagement, habitat, eau, énergie."/>
                        <Person name="Préfecture et sous-préfecture" detail="Les interlocuteurs des élus : contrats, dotations, coordination des services de l'État."/>
                        <Person name="La personne qui suit votre projet" detail="Un nom, une fonction, un téléphone : vous savez toujours à qui parler."/>
                    </div>
                    {(totals.projects >= SMALLEST_SHOWN).then(|| figures(totals))}
                </div>
            </section>
        </div>
    }
}

/// What one sees after a deposit. An example, and it says so.
fn sample() -> AnyView {
    view! {
        <div class="home-sample">
            <h2 class="visually-hidden">"Ce que vous voyez après le dépôt"</h2>
            <Card title="Rénover l'école Jean-Moulin" meta="Exemple de projet déposé">
                <NextStep
                    kind=NextStepKind::Theirs
                    who="À la préfecture et à la direction des territoires"
                    sentence="prendre votre projet en charge,"
                    due="au plus tard le vendredi 6 mars."
                    rest="Rien n'est attendu de vous."
                />
            </Card>
        </div>
    }
    .into_any()
}

fn steps() -> AnyView {
    view! {
        <ol class="home-steps">
            <li>
                <h3>"Vous déposez"</h3>
                <p>"Six petites étapes, depuis un téléphone s'il le faut. Ce que vous écrivez n'est jamais perdu."</p>
            </li>
            <li>
                <h3>"L'État local décide ensemble"</h3>
                <p>"La direction départementale des territoires et la préfecture lisent le projet, lui donnent une priorité et désignent la personne qui le suit."</p>
            </li>
            <li>
                <h3>"Vous travaillez ensemble"</h3>
                <p>"Une seule fiche pour tous : questions, messages, fichiers, membres. Vous invitez qui vous voulez."</p>
            </li>
            <li>
                <h3>"On lève les blocages"</h3>
                <p>"À chaque difficulté, des aides adaptées à votre projet : ingénierie, financements, experts."</p>
            </li>
        </ol>
    }
    .into_any()
}

fn figures(totals: Totals) -> AnyView {
    let figure = |count: i64, words: &'static str| {
        (count >= SMALLEST_SHOWN).then(|| {
            view! { <div class="figure"><b>{numbers::whole(count)}</b><span>{words}</span></div> }
        })
    };
    view! {
        <h2>"En ce moment"</h2>
        <div class="figures">
            {figure(totals.projects, "projets déposés")}
            {figure(totals.communes, "communes concernées")}
            {figure(totals.answered, "projets pris en charge")}
            {figure(totals.solved_blockers, "blocages levés")}
        </div>
        <p><a href="/stats">"Voir toutes les statistiques"</a></p>
    }
    .into_any()
}
