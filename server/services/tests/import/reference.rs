//! Contracts, programmes, and another year of the official code.

use super::support::{databases, services_on};
use super::{import, query, tally, troubles};
use domain::territory::{ArrondissementCode, CommuneCode, DepartementCode, RegionCode, Siren};
use serde_json::Value as Json;
use services::Services;
use services::import::projects::Options;
use services::import::{Remark, Tally};
use services::territory::dataset::{Departement, Parts, Region, Zone};
use services::territory::generate::Generated;
use services::territory::grammar::Liaison;
use services::territory::{
    Commune, Dataset, Epci, EpciKind, FormerCommune, FormerKind, Territories,
};

const CONTRACTS: &str = "insee_reg,lib_reg,dep_chef_file,lib_dep,id_crte,lib_crte,type_grp_crte,crte_interreg,\
crte_interdep,siren_groupement,lib_groupement,nature_juridique,siren_grp_supra,lib_grp_supra,nat_jur_grp_supra
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-5,CRTE Anjou Loir et Sarthe,mono,0,0,200068955,CC ALS,CC,200068955,CC ALS,CC
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-6,CRTE Deux,mono,0,0,244900882,CC Baugeois Vallée,CC,244900882,x,CC
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-7,CRTE Trois,pluri,0,0,244900882,CC Baugeois Vallée,CC,244900882,x,CC
53,Bretagne,29,Finistère,crte-53-29-2,CRTE Iroise,pluri,0,0,212900401,Le Conquet,COM,200062974,x,CC
";

async fn import_contracts(services: &Services, text: &str) -> (Tally, Vec<String>) {
    let mut told = Vec::new();
    let tell = &mut |remark: Remark| told.push(format!("{} {}", remark.line, remark.reason.code()));
    let outcome = services
        .import_contracts(text.as_bytes(), tell)
        .await
        .unwrap();
    (outcome.tally, told)
}

#[tokio::test]
async fn contracts_attach_projects_and_a_second_run_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    let list = "Intitulé,Maître d'ouvrage,Commune,Code INSEE\nA,,Tiercé,49347\nB,,Baugé,49018\nC,,Le Conquet,29040\n";
    std::fs::write(&file, list).unwrap();
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let (done, told) = import_contracts(&services, CONTRACTS).await;
        assert_eq!(done, tally(4, 0, 0));
        assert_eq!(told, ["4 shared_member"]);
        assert_eq!(
            import_contracts(&services, CONTRACTS).await.0,
            tally(0, 0, 4)
        );
        let alone = query(
            &test.db,
            "SELECT commune_code FROM contract_member WHERE siren = '212900401'",
        )
        .await;
        assert_eq!(alone, [serde_json::json!({"commune_code": "29040"})]);
        let (_, remarks) = import(&services, &file, &Options::default()).await;
        let several = remarks
            .iter()
            .filter(|remark| remark.reason.code() == "several_contracts")
            .count();
        assert_eq!(several, 1);
        let rows = query(
            &test.db,
            "SELECT title, contract_code FROM project ORDER BY title",
        )
        .await;
        assert_eq!(rows[0]["contract_code"], "crte-52-49-5");
        assert_eq!(rows[1]["contract_code"], Json::Null);
        assert_eq!(rows[2]["contract_code"], "crte-53-29-2");
        // One contract renamed, one gone, and one that projects hang on gone from the file.
        let other: String = CONTRACTS.replace("CRTE Iroise", "CRTE Pays d'Iroise");
        let other: Vec<&str> = other
            .lines()
            .filter(|l| !l.contains("crte-52-49-7") && !l.contains("49-5"))
            .collect();
        let (done, told) = import_contracts(&services, &other.join("\n")).await;
        let wanted = Tally {
            changed: 1,
            unchanged: 1,
            removed: 1,
            kept: 1,
            ..Tally::default()
        };
        assert_eq!(done, wanted);
        assert_eq!(told, ["0 still_used"]);
    }
}

#[tokio::test]
async fn programmes_are_read_once() {
    let file = br#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id_territoire":"pvd-52-49-1","lib_territoire":"Segre","date_signature":"2021-05-12","liste_geo":"Segre-en-Anjou Bleu (49331)"},"geometry":{"type":"Point","coordinates":[-0.8,47.6]}},
{"type":"Feature","properties":{"id_territoire":"va-49-01","lib_territoire":"X","liste_geo":"Nulle part (49999)"},"geometry":null}]}"#;
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        for wanted in [tally(1, 0, 0), tally(0, 0, 1)] {
            let outcome = services
                .import_programmes(&[file.to_vec()], &mut |_| {})
                .await
                .unwrap();
            assert_eq!((outcome.tally, outcome.refused), (wanted, 1));
        }
    }
}

fn commune(code: &str, name: &str, epci: &str) -> Commune {
    Commune {
        code: CommuneCode::parse(code).unwrap(),
        name: name.into(),
        liaison: Liaison::None,
        departement: DepartementCode::parse("49").unwrap(),
        region: RegionCode::parse("52").unwrap(),
        arrondissement: None,
        siren: None,
        epci: Some(Siren::parse(epci).unwrap()),
        ept: None,
        postal_codes: Box::default(),
        population: Some(1_000),
    }
}

fn year(year: u16, communes: Vec<Commune>, former: Vec<FormerCommune>) -> Dataset {
    let epci = |siren: &str, name: &str| Epci {
        siren: Siren::parse(siren).unwrap(),
        name: name.into(),
        kind: EpciKind::Cc,
        population: 1,
    };
    Dataset::build(Parts {
        year,
        source: format!("test {year}").into(),
        regions: vec![Region {
            code: RegionCode::parse("52").unwrap(),
            name: "Pays de la Loire".into(),
            liaison: Liaison::None,
            seat: None,
            zone: Zone::Metropole,
        }],
        departements: vec![Departement {
            code: DepartementCode::parse("49").unwrap(),
            region: RegionCode::parse("52").unwrap(),
            name: "Maine-et-Loire".into(),
            liaison: Liaison::None,
            seat: None,
            zone: Zone::Metropole,
        }],
        epci: vec![epci("200068955", "CC Un"), epci("244900882", "CC Deux")],
        communes,
        former,
        ..Parts::default()
    })
    .unwrap()
}

#[tokio::test]
async fn communes_merge_and_projects_stay_attached() {
    let before = || {
        let communes = vec![
            commune("49001", "Alpha", "200068955"),
            commune("49002", "Beta", "200068955"),
            commune("49003", "Gamma", "200068955"),
        ];
        year(2025, communes, Vec::new())
    };
    let after = || {
        let merged = FormerCommune {
            code: CommuneCode::parse("49002").unwrap(),
            name: Some("Beta".into()),
            kind: FormerKind::Deleguee,
            present: CommuneCode::parse("49001").unwrap(),
        };
        let communes = vec![
            commune("49001", "Alpha", "200068955"),
            commune("49003", "Gamma", "244900882"),
        ];
        let dataset = year(2026, communes, vec![merged]);
        Generated {
            dataset,
            problems: Vec::new(),
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    let list = "Intitulé;Code INSEE\nUn;49001\nDeux;49002\nTrois;49003\nQuatre;49002,49001\n";
    std::fs::write(&file, list).unwrap();
    for test in databases().await {
        let (mut services, _) = services_on(&test.db);
        services.territories = Territories::new(before());
        import(&services, &file, &Options::default()).await;
        let outcome = services
            .adopt_territories(after(), &mut |_| {})
            .await
            .unwrap();
        assert_eq!(
            (outcome.merged, outcome.transferred, outcome.moved_projects),
            (1, 1, 2)
        );
        assert_eq!(outcome.regrouped_projects, 1);
        let rows = query(
            &test.db,
            "SELECT p.title, b.code, p.epci_siren, c.commune_code FROM project p JOIN collectivity b ON b.id = p.bearer_id \
             JOIN project_commune c ON c.project_id = p.id ORDER BY p.number, c.commune_code",
        )
        .await;
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{} {} {} {}",
                    row["title"], row["code"], row["epci_siren"], row["commune_code"]
                )
                .replace('"', "")
            })
            .collect();
        assert_eq!(
            told,
            [
                "Un 49001 200068955 49001",
                "Deux 49001 200068955 49001",
                "Trois 49003 244900882 49003",
                "Quatre 49001 200068955 49001",
            ]
        );
        let again = services
            .adopt_territories(after(), &mut |_| {})
            .await
            .unwrap();
        assert!(again.unchanged);
        assert_eq!((again.moved_codes, again.regrouped_projects), (0, 0));
        let loaded = services::import::load_territories(&test.db).await.unwrap();
        assert_eq!(loaded.dataset().year(), 2026);
        let (outcome, _) = import(&services, &file, &Options::default()).await;
        assert_eq!(outcome.tally.added, 0);
        assert_eq!(troubles(&services).await, []);
    }
}

fn in_arrondissement(code: &str, commune: Commune) -> Commune {
    Commune {
        arrondissement: ArrondissementCode::parse(code).ok(),
        ..commune
    }
}

/// A year in which Alpha lies in the arrondissement of this code.
fn alpha_in(number: u16, code: &str) -> Dataset {
    let alpha = in_arrondissement(code, commune("49001", "Alpha", "200068955"));
    let beta = in_arrondissement("491", commune("49002", "Beta", "200068955"));
    year(number, vec![alpha, beta], Vec::new())
}

#[tokio::test]
async fn nothing_under_way_changes_arrondissement_without_saying_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    std::fs::write(&file, "Intitulé;Code INSEE\nUn;49001\nDeux;49002\n").unwrap();
    for test in databases().await {
        let (mut services, _) = services_on(&test.db);
        services.territories = Territories::new(alpha_in(2025, "491"));
        import(&services, &file, &Options::default()).await;
        for _ in 0..2 {
            let read = Generated {
                dataset: alpha_in(2026, "492"),
                problems: Vec::new(),
            };
            services.adopt_territories(read, &mut |_| {}).await.unwrap();
        }
        let rows = query(
            &test.db,
            "SELECT p.title, p.arrondissement_code, CAST((SELECT COUNT(*) FROM event e WHERE e.project_id = p.id \
             AND e.kind = 'ground_changed') AS text) AS told FROM project p ORDER BY p.number",
        )
        .await;
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{} {} {}",
                    row["title"], row["arrondissement_code"], row["told"]
                )
                .replace('"', "")
            })
            .collect();
        assert_eq!(
            told,
            ["Un 492 1", "Deux 491 0"],
            "once, and only where it lies elsewhere"
        );
        assert_eq!(troubles(&services).await, []);
    }
}
