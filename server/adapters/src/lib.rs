pub mod antivirus;
pub mod files;
pub mod mail;
