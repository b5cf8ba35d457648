#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::project::{BearerKind, FundingState};
use crate::theme::Theme;
use proptest::prelude::*;

fn sound() -> Answers {
    let pairs = [
        ("titre", "Rénover l'école Jean-Moulin"),
        ("resume", "Isoler les murs\r\net changer la chaudière."),
        ("theme_principal", "ecole_enfance"),
        ("themes", "energie"),
        ("themes", "ecole_enfance"),
        ("communes", "49007"),
        ("communes", "49007"),
        ("communes", "49002"),
        ("porteur", "commune:49007"),
        ("contact_prenom", "Claire"),
        ("contact_nom", "Martin"),
        ("contact_telephone", "02 41 00 00 00"),
        ("courriel", "Mairie@exemple.fr"),
        ("phase", "etude"),
        ("etat", "en_cours"),
        ("cout", "1,2 M€"),
        ("debut", "01/09/2026"),
        ("fin", "30/06/2027"),
        ("aide_source_1", "DETR"),
        ("aide_montant_1", "350 k€"),
        ("aide_etat_1", "asked"),
        ("blocages", "funding"),
        ("contrat", "aucun"),
    ];
    Answers(pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec())
}

fn refused(change: impl Fn(&mut Answers)) -> Vec<(String, Problem)> {
    let mut answers = sound();
    change(&mut answers);
    let errors = Deposit::parse(&answers, true).unwrap_err();
    errors.into_iter().map(|e| (e.field, e.problem)).collect()
}

#[test]
fn a_whole_deposit_is_read() {
    let deposit = Deposit::parse(&sound(), true).unwrap();
    assert_eq!(deposit.what.themes, [Theme::School, Theme::Energy]);
    assert_eq!(deposit.place.communes.len(), 2);
    assert_eq!(
        deposit.who.bearer,
        Bearer::Known(BearerKind::Commune, "49007".into())
    );
    assert_eq!(deposit.who.email.unwrap().as_str(), "mairie@exemple.fr");
    assert_eq!(deposit.progress.cost.unwrap().0, 120_000_000);
    assert_eq!(deposit.progress.funding[0].state, FundingState::Asked);
    assert_eq!(deposit.needs.contract, None);
}

#[test]
fn each_refusal_is_at_its_field() {
    let one = |field: &str, problem| vec![(field.to_owned(), problem)];
    assert_eq!(
        refused(|a| a.set("titre", "  ")),
        one("titre", Problem::Missing)
    );
    assert_eq!(
        refused(|a| a.set("titre", "abc")),
        one("titre", Problem::TooShort(5))
    );
    assert_eq!(
        refused(|a| a.set("theme_principal", "licorne")),
        one("theme_principal", Problem::NotAChoice)
    );
    assert_eq!(
        refused(|a| a.set("communes", "49 007")),
        one("commune_cherchee", Problem::UnknownCommune)
    );
    assert_eq!(
        refused(|a| a.set("communes", "")),
        one("commune_cherchee", Problem::Missing)
    );
    assert_eq!(
        refused(|a| {
            a.set("communes", "");
            a.set("commune_cherchee", "Xyzzy");
        }),
        one("commune_cherchee", Problem::UnknownCommune)
    );
    assert_eq!(
        refused(|a| a.set("porteur", "syndicat:1")),
        one("porteur", Problem::NotAChoice)
    );
    assert_eq!(
        refused(|a| a.set("contact_telephone", "12")),
        one("contact_telephone", Problem::NotAPhone)
    );
    assert_eq!(
        refused(|a| a.set("fin", "01/01/2020")),
        one("fin", Problem::EndBeforeStart)
    );
    assert_eq!(
        refused(|a| a.set("etat", "abandonne")),
        one("etat", Problem::NotAChoice)
    );
    assert_eq!(
        refused(|a| a.set("aide_montant_1", "")),
        one("aide_montant_1", Problem::Missing)
    );
    assert_eq!(
        refused(|a| a.set("aide_source_2", "Région")),
        [
            ("aide_montant_2".to_owned(), Problem::Missing),
            ("aide_etat_2".to_owned(), Problem::NothingChosen),
        ]
    );
}

#[test]
fn a_screen_writes_its_own_fields_only() {
    let mut answers = sound();
    let typed = [
        ("titre", "Autre titre"),
        ("porteur", "region:52"),
        ("role", "admin"),
    ];
    answers.take(
        Step::What,
        &typed.map(|(k, v)| (k.to_owned(), v.to_owned())),
    );
    assert_eq!(answers.get("titre"), "Autre titre");
    assert_eq!(answers.get("resume"), "", "not sent again, so emptied");
    assert_eq!(answers.get("porteur"), "commune:49007");
    assert_eq!(answers.get("role"), "");
}

#[test]
fn steps_follow_each_other() {
    assert_eq!(Step::What.previous(), None);
    assert_eq!(Step::What.next(), Some(Step::Where));
    assert_eq!(Step::Review.next(), None);
    assert_eq!(Step::Review.previous(), Some(Step::Missing));
    assert_eq!(Step::of_field("aide_etat_3"), Step::Progress);
}

proptest! {
    #[test]
    fn any_form_is_a_deposit_or_refusals_at_known_fields(
        changes in proptest::collection::vec((0_usize..40, "\\PC{0,60}|[0-9,.€ kM/]{0,20}"), 0..12)
    ) {
        let names: Vec<&str> = Step::ALL.iter().flat_map(|step| step.fields()).copied().collect();
        let mut answers = sound();
        for (index, value) in changes {
            answers.set(names[index % names.len()], value);
        }
        match Deposit::parse(&answers, true) {
            Ok(deposit) => {
                prop_assert!(!deposit.place.communes.is_empty());
                prop_assert!(deposit.what.title.chars().count() <= What::TITLE_MAX as usize);
                prop_assert!(deposit.what.themes.contains(&deposit.what.main_theme));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in &errors {
                    prop_assert!(names.contains(&error.field.as_str()), "{}", error.field);
                }
            }
        }
        // A screen is refused exactly when the whole is refused because of it.
        let whole = Deposit::parse(&answers, true).err().unwrap_or_default();
        for &step in Step::ALL {
            let refused = whole.iter().any(|e| Step::of_field(&e.field) == step);
            prop_assert_eq!(check(&answers, step, true).is_err(), refused);
        }
    }

    #[test]
    fn what_was_typed_comes_back_from_json(values in proptest::collection::vec((".{0,20}", ".{0,200}"), 0..20)) {
        let answers = Answers(values);
        let mut copy = answers.clone();
        copy.take(Step::Review, &[("titre".to_owned(), "x".to_owned())]);
        prop_assert_eq!(copy, answers);
    }
}
