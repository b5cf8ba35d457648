//! Table `project`.

use sea_orm::entity::prelude::*;

/// One row of `project`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: Option<i64>,
    pub title: String,
    pub summary: String,
    pub bearer_id: Uuid,
    pub departement_code: String,
    pub arrondissement_code: Option<String>,
    pub epci_siren: Option<String>,
    pub contract_code: Option<String>,
    pub contract_year: Option<i64>,
    pub contract_orientation: Option<String>,
    pub main_theme: String,
    pub phase: String,
    pub phase_status: String,
    pub intake: String,
    pub intake_since: i64,
    pub intake_before: Option<String>,
    pub intake_due_at: Option<i64>,
    pub priority: Option<String>,
    pub total_cost_cents: Option<i64>,
    pub start_on: Option<String>,
    pub end_on: Option<String>,
    pub needs: String,
    pub site_address: String,
    pub site_latitude: Option<f64>,
    pub site_longitude: Option<f64>,
    pub origin: String,
    pub created_by: Option<Uuid>,
    pub created_at: i64,
    pub submitted_at: Option<i64>,
    pub updated_at: i64,
    pub last_activity_at: i64,
    pub blocked_since: Option<String>,
    pub assignee_id: Option<Uuid>,
    pub version: i64,
    pub event_seq: i64,
    pub event_chain: String,
    pub search_text: String,
    pub round_due_at: Option<i64>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
