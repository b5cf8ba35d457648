//! `mec check`: is everything consistent?

use super::backup::files_folder;
use super::import::say;
use crate::config::Config;
use crate::start;
use anyhow::{Context, bail};
use services::check::Trouble;

/// Looks at everything; ends with a failure when anything is wrong.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let folder = files_folder(config);
    let mut troubles: u64 = 0;
    let looked = services
        .check(folder.as_deref(), &mut |trouble| {
            troubles += 1;
            say(&sentence(&trouble));
        })
        .await
        .context("checking")?;
    say(&format!(
        "{} faits d'historique, {} fichiers et {} contenus vérifiés.",
        looked.events, looked.files, looked.contents
    ));
    if folder.is_none() {
        say("Les contenus ne sont pas dans un dossier local : ils n'ont pas été vérifiés.");
    }
    if troubles > 0 {
        bail!("{troubles} anomalies");
    }
    say("Tout est cohérent.");
    Ok(())
}

fn sentence(trouble: &Trouble) -> String {
    match trouble {
        Trouble::BrokenChain { project, seq } => {
            format!("Projet {project} : l'historique a été modifié au fait {seq} ou avant.")
        }
        Trouble::MissingEvent { project, seq } => {
            format!("Projet {project} : le fait {seq} manque dans l'historique.")
        }
        Trouble::WrongCounter {
            project,
            audience,
            says,
            found,
        } => {
            format!(
                "Projet {project} : le fil « {audience} » annonce {says} messages et en contient {found}."
            )
        }
        Trouble::MissingFile { project, key } => {
            format!("Projet {project} : le contenu {key} manque.")
        }
        Trouble::WrongSize {
            project,
            key,
            says,
            found,
        } => {
            format!("Projet {project} : le contenu {key} fait {found} octets au lieu de {says}.")
        }
        Trouble::OrphanFile { key } => {
            format!("Le contenu {key} n'appartient à aucun fichier connu.")
        }
        Trouble::NumbersAhead { projects } => {
            format!("{projects} projets portent un numéro au-delà du dernier numéro donné.")
        }
        Trouble::Database { says } => format!("Base de données : {says}"),
    }
}
