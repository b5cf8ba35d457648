//! No figure of a département walks over the projects of the nation.

use crate::explaining::{Explaining, walks_over_the_nation};
use crate::world::{World, worlds};
use domain::timestamp::Timestamp;
use std::sync::Mutex;
use store::figures::{self, Span};

#[tokio::test]
async fn a_departement_is_counted_through_an_index() {
    let world: World = worlds().await.remove(0);
    let db = Explaining {
        db: world.services.db.read(),
        steps: Mutex::default(),
    };
    let span = Span {
        departement: "49",
        from: Timestamp(0),
        before: Timestamp(i64::MAX),
    };
    figures::deposits(&db, &span).await.unwrap();
    figures::completed(&db, &span).await.unwrap();
    figures::blockers(&db, &span).await.unwrap();
    figures::recommendations(&db, &span).await.unwrap();
    let steps = db.steps.into_inner().unwrap();
    for (step, sql) in &steps {
        let whole = step.starts_with("SCAN e") || step.starts_with("SCAN k");
        assert!(!whole && !walks_over_the_nation(step), "{step}\n{sql}");
    }
    let facts = steps
        .iter()
        .filter(|(step, _)| step.contains("event_intake"));
    assert_eq!(
        facts.count(),
        3,
        "the facts of an intake have an index of their own"
    );
}
