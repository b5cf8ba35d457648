//! What the State of a département tagged its projects with.

use super::either;
use crate::desk::table::wanted::{Asked, Wanted};
use domain::filter::OrNone;

/// One of the tags asked for, or none of the département's; nothing where several départements are read at once.
pub(super) fn condition(wanted: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    let values = &asked.filter.tags;
    let departement = asked.ground.departement()?;
    if values.is_empty() {
        return None;
    }
    let own = wanted.bind(departement);
    let borne = format!(
        "EXISTS (SELECT 1 FROM project_tag g JOIN tag t ON t.id = g.tag_id \
         WHERE g.project_id = p.id AND t.departement_code = {own}"
    );
    let mut ways = Vec::new();
    if values.contains(&OrNone::None) {
        ways.push(format!("NOT {borne})"));
    }
    let tags: Vec<_> = values
        .iter()
        .filter_map(|value| match value {
            OrNone::None => None,
            OrNone::Is(tag) => Some(tag.0),
        })
        .collect();
    if !tags.is_empty() {
        let one_of = wanted.one_of("t.id", tags);
        ways.push(format!("{borne} AND {one_of})"));
    }
    Some(either(&ways))
}
