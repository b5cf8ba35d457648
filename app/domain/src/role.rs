//! Roles that national administration gives: a seat's holder, an agent, the manager of a contract.

use crate::coded_enum;
use crate::email::Email;
use crate::form::{Errors, FieldError, Problem};
use crate::project::SeatKind;
use crate::territory::{ContractCode, DepartementCode};
use crate::text;
use crate::theme::Theme;

/// Longest name of a service, in characters.
pub const SERVICE_MAX: u32 = 200;

coded_enum! {
    /// What a person is for the State.
    Role {
        SeatDdt = "seat:ddt",
        SeatPrefecture = "seat:prefecture",
        Agent = "agent",
        ContractManager = "contract_manager",
        NationalAdmin = "national_admin",
    }
}

impl Role {
    /// The seat that the role holds.
    pub const fn seat(self) -> Option<SeatKind> {
        match self {
            Self::SeatDdt => Some(SeatKind::Ddt),
            Self::SeatPrefecture => Some(SeatKind::Prefecture),
            Self::Agent | Self::ContractManager | Self::NationalAdmin => None,
        }
    }
}

/// A role with the ground it holds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Office {
    /// Holder of a département's seat.
    Seat(SeatKind, DepartementCode),
    /// Agent of a département: the themes followed and the service.
    Agent(DepartementCode, Vec<Theme>, String),
    /// Manager of a contract.
    Contract(ContractCode),
    /// National administration.
    Nation,
}

/// A role to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// To whom.
    pub email: Email,
    /// Which one.
    pub office: Office,
}

/// The form as it was typed. Only the fields of the role that was chosen are read.
#[derive(Clone, Debug, Default)]
pub struct AppointmentForm<'a> {
    /// Address of the person.
    pub email: &'a str,
    /// Code of the role.
    pub role: &'a str,
    /// Code of the département.
    pub departement: &'a str,
    /// Code of the contract.
    pub contract: &'a str,
    /// Codes of the themes.
    pub themes: &'a [String],
    /// Service of an agent, may be empty.
    pub service: &'a str,
}

impl AppointmentForm<'_> {
    /// Reads the form.
    pub fn parse(&self) -> Result<Appointment, Vec<FieldError>> {
        let mut errors = Errors::new();
        let email = errors.keep("email", Email::parse(self.email));
        let role = errors.keep("role", Role::parse(self.role).ok_or(Problem::NotAChoice));
        let office = role.and_then(|role| self.office(role, &mut errors));
        let read = email.zip(office);
        errors.finish(read.map(|(email, office)| Appointment { email, office }))
    }

    fn office(&self, role: Role, errors: &mut Errors) -> Option<Office> {
        match role {
            Role::SeatDdt => Some(Office::Seat(SeatKind::Ddt, self.departement(errors)?)),
            Role::SeatPrefecture => Some(Office::Seat(
                SeatKind::Prefecture,
                self.departement(errors)?,
            )),
            Role::Agent => self.agent(errors),
            Role::ContractManager => errors
                .keep("contrat", contract(self.contract))
                .map(Office::Contract),
            Role::NationalAdmin => Some(Office::Nation),
        }
    }

    fn agent(&self, errors: &mut Errors) -> Option<Office> {
        let departement = self.departement(errors);
        let themes: Option<Vec<Theme>> =
            self.themes.iter().map(|code| Theme::parse(code)).collect();
        let themes = errors.keep("themes", themes.ok_or(Problem::NotAChoice));
        let service = errors.keep("service", text::optional_line(self.service, SERVICE_MAX));
        let mut themes = themes?;
        themes.sort_unstable();
        themes.dedup();
        Some(Office::Agent(
            departement?,
            themes,
            service?.unwrap_or_default(),
        ))
    }

    fn departement(&self, errors: &mut Errors) -> Option<DepartementCode> {
        let read = DepartementCode::parse(self.departement).map_err(|_| Problem::NotAChoice);
        errors.keep("departement", read)
    }
}

fn contract(typed: &str) -> Result<ContractCode, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Missing);
    }
    ContractCode::parse(typed).map_err(|_| Problem::UnknownContract)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn refused(form: &AppointmentForm<'_>) -> Vec<(String, Problem)> {
        let errors = form.parse().unwrap_err();
        errors.into_iter().map(|e| (e.field, e.problem)).collect()
    }

    #[test]
    fn each_role_needs_its_own_ground() {
        let form = |role| AppointmentForm {
            email: "a@b.fr",
            role,
            ..AppointmentForm::default()
        };
        for role in ["seat:ddt", "seat:prefecture", "agent"] {
            assert_eq!(
                refused(&form(role)),
                [("departement".to_owned(), Problem::NotAChoice)],
                "{role}"
            );
        }
        assert_eq!(
            refused(&form("contract_manager")),
            [("contrat".to_owned(), Problem::Missing)]
        );
        assert_eq!(
            form("national_admin").parse().unwrap().office,
            Office::Nation
        );
        assert_eq!(
            refused(&AppointmentForm::default()),
            [
                ("email".to_owned(), Problem::Missing),
                ("role".to_owned(), Problem::NotAChoice)
            ]
        );
        let unknown = AppointmentForm {
            contract: "le nôtre",
            ..form("contract_manager")
        };
        assert_eq!(
            refused(&unknown),
            [("contrat".to_owned(), Problem::UnknownContract)]
        );
    }

    #[test]
    fn the_fields_of_other_roles_are_not_read() {
        let themes = ["eau".to_owned(), "ceci".to_owned()];
        let form = AppointmentForm {
            email: "a@b.fr",
            role: "seat:ddt",
            departement: "2a",
            contract: "??",
            themes: &themes,
            service: "",
        };
        let office = form.parse().unwrap().office;
        let corse = DepartementCode::parse("2A").unwrap();
        assert_eq!(office, Office::Seat(SeatKind::Ddt, corse));
        let agent = AppointmentForm {
            role: "agent",
            ..form
        };
        assert_eq!(
            refused(&agent),
            [("themes".to_owned(), Problem::NotAChoice)]
        );
    }

    crate::codes_read_back!(Role);

    proptest! {
        #[test]
        fn what_is_read_is_bounded_and_read_again(
            email in "[a-z]{1,9}@[a-z]{1,9}\\.fr|.{0,20}",
            role in prop::sample::select(Role::ALL),
            departement in "\\PC{0,4}|[0-9]{2}|2[AB]",
            contract in "\\PC{0,12}|crte-[0-9]{2}-[0-9]",
            themes in prop::collection::vec(prop::sample::select(Theme::ALL), 0..4),
            service in ".{0,220}",
        ) {
            let codes: Vec<String> = themes.iter().map(|theme| theme.code().to_owned()).collect();
            let form = AppointmentForm {
                email: &email, role: role.code(), departement: &departement,
                contract: &contract, themes: &codes, service: &service,
            };
            if let Ok(read) = form.parse() {
                let again = AppointmentForm { email: read.email.as_str(), ..form }.parse();
                prop_assert_eq!(again, Ok(read.clone()));
                if let Office::Agent(_, followed, service) = read.office {
                    prop_assert!(service.chars().count() <= SERVICE_MAX as usize);
                    prop_assert!(followed.windows(2).all(|two| two[0] < two[1]));
                }
            }
        }
    }
}
