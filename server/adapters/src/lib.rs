pub mod antivirus;
pub mod files;
pub mod mail;
pub mod press;
