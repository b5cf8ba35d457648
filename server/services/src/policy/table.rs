//! Prints the policy as the table of the documentation and holds it there.

use super::{Tie, allowed};
use domain::permission::{Action, Decision};
use domain::project::MemberRole;

const COLUMNS: &[(&str, Tie)] = &[
    ("lead", Tie::Member(MemberRole::Lead)),
    ("editor", Tie::Member(MemberRole::Editor)),
    ("reader", Tie::Member(MemberRole::Reader)),
    ("expert", Tie::Member(MemberRole::Expert)),
    ("seat of its département", Tie::Seat),
    ("assigned agent", Tie::Assignee),
    ("agent of its département", Tie::Agent),
    ("referent of its département", Tie::Referent),
    ("CRTE manager", Tie::ContractManager),
    ("national admin", Tie::Admin),
];

fn table() -> String {
    let mut text = String::from("| action |");
    for (name, _) in COLUMNS {
        text.push_str(&format!(" {name} |"));
    }
    text.push_str(&format!("\n|{}\n", "---|".repeat(COLUMNS.len() + 1)));
    for &action in Action::ALL {
        text.push_str(&format!("| `{action}` |"));
        for (_, tie) in COLUMNS {
            let word = match allowed(*tie, action) {
                Some(Decision::AllowLogged) => "yes, logged",
                Some(_) => "yes",
                None => "no",
            };
            text.push_str(&format!(" {word} |"));
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_documentation_says_what_the_policy_does() {
    let documented = include_str!("../../../../ARCHITECTURE.md");
    let table = table();
    assert!(
        documented.contains(&table),
        "ARCHITECTURE.md must hold this table between its policy markers:\n{table}"
    );
}
