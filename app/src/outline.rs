//! Maps drawn on the server: outlines as SVG, an area with projects as a link.

mod classes;
mod drawing;
mod figure;
mod labels;
mod path;
pub mod printed;
mod projection;
mod rings;
mod simple;

pub use classes::Classes;
pub use drawing::{Drawing, communes, france, territory};
pub use figure::{Mark, figure, legend};
