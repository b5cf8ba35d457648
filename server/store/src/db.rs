//! The connection: one code base, two engines.

use crate::error::Result;
use crate::group::{Group, Turn, immediate};
use crate::query_counter;
use migrations::Migrator;
use sea_orm::sqlx::{self, sqlite::SqliteConnectOptions};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, DbErr, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::ops::Deref;
use std::time::Duration;

/// A database. On SQLite one connection writes and several read only; on PostgreSQL one pool does both.
#[derive(Clone, Debug)]
pub struct Db {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Those who write on SQLite; PostgreSQL groups commits itself.
    group: Option<Group>,
}

/// A pool of connections, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// `writer` and `reader` on SQLite, `shared` on PostgreSQL.
    pub name: &'static str,
    /// Connections that are open.
    pub open: u32,
    /// Those of them that nobody uses.
    pub idle: u32,
    /// How many there may be.
    pub most: u32,
}

/// An open write transaction. Dropped without [`Tx::commit`], it is rolled back.
#[derive(Debug)]
pub struct Tx {
    // Dropped in this order: the writes are taken back before the turn passes on.
    transaction: DatabaseTransaction,
    turn: Option<Turn>,
}

impl Tx {
    /// Makes the writes durable: on SQLite the log is flushed to the disk before this returns
    /// (`synchronous=FULL`), on PostgreSQL as its own `synchronous_commit` says.
    pub async fn commit(self) -> Result<()> {
        match self.turn {
            Some(turn) => turn.commit(self.transaction).await,
            None => Ok(self.transaction.commit().await?),
        }
    }

    /// Takes the writes back and returns once what they met with is durable: a shared transaction sees others'
    /// writes before they are committed.
    pub async fn settle(self) -> Result<()> {
        match self.turn {
            Some(turn) => turn.settle(self.transaction).await,
            None => Ok(self.transaction.rollback().await?),
        }
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}

impl Db {
    /// Connects to `sqlite://path` (made when absent) or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url).await
        } else {
            let pool = Self::open(postgres_options(url)).await?;
            Ok(Self {
                reader: pool.clone(),
                writer: pool,
                group: None,
            })
        }
    }

    async fn connect_sqlite(url: &str) -> Result<Self> {
        let path = url
            .trim_start_matches("sqlite://")
            .trim_start_matches("sqlite:")
            .to_owned();
        let url = format!("sqlite://{path}");
        let mut writer = ConnectOptions::new(url.clone());
        writer
            .max_connections(1)
            .min_connections(1)
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(15))
            .map_sqlx_sqlite_opts(|options| {
                pragmas(options.create_if_missing(true))
                    .pragma("journal_mode", "WAL")
                    // 32 MB of log before it is folded into the file: a page that changed ten times is then written once.
                    .pragma("wal_autocheckpoint", "8000")
            });
        let writer = Self::open(writer).await?;
        let readers = std::thread::available_parallelism().map_or(4, |cores| cores.get() + 2);
        let mut reader = ConnectOptions::new(url);
        reader
            .max_connections(u32::try_from(readers).unwrap_or(8))
            .min_connections(1)
            .sqlx_logging(false)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(15))
            .map_sqlx_sqlite_opts(|options| pragmas(options.read_only(true)));
        let reader = Self::open(reader).await?;
        let group = Some(Group::new(writer.clone()));
        Ok(Self {
            writer,
            reader,
            group,
        })
    }

    async fn open(options: ConnectOptions) -> Result<DatabaseConnection> {
        let mut connection = Database::connect(options).await?;
        connection.set_metric_callback(|_| query_counter::note());
        Ok(connection)
    }

    /// Which engine this is.
    pub fn backend(&self) -> DatabaseBackend {
        self.reader.get_database_backend()
    }

    /// For reads. On SQLite these connections cannot write at all.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Opens a write transaction: on SQLite `BEGIN IMMEDIATE`, so that two
    /// writers wait for each other instead of failing halfway.
    pub async fn begin(&self) -> Result<Tx> {
        let transaction = self.writer.begin_with_options(immediate()).await?;
        Ok(Tx {
            transaction,
            turn: None,
        })
    }

    /// Opens a write transaction that on SQLite may share its commit with others that are opened this way.
    ///
    /// It sees what those before it wrote and have not committed yet: whoever decides on what it read here, or
    /// answers that something was there before, ends with [`Tx::settle`].
    pub async fn begin_shared(&self) -> Result<Tx> {
        let Some(group) = &self.group else {
            return self.begin().await;
        };
        let (transaction, turn) = group.begin().await?;
        Ok(Tx {
            transaction,
            turn: Some(turn),
        })
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Makes an empty database beside this one, for tests on PostgreSQL.
    pub async fn create_database(&self, name: &str) -> Result<()> {
        let quoted = name.replace('"', "\"\"");
        self.writer
            .execute_unprepared(&format!("CREATE DATABASE \"{quoted}\""))
            .await?;
        Ok(())
    }

    /// The names of the migrations that this database still lacks.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        let pending = Migrator::get_pending_migrations(&self.writer).await?;
        Ok(pending.iter().map(|m| m.name().to_owned()).collect())
    }

    /// The pools as they are now.
    pub fn pools(&self) -> Vec<Pool> {
        match self.backend() {
            DatabaseBackend::Sqlite => [("writer", &self.writer), ("reader", &self.reader)]
                .map(|(name, db)| pool(name, db.get_sqlite_connection_pool()))
                .to_vec(),
            _ => vec![pool("shared", self.reader.get_postgres_connection_pool())],
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.reader.ping().await?)
    }

    /// A plain copy of an SQLite database into `path`, taken while the service runs (`VACUUM INTO`).
    /// PostgreSQL has its own tools for this; asked for it there, this is an error.
    pub async fn copy_to(&self, path: &str) -> Result<()> {
        if self.backend() != DatabaseBackend::Sqlite {
            return Err(DbErr::Custom("copy_to is for SQLite".to_owned()).into());
        }
        let quoted = path.replace('\'', "''");
        self.writer
            .execute_unprepared(&format!("VACUUM INTO '{quoted}'"))
            .await?;
        Ok(())
    }
}

fn pool<D: sqlx::Database>(name: &'static str, pool: &sqlx::Pool<D>) -> Pool {
    Pool {
        name,
        open: pool.size(),
        idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
        most: pool.options().get_max_connections(),
    }
}

fn pragmas(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .pragma("busy_timeout", "5000")
        .pragma("synchronous", "FULL")
        .pragma("foreign_keys", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-16000")
        .pragma("mmap_size", "268435456")
        .statement_cache_capacity(256)
}

fn postgres_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(16)
        .min_connections(1)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(15));
    options
}
