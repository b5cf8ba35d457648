//! Where the project is.

use crate::deposit::page::StepModel;
use crate::territory::island_commune::CommuneField;
use crate::ui::Field;
use domain::deposit::Place;
use leptos::prelude::*;

pub(super) fn fields(model: &StepModel) -> AnyView {
    let form = &model.form;
    view! {
        <CommuneField
            chosen=model.chosen.clone()
            results=model.results.clone()
            typed=form.value("commune_cherchee")
            error=form.error("commune_cherchee").unwrap_or_default()
        />
        <Field
            name="adresse"
            label="Adresse ou lieu-dit"
            hint="Si le projet a un lieu précis, par exemple «\u{a0}3 rue du Stade\u{a0}»."
            value=form.value("adresse")
            error=form.error("adresse")
            maxlength=Place::ADDRESS_MAX
            optional=true
        />
    }
    .into_any()
}
