//! What a refused field says: what is expected, and what to do.

use super::numbers;
use domain::form::Problem;

/// The sentence of a refusal.
pub fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "Remplissez ce champ.".to_owned(),
        Problem::NothingChosen => "Choisissez une réponse.".to_owned(),
        Problem::TooLong(max) => format!("Raccourcissez ce texte : {} caractères au plus.", numbers::whole(i64::from(*max))),
        Problem::TooShort(min) => format!("Donnez un peu plus de détails : {min} caractères au moins."),
        Problem::NotAnEmail => "Écrivez une adresse e-mail complète, par exemple mairie@exemple.fr.".to_owned(),
        Problem::NotAnAmount => "Écrivez une somme en euros, par exemple 1 250 000 ou 1,2 M€.".to_owned(),
        Problem::AmountOutOfRange(max) => format!("Cette somme dépasse ce qui est possible ici ({} € au plus).", numbers::whole(*max)),
        Problem::NotADate => "Écrivez une date qui existe, sous la forme JJ/MM/AAAA, par exemple 01/09/2026.".to_owned(),
        Problem::EndBeforeStart => "La fin est avant le début : corrigez l'une des deux dates.".to_owned(),
        Problem::InTheFuture => "Cette date est dans le futur : indiquez un jour passé ou aujourd'hui.".to_owned(),
        Problem::NotAChoice => "Choisissez une des réponses proposées.".to_owned(),
        Problem::UnknownCommune => "Nous ne reconnaissons pas cette commune. Écrivez son nom ou son code postal, puis choisissez-la dans la liste.".to_owned(),
        Problem::NotAPhone => "Écrivez un numéro de téléphone à dix chiffres, par exemple 02 41 00 00 00.".to_owned(),
        Problem::NotASiren => "Écrivez le numéro SIREN de la structure : neuf chiffres, par exemple 200 000 000.".to_owned(),
        Problem::NotANumber => "Écrivez un nombre, avec des chiffres.".to_owned(),
        Problem::OutOfRange(min, max) => format!("Écrivez un nombre entre {} et {}.", numbers::whole(*min), numbers::whole(*max)),
        Problem::NotALink => "Écrivez une adresse de page complète, qui commence par https://.".to_owned(),
        Problem::WrongCode => "Ce code n'est pas le bon. Vérifiez les six chiffres de l'e-mail reçu.".to_owned(),
        Problem::Expired => "Ce lien ou ce code n'est plus valable. Demandez-en un nouveau.".to_owned(),
        Problem::NoFile => "Choisissez au moins un fichier.".to_owned(),
        Problem::EmptyFile => "Ce fichier est vide : choisissez-en un autre.".to_owned(),
        Problem::FileTooLarge(max) => format!(
            "Ce fichier est trop lourd : {} au plus.",
            numbers::bytes(i64::try_from(*max).unwrap_or(i64::MAX))
        ),
        Problem::UnknownPerson => "Personne n'a encore de compte à cette adresse. Demandez à votre collègue de se connecter une première fois, puis recommencez.".to_owned(),
        Problem::FileTypeRefused => "Ce type de fichier n'est pas accepté. Envoyez un PDF, une image, un document de bureautique (texte, tableur, présentation) ou une archive ZIP.".to_owned(),
        Problem::ArchiveRefused => "Cette archive est abîmée, ou contient beaucoup trop de choses une fois ouverte. Envoyez les fichiers un par un.".to_owned(),
        Problem::TooManyFiles(max) => format!("{max} fichiers au plus en une fois : envoyez les autres ensuite."),
        Problem::InFile(name, problem) => format!("« {name} » : {}", lower_first(&sentence(problem))),
        Problem::LastLead => "C'est le dernier référent du projet : nommez d'abord un autre référent.".to_owned(),
        Problem::ClosedAccount => "Le compte de cette adresse est fermé : donnez l'adresse d'une autre personne.".to_owned(),
        Problem::UnknownContract => "Aucun contrat n'a ce code. Vérifiez-le, par exemple crte-52-49-1, ou importez d'abord la liste des contrats.".to_owned(),
        Problem::SeatIsHeld => "Ce siège a déjà un titulaire. Cochez la case pour mettre fin à son mandat, ou laissez-le en place.".to_owned(),
        Problem::LastAdmin => "C'est la dernière personne de l'administration nationale : nommez d'abord quelqu'un d'autre.".to_owned(),
        Problem::SitsAtASeat => "Cette personne siège déjà au binôme : le référent tranche entre les deux sièges, désignez quelqu'un d'autre.".to_owned(),
        Problem::NoWeight => "Donnez un poids d'au moins 1 à un critère : sinon rien ne compte.".to_owned(),
        Problem::GapsUnexplained => "Les deux cotations s'écartent : expliquez d'abord chaque écart, puis signez.".to_owned(),
        Problem::TooMany(max) => format!("C'est trop : {max} au plus."),
        Problem::ViewTooLarge(max) => format!("Cette vue contient plus de {max} projets : ajoutez un filtre, puis recommencez."),
        Problem::TooManyViews(max) => format!("Vous gardez déjà {max} vues : supprimez-en une, puis recommencez."),
        Problem::TooManyTags(max) => format!("Le département a déjà {max} étiquettes : supprimez-en une, puis recommencez."),
        Problem::TooManyOnProject(max) => format!("Ce projet porte déjà {max} étiquettes : retirez-en une, puis recommencez."),
        Problem::TooManyExports(max) => format!("Vous gardez déjà {max} fichiers, en comptant ceux qui se préparent : supprimez-en un, puis recommencez."),
        Problem::NotAList => "Nous ne pouvons pas lire ce fichier comme une liste. Envoyez un fichier CSV ou un classeur XLSX, avec une ligne de titres et au moins un projet.".to_owned(),
        Problem::RoleTaken => "Une autre colonne donne déjà cela : n'en gardez qu'une.".to_owned(),
        Problem::NoTitleColumn => "Dites quelle colonne donne l'intitulé du projet.".to_owned(),
        Problem::NoPlaceColumn => "Dites quelle colonne donne le porteur, son SIREN, la commune ou son code.".to_owned(),
        Problem::AlreadyThere => "C'est déjà fait : rien à ajouter.".to_owned(),
    }
}

/// The same sentence behind a colon.
fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
