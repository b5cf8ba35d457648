//! What a page says when it is shown after something was done (`?fait=…` in its address).

/// The sentence behind a code of `fait`; `None` for a code nobody gave, so that a made-up address says nothing.
pub fn sentence(code: &str) -> Option<&'static str> {
    Some(match code {
        "deconnecte" => "Vous êtes déconnecté.",
        "deconnecte-partout" => "Vous êtes déconnecté sur tous vos appareils.",
        "profil-enregistre" => "Votre profil est enregistré.",
        "courriers-enregistres" => "Votre choix d'e-mails est enregistré.",
        "session-fermee" => "Cet appareil est déconnecté.",
        "sessions-fermees" => "Les autres appareils sont déconnectés.",
        "notifications-lues" => "Toutes vos notifications sont lues.",
        "renvoye" => "L'envoi va être tenté de nouveau.",
        "role-donne" => "Le rôle est donné. La personne est prévenue par un e-mail.",
        "titulaire-remplace" => {
            "Le nouveau titulaire est nommé et le mandat du précédent a pris fin. Les deux sont prévenus par un e-mail."
        }
        "role-termine" => "Le rôle a pris fin. La personne est prévenue par un e-mail.",
        "vue-suivie" => "Cette vue vous sera envoyée quand elle change.",
        "vue-plus-suivie" => "Cette vue ne vous est plus envoyée.",
        "deplacement-annule" => {
            "Le déplacement est annulé. Les personnes concernées sont prévenues."
        }
        "projet-en-sourdine" => {
            "Ce projet est en sourdine : ses nouvelles ne vous sont plus signalées, sauf ce que vous lui devez."
        }
        "projet-ecoute" => "Les nouvelles de ce projet vous sont de nouveau signalées.",
        "projet-modifie" => "Le projet est à jour.",
        "depose" => "Votre projet est déposé. Il est maintenant entre les mains de l'État local.",
        "brouillon" => "Votre projet est enregistré. Vous pouvez le reprendre quand vous voulez.",
        "brouillon-supprime" => "Le brouillon est supprimé.",
        "etat-des-lieux-enregistre" => "Vos réponses sont enregistrées.",
        "blocage-signale" => {
            "Le blocage est signalé, l'État local est prévenu. Voici ce qui peut vous aider."
        }
        "blocage-leve" => "Le blocage est levé.",
        "recommandation-retenue" => "La recommandation est retenue.",
        "recommandation-faite" => "La recommandation est marquée comme faite.",
        "recommandation-ecartee" => "La recommandation est écartée. Merci d'avoir dit pourquoi.",
        "recommandation-proposee" => "Votre recommandation est transmise à la collectivité.",
        "financement-ajoute" => "La ligne est ajoutée au plan de financement.",
        "financement-modifie" => "La ligne du plan de financement est à jour.",
        "financement-retire" => "La ligne est retirée du plan de financement.",
        "indicateur-ajoute" => "L'indicateur est ajouté.",
        "indicateur-modifie" => "L'indicateur est à jour.",
        "indicateur-retire" => "L'indicateur est retiré.",
        "projet-pris-en-charge" => "Le projet est pris en charge. La collectivité est prévenue.",
        "projet-reoriente" => "Le projet est réorienté. La collectivité est prévenue.",
        "priorite-proposee" => {
            "Votre proposition est enregistrée. L'autre siège du binôme est prévenu."
        }
        "priorite-decidee" => {
            "La priorité est décidée par les deux sièges. La collectivité est prévenue."
        }
        "projet-confie" => {
            "Le projet est confié. La personne désignée et la collectivité sont prévenues."
        }
        "projet-clos" => "Le projet est clos.",
        "projet-retire" => "Le projet est retiré.",
        "projet-rouvert" => "Le projet est rouvert.",
        "ecarts-expliques" => "Vos explications sont enregistrées.",
        "priorite-rouverte" => {
            "La décision est rouverte : les deux sièges cotent et signent de nouveau."
        }
        "priorite-tranchee" => "Votre décision est enregistrée. La collectivité est prévenue.",
        "poids-enregistres" => "Les poids sont enregistrés.",
        "referent-enregistre" => "Le référent est enregistré.",
        "cotation-donnee" => "Votre cotation est enregistrée.",
        "regle-ajoutee" => {
            "La règle est ajoutée à la fin de la liste. Elle sert dès la prochaine décision signée."
        }
        "regle-modifiee" => "La règle est à jour.",
        "regle-deplacee" => "L'ordre des règles est changé.",
        "regle-activee" => "La règle est activée.",
        "regle-desactivee" => "La règle est désactivée : elle ne retient plus de projet.",
        "regles-appliquees" => {
            "Les règles ont confié des projets qui attendaient. Les personnes concernées sont prévenues."
        }
        "regles-sans-effet" => "Aucune règle ne retient les projets qui attendent.",
        "regle-supprimee" => "La règle est supprimée. Les projets qu'elle a confiés le restent.",
        "projets-rattaches" => "Les projets choisis sont rattachés au contrat.",
        "absence-notee" => "Votre absence est à jour.",
        "suppleant-ajoute" => "Le suppléant est ajouté.",
        "place-retiree" => "Cette personne ne tient plus ce siège.",
        "siege-confie" => "Le siège est confié : la personne est prévenue par e-mail.",
        "seance-ouverte" => "La séance est ouverte.",
        "seance-notee" => "C'est noté au compte rendu.",
        "seance-close" => "La séance est close. Voici son compte rendu.",
        "signature-pretee" => {
            "Votre signature vaut pour les décisions de cette séance, jusqu'à sa clôture ou jusqu'à ce que vous la repreniez."
        }
        "signature-reprise" => {
            "Votre signature est reprise : les prochaines décisions l'attendront."
        }
        "etiquette-mise" => "L'étiquette est mise.",
        "etiquette-retiree" => "L'étiquette est retirée.",
        "etiquette-ajoutee" => "L'étiquette est ajoutée : vous pouvez la mettre sur des projets.",
        "etiquette-renommee" => "L'étiquette est renommée partout.",
        "etiquette-supprimee" => "L'étiquette est supprimée. Les projets, eux, restent.",
        "vue-gardee" => "La vue est gardée : vous la retrouverez au-dessus de vos projets.",
        "vue-modifiee" => "La vue est à jour.",
        "action-annulee" => "L'action est annulée. Le résultat est ci-dessous.",
        "vue-supprimee" => "La vue est supprimée.",
        "export-supprime" => "Le fichier est supprimé.",
        "message-envoye" => "Votre message est envoyé.",
        "message-envoye-nom-raccourci" => {
            "Votre message est envoyé. Un nom de fichier trop long a été raccourci."
        }
        "message-modifie" => "Votre message est modifié.",
        "message-retire" => "Votre message est retiré.",
        "fichiers-ajoutes" => "Vos fichiers sont sur la fiche.",
        "fichiers-ajoutes-nom-raccourci" => {
            "Vos fichiers sont sur la fiche. Un nom trop long a été raccourci."
        }
        "fichier-retire" => "Le fichier est retiré.",
        "invitation-envoyee" => "L'invitation est envoyée.",
        "invitation-renvoyee" => "L'invitation est envoyée de nouveau, avec un nouveau lien.",
        "invitation-annulee" => "L'invitation est annulée : son lien n'ouvre plus rien.",
        "invitation-declinee" => {
            "Vous avez décliné l'invitation. La personne qui vous a invité le sait."
        }
        "membre-retire" => "Cette personne n'a plus accès au projet.",
        "projet-quitte" => "Vous avez quitté le projet.",
        "role-change" => "Le rôle est changé.",
        "bienvenue" => "Vous êtes maintenant membre de ce projet.",
        _ => return None,
    })
}
