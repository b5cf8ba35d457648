//! Working together, through the whole router, on each engine: conversations, files, members.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod together {
    mod attachment;
    mod conversation;
    mod member;
    mod reading;
    mod support;
}
