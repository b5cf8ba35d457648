//! What the State keeps beside the projects: imports, exports, tags, views.

use super::Maker;

impl Maker<'_> {
    /// A list that was checked: its file, what it would bring, its report.
    pub(super) async fn import(&self) -> String {
        let id = self.id();
        let told = r#"{"line":2,"column":"Commune","value":"=1+1","reason":"unknown_place"}"#;
        let [list, report] = ["Intitulé;Commune\nHalle;Angers\n", told].map(str::to_owned);
        let mut keys = Vec::new();
        for content in [list, format!("{report}\n")] {
            let key = self.id().simple().to_string();
            let mut file = self.world.services.files.create(&key).await.unwrap();
            file.write(content.into()).await.unwrap();
            file.finish().await.unwrap();
            keys.push(key);
        }
        let column = |header: &str, role: &str| {
            format!(r#"{{"header":"{header}","samples":["A"],"role":{role},"sum":null}}"#)
        };
        let columns = [
            column("Intitulé", r#""title""#),
            column("Commune", r#""commune""#),
        ];
        let look = format!(r#"{{"sheet":null,"columns":[{}]}}"#, columns.join(","));
        let fields = r#"{"colonne-0":"title","colonne-1":"commune","etat":"acknowledged"}"#;
        let result = format!(
            r#"{{"lines":1,"refused":0,"tally":{{"added":1,"changed":0,"unchanged":0,"removed":0,"kept":0}},"first":[],"remarks":{{"unknown_place":{{"count":1,"first":[{told}]}}}}}}"#
        );
        self.run(
            "INSERT INTO list_import (id, departement_code, person_id, name, size_bytes, file_key, report_key, look, \
                 fields, state, result, created_at, updated_at) \
             VALUES ($1, '49', $2, 'liste.csv', 30, $3, $4, $5, $6, 'checked', $7, $8, $8)",
            [
                id.into(),
                self.asker.id.0.into(),
                keys[0].clone().into(),
                keys[1].clone().into(),
                look.into(),
                fields.into(),
                result.into(),
                self.world.now().into(),
            ],
        )
        .await;
        id.to_string()
    }

    /// A tag of Maine-et-Loire, on this project.
    pub(super) async fn tag(&self) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO tag (id, departement_code, name, folded, created_at, changed_at) VALUES ($1, '49', $2, $2, $3, $3)",
            [id.into(), id.to_string().into(), self.world.now().into()],
        )
        .await;
        self.run(
            "INSERT INTO project_tag (project_id, tag_id) VALUES ($1, $2)",
            [self.project.0.into(), id.into()],
        )
        .await;
        id.to_string()
    }

    /// The one file of the projects of Maine-et-Loire that the asker asked for.
    pub(super) async fn export(&self) -> String {
        let id = self.asker.id.0;
        let key = format!("exports/{}", id.simple());
        let mut file = self.world.services.files.create(&key).await.unwrap();
        file.write("Numéro;Projet\r\n".into()).await.unwrap();
        file.finish().await.unwrap();
        self.run(
            "INSERT INTO list_export (id, person_id, ground, query, format, state, rows_total, rows_done, file_key, \
                 size_bytes, created_at, finished_at, expires_at) \
             VALUES ($1, $1, '49', 'departement=49', 'csv', 'ready', 0, 0, $2, 16, $3, $3, $4) ON CONFLICT (id) DO NOTHING",
            [
                id.into(),
                key.into(),
                self.world.now().into(),
                (self.world.now() + 86_400_000).into(),
            ],
        )
        .await;
        id.to_string()
    }

    /// A view that the asker keeps.
    pub(super) async fn view(&self) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO saved_view (id, person_id, departement_code, name, query, shared, created_at) \
             VALUES ($1, $2, '49', 'En retard', 'retard=oui', $3, $4)",
            [
                id.into(),
                self.asker.id.0.into(),
                false.into(),
                self.world.now().into(),
            ],
        )
        .await;
        id.to_string()
    }
}
