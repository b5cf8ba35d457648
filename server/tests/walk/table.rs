//! What each address needs: data, read by the walk. An address that is missing here fails the walk.
#![allow(
    dead_code,
    reason = "shared with the hostile text, which uses less of it"
)]

#[path = "row.rs"]
mod row;

use crate::standing::*;
use domain::permission::Action as A;
use row::{get, post};

pub use row::{Needs, Row};

const READ: Needs = Needs::Right(&[A::Read]);
const EDIT: Needs = Needs::Right(&[A::Edit]);
const BLOCK: Needs = Needs::Right(&[A::Block]);
const WRITE: Needs = Needs::Right(&[A::WriteAll]);
const ADD_FILE: Needs = Needs::Right(&[A::AddFile]);
const INVITE: Needs = Needs::Right(&[A::InviteGuest]);
const INVITE_ANY: Needs = Needs::Right(&[A::InviteAny]);
const RECOMMEND: Needs = Needs::Right(&[A::Recommend]);
const ANSWER: Needs = Needs::Right(&[A::AnswerRecommendation]);
const REDIRECT: Needs = Needs::Right(&[A::Redirect]);
const PRIORITISE: Needs = Needs::Right(&[A::Prioritise]);
const SETTLE: Needs = Needs::Right(&[A::Settle]);
const SCORES: Needs = Needs::Right(&[A::Prioritise, A::Settle]);
const CLOSE: Needs = Needs::Right(&[A::Close]);
const WITHDRAW: Needs = Needs::Right(&[A::Withdraw]);
const REOPEN: Needs = Needs::Right(&[A::Reopen]);
const HAND_OVER: Needs = Needs::Right(&[A::Assign, A::HandOver]);
const STATE_READ: Needs = Needs::StateOnly(A::ReadStateOnly);
const STATE_WRITE: Needs = Needs::StateOnly(A::WriteStateOnly);
const STATE: &str = "?fil=etat";
const TERRITORY: Needs = Needs::Standing(sees_a_territory);
const ADMIN: Needs = Needs::Standing(|person| known_if(person.admin));

/// Every address, area by area in the order of the router.
pub const ROWS: &[Row] = &[
    get("/", Needs::Nothing),
    get("/accessibilite", Needs::Nothing),
    get("/mentions-legales", Needs::Nothing),
    get("/donnees-personnelles", Needs::Nothing),
    get("/.well-known/security.txt", Needs::Nothing),
    get("/connexion", Needs::Nothing),
    post("/connexion", Needs::Nothing),
    get("/connexion/code", Needs::Nothing),
    post("/connexion/code", Needs::Nothing),
    get("/connexion/lien/{link}", Needs::Nothing),
    post("/connexion/lien/{link}", Needs::Nothing),
    post("/deconnexion", Needs::Nothing),
    get("/compte", Needs::SignedIn),
    post("/compte", Needs::SignedIn),
    post("/compte/courriers", Needs::SignedIn).sending(&[("courriers", "daily")]),
    post("/compte/sessions/{id}/fermer", Needs::SignedIn),
    post("/compte/sessions/fermer-les-autres", Needs::SignedIn),
    post("/compte/sessions/fermer-toutes", Needs::SignedIn),
    get("/compte/mes-donnees.json", Needs::SignedIn),
    // A link that we did not write; one that we did is in the tests of mails.
    get("/desabonnement/{token}", Needs::Elsewhere),
    post("/desabonnement/{token}", Needs::Elsewhere),
    get("/administration/envois", ADMIN),
    post("/administration/envois/{id}/renvoyer", ADMIN),
    get("/administration/personnes", ADMIN),
    get("/administration/personnes", ADMIN).with("?departement=49"),
    get("/administration/personnes/nommer", ADMIN),
    post("/administration/personnes/nommer", ADMIN),
    get("/administration/personnes/{id}/fin", ADMIN),
    post("/administration/personnes/{id}/fin", ADMIN),
    get("/administration/composants", ADMIN),
    get("/notifications", Needs::SignedIn),
    post("/notifications/lues", Needs::SignedIn),
    get("/notifications/{id}", READ),
    get("/demo", Needs::Elsewhere),
    post("/demo/devenir/{key}", Needs::Elsewhere),
    get("/demo/courrier", Needs::Elsewhere),
    get("/demo/courrier/{id}", Needs::Elsewhere),
    get("/projets", Needs::SignedIn),
    get("/projets/{id}", READ),
    get("/projets/{id}", READ).once("draft"),
    post("/projets/{id}/sourdine", READ).sending(&[("sourdine", "oui")]),
    get("/projets/{id}/historique", READ),
    get("/projets/nouveau", Needs::Nothing),
    post("/projets/nouveau", Needs::Nothing),
    get("/projets/nouveau/{draft}", Needs::OwnDraft),
    post("/projets/nouveau/{draft}/supprimer", Needs::OwnDraft),
    get("/projets/nouveau/{draft}/{etape}", Needs::OwnDraft),
    post("/projets/nouveau/{draft}/{etape}", Needs::OwnDraft),
    post(
        "/projets/nouveau/{draft}/{etape}/brouillon",
        Needs::OwnDraft,
    )
    .hidden_as(410),
    get("/projets/nouveau/{draft}/envoyer", Needs::OwnDraft),
    post("/projets/nouveau/{draft}/envoyer", Needs::OwnDraft),
    get("/api/interne/communes", Needs::Nothing),
    get("/projets/{id}/etat-des-lieux", READ),
    post("/projets/{id}/etat-des-lieux", EDIT).sending(&[("section", "Le besoin")]),
    get("/projets/{id}/etat-des-lieux/{code}", READ),
    get("/projets/{id}/blocages", READ),
    post("/projets/{id}/blocages", BLOCK),
    get("/projets/{id}/blocages/{blocker}/lever", BLOCK),
    post("/projets/{id}/blocages/{blocker}/lever", BLOCK),
    get("/projets/{id}/recommandations", READ),
    get("/projets/{id}/recommandations/proposer", RECOMMEND),
    post("/projets/{id}/recommandations/proposer", RECOMMEND),
    post("/projets/{id}/recommandations/{recommendation}", ANSWER)
        .sending(&[("etat", "proposed"), ("reponse", "accepted")]),
    get(
        "/projets/{id}/recommandations/{recommendation}/ecarter",
        ANSWER,
    ),
    get("/projets/{id}/financement", READ),
    post("/projets/{id}/financement", EDIT),
    get("/projets/{id}/financement/{line}", EDIT),
    post("/projets/{id}/financement/{line}", EDIT),
    get("/projets/{id}/financement/{line}/retirer", EDIT),
    post("/projets/{id}/financement/{line}/retirer", EDIT),
    get("/projets/{id}/impact", READ),
    post("/projets/{id}/impact", EDIT),
    get("/projets/{id}/impact/{indicator}", EDIT),
    post("/projets/{id}/impact/{indicator}", EDIT),
    get("/projets/{id}/impact/{indicator}/retirer", EDIT),
    post("/projets/{id}/impact/{indicator}/retirer", EDIT),
    get("/offres", Needs::Nothing),
    get("/offres/{id}", Needs::Nothing),
    get("/territoire", Needs::Standing(has_a_desk)),
    get("/territoire/retards", Needs::Standing(is_of_a_departement)),
    get("/territoire/retards", Needs::Standing(reads_the_rules))
        .with("?departement=49&genre=blocked&qui=binome"),
    get("/territoire/projets", TERRITORY),
    get("/territoire/projets.csv", TERRITORY),
    get("/territoire/projets.xlsx", TERRITORY),
    get("/territoire/exports", Needs::SignedIn),
    get("/territoire/exports/nouveau", TERRITORY),
    post("/territoire/exports", TERRITORY)
        .sending(&[("adresse", "etat=submitted"), ("format", "csv")]),
    get("/territoire/exports/{export}", Needs::SignedIn),
    get(
        "/territoire/exports/{export}/fichier",
        Needs::Standing(sees_the_pair),
    ),
    get("/territoire/exports/{export}/supprimer", Needs::SignedIn),
    post("/territoire/exports/{export}/supprimer", Needs::SignedIn),
    get("/territoire/tableau", TERRITORY),
    get("/territoire/tableau/flux", TERRITORY),
    get("/territoire/carte", TERRITORY),
    get("/territoire/carte/projets.geojson", TERRITORY),
    get("/contours/{contour}", Needs::Nothing),
    get("/territoire/lot", Needs::Standing(is_of_a_departement)).with("?action=ecrire&portee=tous"),
    post("/territoire/lot", Needs::Standing(is_of_a_departement)).sending(&[
        ("adresse", "action=ecrire&portee=tous"),
        ("message", "Bonjour."),
    ]),
    get("/territoire/lot/{lot}", Needs::SignedIn),
    post("/territoire/lot/{lot}/annuler", Needs::SignedIn),
    get("/territoire/vues", TERRITORY),
    post("/territoire/vues", TERRITORY),
    get("/territoire/vues/{view}/modifier", Needs::SignedIn),
    post("/territoire/vues/{view}/modifier", Needs::SignedIn),
    get(
        "/territoire/vues/{view}/courriel",
        Needs::Standing(sees_the_pair),
    ),
    post(
        "/territoire/vues/{view}/courriel",
        Needs::Standing(sees_the_pair),
    ),
    get("/territoire/vues/{view}/supprimer", Needs::SignedIn),
    post("/territoire/vues/{view}/supprimer", Needs::SignedIn),
    get("/territoire/binome", Needs::Standing(is_of_a_departement)),
    get("/territoire/binome", Needs::Standing(sees_the_pair)).with("?departement=49"),
    post(
        "/territoire/binome/referent",
        Needs::Standing(names_the_referent),
    )
    .sending(&[
        ("departement", "49"),
        ("email-referent", "referent@exemple.fr"),
    ]),
    get(
        "/territoire/binome/ponderation",
        Needs::Standing(is_of_a_departement),
    ),
    post("/territoire/binome/ponderation", Needs::Standing(weighs)).sending(&[
        ("departement", "49"),
        ("avant", "111111"),
        ("maturity", "1"),
        ("impact", "1"),
        ("urgency", "1"),
        ("territorial_need", "1"),
        ("feasibility", "1"),
        ("strategy_fit", "1"),
    ]),
    post("/territoire/binome/absence", Needs::Standing(sits)).sending(&[("departement", "49")]),
    post(
        "/territoire/binome/suppleant",
        Needs::Standing(holds_the_ddt),
    )
    .sending(&[("departement", "49"), ("siege", "ddt")]),
    post(
        "/territoire/binome/arrondissement",
        Needs::Standing(seats_somebody_in_cholet),
    )
    .sending(&[
        ("departement", "49"),
        ("siege", "ddt"),
        ("arrondissement-ddt", "492"),
    ]),
    post(
        "/territoire/binome/suppleant/fin",
        Needs::Standing(holds_the_ddt),
    )
    .sending(&[("departement", "49"), ("place", "{place}")]),
    get("/crte/{code}", Needs::Standing(sees_the_contract)),
    get("/crte/{code}/bilan.pdf", Needs::Standing(sees_the_contract)),
    get("/territoire/seance", Needs::Standing(is_of_a_departement)),
    post("/territoire/seance", Needs::Standing(opens_meetings))
        .sending(&[("adresse", "departement=49")]),
    get(
        "/territoire/seance/{meeting}",
        Needs::Standing(reads_the_rules),
    ),
    get(
        "/territoire/seance/{meeting}/compte-rendu",
        Needs::Standing(reads_the_rules),
    ),
    get(
        "/territoire/seance/{meeting}/compte-rendu.pdf",
        Needs::Standing(reads_the_rules),
    ),
    get(
        "/territoire/seance/{meeting}/fin",
        Needs::Standing(writes_in_the_meeting),
    ),
    post(
        "/territoire/seance/{meeting}/fin",
        Needs::Standing(writes_in_the_meeting),
    ),
    post(
        "/territoire/seance/{meeting}/signature",
        Needs::Standing(joins_the_meeting),
    ),
    post(
        "/territoire/seance/{meeting}/signature/retrait",
        Needs::Standing(writes_rules),
    ),
    get(
        "/territoire/seance/{meeting}/{turn}",
        Needs::Standing(reads_the_rules),
    ),
    post(
        "/territoire/seance/{meeting}/{turn}/priorite",
        Needs::Standing(writes_in_the_meeting),
    )
    .once("acknowledged"),
    post(
        "/territoire/seance/{meeting}/{turn}/note",
        Needs::Standing(writes_in_the_meeting),
    ),
    get("/territoire/import", Needs::Standing(imports_somewhere)),
    get("/territoire/import", Needs::Standing(imports)).with("?departement=49"),
    post("/territoire/import", Needs::Standing(imports))
        .with("?departement=49")
        .with_files(),
    get("/territoire/import/{import}", Needs::Standing(imports)),
    get("/territoire/import/{import}", Needs::Standing(imports)).with("?colonnes=oui"),
    post(
        "/territoire/import/{import}/verifier",
        Needs::Standing(imports),
    ),
    post(
        "/territoire/import/{import}/importer",
        Needs::Standing(imports),
    ),
    get(
        "/territoire/import/{import}/rapport.csv",
        Needs::Standing(imports),
    ),
    get("/crte/{code}/projets", Needs::Standing(sees_the_contract)),
    get(
        "/crte/{code}/projets.csv",
        Needs::Standing(sees_the_contract),
    ),
    get(
        "/crte/{code}/projets.xlsx",
        Needs::Standing(sees_the_contract),
    ),
    get(
        "/crte/{code}/rattacher",
        Needs::Standing(attaches_to_the_contract),
    ),
    post(
        "/crte/{code}/rattacher",
        Needs::Standing(attaches_to_the_contract),
    ),
    get("/territoire/bilan", Needs::Standing(sees_the_pair)).with("?departement=49"),
    get("/territoire/bilan", Needs::Standing(is_of_a_departement)).with("?programme=pvd"),
    get("/territoire/bilan.pdf", Needs::Standing(sees_the_pair)).with("?departement=49"),
    get(
        "/territoire/bilan.pdf",
        Needs::Standing(is_of_a_departement),
    )
    .with("?programme=pvd"),
    get("/territoire/chiffres", Needs::Standing(reads_figures)),
    get("/territoire/chiffres", Needs::Standing(sees_the_pair)).with("?departement=49"),
    get("/territoire/chiffres.csv", Needs::Standing(sees_the_pair)).with("?departement=49"),
    get("/stats", Needs::Nothing),
    get("/stats", Needs::Nothing).with("?departement=49"),
    get("/stats.csv", Needs::Nothing).with("?region=52"),
    get("/territoire/regles", Needs::Standing(is_of_a_departement)),
    get("/territoire/regles", Needs::Standing(reads_the_rules)).with("?departement=49&essai=liste"),
    get("/territoire/regles/nouvelle", Needs::Standing(writes_rules)).with("?departement=49"),
    post("/territoire/regles/nouvelle", Needs::Standing(writes_rules))
        .sending(&[("departement", "49")]),
    post("/territoire/regles/essai", Needs::Standing(writes_rules))
        .sending(&[("departement", "49")]),
    post("/territoire/regles/essai", Needs::Standing(writes_rules)).sending(&[("regle", "{rule}")]),
    get(
        "/territoire/regles/{rule}/modifier",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/regles/{rule}/modifier",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/regles/{rule}/monter",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/regles/{rule}/descendre",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/regles/appliquer",
        Needs::Standing(writes_rules),
    )
    .sending(&[("departement", "49")]),
    post(
        "/territoire/regles/{rule}/etat",
        Needs::Standing(writes_rules),
    )
    .sending(&[("active", "non")]),
    get(
        "/territoire/regles/{rule}/supprimer",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/regles/{rule}/supprimer",
        Needs::Standing(writes_rules),
    ),
    get(
        "/territoire/etiquettes",
        Needs::Standing(is_of_a_departement),
    ),
    get("/territoire/etiquettes", Needs::Standing(reads_the_rules)).with("?departement=49"),
    post("/territoire/etiquettes", Needs::Standing(writes_rules))
        .sending(&[("departement", "49"), ("etiquette", "À revoir")]),
    get(
        "/territoire/etiquettes/{tag}/modifier",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/etiquettes/{tag}/modifier",
        Needs::Standing(writes_rules),
    ),
    get(
        "/territoire/etiquettes/{tag}/supprimer",
        Needs::Standing(writes_rules),
    ),
    post(
        "/territoire/etiquettes/{tag}/supprimer",
        Needs::Standing(writes_rules),
    ),
    get("/projets/{id}/etiquettes", STATE_WRITE),
    post("/projets/{id}/etiquettes", STATE_WRITE),
    post("/projets/{id}/etiquettes/{tag}/retirer", STATE_WRITE),
    post(
        "/projets/{id}/prise-en-charge",
        Needs::Right(&[A::Acknowledge]),
    )
    .once("submitted"),
    get("/projets/{id}/reorientation", REDIRECT).once("submitted"),
    post("/projets/{id}/reorientation", REDIRECT).once("submitted"),
    get("/projets/{id}/priorite", PRIORITISE).once("acknowledged"),
    post("/projets/{id}/priorite", PRIORITISE).once("acknowledged"),
    get("/projets/{id}/affectation", Needs::Right(&[A::Assign])).once("prioritised"),
    post("/projets/{id}/affectation", Needs::Right(&[A::Assign])).once("prioritised"),
    get("/projets/{id}/affectation", HAND_OVER),
    post("/projets/{id}/affectation", HAND_OVER),
    get("/projets/{id}/cloture", CLOSE),
    post("/projets/{id}/cloture", CLOSE),
    get("/projets/{id}/retrait", WITHDRAW),
    post("/projets/{id}/retrait", WITHDRAW),
    get("/projets/{id}/reouverture", REOPEN).once("withdrawn"),
    post("/projets/{id}/reouverture", REOPEN).once("withdrawn"),
    post("/projets/{id}/deplacement/annuler", READ)
        .sending(&[("deplacement", "0190f3a4-0000-7000-8000-000000000000")]),
    get("/projets/{id}/priorite/reprise", PRIORITISE).once("prioritised"),
    post("/projets/{id}/priorite/reprise", PRIORITISE).once("prioritised"),
    get("/projets/{id}/priorite/arbitrage", SETTLE).once("acknowledged"),
    post("/projets/{id}/priorite/arbitrage", SETTLE).once("acknowledged"),
    get("/projets/{id}/cotation", SCORES).once("acknowledged"),
    post("/projets/{id}/cotation/ecarts", PRIORITISE).once("acknowledged"),
    post("/projets/{id}/cotation", PRIORITISE).once("acknowledged"),
    get("/projets/{id}/modifier", EDIT),
    post("/projets/{id}/modifier", EDIT),
    get("/projets/{id}/conversation", READ),
    get("/projets/{id}/conversation", STATE_READ).with(STATE),
    get("/projets/{id}/conversation/{message}/modifier", WRITE),
    post("/projets/{id}/conversation/{message}/modifier", WRITE),
    get("/projets/{id}/conversation/{message}/retirer", WRITE),
    post("/projets/{id}/conversation/{message}/retirer", WRITE),
    get("/projets/{id}/conversation/{message}/retirer", STATE_WRITE).with(STATE),
    post("/projets/{id}/conversation/{message}/retirer", STATE_WRITE).with(STATE),
    post("/projets/{id}/conversation", WRITE).with_files(),
    post("/projets/{id}/conversation", STATE_WRITE)
        .with(STATE)
        .with_files(),
    get("/projets/{id}/fichiers", READ),
    get("/projets/{id}/fichiers/{file}", READ),
    get("/projets/{id}/fichiers/{file}", STATE_READ).with(STATE),
    get("/projets/{id}/fichiers/{file}/retirer", ADD_FILE),
    post("/projets/{id}/fichiers/{file}/retirer", ADD_FILE),
    get("/projets/{id}/fichiers/{file}/retirer", STATE_WRITE).with(STATE),
    post("/projets/{id}/fichiers/{file}/retirer", STATE_WRITE).with(STATE),
    post("/projets/{id}/fichiers", ADD_FILE).with_files(),
    post("/projets/{id}/fichiers", STATE_WRITE)
        .with(STATE)
        .with_files(),
    get("/projets/{id}/membres", READ),
    post("/projets/{id}/membres", INVITE),
    get("/projets/{id}/membres/{person}/retirer", INVITE),
    post("/projets/{id}/membres/{person}/retirer", INVITE),
    get("/projets/{id}/membres/{person}/role", INVITE_ANY),
    post("/projets/{id}/membres/{person}/role", INVITE_ANY),
    get("/projets/{id}/invitations/{invitation}/annuler", INVITE),
    post("/projets/{id}/invitations/{invitation}/annuler", INVITE),
    post("/projets/{id}/invitations/{invitation}/renvoyer", INVITE),
    get("/invitations/{token}", Needs::Nothing),
    post("/invitations/{token}", Needs::SignedIn).sending(&[("reponse", "accepter")]),
    get("/healthz", Needs::Nothing),
    get("/readyz", Needs::Nothing),
    get("/metrics", Needs::Elsewhere),
];
