//! Tokens and codes: what travels, and what is kept of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A token of 256 bits as it travels in a link or a cookie.
pub fn token(bytes: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What the database keeps of a token: SHA-256, so that a copy of the database opens nothing.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Six digits drawn from random bytes (bias below 1 in 10^13).
pub fn six_digits(bytes: [u8; 32]) -> String {
    let mut first = [0_u8; 8];
    for (to, from) in first.iter_mut().zip(bytes) {
        *to = from;
    }
    format!("{:06}", u64::from_le_bytes(first) % 1_000_000)
}
