//! Who is there: the other seat lends its signature or takes it back; the meeting ends.

use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::MeetingId;
use domain::permission::Action;
use store::meeting::write;

impl Services {
    /// Lends the reader's signature to an open meeting of her pair.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] for who opened it or does not sit at the other seat;
    /// [`Error::ImpossibleMove`] once it is closed; [`Error::Conflict`] when somebody of her seat is there already.
    pub async fn join_meeting(&self, cx: &Cx, id: MeetingId, once: &Once) -> Result<()> {
        let (meeting, part) = self.meeting_of(cx, id).await?;
        policy::require_in(cx, Action::Prioritise, &meeting.departement)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if meeting.closed_at.is_some() {
            return Err(Error::ImpossibleMove);
        }
        if part.lends {
            return Ok(());
        }
        let person = cx.person()?;
        let other = meeting.opener.seat.other();
        if meeting.opener.person == person.id || !person.sits_at(other, &meeting.departement) {
            return Err(Error::Forbidden);
        }
        if !part.may_join {
            return Err(Error::Conflict);
        }
        write::join(&tx, id, person.id, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the reader's signature back: from now on decisions of the meeting wait for it.
    ///
    /// Errors: those of the policy; [`Error::ImpossibleMove`] when it was not lent.
    pub async fn leave_meeting(&self, cx: &Cx, id: MeetingId, once: &Once) -> Result<()> {
        let (meeting, part) = self.meeting_of(cx, id).await?;
        policy::require_in(cx, Action::Prioritise, &meeting.departement)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if !part.lends {
            return Err(Error::ImpossibleMove);
        }
        write::leave(&tx, id, cx.person()?.id, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a meeting: its minute is final.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] for who did not open it; [`Error::ImpossibleMove`] when it has ended.
    pub async fn close_meeting(&self, cx: &Cx, id: MeetingId, once: &Once) -> Result<()> {
        let (meeting, part) = self.meeting_of(cx, id).await?;
        policy::require_in(cx, Action::Prioritise, &meeting.departement)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if meeting.closed_at.is_some() {
            return Err(Error::ImpossibleMove);
        }
        if !part.writes {
            return Err(Error::Forbidden);
        }
        write::close(&tx, id, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
