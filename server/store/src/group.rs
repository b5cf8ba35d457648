//! Writes that share one commit.
//!
//! SQLite has one writer, and with `synchronous=FULL` a commit waits for the disk longer than the statements before it take. Whoever writes while
//! others wait therefore leaves the transaction open for them: each has a savepoint of its own, the last one commits for all, and nobody is told
//! "saved" before that commit has returned. One that fails takes back its own savepoint only.
//!
//! Opening, releasing and committing each run in a task of their own: a request that is given up in the middle must not leave the others'
//! transaction half closed.

use crate::error::{Error, Result};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Writes in one commit at most: nobody waits for more.
const MOST: usize = 32;
/// How long one waits for the turn to write.
const PATIENCE: Duration = Duration::from_secs(15);

/// The one writer and those who wait for it.
#[derive(Clone, Debug)]
pub(crate) struct Group(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    writer: DatabaseConnection,
    turn: Arc<Mutex<Open>>,
    waiting: AtomicUsize,
}

/// The transaction that is left open, and who wants to know that it is committed.
#[derive(Debug, Default)]
struct Open {
    transaction: Option<DatabaseTransaction>,
    told: Vec<oneshot::Sender<std::result::Result<(), String>>>,
}

/// The turn to write. Let go, it passes to the next one, or commits what is there.
#[derive(Debug)]
pub(crate) struct Turn {
    group: Group,
    open: Option<OwnedMutexGuard<Open>>,
}

impl Group {
    pub(crate) fn new(writer: DatabaseConnection) -> Self {
        Self(Arc::new(Shared {
            writer,
            turn: Arc::default(),
            waiting: AtomicUsize::new(0),
        }))
    }

    /// Waits for the turn, then opens a savepoint in the shared transaction.
    pub(crate) async fn begin(&self) -> Result<(DatabaseTransaction, Turn)> {
        let turn = self.turn().await?;
        joined(tokio::spawn(async move { turn.savepoint().await })).await
    }

    async fn turn(&self) -> Result<Turn> {
        let waiting = Waiting::new(self.clone());
        let open = tokio::time::timeout(PATIENCE, self.0.turn.clone().lock_owned())
            .await
            .map_err(|_| DbErr::Custom("no turn to write came".to_owned()))?;
        waiting.end();
        Ok(Turn {
            group: self.clone(),
            open: Some(open),
        })
    }

    fn somebody_waits(&self) -> bool {
        self.0.waiting.load(Ordering::SeqCst) > 0
    }
}

impl Turn {
    async fn savepoint(mut self) -> Result<(DatabaseTransaction, Self)> {
        let writer = self.group.0.writer.clone();
        let open = self.open.as_mut().ok_or_else(lost)?;
        let transaction = match open.transaction.take() {
            Some(transaction) => transaction,
            None => writer.begin_with_options(immediate()).await?,
        };
        let savepoint = transaction.begin().await;
        open.transaction = Some(transaction);
        Ok((savepoint?, self))
    }

    /// Releases the savepoint and returns once the transaction around it is committed.
    pub(crate) async fn commit(self, savepoint: DatabaseTransaction) -> Result<()> {
        self.end(savepoint, true).await
    }

    /// Takes the savepoint back and returns once the transaction around it is committed.
    pub(crate) async fn settle(self, savepoint: DatabaseTransaction) -> Result<()> {
        self.end(savepoint, false).await
    }

    async fn end(self, savepoint: DatabaseTransaction, keep: bool) -> Result<()> {
        let told = joined(tokio::spawn(self.leave(savepoint, keep))).await?;
        told.await
            .map_err(|_| lost())?
            .map_err(|error| Error::Backend(DbErr::Custom(error)))
    }

    async fn leave(
        mut self,
        savepoint: DatabaseTransaction,
        keep: bool,
    ) -> Result<oneshot::Receiver<std::result::Result<(), String>>> {
        if keep {
            savepoint.commit().await?;
        } else {
            savepoint.rollback().await?;
        }
        let (tell, told) = oneshot::channel();
        let open = self.open.as_mut().ok_or_else(lost)?;
        open.told.push(tell);
        Ok(told)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let is_full = open.told.len() >= MOST;
        if !is_full && self.group.somebody_waits() {
            return;
        }
        // Without a runtime the process ends: the transaction is rolled back and nobody was told.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(close(open));
        }
    }
}

/// Commits the shared transaction and tells those whose writes are in it.
async fn close(mut open: OwnedMutexGuard<Open>) {
    let Some(transaction) = open.transaction.take() else {
        return;
    };
    let done = transaction
        .commit()
        .await
        .map_err(|error| error.to_string());
    for tell in open.told.drain(..) {
        // Whoever gave up waiting is not told.
        let _ = tell.send(done.clone());
    }
}

/// One who waits for the turn. Given up, it looks whether somebody's writes waited for it to commit them.
struct Waiting {
    group: Group,
    over: bool,
}

impl Waiting {
    fn new(group: Group) -> Self {
        group.0.waiting.fetch_add(1, Ordering::SeqCst);
        Self { group, over: false }
    }

    fn end(mut self) {
        self.over = true;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.group.0.waiting.fetch_sub(1, Ordering::SeqCst);
        if self.over {
            return;
        }
        let group = self.group.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let open = Some(group.0.turn.clone().lock_owned().await);
                drop(Turn { group, open });
            });
        }
    }
}

/// `BEGIN IMMEDIATE`: two processes that write wait for each other instead of failing halfway.
pub(crate) fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}

async fn joined<T>(task: tokio::task::JoinHandle<Result<T>>) -> Result<T> {
    task.await.map_err(|_| lost())?
}

fn lost() -> Error {
    Error::Backend(DbErr::Custom("the shared transaction was lost".to_owned()))
}
