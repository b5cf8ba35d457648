//! What moves, told while it happens to those who look at a board.
//!
//! One task a process reads the moves that were just made, whichever process made them, and only while somebody
//! listens. Each listener is told what the policy lets her read at that moment, and no longer than her session lasts.

use crate::context::Person;
use crate::desk::table::reach;
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::{Actor, Cx, Error, Result, Services};
use domain::ids::{PersonId, ProjectId};
use domain::intake::Intake;
use domain::permission::Action;
use domain::project::Priority;
use domain::timestamp::Timestamp;
use futures::stream::{self, Stream};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::desk::moved::{self, MoveLine};
use store::desk::table::Ground;
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};
use uuid::Uuid;

/// Boards that one person has open at the same time.
const BOARDS_A_PERSON: usize = 6;
/// Boards that one process tells.
const BOARDS: usize = 2_000;
/// How often the moves are read.
const EVERY: Duration = Duration::from_secs(1);
/// A move is looked for again for so long, in seconds: its transaction may end, and another machine's clock may stand,
/// that much behind.
const OVERLAP_SECONDS: i64 = 15;
/// Moves that one reading gives, the newest.
const AT_ONCE: u32 = 500;
/// How often a silent board looks whether its session still lasts.
const SESSION_EVERY: Duration = Duration::from_secs(20);
/// Readings that a slow listener may lag behind.
const KEPT: usize = 64;

/// A move, as whoever may read its project is told of it.
#[derive(Clone, Debug)]
pub struct LiveMove {
    /// The project.
    pub project: ProjectId,
    /// Its title.
    pub title: String,
    /// Where it stood; none where the history does not say.
    pub from: Option<Intake>,
    /// Where it stands now; none where it only went to somebody else or got another priority.
    pub to: Option<Intake>,
    /// The priority that was decided.
    pub level: Option<Priority>,
    /// Who did it; empty when a rule or the service did.
    pub who: String,
    /// Who did it.
    pub by: Option<PersonId>,
    resource: Resource,
}

/// What listeners receive; nothing more comes behind `None`.
type Told = Option<Arc<Vec<LiveMove>>>;

/// Who listens in this process.
pub struct Feed {
    sender: Sender<Told>,
    listeners: Mutex<Listeners>,
}

#[derive(Default)]
struct Listeners {
    of: HashMap<PersonId, usize>,
    /// The task that reads is there.
    read: bool,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(KEPT).0,
            listeners: Mutex::default(),
        }
    }
}

impl Feed {
    /// Ends every board: the process is about to stop.
    pub fn close(&self) {
        // Nobody may be listening.
        let _ = self.sender.send(None);
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more board of a person.
    fn enter(self: &Arc<Self>, person: PersonId) -> Result<Place> {
        let mut listeners = self.listeners();
        let all: usize = listeners.of.values().sum();
        let own = listeners.of.entry(person).or_default();
        if *own >= BOARDS_A_PERSON || all >= BOARDS {
            return Err(Error::TooMany(60));
        }
        *own += 1;
        drop(listeners);
        Ok(Place {
            feed: Arc::clone(self),
            person,
        })
    }
}

/// One of the boards that are open; given back when it is dropped.
struct Place {
    feed: Arc<Feed>,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut listeners = self.feed.listeners();
        if let Some(own) = listeners.of.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                listeners.of.remove(&self.person);
            }
        }
    }
}

/// One open board.
struct Board {
    services: Services,
    /// What the browser's session is known by.
    token: String,
    departement: Option<String>,
    moves: Receiver<Told>,
    _place: Place,
}

impl Services {
    /// The moves of a board from now on, for as long as the session of `token` lasts. `departement` is the one shown.
    ///
    /// Errors: as [`Services::territory_board`]; [`Error::TooMany`] for a seventh board.
    pub fn live_board(
        &self,
        cx: &Cx,
        token: String,
        departement: Option<String>,
    ) -> Result<impl Stream<Item = Vec<LiveMove>> + Send + use<>> {
        let person = cx.person()?;
        reach::of(person, departement.as_deref())?;
        let place = self.live.enter(person.id)?;
        let board = Board {
            services: self.clone(),
            token,
            departement,
            moves: self.live.sender.subscribe(),
            _place: place,
        };
        self.read_moves();
        Ok(stream::unfold(board, |mut board| async move {
            board.next().await.map(|moves| (moves, board))
        }))
    }

    /// Sees to it that somebody reads.
    fn read_moves(&self) {
        let mut listeners = self.live.listeners();
        if !std::mem::replace(&mut listeners.read, true) {
            tokio::spawn(self.clone().reading());
        }
    }

    async fn reading(self) {
        let mut told: BTreeMap<Uuid, i64> = BTreeMap::new();
        let start = self.clock.now();
        let mut from = start;
        loop {
            tokio::time::sleep(EVERY).await;
            {
                let mut listeners = self.live.listeners();
                if listeners.of.is_empty() {
                    listeners.read = false;
                    return;
                }
            }
            let now = self.clock.now();
            match self.moves_since(from, start, &mut told).await {
                Ok(moves) => {
                    from = now;
                    if !moves.is_empty() {
                        // Nobody may be listening any more.
                        let _ = self.live.sender.send(Some(Arc::new(moves)));
                    }
                }
                Err(error) => tracing::warn!(%error, "the moves could not be read"),
            }
        }
    }

    /// The moves that were not told yet. One query.
    async fn moves_since(
        &self,
        from: Timestamp,
        start: Timestamp,
        told: &mut BTreeMap<Uuid, i64>,
    ) -> Result<Vec<LiveMove>> {
        let since = from.plus_seconds(-OVERLAP_SECONDS).max(start);
        let lines = moved::since(self.db.read(), since, AT_ONCE).await?;
        told.retain(|_, at| *at >= since.0);
        let new = lines
            .into_iter()
            .filter(|line| told.insert(line.id, line.at).is_none());
        Ok(new.filter_map(live_move).collect())
    }
}

impl Board {
    /// The next moves that this reader may know of; none when her session ended or the process stops.
    async fn next(&mut self) -> Option<Vec<LiveMove>> {
        loop {
            let received = tokio::time::timeout(SESSION_EVERY, self.moves.recv()).await;
            let moves = match received {
                Ok(Ok(moves)) => moves?,
                // What was missed is on the page that the browser reads at the next move.
                Ok(Err(RecvError::Lagged(_))) => continue,
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) => Arc::default(),
            };
            // The rights of this moment.
            let person = self.services.person_still(&self.token).await.ok()??;
            let reach = reach::still(&person, self.departement.as_deref()).ok()?;
            let own: Vec<LiveMove> = moves
                .iter()
                .filter(|one| sees(&person, &reach.ground, &one.resource))
                .cloned()
                .collect();
            if !own.is_empty() {
                return Some(own);
            }
        }
    }
}

fn sees(person: &Person, ground: &Ground, project: &Resource) -> bool {
    let of = |code: &String| project.contract.as_ref() == Some(code);
    let stands = match ground {
        Ground::Departement(code) => project.departement == *code,
        Ground::Contracts(codes) => codes.iter().any(of),
        Ground::ContractIn(code, departement) => of(code) && project.departement == *departement,
        Ground::Nation => true,
    };
    let actor = Actor::Person(person.clone());
    stands && policy::can(&actor, Action::Read, project).allows()
}

fn live_move(line: MoveLine) -> Option<LiveMove> {
    let fact = Fact::parse(&line.kind)?;
    let mut details: Details = serde_json::from_str(&line.payload).unwrap_or_default();
    let mut state = |name: &str| details.remove(name).and_then(|code| Intake::parse(&code));
    let (from, to) = (state("from"), state("to"));
    let level = details.remove("level");
    let level = level.filter(|_| fact == Fact::Prioritised);
    let who = [line.first_name, line.last_name];
    let who: Vec<String> = who.into_iter().flatten().collect();
    let resource = Resource {
        id: ProjectId(line.project_id),
        intake: Intake::parse(&line.intake)?,
        intake_before: line.intake_before.as_deref().and_then(Intake::parse),
        departement: line.departement_code,
        arrondissement: line.arrondissement_code,
        contract: line.contract_code,
        member: None,
        assignee: line.assignee_id.map(PersonId),
        version: 0,
    };
    Some(LiveMove {
        project: resource.id,
        title: line.title,
        from,
        to,
        level: level.and_then(|code| Priority::parse(&code)),
        who: who.join(" ").trim().to_owned(),
        by: line.actor_id.map(PersonId),
        resource,
    })
}
