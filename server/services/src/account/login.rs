//! Signing in by mail: a link and a six-digit code, ten minutes, once.
//!
//! Known and unknown addresses are treated alike to the last statement: the account is made when the
//! link or code is used, so that nothing here tells who has one.

use crate::mail::letters::SignIn;
use crate::{Error, Result, Services, secret};
use domain::account::{local_path, six_digits};
use domain::email::Email;
use domain::form::Problem;
use domain::ids::{PersonId, SessionId};
use domain::timestamp::Timestamp;
use store::Tx;
use store::account::login::{self, NewRequest, Request};
use store::account::sessions::{self, NewSession};
use subtle::ConstantTimeEq;

/// How long a link and its code hold, in seconds (ASVS 5.0, 6.5.5).
pub const HOLDS_SECONDS: i64 = 600;
/// Codes that may be tried on one demand.
pub const CODE_TRIES: i64 = 5;
/// How long a session holds at most, in seconds: 30 days.
pub const SESSION_SECONDS: i64 = 30 * 86_400;
/// Demands for one address in a quarter of an hour.
const PER_ADDRESS: i64 = 5;
/// Demands, or wrong codes, from one network in five minutes.
const PER_NETWORK: i64 = 20;

/// Who asks: what the limits and the list of sessions need to know of a browser.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    /// The network, as the server noted it.
    pub network: String,
    /// Code of the browser and its system.
    pub device: String,
    /// Token of the session this browser has now: it ends when another begins.
    pub session: Option<String>,
}

/// A demand was taken.
#[derive(Clone, Debug)]
pub struct Begun {
    /// For the browser's short-lived cookie: only this browser can use the code.
    pub browser: String,
    /// The address the mail goes to, as it is kept.
    pub email: Email,
}

/// A demand as its page shows it before it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The address that wants in.
    pub email: String,
    /// Where it comes back to.
    pub next: String,
}

/// Somebody has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the session's cookie.
    pub token: String,
    /// The person.
    pub person: PersonId,
    /// Local path to go to; `None` for the person's own first page.
    pub next: Option<String>,
}

impl Services {
    /// Takes a demand to sign in: the mail leaves from the outbox, and `next` (a local path, else
    /// ignored) is where the person arrives.
    ///
    /// Errors: [`Error::Fields`] on `email`; [`Error::TooMany`] beyond 5 demands in 15 minutes for an
    /// address or 20 in 5 minutes for a network.
    pub async fn begin_login(&self, asker: &Asker, email: &str, next: &str) -> Result<Begun> {
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let now = self.clock.now();
        let (link, browser) = (
            secret::token(self.ids.secret()),
            secret::token(self.ids.secret()),
        );
        let code = secret::six_digits(self.ids.secret());
        let tx = self.db.begin().await?;
        if let Some(wait) = self.count_demand(&tx, asker, &email, now).await? {
            tx.commit().await?;
            return Err(Error::TooMany(wait));
        }
        let request = NewRequest {
            id: self.ids.uuid(),
            email: email.as_str(),
            link_hash: &secret::hash(&link),
            code_hash: &code_hash(&browser, &code),
            browser_hash: &secret::hash(&browser),
            next: local_path(next).unwrap_or_default(),
            at: now,
            expires_at: now.plus_seconds(HOLDS_SECONDS),
        };
        login::insert(&tx, &request).await?;
        let letter = SignIn {
            base: self.settings.base_url.clone(),
            link: format!("{}/connexion/lien/{link}", self.settings.base_url),
            code: format!(
                "{} {}",
                code.get(..3).unwrap_or_default(),
                code.get(3..).unwrap_or_default()
            ),
            minutes: HOLDS_SECONDS / 60,
        };
        self.post(&tx, email.as_str(), None, &letter, Some(request.expires_at))
            .await?;
        tx.commit().await?;
        Ok(Begun { browser, email })
    }

    async fn count_demand(
        &self,
        tx: &Tx,
        asker: &Asker,
        email: &Email,
        now: Timestamp,
    ) -> Result<Option<u32>> {
        let address = format!("sign-in:{}", secret::hash(email.as_str()));
        let by_address = login::count(tx, &address, PER_ADDRESS, 15 * 60, now).await?;
        let by_network = self.count_network(tx, asker, now).await?;
        Ok(by_address.max(by_network))
    }

    async fn count_network(&self, tx: &Tx, asker: &Asker, now: Timestamp) -> Result<Option<u32>> {
        let network = format!("sign-in-from:{}", asker.network);
        Ok(login::count(tx, &network, PER_NETWORK, 5 * 60, now).await?)
    }

    /// The demand behind a link, to show before it is used; `None` when it was used or is over. Reads only.
    pub async fn login_by_link(&self, link: &str) -> Result<Option<Pending>> {
        let found = login::by_link(self.db.read(), &secret::hash(link)).await?;
        Ok(found.and_then(|request| self.pending(&request)))
    }

    /// The latest demand of the browser with this cookie; `None` when it was used or is over. Reads only.
    pub async fn login_of_browser(&self, browser: &str) -> Result<Option<Pending>> {
        let found = login::by_browser(self.db.read(), &secret::hash(browser)).await?;
        Ok(found.and_then(|request| self.pending(&request)))
    }

    fn pending(&self, request: &Request) -> Option<Pending> {
        let open = request.consumed_at.is_none() && request.expires_at > self.clock.now().0;
        open.then(|| Pending {
            email: request.email.clone(),
            next: request.next_path.clone(),
        })
    }

    /// Uses a link up.
    ///
    /// Errors: [`Error::Fields`] with [`Problem::Expired`] when it was used, is over or was never given.
    pub async fn login_with_link(&self, asker: &Asker, link: &str) -> Result<SignedIn> {
        let found = login::by_link(self.db.read(), &secret::hash(link)).await?;
        let request = found.ok_or_else(expired)?;
        let tx = self.db.begin().await?;
        let signed = self.consume(&tx, asker, &request).await?;
        tx.commit().await?;
        Ok(signed)
    }

    /// Uses a code up. It only works in the browser that asked, five times at most.
    ///
    /// Errors: [`Error::Fields`] on `code`: [`Problem::WrongCode`] while tries are left, else
    /// [`Problem::Expired`]; [`Error::TooMany`] when the network tried too much.
    pub async fn login_with_code(
        &self,
        asker: &Asker,
        browser: &str,
        typed: &str,
    ) -> Result<SignedIn> {
        if typed.trim().is_empty() {
            return Err(Error::field("code", Problem::Missing));
        }
        let wrong = || Error::field("code", Problem::WrongCode);
        let code = six_digits(typed).ok_or_else(wrong)?;
        let found = login::by_browser(self.db.read(), &secret::hash(browser)).await?;
        let request = found.ok_or_else(expired)?;
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        if !login::take_try(&tx, request.id, CODE_TRIES, now).await? {
            return Err(expired());
        }
        let right = code_hash(browser, &code)
            .as_bytes()
            .ct_eq(request.code_hash.as_bytes());
        if !bool::from(right) {
            let wait = self.count_network(&tx, asker, now).await?;
            tx.commit().await?;
            return Err(wait.map_or_else(wrong, Error::TooMany));
        }
        let signed = self.consume(&tx, asker, &request).await?;
        tx.commit().await?;
        Ok(signed)
    }

    async fn consume(&self, tx: &Tx, asker: &Asker, request: &Request) -> Result<SignedIn> {
        let now = self.clock.now();
        if !login::consume(tx, request.id, now).await? {
            return Err(expired());
        }
        let id = PersonId(self.ids.uuid());
        let person = store::account::person::find_or_make(tx, id, &request.email, now).await?;
        if person.disabled_at.is_some() {
            return Err(expired());
        }
        let person = PersonId(person.id);
        let token = self.open_session(tx, asker, person).await?;
        let next = local_path(&request.next_path).map(str::to_owned);
        Ok(SignedIn {
            token,
            person,
            next,
        })
    }

    /// Opens a new session, and ends the one this browser had: its token is worth nothing any more.
    pub(crate) async fn open_session(
        &self,
        tx: &Tx,
        asker: &Asker,
        person: PersonId,
    ) -> Result<String> {
        let now = self.clock.now();
        if let Some(old) = &asker.session {
            sessions::close_token(tx, &secret::hash(old)).await?;
        }
        let token = secret::token(self.ids.secret());
        let session = NewSession {
            id: SessionId(self.ids.uuid()),
            person,
            token_hash: &secret::hash(&token),
            device: &asker.device,
            at: now,
            expires_at: now.plus_seconds(SESSION_SECONDS),
        };
        sessions::open(tx, &session).await?;
        Ok(token)
    }
}

/// A code is kept hashed together with its browser's token: six digits alone would be found from a copy
/// of the database in no time.
fn code_hash(browser: &str, code: &str) -> String {
    secret::hash(&format!("{browser}:{code}"))
}

fn expired() -> Error {
    Error::field("code", Problem::Expired)
}
