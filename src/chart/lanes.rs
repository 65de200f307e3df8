//! Rows of a drawing with their names: beside the marks when the names are short, above them when they are long.

use super::svg::{Stand, group, text};
use super::text::{Block, weight, widest_piece};
use super::{Data, WIDTH};

/// The widest that names beside the marks may be, in units.
const BESIDE: f64 = 0.4 * WIDTH;
/// Room between two rows, in units.
const BETWEEN: f64 = 7.0;
/// From a name above the marks to the marks, in units.
const BELOW_NAME: f64 = 5.0;

/// Rows with their places.
pub(super) struct Lanes {
    /// Where the marks begin, from the left.
    pub(super) left: f64,
    /// Where the marks of each row begin, from the top.
    pub(super) tops: Vec<f64>,
    /// Where the last row ends.
    pub(super) bottom: f64,
    names: Vec<(f64, Block)>,
    beside: bool,
}

impl Lanes {
    /// Places the rows from `top` down; the marks of each are `marks` units high.
    pub(super) fn new(data: &Data, top: f64, marks: f64) -> Self {
        let beside: Vec<Block> = data.rows.iter().map(|row| Block::name(&row.name, BESIDE, row.emphasis)).collect();
        let fits = data.rows.iter().all(|row| widest_piece(&row.name) * weight(row.emphasis) <= BESIDE);
        if fits && beside.iter().all(|block| block.lines() <= 2) {
            Self::beside(beside, top, marks)
        } else {
            let names = data.rows.iter().map(|row| Block::name(&row.name, WIDTH, row.emphasis)).collect();
            Self::above(names, top, marks)
        }
    }

    fn beside(blocks: Vec<Block>, top: f64, marks: f64) -> Self {
        let widest = blocks.iter().map(Block::width).fold(0.0, f64::max);
        let (mut tops, mut names, mut y) = (Vec::new(), Vec::new(), top);
        for block in blocks {
            let height = marks.max(block.height());
            tops.push(y + (height - marks) / 2.0);
            names.push((y + height / 2.0, block));
            y += height + BETWEEN;
        }
        let left = if widest > 0.0 { widest + 8.0 } else { 0.0 };
        Self { left, tops, bottom: (y - BETWEEN).max(top), names, beside: true }
    }

    fn above(blocks: Vec<Block>, top: f64, marks: f64) -> Self {
        let (mut tops, mut names, mut y) = (Vec::new(), Vec::new(), top);
        for block in blocks {
            let foot = y + block.height();
            tops.push(foot + 1.0);
            // The foot of the letters is a little above the foot of the line.
            names.push((foot + 1.0 - BELOW_NAME, block));
            y = foot + 1.0 + marks + BETWEEN;
        }
        Self { left: 0.0, tops, bottom: (y - BETWEEN).max(top), names, beside: false }
    }

    /// Writes the names.
    pub(super) fn write(&self, out: &mut String) {
        let (attributes, x, stand) = if self.beside {
            ("class=\"n ha\" text-anchor=\"end\"", self.left - 8.0, Stand::Middle)
        } else {
            ("class=\"n ha\"", 0.0, Stand::Above)
        };
        group(attributes, out, |out| {
            for (y, block) in &self.names {
                text(block, x, *y, stand, "", out);
            }
        });
    }
}
