//! The key of a drawing: a mark and a name for each column, in lines across the top.

use super::svg::{Stand, group, text};
use super::text::{Block, LINE};
use super::{Column, WIDTH};

/// Room for the mark of an item, in units.
const MARK: f64 = 18.0;
/// Room after an item, in units.
const AFTER: f64 = 14.0;

/// Items with their places, the middle of the first line of each.
pub(super) struct Legend {
    items: Vec<(f64, f64, Block)>,
    /// Height with the room below it, in units; 0 when there are no items.
    pub(super) height: f64,
}

impl Legend {
    /// Places an item for each column.
    pub(super) fn new(columns: &[Column]) -> Self {
        let (mut x, mut top, mut bottom) = (0.0, 0.0, 0.0);
        let mut items = Vec::new();
        for column in columns {
            let block = Block::name(column.short(), WIDTH - MARK, false);
            let (width, height) = (MARK + block.width(), block.height().max(LINE) + 3.0);
            if x > 0.0 && x + width > WIDTH {
                (x, top) = (0.0, bottom);
            }
            bottom = f64::max(bottom, top + height);
            items.push((x, top + LINE / 2.0, block));
            x += width + AFTER;
        }
        Self { items, height: if columns.is_empty() { 0.0 } else { bottom + 5.0 } }
    }

    /// Writes the names; `mark` draws the mark of an item, given its number and the middle of the mark.
    pub(super) fn write(&self, out: &mut String, mut mark: impl FnMut(usize, f64, f64, &mut String)) {
        for (index, (x, y, _)) in self.items.iter().enumerate() {
            mark(index, x + 7.0, *y, out);
        }
        group("class=\"k\"", out, |out| {
            for (x, y, block) in &self.items {
                let rest = (block.height() - LINE) / 2.0;
                text(block, x + MARK, y + rest, Stand::Middle, "", out);
            }
        });
    }
}
