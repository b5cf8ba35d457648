#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use super::*;
use crate::territory::samples::{
    CA_BOURG, CC_GEX, EPT_PLAINE_COMMUNE, code, france, siren, siren_of,
};
use proptest::prelude::*;

const HEADER: &str = "\"insee_reg\",\"lib_reg\",\"dep_chef_file\",\"lib_dep\",\"id_crte\",\"lib_crte\",\"type_grp_crte\",\
\"crte_interreg\",\"crte_interdep\",\"siren_groupement\",\"lib_groupement\",\"nature_juridique\",\"siren_grp_supra\",\
\"lib_grp_supra\",\"nat_jur_grp_supra\"";

fn row(departement: &str, id: &str, name: &str, member: &str, above: &str) -> String {
    let kind = if id.ends_with('1') { "mono" } else { "pluri" };
    format!(
        "\"84\",\"Auvergne-Rhône-Alpes\",\"{departement}\",\"Nom\",\"{id}\",\"{name}\",\"{kind}\",\"0\",\"1\",\
         \"{member}\",\"Membre {member}\",\"CA\",\"{above}\",\"Un nom ; Un autre\",\"PETR ; SMO\""
    )
}

fn read(rows: &[String]) -> ContractsFile {
    parse(
        format!("\u{feff}{HEADER}\r\n{}\r\n", rows.join("\r\n")).as_bytes(),
        &france(),
    )
}

fn reasons(file: &ContractsFile) -> Vec<(u64, Reason)> {
    file.problems.iter().map(|p| (p.line, p.reason)).collect()
}

#[test]
fn a_contract_its_members_and_its_leads() {
    let commune = siren_of("01053").to_string();
    let file = read(&[
        row(
            "01",
            "crte-84-0158-2",
            "CRTE des deux",
            CC_GEX,
            &format!("{CC_GEX} ; {CA_BOURG}"),
        ),
        row("01", "crte-84-0158-2", "CRTE des deux", &commune, CC_GEX),
        row("58", "crte-84-0158-2", "CRTE des deux", CC_GEX, CC_GEX),
        row("58", "crte-84-0158-2", "CRTE des deux", &commune, CC_GEX),
    ]);
    assert_eq!(
        reasons(&file),
        [(4, Reason::Repeated), (5, Reason::Repeated)]
    );
    assert_eq!((file.contracts.len(), file.lines), (1, 4));
    let contract = &file.contracts[0];
    assert_eq!(contract.code.as_str(), "crte-84-0158-2");
    assert_eq!(
        (
            contract.kind,
            contract.interregional,
            contract.interdepartmental
        ),
        (ContractKind::Pluri, false, true)
    );
    assert_eq!(
        contract
            .leads
            .iter()
            .map(|l| l.departement.to_string())
            .collect::<Vec<_>>(),
        ["01", "58"]
    );
    let territories: Vec<_> = contract.members.iter().map(|m| m.territory).collect();
    assert_eq!(
        territories,
        [
            MemberTerritory::Epci(siren(CC_GEX)),
            MemberTerritory::Commune(code("01053"))
        ]
    );
    let above: Vec<_> = contract
        .above
        .iter()
        .map(|b| (b.siren.as_str(), &*b.name, &*b.kind))
        .collect();
    assert_eq!(
        above,
        [(CC_GEX, "Un nom", "PETR"), (CA_BOURG, "Un autre", "SMO")]
    );
    assert_eq!(contract.line, 2);
}

#[test]
fn what_is_unknown_or_shared_is_told_and_kept() {
    let file = read(&[
        row("01", "crte-84-01-1", "A", CC_GEX, ""),
        row("01", "crte-84-01-2", "B", CC_GEX, "1"),
        row("01", "crte-84-01-2", "B", "217500016", ""),
        row("01", "crte-84-01-3", "C", EPT_PLAINE_COMMUNE, ""),
        row("01", "crte-84-01-3", "Autre nom", CA_BOURG, ""),
    ]);
    let expected = [
        (3, Reason::BadValue),
        (4, Reason::UnknownTerritory),
        (6, Reason::Contradiction),
        (3, Reason::SharedMember),
    ];
    assert_eq!(reasons(&file), expected);
    assert_eq!(
        file.contracts[1].members[1].territory,
        MemberTerritory::Unknown
    );
    assert_eq!(
        file.contracts[2].members[0].territory,
        MemberTerritory::Ept(siren(EPT_PLAINE_COMMUNE))
    );
    assert_eq!(file.contracts[2].name, "C");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line() {
    let file = read(&[
        row("01", "crte", "A", CC_GEX, ""),
        row("01", "crte-84-01-1", "", CC_GEX, ""),
        row("99", "crte-84-01-1", "A", CC_GEX, ""),
        row("01", "crte-84-01-1", "A", "217500017", ""),
        "\"84\",\"trop court\"".to_owned(),
        String::new(),
        row("1", "crte-84-01-1", "A", CC_GEX, ""),
    ]);
    let codes = [
        (2, Reason::BadCode),
        (3, Reason::Empty),
        (4, Reason::BadCode),
        (5, Reason::BadCode),
        (6, Reason::WrongCellCount),
    ];
    assert_eq!(reasons(&file), codes);
    assert_eq!((file.contracts.len(), file.lines), (1, 6));
    assert!(
        file.problems
            .iter()
            .all(|p| p.reason.severity() == super::super::Severity::Refused)
    );

    let other = parse(b"nom;code\nA;1\n", &france());
    assert_eq!(other.problems.len(), 13);
    assert!(
        other
            .problems
            .iter()
            .all(|p| p.reason == Reason::MissingColumn)
    );
    assert!(parse(b"", &france()).contracts.is_empty());
}

#[test]
fn columns_may_move_and_accents_may_be_windows_1252() {
    let mut bytes = format!("{HEADER},autre\n").into_bytes();
    bytes.extend(
        row("01", "crte-84-01-1", "CRTE de B?g?", CC_GEX, "")
            .replace('?', "@")
            .into_bytes(),
    );
    bytes.extend(b",x\n");
    let bytes: Vec<u8> = String::from_utf8(bytes)
        .unwrap()
        .replace("Rhône", "Rh@ne")
        .bytes()
        .map(|b| if b == b'@' { 0xe9 } else { b })
        .collect();
    let file = parse(&bytes, &france());
    assert_eq!(file.contracts[0].name, "CRTE de Bégé");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}") {
        parse(&bytes, &france());
        let file = parse(format!("{HEADER}\n{text}\n{text}").as_bytes(), &france());
        prop_assert!(file.contracts.is_empty());
    }
}

/// The real file, outside the project: `MEC_SHARED_DATA` is the folder that holds `territories/epci-and-crte.csv`.
#[test]
fn the_real_file() {
    let Some(dir) = std::env::var_os("MEC_SHARED_DATA") else {
        println!("SKIPPED: MEC_SHARED_DATA is not set, the real list of CRTE was not read");
        return;
    };
    let bytes =
        std::fs::read(std::path::Path::new(&dir).join("territories/epci-and-crte.csv")).unwrap();
    let territories = crate::territory::Territories::embedded().unwrap();
    let dataset = territories.dataset();
    let file = parse(&bytes, &dataset);
    assert_eq!((file.contracts.len(), file.lines), (854, 1306));
    let count = |reason| file.problems.iter().filter(|p| p.reason == reason).count();
    // Two groups are in two contracts; the Métropole du Grand Paris comes four times, eight groups twice.
    assert_eq!(
        (count(Reason::SharedMember), count(Reason::Repeated)),
        (2, 11)
    );
    assert_eq!(count(Reason::UnknownTerritory), 0);
    assert_eq!(file.problems.len(), 13);
    let alone = file
        .contracts
        .iter()
        .flat_map(|c| &c.members)
        .filter(|m| matches!(m.territory, MemberTerritory::Commune(_)));
    assert_eq!(alone.count(), 36);
    let leads: Vec<usize> = file
        .contracts
        .iter()
        .map(|c| c.leads.len())
        .filter(|&leads| leads > 1)
        .collect();
    assert_eq!(leads, [4, 2].into_iter().rev().collect::<Vec<_>>());
}
