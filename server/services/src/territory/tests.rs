//! The embedded table and the search over it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use super::samples::{code, siren};
use super::*;
use domain::territory::{DepartementCode, PostalCode};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Instant;

static FRANCE: LazyLock<Territories> = LazyLock::new(|| Territories::embedded().unwrap());

fn first(typed: &str) -> Option<CommuneHit> {
    FRANCE.search_communes(typed, 10).into_iter().next()
}

#[test]
fn counts_are_those_of_the_official_code() {
    let france = FRANCE.dataset();
    assert_eq!(
        (france.year(), france.source()),
        (2026, "@etalab/decoupage-administratif 6.0.0")
    );
    assert_eq!(france.communes().len(), 34_969);
    assert_eq!((france.epcis().len(), france.epts().len()), (1_255, 11));
    assert_eq!(
        france
            .departements()
            .iter()
            .filter(|d| d.is_departement())
            .count(),
        101
    );
    assert_eq!(
        france
            .departements()
            .iter()
            .filter(|d| !d.is_departement())
            .count(),
        8
    );
    assert_eq!(
        france.regions().iter().filter(|r| r.is_region()).count(),
        18
    );
    assert_eq!(france.arrondissements().len(), 333);
    assert_eq!(
        france
            .communes()
            .iter()
            .filter(|c| c.siren.is_none())
            .count(),
        94
    );
    let of_kind = |kind| {
        france
            .former_communes()
            .iter()
            .filter(|f| f.kind == kind)
            .count()
    };
    assert_eq!(of_kind(FormerKind::MunicipalArrondissement), 45);
    assert!(of_kind(FormerKind::Deleguee) >= 2_105 && of_kind(FormerKind::Associee) >= 471);
    let alone: Vec<_> = france
        .communes()
        .iter()
        .filter(|c| c.epci.is_none() && france.departement(c.departement).unwrap().is_departement())
        .map(|c| c.code.to_string())
        .collect();
    assert_eq!(alone, ["22016", "29083", "29155", "85113"]);
    let members: usize = france
        .epcis()
        .iter()
        .map(|e| france.members(e.siren).len())
        .sum();
    assert_eq!(members, 34_871);
    assert!(france.heap_bytes() < 10 << 20, "{}", france.heap_bytes());
}

#[test]
fn a_commune_and_all_it_lies_in() {
    let france = FRANCE.dataset();
    let angers = france.commune(code("49007")).unwrap();
    let around = france.territory_of(angers);
    assert_eq!(&*around.epci.unwrap().name, "CU Angers Loire Métropole");
    assert_eq!(around.departement.unwrap().of(), "de Maine-et-Loire");
    assert_eq!(around.region.unwrap().of(), "des Pays de la Loire");
    assert_eq!(&*around.arrondissement.unwrap().name, "Angers");
    assert!(around.ept.is_none());
    assert_eq!(
        france.commune_by_siren(angers.siren.unwrap()).unwrap().code,
        angers.code
    );
    let saint_denis = france.commune(code("93066")).unwrap();
    assert_eq!(
        &*france.territory_of(saint_denis).ept.unwrap().name,
        "Plaine Commune"
    );
    assert_eq!(
        france.departements_of_epci(siren("200067106"))[0].as_str(),
        "64"
    );
    assert_eq!(
        france
            .communes_of(DepartementCode::parse("90").unwrap())
            .count(),
        101
    );
    // A commune déléguée, an arrondissement of Paris, a code of before 1976.
    for (former, present) in [
        ("12076", "12218"),
        ("75111", "75056"),
        ("20004", "2A004"),
        ("42190", "42218"),
    ] {
        assert_eq!(
            france.resolve(code(former)).unwrap().code,
            code(present),
            "{former}"
        );
    }
    assert_eq!(france.resolve(code("49999")), None);
    assert_eq!(france.members(siren("217500016")).len(), 0);
}

#[test]
fn communes_are_found_as_people_type_them() {
    let mut wrong = Vec::new();
    for (typed, expected) in [
        ("paris", "75056"),
        ("PARIS", "75056"),
        ("st etienne", "42218"),
        ("saint-étienne", "42218"),
        ("Saint Etienne", "42218"),
        ("etienne saint", "42218"),
        ("st-etienne 42", "42218"),
        ("L'Haÿ", "94038"),
        ("l'hay", "94038"),
        ("lhay les roses", "94038"),
        ("L’HAY-LES-ROSES", "94038"),
        ("hay les roses", "94038"),
        ("75056", "75056"),
        ("42218", "42218"),
        ("94038", "94038"),
        ("2a004", "2A004"),
        ("49100", "49007"),
        ("4910", "49007"),
        ("49 100", "49007"),
        ("75011", "75056"),
        ("69", "69123"),
        ("217500016", "75056"),
        ("217 500 016", "75056"),
        ("21750001600019", "75056"),
        ("angers", "49007"),
        ("angers 49", "49007"),
        ("angers (49000)", "49007"),
        ("le havre", "76351"),
        ("havre", "76351"),
        ("rochelle", "17300"),
        ("la roche sur yon", "85191"),
        ("roche yon", "85191"),
        ("mans", "72181"),
        ("y", "80829"),
        ("eu", "76255"),
        ("mars", "42141"),
        ("marsei", "13055"),
        ("saint aubin sarthe", "72267"),
        ("Mairie de Nantes", "44109"),
        ("ville du Mans", "72181"),
        ("œuilly", "51410"),
        ("ajaccio", "2A004"),
        ("nouméa", "98818"),
        ("saint-denis 974", "97411"),
        ("saint-denis 93", "93066"),
        ("chateau chinon ville", "58062"),
        ("bors charente sud", "16053"),
        ("lyon 3e arrondissement", "69123"),
        ("st-brieuc", "22278"),
        ("Ste Maxime", "83115"),
    ] {
        match first(typed) {
            Some(hit) if hit.code.as_str() == expected && !hit.approximate => {}
            other => wrong.push((typed, expected, other)),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn former_communes_lead_to_the_present_one_and_say_so() {
    for (typed, expected, former) in [
        ("Le Fuilet", "49218", "Le Fuilet"),
        ("bastide l'évêque", "12021", "La Bastide-l'Évêque"),
        ("12076", "12218", "Conques"),
        ("75111", "75056", "Paris 11e Arrondissement"),
        (
            "bellegarde sur valserine",
            "01033",
            "Bellegarde-sur-Valserine",
        ),
    ] {
        let hit = first(typed).unwrap_or_else(|| panic!("{typed}: nothing found"));
        assert_eq!(
            (hit.code.as_str(), hit.former.as_deref()),
            (expected, Some(former)),
            "{typed}: {hit:?}"
        );
    }
    assert_eq!(first("angers").unwrap().former, None);
}

#[test]
fn a_hit_shows_what_tells_communes_apart() {
    let hit = first("angers").unwrap();
    assert_eq!(
        (&*hit.name, hit.departement.as_str(), &*hit.departement_name),
        ("Angers", "49", "Maine-et-Loire")
    );
    assert_eq!(
        hit.postal_codes,
        ["49000", "49100"].map(|p| PostalCode::parse(p).unwrap())
    );
    assert!(hit.population.unwrap() > 150_000);
}

#[test]
fn order_is_exact_then_beginning_then_words_then_population() {
    let names = |typed, n| {
        FRANCE
            .search_communes(typed, n)
            .into_iter()
            .map(|h| h.name)
            .collect::<Vec<_>>()
    };
    let tours = names("tours", 5);
    assert_eq!(tours[0], "Tours");
    assert!(tours[1].starts_with("Tours"), "{tours:?}");
    let saint = FRANCE.search_communes("saint", 20);
    assert!(
        saint.iter().all(|h| h.name.starts_with("Saint")),
        "{saint:?}"
    );
    assert!(
        saint
            .windows(2)
            .all(|pair| pair[0].population >= pair[1].population),
        "{saint:?}"
    );
    let codes: Vec<_> = FRANCE
        .search_communes("saint", 100)
        .into_iter()
        .map(|h| h.code)
        .collect();
    let mut unique = codes.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((codes.len(), unique.len()), (100, 100));
}

#[test]
fn one_wrong_letter_is_forgiven_when_nothing_else_matches() {
    for (typed, expected) in [
        ("saint etiene", "42218"),
        ("marsielle", "13055"),
        ("tolouse", "31555"),
        ("bordeuax", "33063"),
        ("angeers", "49007"),
        ("st etiene 42", "42218"),
        ("strasbourgg", "67482"),
    ] {
        let hit = first(typed).unwrap_or_else(|| panic!("{typed}: nothing found"));
        assert_eq!(
            (hit.code.as_str(), hit.approximate),
            (expected, true),
            "{typed}: {hit:?}"
        );
    }
    for nothing in [
        "",
        " ",
        "xqzwk",
        "''",
        "xqzwk angers",
        "99999",
        "123456",
        "nantes 49",
    ] {
        assert_eq!(FRANCE.search_communes(nothing, 10), [], "{nothing}");
    }
    assert_eq!(FRANCE.search_communes("angers", 0), []);
}

#[test]
fn bearers_are_communes_groups_departements_and_regions() {
    let kinds = |typed| {
        FRANCE
            .search_bearers(typed, 5)
            .into_iter()
            .map(|b| (b.kind, b.code))
            .collect::<Vec<_>>()
    };
    for (typed, kind, expected) in [
        ("cc faucigny", BearerKind::Epci, "200000172"),
        (
            "communauté de communes faucigny glières",
            BearerKind::Epci,
            "200000172",
        ),
        ("Plaine Commune", BearerKind::Ept, "200057867"),
        ("200071751", BearerKind::Epci, "200071751"),
        ("pays de gex", BearerKind::Epci, "240100750"),
        ("département de la Sarthe", BearerKind::Departement, "72"),
        ("maine et loire", BearerKind::Departement, "49"),
        ("bretagne", BearerKind::Region, "53"),
        ("région Bretagne", BearerKind::Region, "53"),
        ("angers", BearerKind::Commune, "49007"),
        ("angers loire metropole", BearerKind::Epci, "244900015"),
        ("49", BearerKind::Departement, "49"),
    ] {
        let found = kinds(typed);
        assert_eq!(
            found.first(),
            Some(&(kind, expected.to_owned())),
            "{typed}: {found:?}"
        );
    }
    let ain = &FRANCE.search_bearers("pays de gex", 1)[0];
    assert_eq!(ain.departements, [DepartementCode::parse("01").unwrap()]);
    assert!(
        FRANCE
            .search_communes("bretagne", 10)
            .iter()
            .all(|c| c.code.as_str() != "53")
    );
}

#[test]
fn another_year_takes_the_place_of_the_first() {
    let territories = Territories::new(samples::france());
    let held = territories.current();
    assert_eq!(territories.search_communes("gex", 5).len(), 1);
    territories.replace(dataset::Dataset::build(samples::parts(Vec::new(), Vec::new())).unwrap());
    assert!(territories.search_communes("gex", 5).is_empty());
    assert_eq!(held.index.communes("gex", 5).len(), 1);
}

/// The best of five: what else the machine does must not count.
fn best(what: impl Fn()) -> std::time::Duration {
    let run = |_| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    (0..5).map(run).min().unwrap()
}

/// Printed by `--nocapture`; asserted loosely, since tests run unoptimised and beside others.
#[test]
fn search_answers_within_a_keystroke() {
    let loading = best(|| drop(Territories::embedded()));
    let territories = &*FRANCE;
    let dataset = territories.dataset();
    let mut times = Vec::new();
    let slow = [
        "s",
        "l",
        "de",
        "sa",
        "saint",
        "la",
        "st m",
        "les",
        "saint aubin sarthe",
        "saitn martn",
        "xqzwk angers",
        "97",
        "lse",
    ];
    for name in dataset
        .communes()
        .iter()
        .step_by(500)
        .map(|c| &*c.name)
        .chain(slow)
    {
        for end in name.char_indices().map(|(start, c)| start + c.len_utf8()) {
            times.push((
                best(|| drop(territories.search_communes(&name[..end], 10))),
                &name[..end],
            ));
        }
    }
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "loaded in {loading:?}; {} searches: p50 {:?}, p99 {:?}, worst {:?}",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
    assert!(
        at(99).0.as_millis() < if cfg!(debug_assertions) { 100 } else { 2 },
        "{:?}",
        at(99)
    );
}

proptest! {
    #[test]
    fn no_text_panics_and_the_limit_holds(typed in "\\PC{0,30}|[a-z0-9' -]{0,20}|[0-9 ]{0,15}", limit in 0usize..200) {
        let communes = FRANCE.search_communes(&typed, limit);
        prop_assert!(communes.len() <= limit.min(search::MOST_RESULTS));
        prop_assert!(FRANCE.search_bearers(&typed, limit).len() <= limit.min(search::MOST_RESULTS));
    }

    #[test]
    fn every_commune_is_found_by_its_name_and_code(place in 0usize..34_969) {
        let france = FRANCE.dataset();
        let commune = &france.communes()[place];
        let typed = format!("{} {}", commune.name, commune.code);
        prop_assert_eq!(first(&typed).map(|h| h.code), Some(commune.code));
        prop_assert!(FRANCE.search_communes(commune.code.as_str(), 100).iter().any(|h| h.code == commune.code));
    }
}
