//! What the service says, and what one presses.

use leptos::prelude::*;

use super::Part;
use crate::ui::{
    Alert, Banner, Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, NextStep,
    NextStepKind, Skeleton, Toast, ToastRegion, Tone,
    layout::{Cluster, Stack},
};

pub(super) fn buttons() -> AnyView {
    view! {
        <Part title="Boutons">
            <Cluster>
                <Button>"Déposer le projet"</Button>
                <Button kind=ButtonKind::Secondary icon=IconName::Download>"Exporter"</Button>
                <Button kind=ButtonKind::Quiet>"Annuler"</Button>
                <Button kind=ButtonKind::Danger icon=IconName::Trash>"Retirer le projet"</Button>
                <Button disabled=true>"Enregistrement…"</Button>
            </Cluster>
            <Cluster>
                <ButtonLink href="#bouton" icon=IconName::Plus>"Nouveau projet"</ButtonLink>
                <ButtonLink href="#bouton" kind=ButtonKind::Secondary>"Voir la fiche"</ButtonLink>
                <Button kind=ButtonKind::Secondary dense=true>"Prendre en charge"</Button>
                <Button dense=true>"Coter"</Button>
            </Cluster>
        </Part>
    }
    .into_any()
}

pub(super) fn messages() -> AnyView {
    view! {
        <Part title="Messages">
            <Stack>
                <Alert tone=Tone::Info>"La préfecture répond sous trois jours ouvrés."</Alert>
                <Alert tone=Tone::Success title="Votre projet est déposé">
                    "Il porte le numéro 4 127. Vous recevez un e-mail de confirmation."
                </Alert>
                <Alert tone=Tone::Warning>"Le fichier n'est pas analysé : ouvrez-le avec prudence."</Alert>
                <Alert tone=Tone::Danger title="Le message n'est pas parti">
                    "Le réseau a manqué. Votre texte est gardé : " <a href="#messages">"envoyez-le à nouveau"</a> "."
                </Alert>
                <Banner>"Démonstration : rien de ce que vous faites ici n'est transmis. " <a href="#messages">"Changer de personne"</a></Banner>
                <NextStep who="À vous" sentence="répondre à 2 recommandations," due="avant le jeudi 12 mars.">
                    <ButtonLink href="#etape">"Voir les recommandations"</ButtonLink>
                </NextStep>
                <NextStep
                    kind=NextStepKind::Theirs
                    who="À la préfecture"
                    sentence="donner son avis sur votre projet,"
                    due="au plus tard le jeudi 12 mars."
                    rest="Rien n'est attendu de vous."
                />
                <NextStep kind=NextStepKind::Late who="À vous" sentence="prendre ce projet en charge." due="C'était attendu pour le lundi 2 mars.">
                    <Button>"Prendre en charge"</Button>
                </NextStep>
                <NextStep kind=NextStepKind::Done who="Terminé" sentence="l'école est rénovée depuis le 4 mai 2026."/>
                <EmptyState title="Aucun fichier pour le moment" icon=IconName::Folder>
                    <p>"Les plans, devis et délibérations déposés par les membres du projet sont ici."</p>
                    <ButtonLink href="#fichier" icon=IconName::Upload>"Ajouter un fichier"</ButtonLink>
                </EmptyState>
                <Skeleton label="La liste arrive."/>
            </Stack>
        </Part>
    }
    .into_any()
}

pub(super) fn overlays() -> AnyView {
    view! {
        <Part title="Ce qui flotte">
            <Dialog id="retirer" title="Retirer le projet ?" in_flow=true>
                <p>"Les membres en sont prévenus. Vous pouvez le remettre ensuite."</p>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger scripted=true>"Retirer le projet"</Button>
                    <Button kind=ButtonKind::Quiet scripted=true>"Garder le projet"</Button>
                </div>
            </Dialog>
            <ToastRegion in_flow=true>
                <Toast tone=Tone::Success text="Réponse enregistrée."/>
                <Toast tone=Tone::Danger text="Réseau absent : nouvel essai dans 10 secondes."/>
            </ToastRegion>
        </Part>
    }
    .into_any()
}
