//! The public home.

use app::ui::{
    ButtonKind, ButtonLink, IconName, NextStep, NextStepKind, Person, Time, Timeline, TimelineItem,
    Tone,
};
use leptos::prelude::*;

use super::{Reader, shell};

pub fn page() -> AnyView {
    let content = view! {
        {hero()}
        <section class="home-section">
            <div class="wrap">
                <h2>"De l'idée au projet réalisé, en quatre étapes"</h2>
                <ol class="home-steps">
                    <li><h3>"Déposez"</h3><p>"Dix minutes, quelques phrases, même depuis un téléphone. Vous reprenez quand vous voulez."</p></li>
                    <li><h3>"Une réponse"</h3><p>"La préfecture et la direction des territoires lisent le projet ensemble et vous disent qui le suit."</p></li>
                    <li><h3>"Travaillez ensemble"</h3><p>"Une seule fiche pour tous\u{a0}: conversation, fichiers, calendrier, personnes à joindre."</p></li>
                    <li><h3>"Avancez"</h3><p>"Un obstacle\u{a0}? La fiche propose ingénierie, financements et experts, avec leurs raisons."</p></li>
                </ol>
            </div>
        </section>
        <section class="home-section home-band">
            <div class="wrap">
                <h2>"Ce que l'État local a fait ce mois-ci"</h2>
                <div class="figures">
                    <p class="figure"><b>"1 284"</b><span>"projets déposés"</span></p>
                    <p class="figure"><b>"2,1 jours"</b><span>"délai moyen de première réponse"</span></p>
                    <p class="figure"><b>"347"</b><span>"blocages levés"</span></p>
                </div>
                <h2>"Qui vous répond"</h2>
                <div class="grid">
                    <Person name="Claire Martin" detail="Cheffe de projet, préfecture"/>
                    <Person name="Hugo Bernard" detail="Direction départementale des territoires"/>
                    <Person name="Nadia Lefèvre" detail="Cheffe de projet du contrat de territoire"/>
                </div>
            </div>
        </section>
    };
    shell(Reader::Nobody, "home", content.into_any())
}

fn hero() -> AnyView {
    view! {
        <section class="home-hero">
            <div class="wrap home-hero-inner">
                <div class="home-hero-text deep">
                    <h1>"Un projet pour votre territoire\u{a0}?"</h1>
                    <p class="lead">"Déposez-le ici, avec vos mots. L'État local vous répond sous trois jours ouvrés et vous accompagne jusqu'au bout."</p>
                    <div class="cluster">
                        <ButtonLink href="/projets/nouveau" icon=IconName::Plus>"Déposer un projet"</ButtonLink>
                        <ButtonLink href="/connexion" kind=ButtonKind::Quiet>"Retrouver mes projets"</ButtonLink>
                    </div>
                    <p class="home-hero-note">"Gratuit, sans compte pour commencer. Dix minutes suffisent."</p>
                </div>
                <div class="card home-sample">
                    <p class="card-meta">"Un exemple de ce que vous voyez ensuite"</p>
                    <h2 class="card-title">"Rénover l'école Jean-Moulin"</h2>
                    <NextStep
                        kind=NextStepKind::Theirs
                        who="À la préfecture"
                        sentence="donner son avis,"
                        due="au plus tard le jeudi 12 mars."
                        rest="Rien n'est attendu de vous."
                    />
                    <Timeline>
                        <TimelineItem tone=Tone::Success icon=IconName::Check when=view! { <Time datetime="2026-03-05" words="jeudi 5 mars"/> }.into_any()>
                            <p>"Claire Martin, préfecture, prend le projet en charge"</p>
                        </TimelineItem>
                        <TimelineItem icon=IconName::Send when=view! { <Time datetime="2026-03-03" words="mardi 3 mars"/> }.into_any()>
                            <p>"Vous déposez le projet"</p>
                        </TimelineItem>
                    </Timeline>
                </div>
            </div>
        </section>
    }
    .into_any()
}
