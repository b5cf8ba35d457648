//! What a page says when it is shown after something was done (`?fait=…` in its address).

/// The sentence behind a code of `fait`; `None` for a code nobody gave, so that a made-up address says nothing.
pub fn sentence(code: &str) -> Option<&'static str> {
    Some(match code {
        "deconnecte" => "Vous êtes déconnecté.",
        "deconnecte-partout" => "Vous êtes déconnecté sur tous vos appareils.",
        "profil-enregistre" => "Votre profil est enregistré.",
        "courriers-enregistres" => "Votre choix de messages est enregistré.",
        "session-fermee" => "Cet appareil est déconnecté.",
        "sessions-fermees" => "Les autres appareils sont déconnectés.",
        "notifications-lues" => "Toutes vos notifications sont lues.",
        "renvoye" => "L'envoi va être tenté de nouveau.",
        "projet-modifie" => "Le projet est à jour.",
        "depose" => "Votre projet est déposé. Il est maintenant entre les mains de l'État local.",
        "brouillon" => "Votre projet est enregistré. Vous pouvez le reprendre quand vous voulez.",
        "brouillon-supprime" => "Le brouillon est supprimé.",
        _ => return None,
    })
}
