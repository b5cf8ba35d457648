//! From one page of a list to another.

use leptos::prelude::*;

use super::{Icon, IconName};

/// Links to the pages of a list that keep everything else in the address. Nothing when there is one page.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u32,
    /// How many pages there are.
    pages: u32,
    /// The list's path, without a query.
    #[prop(into)]
    path: String,
    /// The query's other parts, as names and values not yet encoded.
    #[prop(optional)]
    query: Vec<(String, String)>,
) -> AnyView {
    if pages < 2 {
        return ().into_any();
    }
    let address = |number: u32| page_address(&path, &query, number);
    let previous = (page > 1).then(|| {
        view! { <li><a href=address(page - 1) rel="prev"><Icon name=IconName::ArrowLeft/>"Précédente"</a></li> }
    });
    let next = (page < pages).then(|| {
        view! { <li><a href=address(page + 1) rel="next">"Suivante"<Icon name=IconName::ArrowRight/></a></li> }
    });
    let numbers = shown(page, pages)
        .into_iter()
        .map(|number| match number {
            None => view! { <li><span aria-hidden="true">"…"</span></li> }.into_any(),
            Some(number) => {
                let current = (number == page).then_some("page");
                let label = format!("Page {number}");
                view! {
                    <li><a href=address(number) aria-label=label aria-current=current>{number.to_string()}</a></li>
                }
                .into_any()
            }
        })
        .collect_view();
    view! {
        <nav class="pagination" aria-label="Pages de la liste">
            <ul class="pagination-list">{previous}{numbers}{next}</ul>
        </nav>
    }
    .into_any()
}

/// The first, the last, the one shown and its neighbours; `None` where some are left out.
fn shown(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut numbers = Vec::new();
    let mut last = 0;
    for number in 1..=pages {
        let near = number.abs_diff(page) <= 1;
        if number == 1 || number == pages || near {
            if number > last + 1 {
                numbers.push(if number == last + 2 {
                    Some(last + 1)
                } else {
                    None
                });
            }
            numbers.push(Some(number));
            last = number;
        }
        if number > page + 1 && last < pages {
            numbers.push(if pages == last + 2 {
                Some(last + 1)
            } else {
                None
            });
            numbers.push(Some(pages));
            break;
        }
    }
    numbers
}

fn page_address(path: &str, query: &[(String, String)], page: u32) -> String {
    let kept = query.iter().filter(|(name, _)| name != "page");
    let mut parts: Vec<String> = kept
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    if parts.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", parts.join("&"))
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encode(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, byte| {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    out.push(char::from(byte))
                }
                _ => out.push_str(&format!("%{byte:02X}")),
            }
            out
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn the_address_keeps_the_filters_and_encodes_them() {
        let query = vec![
            ("theme".to_owned(), "eau & air".to_owned()),
            ("page".to_owned(), "9".to_owned()),
        ];
        assert_eq!(
            page_address("/liste", &query, 3),
            "/liste?theme=eau%20%26%20air&page=3"
        );
        assert_eq!(page_address("/liste", &[], 1), "/liste");
    }

    #[test]
    fn a_gap_of_one_page_shows_that_page() {
        let plain = |page, pages| -> String {
            shown(page, pages)
                .iter()
                .map(|n| n.map_or("…".to_owned(), |n| n.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(plain(1, 2), "1 2");
        assert_eq!(plain(1, 9), "1 2 … 9");
        assert_eq!(plain(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(plain(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(plain(9, 9), "1 … 8 9");
        assert_eq!(plain(1, 4), "1 2 3 4");
    }
}
