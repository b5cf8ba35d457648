//! The demonstration: one real département, its people, and the projects of one village that tell a story.

use super::draw::Draw;
use super::nation::Nation;
use super::people::Staff;
use super::project::{self, Ground};
use super::tables::Tables;
use super::words::Words;
use crate::demo::{DEPARTEMENT, PEOPLE, person_id};
use crate::territory::Commune;
use crate::{Error, Result, Services};
use domain::intake::Intake;
use domain::territory::{CommuneCode, DepartementCode};

/// The village of the demonstration's secretary: Blaison-Saint-Sulpice, some 1,200 inhabitants.
const VILLAGE: &str = "49029";

/// Where each project of the village stands.
const STORY: [Intake; 5] = [
    Intake::Assigned,
    Intake::Submitted,
    Intake::Acknowledged,
    Intake::Prioritised,
    Intake::Closed,
];

/// Projects of the other communes.
const AROUND: usize = 60;

impl Services {
    /// Fills an empty demonstration; does nothing but look after its people where there are projects.
    pub async fn ensure_demo(&self) -> Result<()> {
        if !store::seed::is_empty(self.db.read()).await? {
            return self.ensure_demo_people().await;
        }
        let words = Words::load()?;
        let mut draw = Draw::new(49, self.clock.now());
        let nation = Nation::read(self, &mut draw).await?;
        self.ensure_demo_people().await?;
        let dataset = self.territories.dataset();
        let missing = || Error::Outside("the demonstration's ground is missing".to_owned());
        let code = DepartementCode::parse(DEPARTEMENT).map_err(|_| missing())?;
        let departement = dataset.departement(code).ok_or_else(missing)?;
        let village = CommuneCode::parse(VILLAGE).map_err(|_| missing())?;
        let village = dataset.resolve(village).ok_or_else(missing)?;
        let staff = Staff {
            departement,
            ddt: person_id("ddt").0,
            prefecture: person_id("prefecture").0,
            agents: vec![(person_id("agent").0, name_of("agent"))],
        };
        let mut tables = Tables::default();
        let number = fill(&mut tables, &mut draw, &words, &nation, &staff, village);
        self.write_tables(tables, number).await
    }
}

fn fill(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    nation: &Nation,
    staff: &Staff<'_>,
    village: &Commune,
) -> i64 {
    project::lead_of_commune(tables, draw, nation, village, person_id("mairie").0);
    let communes: Vec<&Commune> = nation
        .dataset()
        .communes_of(staff.departement.code)
        .collect();
    let mut number = 0;
    let templates = words.project.iter().step_by(5);
    for (state, template) in STORY.into_iter().zip(templates) {
        number += 1;
        let ground = Ground {
            commune: village,
            template,
            state: Some(state),
        };
        let id = project::make_on(tables, draw, words, nation, staff, number, &ground);
        if state == Intake::Assigned {
            tables.member.push(vec![
                id.into(),
                person_id("expert").0.into(),
                "expert".into(),
                draw.now.0.into(),
            ]);
        }
    }
    for _ in 0..AROUND {
        number += 1;
        let (Some(commune), Some(template)) = (draw.pick(&communes), draw.pick(&words.project))
        else {
            continue;
        };
        let ground = Ground {
            commune,
            template,
            state: None,
        };
        project::make_on(tables, draw, words, nation, staff, number, &ground);
    }
    number
}

fn name_of(key: &str) -> String {
    let person = PEOPLE.iter().find(|person| person.key == key);
    person
        .map(|p| format!("{} {}", p.first_name, p.last_name))
        .unwrap_or_default()
}
