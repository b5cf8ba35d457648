//! Headers of real lists.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use domain::project::FundingState;

#[test]
fn headers_of_real_lists() {
    for (header, role) in [
        ("Intitulé du projet", Role::Title),
        ("NOM DE L'OPERATION", Role::Title),
        ("Libellé", Role::Title),
        ("Porteur de projet", Role::Bearer),
        ("Nom du porteur de projet", Role::Bearer),
        ("Maître d'ouvrage", Role::Bearer),
        ("SIRET du porteur", Role::Siren),
        ("Code INSEE", Role::CommuneCode),
        ("Code INSEE de la commune", Role::CommuneCode),
        ("Communes concernées", Role::Commune),
        ("Département", Role::Departement),
        ("Coût total HT", Role::Cost),
        ("Montant de l'opération", Role::Cost),
        ("Coût du projet (€ TTC)", Role::Cost),
        ("Date de début", Role::Start),
        ("Date prévisionnelle de fin des travaux", Role::End),
        ("Date de dépôt du dossier", Role::Deposited),
        ("Thématique", Role::Theme),
        ("Axe du CRTE", Role::Contract),
        ("CRTE", Role::Contract),
        ("Phase du projet", Role::Phase),
        ("État d'avancement", Role::Phase),
        ("N° de dossier", Role::Reference),
        ("Référence", Role::Reference),
        ("Description du projet", Role::Summary),
        ("Année", Role::Year),
    ] {
        assert_eq!(guess(header), Column::Value(role), "{header}");
    }
    for header in [
        "",
        "Taux de subvention",
        "Courriel du porteur",
        "Date de signature",
        "xyz",
    ] {
        assert_eq!(guess(header), Column::Ignored, "{header}");
    }
    for (header, wanted) in [
        ("DETR accordée", ("État", "DETR", FundingState::Granted)),
        (
            "Montant DSIL demandé",
            ("État", "DSIL", FundingState::Asked),
        ),
        (
            "Subvention sollicitée",
            ("Subvention", "", FundingState::Asked),
        ),
        ("Participation Région", ("Région", "", FundingState::Asked)),
    ] {
        let Column::Funding(found) = guess(header) else {
            panic!("{header}")
        };
        assert_eq!(
            (found.source.as_str(), found.scheme.as_str(), found.state),
            wanted,
            "{header}"
        );
    }
}

#[test]
fn the_total_takes_the_role_of_the_cost() {
    let cells: Vec<String> = ["Intitulé", "Montant TTC", "Coût total HT", "Commune"]
        .map(String::from)
        .to_vec();
    let found = columns(1, &cells, &Mapping::default(), &mut |_| {});
    assert_eq!(found.columns[2], Column::Value(Role::Cost));
    assert_eq!(found.columns[1], Column::Ignored);
}
