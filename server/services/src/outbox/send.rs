//! The job `mail`: one mail leaves.

use super::finish;
use crate::mail::Posted;
use crate::ports::Mail;
use crate::{Error, Result, Services};
use store::mailbox::{self, KeptMail};
use store::outbox::Job;

impl Services {
    pub(super) async fn run_mail(&self, job: &Job) -> Result<()> {
        let posted: Posted = serde_json::from_str(&job.payload)
            .map_err(|_| Error::Outside("unreadable mail".to_owned()))?;
        let now = self.clock.now();
        if posted.not_after.is_some_and(|moment| moment < now.0) {
            return finish(self.db.begin_shared().await?, job, "out of date", now).await;
        }
        match &self.mailer {
            None => self.keep_here(job, posted).await,
            Some(mailer) => {
                let mail = Mail {
                    id: job.id,
                    to: posted.to,
                    reply_to: posted.reply_to,
                    subject: posted.subject,
                    text: posted.text,
                    html: posted.html,
                    way_out: posted.way_out,
                };
                mailer
                    .send(&mail)
                    .await
                    .map_err(|refused| Error::Outside(refused.0))?;
                finish(self.db.begin_shared().await?, job, "", self.clock.now()).await
            }
        }
    }

    async fn keep_here(&self, job: &Job, posted: Posted) -> Result<()> {
        let now = self.clock.now();
        let tx = self.db.begin_shared().await?;
        let mail = KeptMail {
            id: job.id,
            recipient: posted.to,
            subject: posted.subject,
            text_body: posted.text,
            html_body: posted.html,
            sent_at: now.0,
        };
        mailbox::keep(&tx, &mail).await?;
        finish(tx, job, "", now).await
    }
}
