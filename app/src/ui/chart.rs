//! A chart drawn on the server; the same values stand in a table beside it.

use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What stands under it: short.
    pub label: String,
    /// How high; `None` where the value is not shown.
    pub value: Option<i64>,
}

/// Units of the drawing; it grows with its box.
const WIDTH: usize = 360;
const HEIGHT: i64 = 120;
const TOP: i64 = 16;

/// Bars side by side. The drawing says its name and where its values are; they are read in `children`, a table.
#[component]
pub fn BarChart(
    /// What is drawn.
    #[prop(into)]
    title: String,
    /// The bars, in their order.
    bars: Vec<Bar>,
    /// The table of the same values.
    children: Children,
) -> AnyView {
    let most = bars.iter().filter_map(|bar| bar.value).max().unwrap_or(0);
    let step = WIDTH / bars.len().max(1);
    let drawn = bars
        .iter()
        .enumerate()
        .map(|(place, bar)| one(place * step, step, bar, most.max(1)))
        .collect_view();
    let base = (TOP + HEIGHT).to_string();
    let label =
        format!("{title} : diagramme en barres. Les valeurs sont dans le tableau qui suit.");
    let view_box = format!("0 0 {WIDTH} {}", TOP + HEIGHT + 20);
    view! {
        <figure class="chart stack">
            <figcaption class="soft">{title}</figcaption>
            <svg class="chart-bars" role="img" aria-label=label viewBox=view_box>
                {drawn}
                <line x1="0" x2=WIDTH.to_string() y1=base.clone() y2=base/>
            </svg>
            <details class="disclose">
                <summary>"Les valeurs en tableau"</summary>
                <div>{children()}</div>
            </details>
        </figure>
    }
    .into_any()
}

fn one(left: usize, step: usize, bar: &Bar, most: i64) -> AnyView {
    let height = bar.value.unwrap_or(0) * HEIGHT / most;
    let top = TOP + HEIGHT - height;
    let middle = (left + step / 2).to_string();
    let value = bar.value.map_or("?".to_owned(), |value| value.to_string());
    let rect = (height > 0).then(|| {
        view! {
            <rect
                x=(left + step / 6).to_string()
                y=top.to_string()
                width=(step * 2 / 3).to_string()
                height=height.to_string()
            />
        }
    });
    view! {
        {rect}
        <text x=middle.clone() y=(top - 4).to_string()>{value}</text>
        <text x=middle y=(TOP + HEIGHT + 14).to_string()>{bar.label.clone()}</text>
    }
    .into_any()
}
