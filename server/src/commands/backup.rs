//! `mec backup` and `mec restore`.

use super::import::say;
use crate::config::Config;
use crate::start;
use anyhow::{Context, bail};
use services::backup::{
    DATABASE, DUMP, FILES, Manifest, Trouble, copy_database, copy_file, copy_folder, empty_folder,
    is_empty,
};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of contents; none when they are elsewhere.
pub fn files_folder(config: &Config) -> Option<PathBuf> {
    config.files_url.strip_prefix("file://").map(PathBuf::from)
}

fn database_file(config: &Config) -> Option<PathBuf> {
    let path = config.database_url.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// Copies the database, then the files, then lists both.
pub async fn backup(config: &Config, dir: &Path) -> anyhow::Result<()> {
    empty_folder(dir)?;
    match database_file(config) {
        Some(path) if path.exists() => {
            // As it is, without bringing it up to date: a copy is often taken before that.
            let db = start::connect(config).await?;
            copy_database(&db, dir)
                .await
                .context("copying the database")?;
        }
        Some(path) => bail!("{} n'existe pas : il n'y a rien à copier", path.display()),
        None => {
            let file = dir.join(DUMP);
            let arguments: [String; 3] = [
                "--format=custom".into(),
                format!("--file={}", file.display()),
                config.database_url.clone(),
            ];
            postgres("pg_dump", &arguments, "MEC_DATABASE_URL")?;
        }
    }
    match files_folder(config) {
        Some(folder) => {
            let copied = copy_folder(&folder, &dir.join(FILES))?;
            say(&format!(
                "{} contenus copiés ({} octets).",
                copied.files, copied.bytes
            ));
        }
        None => say(
            "Les contenus ne sont pas dans un dossier local : copiez-les avec l'outil de leur hébergement.",
        ),
    }
    let manifest = Manifest::of(dir)?;
    manifest.write(dir)?;
    say(&format!(
        "Copie complète dans {} : {} fichiers, empreintes dans SHA256SUMS.",
        dir.display(),
        manifest.0.len()
    ));
    Ok(())
}

/// Verifies a copy, then puts it in place.
pub async fn restore(config: &Config, dir: &Path, force: bool) -> anyhow::Result<()> {
    let manifest = Manifest::read(dir)?;
    let troubles = manifest.verify(dir)?;
    for trouble in &troubles {
        say(&match trouble {
            Trouble::Missing(name) => format!("{name} manque dans la copie."),
            Trouble::Changed(name) => format!("{name} a changé depuis la copie."),
            Trouble::Unlisted(name) => format!("{name} n'est pas dans la liste de la copie."),
        });
    }
    if !troubles.is_empty() {
        bail!("la copie n'est pas intacte : rien n'est restauré");
    }
    let files = files_folder(config);
    if let Some(path) = database_file(config) {
        make_room(&path, force)?;
        for suffix in ["-wal", "-shm"] {
            let beside = PathBuf::from(format!("{}{suffix}", path.display()));
            if beside.exists() {
                std::fs::rename(&beside, aside(&beside))
                    .with_context(|| beside.display().to_string())?;
            }
        }
        if let Some(folder) = files.as_deref() {
            make_room(folder, force)?;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        copy_file(&dir.join(DATABASE), &path)?;
    } else {
        if let Some(folder) = files.as_deref() {
            make_room(folder, force)?;
        }
        let mut arguments: Vec<String> = vec!["--no-owner".into(), "--exit-on-error".into()];
        if force {
            arguments.extend(["--clean".into(), "--if-exists".into()]);
        }
        arguments.extend([
            format!("--dbname={}", config.database_url),
            dir.join(DUMP).display().to_string(),
        ]);
        postgres("pg_restore", &arguments, "MEC_DATABASE_URL")?;
    }
    if let Some(folder) = files {
        copy_folder(&dir.join(FILES), &folder)?;
    }
    say("La copie est restaurée. Vérifiez-la avec « mec check », puis relancez « mec serve ».");
    Ok(())
}

/// What stands where the copy goes is refused, or set aside when it is asked for.
fn make_room(path: &Path, force: bool) -> anyhow::Result<()> {
    let free = match path.is_dir() {
        true => is_empty(path)?,
        false => !path.exists(),
    };
    if free {
        return Ok(());
    }
    if !force {
        bail!(
            "{} contient déjà des données. Arrêtez le service, puis ajoutez --force pour les mettre de côté",
            path.display()
        );
    }
    let aside = aside(path);
    std::fs::rename(path, &aside).with_context(|| path.display().to_string())?;
    say(&format!("Mis de côté : {}", aside.display()));
    Ok(())
}

/// A name that is not taken yet.
fn aside(path: &Path) -> PathBuf {
    let name = |n: u32| PathBuf::from(format!("{}.avant-restauration-{n}", path.display()));
    (1..)
        .map(name)
        .find(|path| !path.exists())
        .unwrap_or_else(|| name(0))
}

/// Runs a tool of PostgreSQL, or ends with the exact command to type. The address, which may hold a password, is shown
/// as the variable that holds it.
fn postgres(tool: &str, arguments: &[String], variable: &str) -> anyhow::Result<()> {
    let shown: Vec<String> = arguments
        .iter()
        .map(|argument| match argument.find("postgres") {
            Some(at) if argument.contains("://") => {
                format!("{}\"${variable}\"", argument.get(..at).unwrap_or_default())
            }
            _ => argument.clone(),
        })
        .collect();
    let typed = format!("{tool} {}", shown.join(" "));
    match Command::new(tool).args(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("{tool} a échoué. La commande était :\n  {typed}"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("{tool} n'est pas installé ici. Sur une machine qui l'a, tapez :\n  {typed}")
        }
        Err(error) => Err(error).with_context(|| tool.to_owned()),
    }
}
