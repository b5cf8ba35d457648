//! Mail to the outside, by SMTP.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use services::ports::{Mail, MailRefused, Mailer};
use std::time::Duration;

/// How long one exchange with the mail server may take. The worker's lock on a job outlasts it.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A mailer that cannot be made of what the operator wrote.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The server's address.
    #[error("MEC_SMTP_URL: {0}")]
    Url(lettre::transport::smtp::Error),
    /// The sender's address.
    #[error("MEC_MAIL_FROM: {0}")]
    From(lettre::address::AddressError),
}

/// Sends by SMTP, over connections kept open.
#[derive(Clone, Debug)]
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// A mailer for `smtp://user:password@host:port?tls=required`, `smtps://…` or, for a server on the
    /// same machine, `smtp://localhost:25`. Nothing is sent yet.
    pub fn new(url: &str, from: &str) -> Result<Self, SetupError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(SetupError::Url)?
            .timeout(Some(TIMEOUT))
            .build();
        let from = from.parse().map_err(SetupError::From)?;
        Ok(Self { transport, from })
    }

    fn message(&self, mail: &Mail) -> Result<Message, MailRefused> {
        let refused = |error: &dyn std::fmt::Display| MailRefused(error.to_string());
        let to: Mailbox = mail.to.parse().map_err(|error| refused(&error))?;
        let domain = self.from.email.domain();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@{domain}>", mail.id)));
        if let Some(address) = &mail.reply_to {
            message = message.reply_to(address.parse().map_err(|error| refused(&error))?);
        }
        if let Some(way_out) = &mail.way_out {
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{way_out}>")))
                .raw_header(header(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ));
        }
        let part = |kind: ContentType, body: &str| {
            SinglePart::builder().header(kind).body(body.to_owned())
        };
        let body = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
            .singlepart(part(ContentType::TEXT_HTML, &mail.html));
        message.multipart(body).map_err(|error| refused(&error))
    }
}

/// A header of ours: an address of this site or a constant, in ASCII and on one line.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.clone(),
        value,
    )
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailRefused> {
        let message = self.message(mail)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(MailRefused(error.to_string())),
        }
    }
}
