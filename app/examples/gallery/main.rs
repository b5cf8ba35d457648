//! Writes the living page and a sample of each kind of page to complete HTML files, to look at them and to
//! run accessibility checks on them without a server.
//!
//! `cargo run -p app --features ssr --example gallery -- FOLDER`; put the compiled style beside them as
//! `main.css`, and serve the folder together with `public/`.
#![allow(clippy::expect_used)]

mod samples;

use std::path::PathBuf;

use leptos::prelude::*;

fn page(title: &str, body: AnyView) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{title} · Mon Espace Collectivité</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/main.css\"></head><body>{}</body></html>\n",
        body.to_html()
    )
}

fn main() {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .unwrap_or_else(|| "target/gallery".to_owned()),
    );
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, title, body) in samples::ALL {
        let html = Owner::new().with(|| page(title, body()));
        std::fs::write(folder.join(format!("{name}.html")), html).expect("the page can be written");
    }
}
