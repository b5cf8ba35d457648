//! The portrait of a contract, of a programme in a département, of a département: its territory, its projects, its
//! money, what moves there and what is silent, beside the département's and the nation's.
//!
//! The set of projects is that of the table of the same address, with the same rights and the same filter.

mod count;
mod territory;

use crate::context::Person;
use crate::desk::table::names::PlaceNames;
use crate::desk::table::question::Question;
use crate::desk::table::reach::{self, Reach};
use crate::figures::published::{AreaKind, Audience, Wanted};
use crate::{Cx, Error, Result, Services};
use domain::filter::{Filter, Programme};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use store::desk::table::{self, Ground, portrait as read};
use uuid::Uuid;

pub use count::Count;
pub use territory::{Ground as Territory, Signatory};

/// Days without any event after which a project is silent.
pub const SILENT_DAYS: i64 = 60;
/// Days within which an event makes a project one that moves.
pub const MOVING_DAYS: i64 = 30;
/// Projects of each of the two lists.
pub const LISTED: usize = 10;
/// What the sums are kept under.
pub(crate) const SUMS: &str = "portrait";

/// What is compared between areas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Projects deposited and not withdrawn.
    pub projects: i64,
    /// Of them, with the State: neither closed nor redirected.
    pub running: i64,
    /// Of those that run, blocked.
    pub blocked: i64,
    /// Of those that run, without any event for [`SILENT_DAYS`].
    pub silent: i64,
    /// Closed.
    pub closed: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
    /// Money asked for, in cents.
    pub asked_cents: i64,
    /// Money granted, in cents.
    pub granted_cents: i64,
    /// Inhabitants of the territory.
    pub inhabitants: i64,
}

/// An area to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Code of the département; none for the nation.
    pub departement: Option<String>,
    /// Its sums.
    pub sums: Sums,
}

/// A project of one of the two lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The project.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Who bears it.
    pub bearer: String,
    /// When something last happened there.
    pub last_activity: Timestamp,
}

/// What a portrait is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A contract.
    Contract {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// Made up for the demonstration.
        demo: bool,
    },
    /// The communes of a programme in a département.
    Programme(Programme, String),
    /// A département.
    Departement(String),
}

/// A portrait.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// Of what.
    pub subject: Subject,
    /// "de Maine-et-Loire (49)"; none for a contract.
    pub of: String,
    /// The départements it lies in.
    pub departements: Vec<String>,
    /// Their names: "Maine-et-Loire (49)".
    pub places: Vec<String>,
    /// The reader's other départements.
    pub choices: Vec<String>,
    /// The reader sees the projects of her département only, of a contract that lies in several.
    pub in_part: Option<String>,
    /// The reader may attach projects to the contract.
    pub may_attach: bool,
    /// Its ground and who lives there.
    pub territory: Territory,
    /// The names of places.
    pub names: PlaceNames,
    /// What was counted.
    pub count: Count,
    /// The département and the nation, as of the last hour.
    pub beside: Vec<Beside>,
    /// When it was counted.
    pub counted_at: Timestamp,
}

impl Services {
    /// The portrait of a contract, as far as the reader may see it. At most nine queries, whatever it holds.
    ///
    /// Errors: [`Error::SignInNeeded`]; [`Error::NotFound`] for somebody who may not know of it.
    pub async fn contract_portrait(&self, cx: &Cx, code: &str) -> Result<Portrait> {
        let person = cx.person()?;
        let (reach, subject, departements) = self.contract_reach(person, code).await?;
        let in_part = match &reach.ground {
            Ground::ContractIn(_, own) if departements.len() > 1 => Some(own.clone()),
            _ => None,
        };
        let signatories = store::contract::signatories(self.db.read(), code).await?;
        let territory = Territory::of_contract(&self.territories.dataset(), signatories);
        let may_attach = departements.iter().any(|one| person.seat_of(one).is_some());
        let count = self
            .counted(person, &reach, &Filter::default(), territory.inhabitants)
            .await?;
        Ok(Portrait {
            subject,
            of: String::new(),
            choices: Vec::new(),
            in_part,
            may_attach,
            names: PlaceNames::new(&self.territories),
            territory,
            count,
            beside: self.beside(&departements).await?,
            places: self.places_named(&departements),
            departements,
            counted_at: self.clock.now(),
        })
    }

    /// The portrait of a département, or of one programme there. At most seven queries.
    ///
    /// Errors: as [`Services::contract_portrait`].
    pub async fn departement_portrait(
        &self,
        cx: &Cx,
        wanted: Option<&str>,
        programme: Option<Programme>,
    ) -> Result<Portrait> {
        let person = cx.person()?;
        let reach = reach::of(person, wanted)?;
        let departement = reach.departement.clone().ok_or(Error::NotFound)?;
        let filter = Filter {
            programmes: programme.into_iter().collect(),
            ..Filter::default()
        };
        let dataset = self.territories.dataset();
        let territory = match programme {
            Some(programme) => {
                let db = self.db.read();
                let code = programme.code();
                let communes = store::contract::programme_communes(db, code, &departement).await?;
                Territory::of_communes(&dataset, &communes)
            }
            None => Territory::of_departement(&dataset, &departement),
        };
        let count = self
            .counted(person, &reach, &filter, territory.inhabitants)
            .await?;
        let departements = vec![departement.clone()];
        let mut beside = self.beside(&departements).await?;
        if programme.is_none() {
            // A département is not compared with itself.
            beside.retain(|one| one.departement.is_none());
        }
        let of = self.of_departement(&departement);
        let subject = match programme {
            Some(programme) => Subject::Programme(programme, departement),
            None => Subject::Departement(departement),
        };
        Ok(Portrait {
            subject,
            of,
            places: self.places_named(&departements),
            departements,
            choices: reach.departements,
            in_part: None,
            may_attach: false,
            names: PlaceNames::new(&self.territories),
            territory,
            count,
            beside,
            counted_at: self.clock.now(),
        })
    }

    /// A contract's projects as far as a person may see them, what it is, and where it lies. One query.
    pub(crate) async fn contract_reach(
        &self,
        person: &Person,
        code: &str,
    ) -> Result<(Reach, Subject, Vec<String>)> {
        // PostgreSQL refuses a text that holds the character 0.
        if code.chars().any(char::is_control) {
            return Err(Error::NotFound);
        }
        let lines = table::contract(self.db.read(), code).await?;
        let first = lines.first().ok_or(Error::NotFound)?.clone();
        let departements: Vec<String> = lines
            .into_iter()
            .filter_map(|line| line.departement_code)
            .collect();
        let reach = reach::of_contract(person, &first, &departements).ok_or(Error::NotFound)?;
        let subject = Subject::Contract {
            demo: first.origin == "demo",
            code: first.code,
            name: first.name,
        };
        Ok((reach, subject, departements))
    }

    /// Four queries.
    async fn counted(
        &self,
        person: &Person,
        reach: &Reach,
        filter: &Filter,
        inhabitants: i64,
    ) -> Result<Count> {
        if matches!(reach.ground, Ground::Nation) {
            return Err(Error::NotFound);
        }
        let question = Question::new(self, person, reach, filter);
        let (asked, db) = (question.asked(), self.db.read());
        let lines = read::lines(db, &asked).await?;
        let money = read::money(db, &asked).await?;
        let blockers = read::blockers(db, &asked).await?;
        let communes = read::communes(db, &asked).await?;
        let codes: Vec<String> = communes.iter().map(|one| one.code.clone()).collect();
        let covered = Territory::of_communes(&self.territories.dataset(), &codes);
        let mut count = Count::of(&lines, &money, blockers, self.clock.now());
        count.covered = (covered.communes, covered.inhabitants);
        count.communes = communes.into_iter().map(|one| (one.code, one.n)).collect();
        count.sums.inhabitants = inhabitants;
        Ok(count)
    }

    /// The sums of the first département and of the nation, as of the last hour. Two queries.
    /// "Maine-et-Loire (49)".
    fn places_named(&self, departements: &[String]) -> Vec<String> {
        let names = PlaceNames::new(&self.territories);
        let named = |code: &String| format!("{} ({code})", names.departement(code));
        departements.iter().map(named).collect()
    }

    async fn beside(&self, departements: &[String]) -> Result<Vec<Beside>> {
        let first = departements.first().map(|code| Wanted {
            kind: AreaKind::Departement,
            code: code.clone(),
        });
        let mut beside = Vec::new();
        for area in first.into_iter().chain([Wanted::nation()]) {
            if let Some((sums, _)) = self.kept(&area, SUMS, Audience::State).await? {
                let code = area.code;
                beside.push(Beside {
                    departement: Some(code).filter(|code| !code.is_empty()),
                    sums,
                });
            }
        }
        Ok(beside)
    }

    /// The sums of a département, for the worker. One query.
    pub(crate) async fn sums_of(&self, departement: &str, now: Timestamp) -> Result<Sums> {
        let silent = now.plus_seconds(-SILENT_DAYS * 86_400);
        let sums = read::sums(self.db.read(), departement, silent).await?;
        let dataset = self.territories.dataset();
        let inhabitants = Territory::of_departement(&dataset, departement).inhabitants;
        Ok(Sums {
            projects: sums.projects,
            running: sums.running,
            blocked: sums.blocked,
            silent: sums.silent,
            closed: sums.closed,
            cost_cents: sums.cost_cents,
            asked_cents: sums.asked_cents,
            granted_cents: sums.granted_cents,
            inhabitants,
        })
    }
}

impl Sums {
    /// Adds those of an area beside this one.
    pub(crate) fn add(&mut self, other: &Self) {
        self.projects += other.projects;
        self.running += other.running;
        self.blocked += other.blocked;
        self.silent += other.silent;
        self.closed += other.closed;
        self.cost_cents += other.cost_cents;
        self.asked_cents += other.asked_cents;
        self.granted_cents += other.granted_cents;
        self.inhabitants += other.inhabitants;
    }
}
