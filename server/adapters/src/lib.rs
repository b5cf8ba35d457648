

pub mod mail;
