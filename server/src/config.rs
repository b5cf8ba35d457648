//! Environment variables with the prefix `MEC_`, all read here, all errors listed at once.

use std::collections::BTreeMap;
use std::net::SocketAddr;

/// What the operator chose. Every variable has a default: nothing is needed to start.
#[derive(Clone, Debug)]
pub struct Config {
    /// `MEC_DATABASE_URL`: `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// `MEC_ADDR`: where the server listens.
    pub addr: SocketAddr,
    /// `MEC_BASE_URL`: what people type, without a final slash.
    pub base_url: String,
    /// `MEC_FILES_URL`: `file://…` for a local folder.
    pub files_url: String,
    /// `MEC_SMTP_URL`: `smtp://…` or `smtps://…`; none keeps mails in the local mailbox.
    pub smtp_url: Option<String>,
    /// `MEC_MAIL_FROM`: the address mails come from.
    pub mail_from: String,
    /// `MEC_CLAMD_URL`: `tcp://host:port` or `unix://path`; none marks files "non analysé".
    pub clamd_url: Option<String>,
    /// `MEC_DEMO`: demonstration people, data, banner and mailbox page.
    pub demo: bool,
    /// `MEC_LOG`: `text` or `json`.
    pub log_json: bool,
    /// `MEC_WORKER`: whether `serve` runs the background jobs too.
    pub worker: bool,
    /// `MEC_TRUSTED_PROXIES`: addresses whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// `MEC_METRICS_TOKEN`: who shows it may read `/metrics` from another machine.
    pub metrics_token: Option<String>,
}

/// Shorter secrets can be guessed.
const TOKEN_LENGTH: usize = 16;

impl Config {
    /// Reads the process environment.
    pub fn from_env() -> Result<Self, ConfigErrors> {
        let found = std::env::vars().filter(|(name, _)| name.starts_with("MEC_"));
        Self::from_vars(&found.collect())
    }

    /// Reads given variables; every error is reported, not only the first.
    pub fn from_vars(vars: &BTreeMap<String, String>) -> Result<Self, ConfigErrors> {
        let mut errors = Vec::new();
        let text = |name: &str, default: &str| {
            let value = vars.get(name).map(|v| v.trim()).filter(|v| !v.is_empty());
            value.unwrap_or(default).to_owned()
        };
        let optional = |name: &str| Some(text(name, "")).filter(|v| !v.is_empty());
        let addr_text = text("MEC_ADDR", "127.0.0.1:3000");
        let addr = addr_text.parse().unwrap_or_else(|_| {
            errors.push(format!(
                "MEC_ADDR: {addr_text:?} is not an address and port such as 127.0.0.1:3000"
            ));
            SocketAddr::from(([127, 0, 0, 1], 3000))
        });
        let config = Self {
            database_url: text("MEC_DATABASE_URL", "sqlite://data/mec.db"),
            addr,
            base_url: text("MEC_BASE_URL", "http://localhost:3000")
                .trim_end_matches('/')
                .to_owned(),
            files_url: text("MEC_FILES_URL", "file://data/files"),
            smtp_url: optional("MEC_SMTP_URL"),
            mail_from: text(
                "MEC_MAIL_FROM",
                "Mon Espace Collectivité <ne-pas-repondre@localhost>",
            ),
            clamd_url: optional("MEC_CLAMD_URL"),
            demo: flag(&text("MEC_DEMO", "0"), "MEC_DEMO", &mut errors),
            log_json: text("MEC_LOG", "text") == "json",
            worker: flag(&text("MEC_WORKER", "1"), "MEC_WORKER", &mut errors),
            trusted_proxies: addresses(&text("MEC_TRUSTED_PROXIES", ""), &mut errors),
            metrics_token: optional("MEC_METRICS_TOKEN"),
        };
        config.check(&mut errors);
        if errors.is_empty() {
            Ok(config)
        } else {
            Err(ConfigErrors(errors))
        }
    }

    fn check(&self, errors: &mut Vec<String>) {
        if !self.database_url.starts_with("sqlite:") && !self.database_url.starts_with("postgres") {
            errors.push("MEC_DATABASE_URL: must start with sqlite:// or postgres://".to_owned());
        }
        let token = self.metrics_token.as_deref();
        if token.is_some_and(|token| token.len() < TOKEN_LENGTH) {
            errors.push(format!(
                "MEC_METRICS_TOKEN: must have at least {TOKEN_LENGTH} characters"
            ));
        }
        match url::Url::parse(&self.base_url) {
            Ok(url) if self.demo && !is_local(&url) => errors.push(
                "MEC_DEMO: the demonstration lets anybody in; it runs only with a local MEC_BASE_URL".to_owned(),
            ),
            Ok(url) if matches!(url.scheme(), "http" | "https") => {}
            _ => errors.push("MEC_BASE_URL: must be a full http:// or https:// address".to_owned()),
        }
    }

    /// Whether cookies travel over HTTPS only, which `__Host-` names require.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

fn is_local(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn flag(text: &str, name: &str, errors: &mut Vec<String>) -> bool {
    match text {
        "1" | "true" => true,
        "0" | "false" => false,
        other => {
            errors.push(format!("{name}: {other:?} is neither 0 nor 1"));
            false
        }
    }
}

fn addresses(text: &str, errors: &mut Vec<String>) -> Vec<std::net::IpAddr> {
    let mut found = Vec::new();
    for part in text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.parse() {
            Ok(address) => found.push(address),
            Err(_) => errors.push(format!(
                "MEC_TRUSTED_PROXIES: {part:?} is not an IP address"
            )),
        }
    }
    found
}

/// Everything that is wrong with the variables.
#[derive(Debug)]
pub struct ConfigErrors(pub Vec<String>);

impl std::fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the configuration is refused:\n  {}",
            self.0.join("\n  ")
        )
    }
}

impl std::error::Error for ConfigErrors {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigErrors> {
        Config::from_vars(
            &pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn nothing_is_needed_to_start() {
        let config = read(&[]).unwrap();
        assert_eq!(config.database_url, "sqlite://data/mec.db");
        assert!(!config.demo);
    }

    #[test]
    fn the_demonstration_is_refused_outside_of_this_machine() {
        assert!(
            read(&[
                ("MEC_DEMO", "1"),
                ("MEC_BASE_URL", "https://mec.example.fr")
            ])
            .is_err()
        );
        assert!(
            read(&[
                ("MEC_DEMO", "1"),
                ("MEC_BASE_URL", "http://localhost.example.fr")
            ])
            .is_err()
        );
        assert!(read(&[("MEC_DEMO", "1"), ("MEC_BASE_URL", "http://127.0.0.1:4000")]).is_ok());
    }

    #[test]
    fn every_error_is_listed() {
        let errors = read(&[
            ("MEC_ADDR", "x"),
            ("MEC_DEMO", "oui"),
            ("MEC_DATABASE_URL", "mysql://"),
            ("MEC_METRICS_TOKEN", "court"),
        ])
        .unwrap_err();
        assert_eq!(errors.0.len(), 4);
    }
}
