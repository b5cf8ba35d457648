//! What the components write: hostile text stays text, and every control is tied to its words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use app::ui::{
    Amount, Checkbox, Choice, Combobox, ComboboxOption, DateField, ErrorSummary, Field,
    FieldProblem, Gallery, LinkItem, Pagination, Person, RadioGroup, Select, Table, Tabs, Tag,
    TextArea, Time,
};
use leptos::prelude::*;

const HOSTILE: &str =
    "\"><script>alert(1)</script>' onfocus='x </textarea></option></title><!-- & é\u{202e}";

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// Hostile text may appear only with its opening and quoting characters disarmed.
fn assert_harmless(html: &str) {
    for forbidden in [
        "<script",
        "</option></title>",
        "</textarea>&",
        "<!-- &",
        "=\"\">&",
        "=\"\"><",
    ] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
    assert!(html.contains("alert(1)"), "the text itself is kept: {html}");
}

#[test]
fn a_field_escapes_its_value_and_words() {
    let html =
        html(|| view! { <Field name="a" label=HOSTILE value=HOSTILE hint=HOSTILE error=HOSTILE/> });
    assert_harmless(&html);
    assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;"), "{html}");
}

#[test]
fn a_text_area_escapes_its_content_and_keeps_its_first_line() {
    let area = |value: &'static str| {
        html(move || view! { <TextArea name="a" label="Texte" value=value/> })
    };
    assert_harmless(&area(HOSTILE));
    assert!(
        area("\nDeux").contains(">\n\nDeux</textarea>"),
        "{}",
        area("\nDeux")
    );
    assert!(area("Un").contains(">Un</textarea>"), "{}", area("Un"));
    assert!(area("").contains("></textarea>"), "{}", area(""));
}

#[test]
fn lists_of_choices_escape_values_and_labels() {
    let options = || {
        vec![
            Choice::new(HOSTILE, HOSTILE)
                .hint(HOSTILE)
                .count(HOSTILE)
                .selected(true),
        ]
    };
    assert_harmless(&html(
        move || view! { <Select name="a" label="Choix" options=options() placeholder=HOSTILE/> },
    ));
    assert_harmless(&html(
        move || view! { <RadioGroup name="a" label=HOSTILE options=options() error=HOSTILE/> },
    ));
    assert_harmless(&html(
        || view! { <Checkbox name="a" label=HOSTILE value=HOSTILE hint=HOSTILE/> },
    ));
    let proposal = ComboboxOption {
        value: HOSTILE.into(),
        label: HOSTILE.into(),
        detail: Some(HOSTILE.into()),
    };
    assert_harmless(&html(move || {
        view! { <Combobox name="a" label="Commune" value=HOSTILE options=vec![proposal] open=true enhanced=true/> }
    }));
}

#[test]
fn attributes_escape_what_they_carry() {
    assert_harmless(&html(
        || view! { <Time datetime=HOSTILE words=HOSTILE exact=HOSTILE/> },
    ));
    assert_harmless(&html(|| view! { <Amount words=HOSTILE value=HOSTILE/> }));
    assert_harmless(&html(
        || view! { <Tag label=HOSTILE href=HOSTILE remove=true/> },
    ));
    assert_harmless(&html(
        || view! { <Tabs label=HOSTILE links=vec![LinkItem::new(HOSTILE, HOSTILE)]/> },
    ));
    assert_harmless(&html(
        || view! { <Table id="t" caption=HOSTILE><tbody></tbody></Table> },
    ));
    assert_harmless(&html(|| view! { <Person name=HOSTILE detail=HOSTILE/> }));
    let query = vec![("q".to_owned(), HOSTILE.to_owned())];
    let pages = html(move || view! { <Pagination page=1 pages=2 path="/liste" query=query/> });
    assert!(pages.contains("q=%22%3E%3Cscript%3E"), "{pages}");
}

#[test]
fn a_wrong_field_is_tied_to_its_error_and_the_summary_leads_to_it() {
    let field =
        html(|| view! { <DateField name="debut" label="Début" error="Corrigez le jour."/> });
    assert!(
        field.contains(r#"aria-describedby="champ-debut-erreur champ-debut-aide""#),
        "{field}"
    );
    assert!(
        field.contains(r#"aria-invalid="true""#) && field.contains(r#"id="champ-debut-erreur""#),
        "{field}"
    );
    assert!(
        field.contains(r#"for="champ-debut""#) && field.contains(r#"id="champ-debut""#),
        "{field}"
    );

    let summary = html(
        || view! { <ErrorSummary problems=vec![FieldProblem::new("debut", "Corrigez le jour.")]/> },
    );
    assert!(
        summary.contains(r##"href="#champ-debut""##) && summary.contains(r#"tabindex="-1""#),
        "{summary}"
    );
    assert!(
        summary.contains(r#"role="alert""#) && summary.contains("autofocus"),
        "{summary}"
    );
    assert!(!html(|| view! { <ErrorSummary problems=vec![]/> }).contains("error-summary"));
}

#[test]
fn a_combobox_promises_nothing_before_its_script() {
    let plain = html(|| view! { <Combobox name="c" label="Commune" value="st"/> });
    assert!(
        !plain.contains("role=") && !plain.contains("aria-expanded"),
        "{plain}"
    );
}

#[test]
fn the_living_page_has_unique_ids_and_no_inline_style_or_script() {
    let page = html(|| view! { <Gallery/> });
    assert!(!page.contains(" style=") && !page.contains("<script") && !page.contains(" onclick"));
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
        .collect();
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// Every component that a file of `src/ui` declares, but for those named here with the reason.
#[test]
fn the_living_page_shows_every_component() {
    // The page itself; the header, shown without its skip link; what is inside every field; the skeleton of a
    // whole sheet, which is a page and no part of one.
    let not_by_name = ["Gallery", "Header", "FieldFrame", "Sheet"];
    let ui = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui"));
    let rust = |folder: &std::path::Path| -> String {
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        files
            .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    };
    let shown =
        rust(&ui.join("gallery")) + &std::fs::read_to_string(ui.join("gallery.rs")).unwrap();
    let declared = rust(ui);
    let missing: Vec<&str> = declared
        .split("#[component]\npub fn ")
        .skip(1)
        .map(|rest| rest.split('(').next().unwrap())
        .filter(|name| !not_by_name.contains(name))
        .filter(|name| !shown.contains(&format!("<{name}")))
        .collect();
    assert!(declared.contains("pub fn Skeleton"));
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_sprite_draws_every_icon_named_and_nothing_else() {
    let sprite = include_str!("../../public/icons.svg");
    let drawn = sprite.matches("<symbol ").count();
    assert_eq!(drawn, app::ui::IconName::ALL.len());
    assert!(drawn <= 40);
    for name in app::ui::IconName::ALL {
        assert!(
            sprite.contains(&format!("<symbol id=\"{}\"", name.id())),
            "{}",
            name.id()
        );
    }
}
