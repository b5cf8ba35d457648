//! The profile's form.

use super::phone;
use crate::coded_enum;
use crate::form::{Errors, FieldError, Problem};
use crate::text::optional_line;

coded_enum! {
    /// When mails that tell of projects are sent. Those a person asks for (sign-in) are always sent.
    MailFrequency {
        /// One for each fact, at once.
        Now = "now",
        /// One in the morning, for all that happened since.
        Daily = "daily",
        /// None: the bell only.
        Never = "never",
    }
}

/// What a person says of herself. Everything may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// First name, at most 80 characters.
    pub first_name: String,
    /// Last name, at most 80 characters.
    pub last_name: String,
    /// Function: "Secrétaire de mairie", at most 120 characters.
    pub job: String,
    /// Service or collectivity, at most 160 characters.
    pub organisation: String,
    /// Telephone, as [`phone`] writes it.
    pub phone: String,
}

/// The profile as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProfileForm<'a> {
    /// Field `prenom`.
    pub first_name: &'a str,
    /// Field `nom`.
    pub last_name: &'a str,
    /// Field `fonction`.
    pub job: &'a str,
    /// Field `organisation`.
    pub organisation: &'a str,
    /// Field `telephone`.
    pub phone: &'a str,
}

impl ProfileForm<'_> {
    /// Reads the form; every refused field is named.
    pub fn parse(&self) -> Result<Profile, Vec<FieldError>> {
        let mut errors = Errors::new();
        let mut line = |field, text, max| {
            errors
                .keep(field, optional_line(text, max))
                .flatten()
                .unwrap_or_default()
        };
        let first_name = line("prenom", self.first_name, 80);
        let last_name = line("nom", self.last_name, 80);
        let job = line("fonction", self.job, 120);
        let organisation = line("organisation", self.organisation, 160);
        let phone = match phone(self.phone) {
            Err(Problem::Missing) => String::new(),
            other => errors.keep("telephone", other).unwrap_or_default(),
        };
        errors.finish(Some(Profile {
            first_name,
            last_name,
            job,
            organisation,
            phone,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_a_profile_and_names_each_refused_field() {
        let form = ProfileForm {
            first_name: " Odile ",
            last_name: "Renard\r\nBcc: x",
            phone: "0241000000",
            ..ProfileForm::default()
        };
        let profile = form.parse().unwrap();
        assert_eq!(profile.first_name, "Odile");
        assert_eq!(profile.last_name, "Renard Bcc: x");
        assert_eq!(profile.phone, "02 41 00 00 00");
        let long = "a".repeat(81);
        let form = ProfileForm {
            first_name: &long,
            phone: "12",
            ..form
        };
        let fields: Vec<String> = form
            .parse()
            .unwrap_err()
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["prenom", "telephone"]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_profile_or_a_refusal(a in ".{0,90}", b in ".{0,90}", phone in ".{0,20}|[0-9 .+]{0,16}") {
            let form = ProfileForm { first_name: &a, last_name: &b, job: &b, organisation: &a, phone: &phone };
            if let Ok(read) = form.parse() {
                let again = ProfileForm {
                    first_name: &read.first_name,
                    last_name: &read.last_name,
                    job: &read.job,
                    organisation: &read.organisation,
                    phone: &read.phone,
                };
                prop_assert_eq!(again.parse(), Ok(read.clone()));
            }
        }
    }
}
