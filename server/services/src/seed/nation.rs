//! The real ground of the seed: communes by département, the contract of each.

use super::draw::Draw;
use crate::recommendation::catalogue::Catalogue;
use crate::territory::{Commune, Dataset, Departement};
use crate::{Result, Services};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Value;
use uuid::Uuid;

/// Where projects stand.
pub struct Nation {
    dataset: Arc<Dataset>,
    /// Contract by SIREN of its only member; an EPCI in two contracts has none here, nobody guesses.
    contracts: HashMap<String, String>,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Leads of the bearers met so far, in any département.
    leads: Mutex<HashMap<Uuid, Uuid>>,
}

impl Nation {
    /// Reads the ground. Where no contract was imported, makes one for each EPCI and marks it so.
    pub async fn read(services: &Services, draw: &mut Draw) -> Result<Self> {
        let dataset = services.territories.dataset();
        let mut members = store::seed::contract_members(services.db.read()).await?;
        if members.is_empty() {
            make_contracts(services, &dataset, draw).await?;
            members = store::seed::contract_members(services.db.read()).await?;
        }
        let mut contracts: HashMap<String, Vec<String>> = HashMap::new();
        for member in members {
            contracts
                .entry(member.siren)
                .or_default()
                .push(member.contract_code);
        }
        let contracts = contracts
            .into_iter()
            .filter_map(|(siren, mut codes)| {
                (codes.len() == 1)
                    .then(|| codes.pop())
                    .flatten()
                    .map(|code| (siren, code))
            })
            .collect();
        Ok(Self {
            dataset,
            contracts,
            catalogue: Catalogue::read(services.db.read()).await?,
            leads: Mutex::default(),
        })
    }

    /// The reference data.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The lead of a bearer met before, in any département.
    pub fn lead(&self, bearer: Uuid) -> Option<Uuid> {
        self.leads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&bearer)
            .copied()
    }

    /// Notes the lead of a bearer.
    pub fn note_lead(&self, bearer: Uuid, lead: Uuid) {
        self.leads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(bearer, lead);
    }

    /// The contract of a commune, through its EPCI or its own signature.
    pub fn contract(&self, commune: &Commune) -> Option<&String> {
        let siren = |siren: Option<domain::territory::Siren>| {
            siren.and_then(|s| self.contracts.get(s.as_str()))
        };
        siren(commune.epci).or_else(|| siren(commune.siren))
    }

    /// The 101 départements and how many of `projects` stand in each, as its share of the communes says.
    pub fn shares(&self, projects: u32) -> Vec<(&Departement, u32)> {
        let departements: Vec<&Departement> = self
            .dataset
            .departements()
            .iter()
            .filter(|d| d.is_departement())
            .collect();
        let sizes: Vec<u64> = departements
            .iter()
            .map(|d| u64::try_from(self.dataset.communes_of(d.code).count()).unwrap_or(0))
            .collect();
        let total: u64 = sizes.iter().sum::<u64>().max(1);
        let mut given = 0;
        let mut seen = 0;
        departements
            .into_iter()
            .zip(sizes)
            .map(|(departement, size)| {
                seen += size;
                // What is due up to here, less what was given: rounding never loses a project.
                let due = u32::try_from(u64::from(projects) * seen / total).unwrap_or(projects);
                let share = due - given;
                given = due;
                (departement, share)
            })
            .collect()
    }
}

async fn make_contracts(services: &Services, dataset: &Dataset, draw: &Draw) -> Result<()> {
    let at = draw.now.0;
    let (mut contracts, mut members, mut grounds) = (Vec::new(), Vec::new(), Vec::new());
    for epci in dataset.epcis() {
        let code = format!("demo-{}", epci.siren);
        let name = format!("CRTE {} (démonstration)", epci.name);
        let departements = dataset.departements_of_epci(epci.siren);
        let row: Vec<Value> = vec![
            code.clone().into(),
            name.into(),
            "mono".into(),
            false.into(),
            (departements.len() > 1).into(),
            "demo".into(),
            at.into(),
        ];
        contracts.push(row);
        members.push(vec![
            code.clone().into(),
            epci.siren.as_str().into(),
            epci.name.to_string().into(),
            "EPCI".into(),
        ]);
        for departement in departements {
            grounds.push(vec![code.clone().into(), departement.as_str().into()]);
        }
    }
    let tx = services.db.begin().await?;
    let columns = [
        "code",
        "name",
        "grouping_kind",
        "spans_regions",
        "spans_departements",
        "origin",
        "imported_at",
    ];
    store::bulk::insert(&tx, "contract", &columns, contracts).await?;
    store::bulk::insert(
        &tx,
        "contract_member",
        &["contract_code", "siren", "name", "kind"],
        members,
    )
    .await?;
    store::bulk::insert(
        &tx,
        "contract_departement",
        &["contract_code", "departement_code"],
        grounds,
    )
    .await?;
    Ok(tx.commit().await?)
}
