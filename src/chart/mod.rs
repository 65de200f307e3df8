//! Static charts and maps as SVG. Pure drawing: values in, text out.

pub mod map;
