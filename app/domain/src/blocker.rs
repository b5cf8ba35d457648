//! What can stop a project.

use crate::coded_enum;

coded_enum! {
    /// The kind of a blocker: decides which offers can help.
    BlockerKind {
        /// Money is missing.
        Funding = "funding",
        /// Nobody has the time or the skill to lead the project.
        Engineering = "engineering",
        /// Land is missing or not available.
        Land = "land",
        /// A rule, a permit or a procedure.
        Regulation = "regulation",
        /// A technical question without an answer.
        Technical = "technical",
        /// Partners do not agree, or governance is unclear.
        Partners = "partners",
        /// Inhabitants or users are against it or were not asked.
        Consultation = "consultation",
        /// No company answered, or prices are too high.
        Procurement = "procurement",
        /// Anything else.
        Other = "other",
    }
}
