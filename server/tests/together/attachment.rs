//! Files.

use super::support::{Part, World, worlds};
use domain::attachment::FILE_BYTES;
use http::{StatusCode, header};
use services::attachment::scan::SCAN;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";

/// An archive of one entry that says it unpacks into `unpacked` bytes.
fn archive(unpacked: u32) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(64, 0);
    let mut entry = b"PK\x01\x02".to_vec();
    entry.resize(46, 0);
    entry[24..28].copy_from_slice(&unpacked.to_le_bytes());
    entry[28] = 1;
    entry.push(b'a');
    bytes.extend(&entry);
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend(u32::try_from(entry.len()).unwrap().to_le_bytes());
    bytes.extend([0; 6]);
    bytes
}

async fn project_of(world: &World) -> (uuid::Uuid, super::support::Someone) {
    let project = world.project("École").await;
    let lead = world.someone("maire@a.fr").await;
    world.join(project, &lead, "lead").await;
    (project, lead)
}

#[tokio::test]
async fn what_is_refused_is_named_and_the_rest_is_kept() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let address = format!("/projets/{project}/fichiers");
        let large = vec![b'a'; usize::try_from(FILE_BYTES).unwrap() + 1_000_000];
        let long = format!("{}.pdf", "n".repeat(300));
        let bomb = archive(u32::MAX - 1);
        let document = archive(2_000);
        let parts: [Part; 9] = [
            ("fichiers", Some("programme.exe"), b"MZ\x90\0"),
            ("fichiers", Some("cache.pdf"), b"MZ\x90\0\x03\0\0\0"),
            ("fichiers", Some("vide.pdf"), b""),
            ("fichiers", Some("lourd.txt"), &large),
            ("fichiers", Some("bombe.zip"), &bomb),
            ("fichiers", Some("dessin.svg"), b"<svg onload=alert(1)>"),
            ("fichiers", Some(&long), PDF),
            ("fichiers", Some("lettre.docx"), &document),
            ("fichiers", Some(""), b""),
        ];
        let answer = world.send(&lead, &address, &parts).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        for (name, why) in [
            ("programme.exe", "ce type de fichier n'est pas accepté"),
            ("cache.pdf", "ce type de fichier n'est pas accepté"),
            ("vide.pdf", "ce fichier est vide"),
            ("lourd.txt", "ce fichier est trop lourd : 25,0"),
            ("bombe.zip", "cette archive"),
            ("dessin.svg", "ce type de fichier n'est pas accepté"),
        ] {
            assert!(
                text.contains(&format!("« {name} » : {why}")),
                "{name}: {text}"
            );
        }
        let field = text.split("class=\"field-error\"").nth(1).unwrap();
        assert!(
            field.contains("programme.exe") && field.contains("dessin.svg"),
            "all of them are named at the field too: {field}"
        );
        assert!(text.contains("lettre.docx") && text.contains("nnn….pdf"));
        assert_eq!(world.count("attachment", vec![]).await, 2);
        assert_eq!(world.contents(), 2, "nothing stays of what was refused");
    }
}

#[tokio::test]
async fn a_name_that_was_shortened_is_said_and_a_file_not_chosen_asked_for() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let long = format!("{}.pdf", "n".repeat(300));
        let parts: [Part; 2] = [
            ("message", None, b"Le plan"),
            ("fichiers", Some(&long), PDF),
        ];
        for (part, what) in [
            ("conversation", "Votre message est envoyé."),
            ("fichiers", "Vos fichiers sont sur la fiche."),
        ] {
            let address = format!("/projets/{project}/{part}");
            let sent = world.send(&lead, &address, &parts).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            let page = world.get(&lead, sent.location()).await.text();
            assert!(
                page.contains(what) && page.contains("trop long a été raccourci."),
                "{page}"
            );
        }
        let nothing: [Part; 1] = [("fichiers", Some(""), b"")];
        let address = format!("/projets/{project}/fichiers");
        let refused = world.send(&lead, &address, &nothing).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Choisissez au moins un fichier."));
    }
}

#[tokio::test]
async fn hostile_names_are_shown_and_saved_as_plain_ones() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let address = format!("/projets/{project}/fichiers");
        let names = [
            "..\\\\..\\\\secret.pdf",
            "<img src=x onerror=alert(1)>.pdf",
            "factu\u{202e}fdp.pdf",
            "../../x.pdf",
        ];
        let parts: Vec<Part> = names
            .iter()
            .map(|name| ("fichiers", Some(*name), PDF))
            .collect();
        assert_eq!(
            world.send(&lead, &address, &parts).await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&lead, &address).await.text();
        assert!(
            !page.contains("<img src=x")
                && !page.contains('\u{202e}')
                && !page.contains("../x.pdf"),
            "{page}"
        );
        assert!(page.contains("secret.pdf") && page.contains("factufdp.pdf"));
        let file = page.split(&format!("{address}/")).nth(1).unwrap()[..36].to_owned();
        let got = world.get(&lead, &format!("{address}/{file}")).await;
        assert_eq!(got.bytes, PDF);
        let header = |name: &str| got.headers[name].to_str().unwrap().to_owned();
        assert!(header("content-disposition").starts_with("attachment; filename=\""));
        assert!(header("content-security-policy").contains("sandbox"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-type"), "application/pdf");
        assert_eq!(
            got.headers[header::CONTENT_LENGTH].to_str().unwrap(),
            PDF.len().to_string()
        );
    }
}

#[tokio::test]
async fn a_file_is_reached_through_its_project_only_and_by_its_members_only() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let other = world.project("Pont").await;
        let (both, guest) = (
            world.someone("deux@a.fr").await,
            world.someone("invite@a.fr").await,
        );
        world.join(other, &lead, "lead").await;
        world.join(other, &both, "lead").await;
        world.join(project, &guest, "reader").await;
        let address = format!("/projets/{project}/fichiers");
        world
            .send(&lead, &address, &[("fichiers", Some("plan.pdf"), PDF)])
            .await;
        let page = world.get(&lead, &address).await.text();
        let file = page.split(&format!("{address}/")).nth(1).unwrap()[..36].to_owned();
        let through = format!("/projets/{other}/fichiers/{file}");
        assert_eq!(
            world.get(&lead, &through).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            world
                .post(&lead, &format!("{through}/retirer"), &[])
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            world.get(&both, &format!("{address}/{file}")).await.status,
            StatusCode::NOT_FOUND
        );
        let sent = world
            .send(&guest, &address, &[("fichiers", Some("a.pdf"), PDF)])
            .await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        assert_eq!(
            world.get(&guest, &format!("{address}/{file}")).await.status,
            StatusCode::OK
        );
        assert_eq!(
            world
                .post(&guest, &format!("{address}/{file}/retirer"), &[])
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        world
            .run(
                "DELETE FROM member WHERE person_id = $1",
                vec![guest.id.into()],
            )
            .await;
        assert_eq!(
            world.get(&guest, &format!("{address}/{file}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            world
                .get(&lead, &format!("{address}/{file}/retirer"))
                .await
                .text()
                .contains("plan.pdf")
        );
        assert_eq!(
            world
                .post(&lead, &format!("{address}/{file}/retirer"), &[])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world.get(&lead, &format!("{address}/{file}")).await.status,
            StatusCode::NOT_FOUND
        );
        let history = world
            .get(&lead, &format!("/projets/{project}/historique"))
            .await
            .text();
        assert!(history.contains("a retiré le fichier « plan.pdf »"));
    }
}

/// Speaks clamd's side of the protocol: finds the standard test word.
async fn false_clamd() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut command = [0; 10];
            line.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut content = Vec::new();
            while let Ok(length @ 1..) = line.read_u32().await {
                let start = content.len();
                content.resize(start + length as usize, 0);
                line.read_exact(&mut content[start..]).await.unwrap();
            }
            let found = content.windows(5).any(|word| word == b"EICAR");
            let answer: &[u8] = if found {
                b"stream: Eicar-Test-Signature FOUND\0"
            } else {
                b"stream: OK\0"
            };
            line.write_all(answer).await.unwrap();
        }
    });
    format!("tcp://{address}")
}

#[tokio::test]
async fn the_antivirus_opens_or_blocks_each_file() {
    let clamd = false_clamd().await;
    for world in worlds(Some(&clamd)).await {
        let (project, lead) = project_of(&world).await;
        let editor = world.someone("adjoint@a.fr").await;
        world.join(project, &editor, "editor").await;
        let address = format!("/projets/{project}/fichiers");
        let eicar = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
        let parts: [Part; 2] = [
            ("fichiers", Some("sain.pdf"), PDF),
            ("fichiers", Some("eicar.txt"), eicar),
        ];
        assert_eq!(
            world.send(&lead, &address, &parts).await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&editor, &address).await.text();
        assert!(page.contains("Analyse en cours"));
        let files: Vec<String> = page
            .split(&format!("href=\"{address}/"))
            .skip(1)
            .map(|rest| rest[..36].to_owned())
            .collect();
        for file in &files {
            let waiting = world.get(&editor, &format!("{address}/{file}")).await;
            assert_eq!(waiting.status, StatusCode::CONFLICT);
            assert!(waiting.text().contains("en train de l'analyser"));
            assert_eq!(
                world.get(&lead, &format!("{address}/{file}")).await.status,
                StatusCode::OK
            );
        }
        assert_eq!(
            world
                .count(&format!("outbox WHERE kind = '{SCAN}'"), vec![])
                .await,
            2
        );
        while world.services.run_due_jobs().await.unwrap() > 0 {}
        assert_eq!(
            world
                .count(
                    "attachment WHERE scan_state = 'clean' AND name = 'sain.pdf'",
                    vec![]
                )
                .await,
            1
        );
        assert_eq!(
            world
                .count(
                    "attachment WHERE scan_state = 'infected' AND name = 'eicar.txt'",
                    vec![]
                )
                .await,
            1
        );
        let page = world.get(&editor, &address).await.text();
        assert!(page.contains("Sans virus connu") && page.contains("Bloqué : virus détecté"));
        let mut seen = Vec::new();
        for file in &files {
            seen.push(world.get(&lead, &format!("{address}/{file}")).await.status);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen, [StatusCode::OK, StatusCode::CONFLICT]);
    }
}

#[tokio::test]
async fn without_an_antivirus_the_page_says_so() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let address = format!("/projets/{project}/fichiers");
        world
            .send(&lead, &address, &[("fichiers", Some("plan.pdf"), PDF)])
            .await;
        let page = world.get(&lead, &address).await.text();
        assert!(
            page.contains("Non analysé") && page.contains("ne sont pas analysés par un antivirus")
        );
    }
}

#[tokio::test]
async fn eleven_files_are_one_too_many() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let names: Vec<String> = (0..11).map(|n| format!("plan-{n}.pdf")).collect();
        let parts: Vec<Part> = names
            .iter()
            .map(|name| ("fichiers", Some(name.as_str()), PDF))
            .collect();
        let answer = world
            .send(&lead, &format!("/projets/{project}/fichiers"), &parts)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("10 fichiers au plus"));
        assert_eq!(world.count("attachment", vec![]).await, 10);
    }
}

#[tokio::test]
async fn forgotten_files_of_refused_forms_go_after_a_day() {
    for world in worlds(None).await {
        let (project, lead) = project_of(&world).await;
        let parts: [Part; 2] = [
            ("fichiers", Some("a.pdf"), PDF),
            ("fichiers", Some("b.exe"), b"MZ"),
        ];
        world
            .send(&lead, &format!("/projets/{project}/conversation"), &parts)
            .await;
        assert_eq!(world.services.forget_waiting_files().await.unwrap(), 0);
        assert_eq!(world.contents(), 1);
        world.pass_seconds(24 * 3_600 + 1);
        assert_eq!(world.services.forget_waiting_files().await.unwrap(), 1);
        assert_eq!(
            (world.contents(), world.count("attachment", vec![]).await),
            (0, 0)
        );
    }
}
