//! What a page says when it is shown after something was done (`?fait=…` in its address).

/// The sentence behind a code of `fait`; `None` for a code nobody gave, so that a made-up address says nothing.
pub fn sentence(code: &str) -> Option<&'static str> {
    Some(match code {
        "projet-modifie" => "Le projet est à jour.",
        "depose" => "Votre projet est déposé. Il est maintenant entre les mains de l'État local.",
        "brouillon" => "Votre projet est enregistré. Vous pouvez le reprendre quand vous voulez.",
        "brouillon-supprime" => "Le brouillon est supprimé.",
        _ => return None,
    })
}
