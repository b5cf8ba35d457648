//! Addresses of the members of a project and of the invitations it sent.

use super::{invitation, page};
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use domain::ids::{InvitationId, PersonId, ProjectId};
use domain::permission::Action;
use services::Error;
use services::member::invitation::InviteForm;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/membres", get(list).post(invite))
        .route(
            "/projets/{id}/membres/{person}/retirer",
            get(ask_removal).post(remove),
        )
        .route(
            "/projets/{id}/membres/{person}/role",
            get(ask_role).post(change_role),
        )
        .route(
            "/projets/{id}/invitations/{invitation}/annuler",
            get(ask_revocation).post(revoke),
        )
        .route(
            "/projets/{id}/invitations/{invitation}/renvoyer",
            post(resend),
        )
}

fn person_id(text: &str) -> Result<PersonId, PageError> {
    PersonId::parse(text).ok_or(PageError(Error::NotFound))
}

fn invitation_id(text: &str) -> Result<InvitationId, PageError> {
    InvitationId::parse(text).ok_or(PageError(Error::NotFound))
}

fn back(project: ProjectId, done: &str) -> String {
    format!("{}?fait={done}", Tab::Members.href(project))
}

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    answer(&state, &request, project_id(&id)?, FormState::default()).await
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: FormState,
) -> PageResult {
    let cx = request.cx();
    let head = state.services.sheet_head(cx, project).await?;
    let people = state.services.people(cx, &head).await?;
    let refused = form.is_refused();
    let model = page::Members {
        project,
        people,
        reader: cx.person()?.id,
        form,
        key: state.services.ids.uuid().to_string(),
        now: state.services.clock.now(),
    };
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Members,
        refused,
        move || page::members(model),
    ))
}

async fn invite(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let form = InviteForm {
        email: typed.get("email"),
        role: typed.get("role"),
        message: typed.get("message"),
    };
    match state
        .services
        .invite(request.cx(), project, form, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(back(project, "invitation-envoyee"))),
        Err(Error::Fields(errors)) => {
            answer(&state, &request, project, FormState::refused(typed, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_removal(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, person)): Path<(String, String)>,
) -> PageResult {
    let (project, person) = (project_id(&id)?, person_id(&person)?);
    removal_page(&state, &request, project, person, FormState::default()).await
}

async fn removal_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    person: PersonId,
    form: FormState,
) -> PageResult {
    let member = state
        .services
        .removable_member(request.cx(), project, person)
        .await?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    let mine = request.cx.person_id() == Some(person);
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Members,
        refused,
        move || page::removal(project, member, mine, &form, key),
    ))
}

async fn remove(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, person)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, person) = (project_id(&id)?, person_id(&person)?);
    match state
        .services
        .remove_member(request.cx(), project, person, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) if request.cx.person_id() == Some(person) => {
            Ok(see_other("/projets?fait=projet-quitte"))
        }
        Ok(()) | Err(Error::Repeated) => Ok(see_other(back(project, "membre-retire"))),
        Err(Error::Fields(errors)) => {
            removal_page(
                &state,
                &request,
                project,
                person,
                FormState::refused(typed, errors),
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_role(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, person)): Path<(String, String)>,
) -> PageResult {
    let (project, person) = (project_id(&id)?, person_id(&person)?);
    role_page(&state, &request, project, person, FormState::default()).await
}

async fn role_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    person: PersonId,
    form: FormState,
) -> PageResult {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::InviteAny)
        .await?;
    let member = state
        .services
        .removable_member(request.cx(), project, person)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Members,
        refused,
        move || page::role(project, member, &form, key),
    ))
}

async fn change_role(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, person)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, person) = (project_id(&id)?, person_id(&person)?);
    let once = typed.once();
    match state
        .services
        .change_role(request.cx(), project, person, typed.get("role"), &once)
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(back(project, "role-change"))),
        Err(Error::Fields(errors)) => {
            role_page(
                &state,
                &request,
                project,
                person,
                FormState::refused(typed, errors),
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_revocation(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, invitation)): Path<(String, String)>,
) -> PageResult {
    let (project, invited) = (project_id(&id)?, invitation_id(&invitation)?);
    let found = state
        .services
        .invitation_to_manage(request.cx(), project, invited)
        .await?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Members,
        false,
        move || invitation::revocation(project, &found, key),
    ))
}

async fn revoke(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, invitation)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, invitation) = (project_id(&id)?, invitation_id(&invitation)?);
    match state
        .services
        .revoke_invitation(request.cx(), project, invitation, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(back(project, "invitation-annulee"))),
        Err(error) => Err(error.into()),
    }
}

async fn resend(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, invitation)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, invitation) = (project_id(&id)?, invitation_id(&invitation)?);
    match state
        .services
        .resend_invitation(request.cx(), project, invitation, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(back(project, "invitation-renvoyee"))),
        Err(error) => Err(error.into()),
    }
}
