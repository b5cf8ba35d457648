//! Counts the statements a request sends, so that a test and the bench can hold a page to its budget.

use std::cell::Cell;

tokio::task_local! {
    static STATEMENTS: Cell<u32>;
}

/// Runs `work` and gives its result with the number of statements it sent.
pub async fn counted<F: Future>(work: F) -> (F::Output, u32) {
    STATEMENTS
        .scope(Cell::new(0), async {
            let output = work.await;
            (output, STATEMENTS.with(Cell::get))
        })
        .await
}

pub(crate) fn note() {
    // Outside of a counted request there is nothing to note.
    let _ = STATEMENTS.try_with(|count| count.set(count.get().saturating_add(1)));
}
