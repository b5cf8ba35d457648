//! Names and titles are hostile text: in a header, in text, in HTML.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::export::ExportDone;
use super::given::{Followed, GivenToYou, Reachable};
use super::*;
use crate::mail::compose;

const HOSTILE: &str = "École\r\nBcc: victime@exemple.fr\n<script>alert(1)</script> \"&'";

fn told() -> Told {
    Told {
        base: "https://mec.example.fr".to_owned(),
        reader: HOSTILE.to_owned(),
        sentence: format!("{HOSTILE} a écrit un message."),
        project: HOSTILE.to_owned(),
        link: "https://mec.example.fr/notifications/1".to_owned(),
        way_out: way_out(),
        signer: Some(Signer::new(HOSTILE, "", "a@b.fr", HOSTILE, "")),
    }
}

#[test]
fn a_hostile_title_stays_in_its_place() {
    let mail = compose(&told()).unwrap();
    assert!(!mail.subject.contains(['\r', '\n']), "{:?}", mail.subject);
    assert!(mail.subject.starts_with("École"));
    assert!(!mail.html.contains("<script>"), "{}", mail.html);
    assert!(mail.html.contains("&#60;script&#62;"), "{}", mail.html);
}

#[test]
fn a_letter_without_signer_is_the_service_s() {
    let mail = compose(&Told {
        signer: None,
        project: "Halle".to_owned(),
        ..told()
    })
    .unwrap();
    assert_eq!(mail.subject, "Halle : du nouveau");
    assert!(mail.text.contains("L'équipe de Mon Espace Collectivité"));
}

#[test]
fn the_sign_in_mail_holds_link_and_code_both_ways() {
    let mail = compose(&SignIn {
        base: "https://mec.example.fr".to_owned(),
        link: "https://mec.example.fr/connexion/lien/abc".to_owned(),
        code: "123 456".to_owned(),
        minutes: 10,
    })
    .unwrap();
    assert_eq!(mail.subject, "Votre connexion à Mon Espace Collectivité");
    for part in [&mail.text, &mail.html] {
        assert!(
            part.contains("https://mec.example.fr/connexion/lien/abc") && part.contains("123 456"),
            "{part}"
        );
    }
}

#[test]
fn every_letter_can_be_written() {
    let signer = Signer::new("Claire", "Martin", "c@m.fr", "Chargée de mission", "DDT");
    assert_eq!(signer.role, "Chargée de mission, DDT");
    for &role in MemberRole::ALL {
        let mail = compose(&Invitation {
            base: String::new(),
            signer: signer.clone(),
            project: "Halle".to_owned(),
            role,
            message: "Un mot\n<b>".to_owned(),
            link: "/i".to_owned(),
            days: 7,
        })
        .unwrap();
        assert!(mail.subject.contains("Claire Martin") && !mail.html.contains("<b>"));
    }
    let mail = compose(&Digest {
        base: String::new(),
        reader: "Odile".to_owned(),
        projects: vec![(
            "Halle".to_owned(),
            vec!["Un.".to_owned(), "Deux.".to_owned()],
        )],
        count: 2,
        way_out: way_out(),
    })
    .unwrap();
    assert_eq!(mail.subject, "2 nouvelles de vos projets");
}

fn claire() -> Signer {
    let job = "Cheffe du service appui aux territoires";
    let service = "Direction départementale des territoires de Maine-et-Loire";
    Signer::new("Claire", "Martin", "claire.martin@exemple.fr", job, service)
}

fn way_out() -> String {
    "https://mec.example.fr/desabonnement/1.step.abc".to_owned()
}

fn base() -> String {
    "https://mec.example.fr".to_owned()
}

/// The whole mail, as its reader gets it: read the difference before you take it.
fn snapshot(name: &str, letter: &impl Letter) {
    let mail = compose(letter).unwrap();
    let whole = format!("{}\n\n{}\n{}", mail.subject, mail.text, mail.html);
    insta::assert_snapshot!(name, whole);
}

#[test]
fn the_receipt_of_a_deposit_names_who_answers_and_when() {
    let letter = DepositReceived {
        base: base(),
        reader: "Odile".to_owned(),
        project: "Rénover l'école Jean-Moulin".to_owned(),
        number: 4127,
        link: "https://mec.example.fr/projets/1".to_owned(),
        told: vec![
            claire(),
            Signer::new("Préfecture de Maine-et-Loire", "", "", "", ""),
        ],
        due: "mardi 3 mars".to_owned(),
        answers: Some(claire()),
    };
    snapshot("deposit_received", &letter);
    let nobody = DepositReceived {
        told: vec![Signer::new("Préfecture de la Creuse", "", "", "", "")],
        answers: None,
        ..letter
    };
    snapshot("deposit_received_by_a_seat", &nobody);
}

#[test]
fn the_other_letters_read_well() {
    let told = Told {
        base: base(),
        reader: "Odile".to_owned(),
        sentence: "Claire Martin a pris le projet en charge.".to_owned(),
        project: "Rénover l'école Jean-Moulin".to_owned(),
        link: "https://mec.example.fr/notifications/1".to_owned(),
        way_out: way_out(),
        signer: Some(claire()),
    };
    snapshot("told", &told);
    let sign_in = SignIn {
        base: base(),
        link: "https://mec.example.fr/connexion/lien/abc".to_owned(),
        code: "123 456".to_owned(),
        minutes: 10,
    };
    snapshot("sign_in", &sign_in);
    let invitation = Invitation {
        base: base(),
        signer: claire(),
        project: "Rénover l'école Jean-Moulin".to_owned(),
        role: MemberRole::Expert,
        message: "Votre avis sur la chaudière nous aiderait.".to_owned(),
        link: "https://mec.example.fr/invitation/abc".to_owned(),
        days: 7,
    };
    snapshot("invitation", &invitation);
    let digest = Digest {
        base: base(),
        reader: "Odile".to_owned(),
        projects: vec![
            (
                "Rénover l'école Jean-Moulin".to_owned(),
                vec![
                    "Claire Martin a écrit un message.".to_owned(),
                    "Sophie Lebrun a ajouté le fichier « Audit.pdf ».".to_owned(),
                ],
            ),
            (
                "Halle couverte".to_owned(),
                vec!["Karim Haddad a pris le projet en charge.".to_owned()],
            ),
        ],
        count: 3,
        way_out: way_out(),
    };
    snapshot("digest", &digest);
}

#[test]
fn an_assignment_gives_what_the_first_contact_needs() {
    let odile = Reachable {
        who: Signer::new("Odile", "Renard", "o@r.fr", "Secrétaire générale", "Mairie"),
        email: "odile.renard@exemple.fr".to_owned(),
        phone: "02 61 91 10 01".to_owned(),
    };
    let given = GivenToYou {
        base: base(),
        reader: "Claire".to_owned(),
        sentence: "La règle « Eau et assainissement » a confié le projet à Claire Martin."
            .to_owned(),
        project: "Refaire la station".to_owned(),
        bearer: "CA Mauges".to_owned(),
        communes: "Cholet, Trémentines".to_owned(),
        contacts: vec![odile.clone()],
        blockers: vec!["Le terrain n'est pas encore acheté.".to_owned()],
        due: "mardi 3 mars".to_owned(),
        link: "https://mec.example.fr/notifications/1".to_owned(),
        way_out: way_out(),
        signer: None,
    };
    snapshot("given_to_you", &given);
    let followed = Followed {
        base: base(),
        reader: "Odile".to_owned(),
        sentence: given.sentence.clone(),
        project: given.project.clone(),
        follower: Reachable {
            who: claire(),
            email: "claire.martin@exemple.fr".to_owned(),
            phone: String::new(),
        },
        due: given.due.clone(),
        link: given.link.clone(),
        way_out: way_out(),
    };
    snapshot("followed", &followed);
    let hostile = Reachable {
        who: Signer::new(HOSTILE, "", "", HOSTILE, ""),
        email: HOSTILE.to_owned(),
        phone: HOSTILE.to_owned(),
    };
    let worst = GivenToYou {
        sentence: HOSTILE.to_owned(),
        bearer: HOSTILE.to_owned(),
        contacts: vec![hostile.clone()],
        blockers: vec![HOSTILE.to_owned()],
        ..given
    };
    assert!(!compose(&worst).unwrap().html.contains("<script>"));
    let worst = compose(&Followed {
        follower: hostile,
        ..followed
    });
    let worst = worst.unwrap();
    assert!(!worst.html.contains("<script>") && !worst.subject.contains(['\r', '\n']));
}

#[test]
fn letters_of_a_role_say_which_and_where() {
    let given = RoleGiven {
        base: base(),
        reader: "Claire".to_owned(),
        role: Role::SeatPrefecture,
        scope: "49".to_owned(),
        place: "Préfecture de Maine-et-Loire".to_owned(),
        link: "https://mec.example.fr/territoire".to_owned(),
    };
    snapshot("role_given", &given);
    let ended = RoleEnded {
        base: base(),
        reader: String::new(),
        role: Role::SeatPrefecture,
        deputy: true,
        scope: "49".to_owned(),
        place: "Préfecture de Maine-et-Loire".to_owned(),
    };
    snapshot("role_ended", &ended);
    let local = LocalSeatGiven {
        base: base(),
        giver: "Claire Martin".to_owned(),
        place: "Sous-préfecture de Cholet".to_owned(),
        deputy: false,
        link: "https://mec.example.fr/territoire".to_owned(),
    };
    snapshot("local_seat_given", &local);
    let hostile = compose(&LocalSeatGiven {
        giver: HOSTILE.to_owned(),
        place: HOSTILE.to_owned(),
        deputy: true,
        ..local
    });
    assert!(!hostile.unwrap().html.contains("<script>"));
    for role in Role::ALL {
        let mail = compose(&RoleGiven {
            role: *role,
            place: HOSTILE.to_owned(),
            ..given.clone()
        });
        assert!(!mail.unwrap().html.contains("<script>"), "{role}");
        let mail = compose(&RoleEnded {
            role: *role,
            place: HOSTILE.to_owned(),
            ..ended.clone()
        });
        assert!(!mail.unwrap().html.contains("<script>"), "{role}");
    }
}

#[test]
fn a_letter_of_an_export_says_where_the_file_is_and_nothing_of_it() {
    let done = ExportDone {
        base: base(),
        reader: "Claire".to_owned(),
        ready: true,
        days: 7,
        link: "https://mec.example.fr/territoire/exports/1".to_owned(),
    };
    snapshot("export_done", &done);
    let failed = ExportDone {
        ready: false,
        reader: HOSTILE.to_owned(),
        ..done
    };
    let failed = compose(&failed).unwrap();
    assert_eq!(failed.subject, "Votre export n'a pas pu être préparé");
    assert!(!failed.html.contains("<script>") && !failed.text.contains("prêt"));
}
