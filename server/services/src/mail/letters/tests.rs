//! Names and titles are hostile text: in a header, in text, in HTML.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

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
    })
    .unwrap();
    assert_eq!(mail.subject, "2 nouvelles de vos projets");
    let mail = compose(&DepositReceived {
        base: String::new(),
        reader: String::new(),
        project: "Halle".to_owned(),
        number: 4127,
        link: "/p".to_owned(),
        told: vec!["Préfecture".to_owned()],
        due: "mardi 3 mars".to_owned(),
    })
    .unwrap();
    assert!(mail.text.contains("mardi 3 mars") && mail.text.contains("- Préfecture"));
}
