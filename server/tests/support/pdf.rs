//! The words of a PDF.

/// All words of a document, without spaces: a line breaks where its page has no more room.
pub fn words(bytes: &[u8]) -> String {
    assert!(bytes.starts_with(b"%PDF-"), "{:?}", bytes.get(..80));
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    squeezed(&document.extract_text(&pages).unwrap())
}

/// Without any space.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
