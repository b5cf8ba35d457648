//! Wakes the islands of the page that was served.

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

// The islands register themselves when `app` is linked in.
pub use app as _app;
