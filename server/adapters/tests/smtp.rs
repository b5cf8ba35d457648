//! Mails against a real SMTP server: a small one, over real TCP (RFC 5321).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use adapters::mail::SmtpMailer;
use services::ports::{Mail, Mailer};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

#[derive(Clone, Debug, Default)]
struct Received {
    commands: Vec<String>,
    data: String,
}

type Inbox = Arc<Mutex<Vec<Received>>>;

/// Serves SMTP on a free port; recipients that start with `refuse` are refused.
async fn sink() -> (String, Inbox) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let inbox = Inbox::default();
    let shared = inbox.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, shared.clone()));
        }
    });
    (url, inbox)
}

async fn talk(stream: TcpStream, inbox: Inbox) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail = Received::default();
    write.write_all(b"220 sink ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.to_ascii_uppercase();
        mail.commands.push(line.clone());
        let answer: &[u8] = if verb.starts_with("EHLO") {
            b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
        } else if verb.starts_with("RCPT TO:<REFUSE") {
            b"550 no such mailbox\r\n"
        } else if verb.starts_with("DATA") {
            write.write_all(b"354 go on\r\n").await.unwrap();
            while let Ok(Some(line)) = lines.next_line().await {
                if line == "." {
                    break;
                }
                mail.data.push_str(&line);
                mail.data.push('\n');
            }
            inbox.lock().unwrap().push(std::mem::take(&mut mail));
            b"250 taken\r\n"
        } else if verb.starts_with("QUIT") {
            write.write_all(b"221 bye\r\n").await.unwrap();
            return;
        } else {
            b"250 ok\r\n"
        };
        write.write_all(answer).await.unwrap();
    }
}

fn mail(to: &str, subject: &str) -> Mail {
    Mail {
        id: Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0001),
        to: to.to_owned(),
        reply_to: Some("claire.martin@ddt.fr".to_owned()),
        subject: subject.to_owned(),
        text: "Bonjour,\n\n.\nUne ligne d'un point, « été »\n".to_owned(),
        html: "<p>Bonjour</p>".to_owned(),
        way_out: None,
    }
}

#[tokio::test]
async fn a_mail_arrives_whole_with_its_two_parts() {
    let (url, inbox) = sink().await;
    let mailer = SmtpMailer::new(&url, "Mon Espace Collectivité <mec@exemple.fr>").unwrap();
    mailer
        .send(&mail("odile@mairie.fr", "École : du nouveau"))
        .await
        .unwrap();
    let received = inbox.lock().unwrap()[0].clone();
    assert!(
        received
            .commands
            .iter()
            .any(|line| line.starts_with("MAIL FROM:<mec@exemple.fr>"))
    );
    assert!(
        received
            .commands
            .iter()
            .any(|line| line.starts_with("RCPT TO:<odile@mairie.fr>"))
    );
    for part in [
        "Message-ID: <01970000-0000-7000-8000-000000000001@exemple.fr>",
        "Reply-To: claire.martin@ddt.fr",
        "To: odile@mairie.fr",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "Date: ",
    ] {
        assert!(
            received.data.contains(part),
            "{part} is missing in:\n{}",
            received.data
        );
    }
}

#[tokio::test]
async fn a_mail_of_news_says_how_to_stop_it() {
    let (url, inbox) = sink().await;
    let mailer = SmtpMailer::new(&url, "mec@exemple.fr").unwrap();
    let mut news = mail("odile@mairie.fr", "Du nouveau");
    let way_out = format!(
        "https://mec.exemple.fr/desabonnement/{}.step.{}",
        "a".repeat(32),
        "b".repeat(43)
    );
    news.way_out = Some(way_out.clone());
    mailer.send(&news).await.unwrap();
    mailer
        .send(&mail("odile@mairie.fr", "Votre code"))
        .await
        .unwrap();
    let received = inbox.lock().unwrap().clone();
    for header in [
        format!("List-Unsubscribe: <{way_out}>"),
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned(),
    ] {
        assert!(received[0].data.contains(&header), "{}", received[0].data);
    }
    assert!(!received[1].data.contains("List-Unsubscribe"));
}

#[tokio::test]
async fn nothing_typed_becomes_a_header_or_a_recipient() {
    let (url, inbox) = sink().await;
    let mailer = SmtpMailer::new(&url, "mec@exemple.fr").unwrap();
    let hostile = "Halle\r\nBcc: victime@exemple.fr\r\n\r\n<script>";
    mailer
        .send(&mail("odile@mairie.fr", hostile))
        .await
        .unwrap();
    let received = inbox.lock().unwrap()[0].clone();
    assert_eq!(
        received
            .commands
            .iter()
            .filter(|line| line.starts_with("RCPT"))
            .count(),
        1
    );
    assert!(
        !received
            .data
            .lines()
            .any(|line| line.to_ascii_lowercase().starts_with("bcc:")),
        "{}",
        received.data
    );
    for to in [
        "odile@mairie.fr\r\nRCPT TO:<victime@exemple.fr>",
        "pas une adresse",
        "a@b.fr, c@d.fr",
    ] {
        assert!(mailer.send(&mail(to, "Objet")).await.is_err(), "{to}");
    }
    let mut answered = mail("odile@mairie.fr", "Objet");
    answered.reply_to = Some("a@b.fr\r\nBcc: c@d.fr".to_owned());
    assert!(mailer.send(&answered).await.is_err());
}

#[tokio::test]
async fn a_refusal_and_an_absent_server_are_errors() {
    let (url, inbox) = sink().await;
    let mailer = SmtpMailer::new(&url, "mec@exemple.fr").unwrap();
    assert!(
        mailer
            .send(&mail("refuse@mairie.fr", "Objet"))
            .await
            .is_err()
    );
    assert!(inbox.lock().unwrap().is_empty());
    // A port that was just free again has no server.
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let mailer = SmtpMailer::new(&format!("smtp://{free}"), "mec@exemple.fr").unwrap();
    assert!(
        mailer
            .send(&mail("odile@mairie.fr", "Objet"))
            .await
            .is_err()
    );
    assert!(SmtpMailer::new("ftp://a", "mec@exemple.fr").is_err());
    assert!(SmtpMailer::new(&url, "pas une adresse").is_err());
}
