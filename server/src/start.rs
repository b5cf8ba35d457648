//! Puts the pieces together.

use crate::config::Config;
use crate::router;
use adapters::antivirus::Clamd;
use adapters::files::Files;
use adapters::mail::SmtpMailer;
use adapters::press::Typst;
use anyhow::{Context, bail};
use app::http::AppState;
use leptos::config::LeptosOptions;
use services::import::load_territories;
use services::ports::{Mailer, Scanner, SystemClock, SystemIds};
use services::{Cx, Services, Settings};
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use tracing_subscriber::EnvFilter;

/// Sends the logs to the standard error: text for people, JSON for machines.
pub fn logs(config: &Config) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if config.log_json {
        logs.json().init();
    } else {
        logs.init();
    }
}

/// `mec migrate`.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = connect(config).await?;
    db.migrate().await.context("migrating")?;
    tracing::info!("the database is up to date");
    Ok(())
}

/// `mec serve`.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let state = state(&config).await?;
    let listener = tokio::net::TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("listening on {}", config.addr))?;
    tracing::info!(address = %config.base_url, "serving");
    tokio::spawn(follow_territories(state.services.clone()));
    if config.demo {
        state.services.ensure_demo().await?;
        name_demo_people(&config.base_url);
    }
    // After the demonstration is there: the first round counts the figures, the next one an hour later.
    if config.worker {
        tokio::spawn(state.services.clone().work());
    }
    let live = state.services.live.clone();
    let app = router::build(state, &config);
    axum::serve(
        listener,
        app.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stopped().await;
        // Open boards would be waited for.
        live.close();
    })
    .await?;
    Ok(())
}

/// Who one may be, for the person who has just started the demonstration.
fn name_demo_people(base_url: &str) {
    tracing::info!("one click at {base_url}/demo makes you one of these people:");
    for person in services::demo::PEOPLE {
        let (first, last, job) = (person.first_name, person.last_name, person.job);
        tracing::info!("  {first} {last}, {job} ({})", person.organisation);
    }
}

/// `mec worker`.
pub async fn worker(config: &Config) -> anyhow::Result<()> {
    let services = services(config).await?;
    tracing::info!("working");
    tokio::select! {
        () = services.work() => {}
        () = stopped() => {}
    }
    Ok(())
}

/// `mec admin grant EMAIL`.
pub async fn grant_admin(config: &Config, email: &str) -> anyhow::Result<()> {
    let services = services(config).await?;
    match services.grant_admin(&Cx::system(), email).await {
        Ok(()) => tracing::info!("national administration granted"),
        Err(services::Error::Fields(_)) => bail!("{email:?} is not an e-mail address"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The services on a ready database.
pub async fn services(config: &Config) -> anyhow::Result<Services> {
    let db = connect(config).await?;
    if config.database_url.starts_with("sqlite:") {
        db.migrate()
            .await
            .context("migrating the embedded database")?;
    } else {
        let pending = db.pending_migrations().await?;
        if !pending.is_empty() {
            bail!(
                "the database lacks {} migrations: run `mec migrate`",
                pending.len()
            );
        }
    }
    let territories = load_territories(&db)
        .await
        .context("reading the reference data of territories")?;
    let services = Services {
        db,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        territories,
        settings: Arc::new(Settings {
            base_url: config.base_url.clone(),
            demo: config.demo,
        }),
        files: Arc::new(Files::open(&config.files_url).map_err(anyhow::Error::msg)?),
        scanner: scanner(config)?,
        mailer: mailer(config)?,
        press: Arc::new(Typst::new().map_err(anyhow::Error::msg)?),
        wording: Arc::new(app::i18n::events::French),
        sheets: Arc::new(app::desk::export::Files),
        counts: services::desk::table::Kept::default(),
        wake: Arc::default(),
        live: Arc::default(),
    };
    services
        .ensure_shipped()
        .await
        .context("loading the questionnaire and the catalogue of help")?;
    Ok(services)
}

fn scanner(config: &Config) -> anyhow::Result<Option<Arc<dyn Scanner>>> {
    let url = config.clamd_url.as_deref();
    let clamd = url
        .map(Clamd::parse)
        .transpose()
        .map_err(anyhow::Error::msg)?;
    Ok(clamd.map(|clamd| Arc::new(clamd) as Arc<dyn Scanner>))
}

/// Takes over reference data that `mec import territories` brings while the site is served.
async fn follow_territories(services: Services) {
    let mut seen = services.territories_imported_at().await.ok().flatten();
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    loop {
        minute.tick().await;
        match services.refresh_territories(seen).await {
            Ok(at) => seen = at,
            Err(error) => tracing::warn!(%error, "the reference data could not be read again"),
        }
    }
}

/// The demonstration sends nothing to the outside: its mails are read at `/demo/courrier`.
fn mailer(config: &Config) -> anyhow::Result<Option<Arc<dyn Mailer>>> {
    match &config.smtp_url {
        Some(url) if !config.demo => Ok(Some(Arc::new(SmtpMailer::new(url, &config.mail_from)?))),
        _ => Ok(None),
    }
}

async fn state(config: &Config) -> anyhow::Result<AppState> {
    Ok(AppState {
        services: services(config).await?,
        leptos: leptos_options(config),
    })
}

/// Where the built scripts and styles are: `MEC_SITE_ROOT`, else the `site` folder beside the binary's
/// build, else the one cargo-leptos names.
fn leptos_options(config: &Config) -> LeptosOptions {
    let root = std::env::var("MEC_SITE_ROOT")
        .or_else(|_| std::env::var("LEPTOS_SITE_ROOT"))
        .unwrap_or_else(|_| "target/site".to_owned());
    LeptosOptions::builder()
        .output_name("mec")
        .site_root(root)
        .site_addr(config.addr)
        .hash_files(hashed())
        .build()
}

/// Whether the front was built with hashed names: the build then leaves `hash.txt` beside the binary.
fn hashed() -> bool {
    std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|folder| folder.join("hash.txt")))
        .is_some_and(|file| file.exists())
}

/// The database, its folder made when absent; not brought up to date.
pub async fn connect(config: &Config) -> anyhow::Result<Db> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://")
        && let Some(folder) = std::path::Path::new(path).parent()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("making the folder {}", folder.display()))?;
    }
    Db::connect(&config.database_url)
        .await
        .context("connecting to the database")
}

async fn stopped() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
