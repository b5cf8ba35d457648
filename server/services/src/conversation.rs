//! Threads and messages.

use crate::attachment::receive::Received;
use crate::attachment::{Place, require_state_only};
use crate::blocker::answers_blockers;
use crate::journal::{Fact, Tell, details, to_json};
use crate::once;
use crate::policy::{self, Resource};
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::conversation::{self, EDIT_SECONDS};
use domain::form::FieldError;
use domain::ids::{AttachmentId, MessageId, PersonId, ProjectId, ThreadId};
use domain::permission::Action;
use domain::project::Audience;
use domain::timestamp::Timestamp;
use store::Tx;
use store::attachment::read::FileLine;
use store::conversation::read::{self, MessageLine, Thread};
use store::conversation::write::{self, NewMessage, Posting};

/// Messages on one page of a thread.
pub const MESSAGES_SHOWN: u32 = 200;

/// A page of a thread.
#[derive(Clone, Debug)]
pub struct ThreadPage {
    /// Who reads it.
    pub audience: Audience,
    /// The thread; none before its first message.
    pub thread: Option<Thread>,
    /// Oldest first.
    pub messages: Vec<MessageLine>,
    /// The files of these messages.
    pub files: Vec<FileLine>,
    /// The message before which older ones are, when there are some.
    pub older: Option<MessageId>,
}

/// What somebody sends to a thread.
#[derive(Debug, Default)]
pub struct Post {
    /// The words, as typed.
    pub typed: String,
    /// Files taken in with this form.
    pub files: Vec<Received>,
    /// Files taken in with an earlier, refused sending of this form.
    pub kept: Vec<AttachmentId>,
    /// Files that were refused, with why.
    pub refused: Vec<FieldError>,
}

/// What became of a [`Post`].
#[derive(Debug)]
pub enum Posted {
    /// It is in the thread.
    Done(MessageId),
    /// It was refused; its good files wait for the form to be sent again.
    Refused {
        /// What is wrong.
        errors: Vec<FieldError>,
        /// The good files.
        kept: Vec<FileLine>,
    },
}

/// A message its author is about to change or take back.
#[derive(Clone, Debug)]
pub struct OwnMessage {
    /// Its words.
    pub body: String,
    /// Who reads its thread.
    pub audience: Audience,
    /// When it was posted.
    pub at: Timestamp,
    /// How many files came with it.
    pub files: i64,
}

impl Services {
    /// A page of one thread of the sheet: the latest messages, or those before `before`. Three queries.
    pub async fn thread_page(
        &self,
        cx: &Cx,
        head: &SheetHead,
        audience: Audience,
        before: Option<MessageId>,
    ) -> Result<ThreadPage> {
        if audience == Audience::StateOnly {
            require_state_only(cx, &head.resource)?;
        }
        let project = head.resource.id;
        let mut page = ThreadPage {
            audience,
            thread: read::thread(self.db.read(), project, audience, cx.person()?.id).await?,
            messages: Vec::new(),
            files: Vec::new(),
            older: None,
        };
        if let Some(thread) = &page.thread {
            // One more than shown tells whether there are older ones.
            let mut lines =
                read::messages(self.db.read(), thread.id, before, MESSAGES_SHOWN + 1).await?;
            let more = lines.len() > MESSAGES_SHOWN as usize;
            lines.truncate(MESSAGES_SHOWN as usize);
            lines.reverse();
            page.older = lines
                .first()
                .filter(|_| more)
                .map(|line| MessageId(line.id));
            page.messages = lines;
        }
        if let (Some(first), Some(last)) = (page.messages.first(), page.messages.last()) {
            let files = store::attachment::read::of_messages(
                self.db.read(),
                project,
                audience,
                first.id,
                last.id,
            );
            page.files = files.await?;
        }
        Ok(page)
    }

    /// Notes that the reader has seen a thread up to its latest message. Nothing is written when she had
    /// seen it before.
    pub async fn mark_read(&self, person: PersonId, thread: &Thread) -> Result<()> {
        let Some(last) = thread
            .last_message_at
            .filter(|last| thread.read_until.is_none_or(|seen| seen < *last))
        else {
            return Ok(());
        };
        let tx = self.db.begin().await?;
        write::mark_read(&tx, ThreadId(thread.id), person, Timestamp(last)).await?;
        Ok(tx.commit().await?)
    }

    /// Posts a message with its files in one transaction.
    ///
    /// Errors: [`Error::Repeated`] when the same form was taken before; its files are thrown away then.
    pub async fn post_message(
        &self,
        cx: &Cx,
        place: &Place,
        post: Post,
        once: &Once,
    ) -> Result<Posted> {
        let has_files = !post.files.is_empty() || !post.kept.is_empty();
        let mut errors = post.refused;
        let body = conversation::parse(&post.typed, has_files || !errors.is_empty());
        let body = match body {
            Ok(body) if errors.is_empty() => body,
            Ok(_) => return self.refuse(place, errors, post.files, post.kept).await,
            Err(more) => {
                errors.extend(more);
                return self.refuse(place, errors, post.files, post.kept).await;
            }
        };
        match self
            .write_message(cx, place, &body, &post.files, &post.kept, once)
            .await
        {
            Ok(id) => Ok(Posted::Done(id)),
            Err(error) => {
                // After any other failure the rows may be there: the content stays with them.
                if matches!(error, Error::Repeated) {
                    self.throw_away(post.files).await;
                }
                Err(error)
            }
        }
    }

    async fn refuse(
        &self,
        place: &Place,
        errors: Vec<FieldError>,
        files: Vec<Received>,
        mut kept: Vec<AttachmentId>,
    ) -> Result<Posted> {
        kept.extend(self.keep_waiting(place, files).await?);
        let kept = self.waiting_files(place, &kept).await?;
        Ok(Posted::Refused { errors, kept })
    }

    async fn write_message(
        &self,
        cx: &Cx,
        place: &Place,
        body: &str,
        files: &[Received],
        kept: &[AttachmentId],
        once: &Once,
    ) -> Result<MessageId> {
        let id = MessageId(self.ids.uuid());
        let project = place.resource.id;
        let now = self.clock.now();
        let to_all = place.audience == Audience::All;
        let scope = once::scope(cx);
        let details = to_json(&details([("message", id.to_string())]));
        let fact = Fact::MessagePosted;
        let event = self.event(cx, project, fact, place.audience, &details, now);
        let tell = Tell::of(&event);
        let posting = Posting {
            message: NewMessage {
                id,
                project,
                audience: place.audience,
                new_thread: ThreadId(self.ids.uuid()),
                author: place.person,
                body,
                at: now,
            },
            key: once.taken(&scope, now),
            answers_blockers: to_all && answers_blockers(cx, &place.resource),
            event: &event,
            job: self.tell(&tell, now),
        };
        let tx = self.db.begin_shared().await?;
        let contact_of = match write::post(&tx, posting).await {
            Ok(contact_of) => contact_of,
            Err(error) => {
                // "Sent before" is said of what is saved.
                tx.settle().await?;
                return Err(once::repeated(error));
            }
        };
        self.join_files(&tx, place, id, files, kept).await?;
        if to_all && contact_of == Some(place.person) {
            self.note_first_contact(&tx, cx, &place.resource).await?;
        }
        tx.commit().await?;
        self.wake.notify_one();
        Ok(id)
    }

    async fn join_files(
        &self,
        tx: &Tx,
        place: &Place,
        message: MessageId,
        files: &[Received],
        kept: &[AttachmentId],
    ) -> Result<()> {
        for file in files {
            self.keep_file(tx, place, file, Some(message), false)
                .await?;
        }
        for file in kept {
            // One that is no longer waiting was forgotten after a day, or is already where it belongs.
            store::attachment::write::claim(
                tx,
                *file,
                place.resource.id,
                place.audience,
                place.person,
                Some(message),
            )
            .await?;
        }
        Ok(())
    }

    /// One's own message that may still be changed: posted less than fifteen minutes ago.
    pub async fn editable_message(
        &self,
        cx: &Cx,
        project: ProjectId,
        message: MessageId,
    ) -> Result<OwnMessage> {
        let own = self.own_message(cx, project, message).await?;
        if is_editable(own.at, self.clock.now()) {
            Ok(own)
        } else {
            Err(Error::Conflict)
        }
    }

    /// One's own message, not taken back, in a thread one may still write in.
    pub async fn own_message(
        &self,
        cx: &Cx,
        project: ProjectId,
        message: MessageId,
    ) -> Result<OwnMessage> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        let row = read::message(self.db.read(), project, message)
            .await?
            .ok_or(Error::NotFound)?;
        let audience = Audience::parse(&row.audience).ok_or(Error::NotFound)?;
        if audience == Audience::StateOnly {
            require_state_only(cx, &resource)?;
        }
        if row.deleted_at.is_some() {
            return Err(Error::NotFound);
        }
        policy::require_on(cx, write_action(audience), &resource)?;
        if cx.person_id() != Some(PersonId(row.author_id)) {
            return Err(Error::Forbidden);
        }
        Ok(OwnMessage {
            body: row.body,
            audience,
            at: Timestamp(row.created_at),
            files: row.files,
        })
    }

    /// Changes the words of one's own message. Gives its thread's audience.
    pub async fn edit_message(
        &self,
        cx: &Cx,
        project: ProjectId,
        message: MessageId,
        typed: &str,
        once: &Once,
    ) -> Result<Audience> {
        let own = self.editable_message(cx, project, message).await?;
        let body = conversation::parse(typed, own.files > 0).map_err(Error::Fields)?;
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let oldest = now.plus_seconds(-EDIT_SECONDS);
        write::edit(&tx, message, cx.person()?.id, &body, now, oldest).await?;
        tx.commit().await?;
        Ok(own.audience)
    }

    /// Takes back one's own message with its files. Gives its thread's audience.
    pub async fn take_back_message(
        &self,
        cx: &Cx,
        project: ProjectId,
        message: MessageId,
        once: &Once,
    ) -> Result<Audience> {
        let own = self.own_message(cx, project, message).await?;
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::take_back(&tx, message, cx.person()?.id, now).await?;
        let facts = details([("message", message.to_string())]);
        self.note(
            &tx,
            cx,
            project,
            Fact::MessageTakenBack,
            own.audience,
            facts,
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(own.audience)
    }
}

/// Whether a message posted at `at` may still be changed.
pub const fn is_editable(at: Timestamp, now: Timestamp) -> bool {
    now.since(at) <= EDIT_SECONDS * 1_000
}

/// The right that writing in a thread asks for.
pub const fn write_action(audience: Audience) -> Action {
    match audience {
        Audience::All => Action::WriteAll,
        Audience::StateOnly => Action::WriteStateOnly,
    }
}

/// Whether the one who asks may write in a thread of this project.
pub fn may_write(cx: &Cx, resource: &Resource, audience: Audience) -> bool {
    policy::can(&cx.actor, write_action(audience), resource).allows()
}
