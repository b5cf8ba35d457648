//! The demonstration: one real département, its people, and the projects of one village that tell a story.

use super::draw::Draw;
use super::nation::Nation;
use super::people::{Staff, agent};
use super::project::{self, Ground};
use super::rules;
use super::story::Story;
use super::tables::Tables;
use super::words::Words;
use crate::demo::{PEOPLE, person_id};
use crate::journal::{TELL, Tell, to_json};
use crate::territory::{Commune, Departement};
use crate::{Error, Result, Services};
use domain::ids::OutboxId;
use domain::intake::Intake;
use domain::territory::CommuneCode;
use domain::timestamp::Timestamp;
use store::journal::NewJob;

/// The village of the demonstration's secretary: Blaison-Saint-Sulpice, some 1,200 inhabitants.
const VILLAGE: &str = "49029";

/// Projects of the other communes of the village's EPCI: something of everything for its contract.
const NEIGHBOURS: [Intake; 8] = [
    Intake::Submitted,
    Intake::Acknowledged,
    Intake::Prioritised,
    Intake::Assigned,
    Intake::Assigned,
    Intake::Assigned,
    Intake::Closed,
    Intake::Withdrawn,
];

/// Projects of the other communes of the département.
const AROUND: usize = 44;

/// Other agents of the département, who follow projects too.
const COLLEAGUES: usize = 3;

/// What happened since then is told, so that bells and the mailbox are not empty.
const TOLD_SECONDS: i64 = 2 * 86_400;

impl Services {
    /// Fills an empty demonstration; does nothing but look after its people where there are projects.
    pub async fn ensure_demo(&self) -> Result<()> {
        let village = self.village()?;
        let siren = village.epci.map(|siren| siren.to_string());
        if !store::seed::is_empty(self.db.read()).await? {
            return self.ensure_demo_people(siren.as_deref()).await;
        }
        let words = Words::load()?;
        let story = Story::load()?;
        let mut draw = Draw::new(49, self.clock.now());
        let nation = Nation::read(self, &mut draw).await?;
        self.ensure_demo_people(siren.as_deref()).await?;
        let dataset = self.territories.dataset();
        let departement = dataset
            .departement(village.departement)
            .ok_or_else(missing)?;
        let mut tables = Tables::default();
        let staff = staff(&mut tables, &mut draw, &words, departement);
        let mut scene = Scene {
            tables: &mut tables,
            draw: &mut draw,
            words: &words,
            nation: &nation,
            staff: &staff,
            number: 0,
        };
        scene.story(&village, &story)?;
        rules::write(scene.tables, scene.draw, scene.staff, &story.rule);
        scene.around(&village);
        let number = scene.number;
        self.write_tables(tables, number).await?;
        let since = draw.now.plus_seconds(-TOLD_SECONDS);
        self.tell_since(since).await
    }

    fn village(&self) -> Result<Commune> {
        let code = CommuneCode::parse(VILLAGE).map_err(|_| missing())?;
        let dataset = self.territories.dataset();
        dataset.resolve(code).cloned().ok_or_else(missing)
    }

    /// Adds the jobs that tell people of what the seed wrote, as if it had just happened.
    async fn tell_since(&self, since: Timestamp) -> Result<()> {
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        for (event, project) in store::seed::events_since(&tx, since).await? {
            let job = NewJob {
                id: OutboxId(self.ids.uuid()),
                kind: TELL,
                payload: &to_json(&Tell { event, project }),
                at: now,
            };
            store::journal::enqueue(&tx, job).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn missing() -> Error {
    Error::Outside("the demonstration's ground is missing".to_owned())
}

fn staff<'a>(
    tables: &mut Tables,
    draw: &mut Draw,
    words: &Words,
    departement: &'a Departement,
) -> Staff<'a> {
    let first = (person_id("agent").0, name_of("agent"));
    let mut agents = vec![first];
    agents.extend((1..=COLLEAGUES).map(|n| agent(tables, draw, words, departement, n)));
    Staff {
        departement,
        ddt: person_id("ddt").0,
        prefecture: person_id("prefecture").0,
        agents,
    }
}

/// What the projects of the demonstration are made with.
struct Scene<'a> {
    tables: &'a mut Tables,
    draw: &'a mut Draw,
    words: &'a Words,
    nation: &'a Nation,
    staff: &'a Staff<'a>,
    number: i64,
}

impl Scene<'_> {
    fn story(&mut self, village: &Commune, story: &Story) -> Result<()> {
        let lead = person_id("mairie").0;
        project::lead_of_commune(self.tables, self.draw, self.nation, village, lead);
        for chapter in &story.chapter {
            let code = CommuneCode::parse(&chapter.commune).map_err(|_| missing())?;
            let dataset = self.nation.dataset();
            let commune = dataset.resolve(code).ok_or_else(missing)?;
            let template = chapter.template();
            self.add(&Ground {
                commune,
                template: &template,
                state: Some(chapter.state),
                chapter: Some(chapter),
            });
        }
        Ok(())
    }

    fn around(&mut self, village: &Commune) {
        let (nation, words) = (self.nation, self.words);
        let all = nation.dataset().communes_of(self.staff.departement.code);
        let all: Vec<&Commune> = all.filter(|one| one.code != village.code).collect();
        let near = |one: &&&Commune| one.epci.is_some() && one.epci == village.epci;
        let near: Vec<&Commune> = all.iter().filter(near).copied().collect();
        let far = std::iter::repeat_n((&all, None), AROUND);
        let places = NEIGHBOURS.map(|state| (&near, Some(state))).into_iter();
        for (communes, state) in places.chain(far) {
            let (Some(commune), Some(template)) =
                (self.draw.pick(communes), self.draw.pick(&words.project))
            else {
                continue;
            };
            self.add(&Ground {
                commune,
                template,
                state,
                chapter: None,
            });
        }
    }

    fn add(&mut self, ground: &Ground<'_>) {
        self.number += 1;
        project::make_on(
            self.tables,
            self.draw,
            self.words,
            self.nation,
            self.staff,
            self.number,
            ground,
        );
    }
}

fn name_of(key: &str) -> String {
    let person = PEOPLE.iter().find(|person| person.key == key);
    person
        .map(|p| format!("{} {}", p.first_name, p.last_name))
        .unwrap_or_default()
}
