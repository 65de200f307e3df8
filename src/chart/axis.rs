//! The axis of numbers: which numbers stand along it, and where a number falls on it.

use super::svg::{Path, Stand, group, text};
use super::text::{Block, LINE};
use super::{Axis, WIDTH};

/// The widest that numbers along an axis may be, in units.
const WIDEST: f64 = 0.42 * WIDTH;

/// Numbers along an axis: ascending, evenly apart by 1, 2, 2.5 or 5 times a power of ten, the first and the last around all data.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// The numbers, at least two.
    pub(super) values: Vec<f64>,
    /// Decimals needed to write them.
    pub(super) decimals: u8,
}

/// A distance between ticks: `digits` times ten to the `power`.
#[derive(Clone, Copy)]
struct Step {
    digits: i64,
    power: i32,
}

impl Step {
    fn size(self) -> f64 {
        self.times(1)
    }

    /// So many steps. Divides for decimals, so that 3 × 0.1 is the number nearest to 0.3.
    fn times(self, count: i64) -> f64 {
        let whole = (count * self.digits) as f64;
        match u32::try_from(-self.power) {
            Ok(decimals) if self.power < 0 => whole / 10f64.powi(decimals as i32),
            _ => whole * 10f64.powi(self.power),
        }
    }

    fn decimals(self) -> u8 {
        u8::try_from(-self.power).unwrap_or(0)
    }

    /// The ticks of this step around two numbers; none when there would be more than `most`.
    fn around(self, low: f64, high: f64, most: usize) -> Option<Ticks> {
        let (first, last) = ((low / self.size()).round(), (high / self.size()).round());
        // Beyond this a float does not count steps exactly.
        if first.abs().max(last.abs()) > 1e12 || last - first > most as f64 {
            return None;
        }
        let (mut first, mut last) = (first as i64, last as i64);
        first -= i64::from(self.times(first) > low);
        last += i64::from(self.times(last) < high);
        last = last.max(first + 1);
        let values: Vec<f64> = (first..=last).map(|count| self.times(count)).collect();
        (values.len() <= most).then_some(Ticks { values, decimals: self.decimals() })
    }
}

/// The finest ticks around `low` and `high`, finite and not beyond 1e300: at most `most` (never fewer than three are asked for), and with
/// at most so many decimals.
pub(super) fn ticks(low: f64, high: f64, most: usize, decimals: u8) -> Ticks {
    let (low, high) = (low.min(high), low.max(high));
    let most = most.max(3);
    let size = (high - low).max(low.abs().max(high.abs()) * 1e-9).max(1e-250);
    let start = (size / most as f64).log10().floor() as i32 - 1;
    let start = start.max(-i32::from(decimals));
    let steps = (start..).flat_map(|power| {
        // 2.5 is written with one digit more than its neighbours.
        [(1, power), (2, power), (25, power - 1), (5, power)].map(|(digits, power)| Step { digits, power })
    });
    steps
        .take(8000)
        .filter(|step| step.power >= -i32::from(decimals))
        .find_map(|step| step.around(low, high, most))
        // A step larger than both numbers always does, so this is for the type only.
        .unwrap_or(Ticks { values: vec![low, high.max(low + 1.0)], decimals })
}

/// What an axis must cover: all numbers and its reach; none when there are neither.
pub(super) fn domain(numbers: impl Iterator<Item = f64>, reach: Option<(f64, f64)>) -> Option<(f64, f64)> {
    let reach = reach.into_iter().flat_map(|(low, high)| [low, high]).filter(|number| number.is_finite());
    let (low, high) = numbers
        .chain(reach)
        .map(|number| number.clamp(-super::LARGEST, super::LARGEST))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), number| (low.min(number), high.max(number)));
    match (low <= high, low == high) {
        (false, _) => None,
        (true, false) => Some((low, high)),
        // One number needs some room around it; zero alone stands at the foot.
        (true, true) if low == 0.0 => Some((0.0, 1.0)),
        (true, true) => Some((low - low.abs() * 0.1, high + high.abs() * 0.1)),
    }
}

/// Numbers mapped to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// `low` falls on `from`, `high` on `to`.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        Self { low, high, from, to }
    }

    /// Where a number falls; never outside.
    pub(super) fn place(&self, number: f64) -> f64 {
        let size = self.high - self.low;
        let part = if size > 0.0 { ((number - self.low) / size).clamp(0.0, 1.0) } else { 0.5 };
        self.from + part * (self.to - self.from)
    }

    /// Whether zero is on the scale.
    pub(super) fn has_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// Ticks with their texts, not yet placed.
pub(super) struct Marks {
    ticks: Ticks,
    labels: Vec<Block>,
}

impl Marks {
    /// The marks of an axis for these numbers; none when there is nothing to cover.
    pub(super) fn of(axis: &Axis, numbers: impl Iterator<Item = f64>, most: usize) -> Option<Self> {
        let mut numbers = numbers.peekable();
        // Without numbers an axis shows only what it would cover anyway; zero alone is no axis.
        let empty = numbers.peek().is_none() && axis.reach.is_none_or(|(low, high)| low == high);
        let (low, high) = domain(numbers, axis.reach).filter(|_| !empty)?;
        let ticks = ticks(low, high, most, axis.decimals);
        let label = |number: &f64| Block::name(&(axis.format)(*number, ticks.decimals), WIDEST, false);
        let labels = ticks.values.iter().map(label).collect();
        Some(Self { ticks, labels })
    }

    /// Width of the widest text in units.
    pub(super) fn width(&self) -> f64 {
        self.labels.iter().map(Block::width).fold(0.0, f64::max)
    }

    /// Height of the highest text in units.
    pub(super) fn height(&self) -> f64 {
        self.labels.iter().map(Block::height).fold(LINE, f64::max)
    }

    /// The scale from the first tick to the last.
    pub(super) fn scale(&self, from: f64, to: f64) -> Scale {
        let ends = (self.ticks.values.first().copied(), self.ticks.values.last().copied());
        Scale::new((ends.0.unwrap_or(0.0), ends.1.unwrap_or(1.0)), (from, to))
    }

    /// Lines across the drawing, and the numbers to the left of them.
    pub(super) fn write_beside(&self, scale: &Scale, left: f64, right: f64, out: &mut String) {
        self.write_across(scale, left, right, out);
        group("class=\"t\" text-anchor=\"end\"", out, |out| {
            for (tick, label) in self.ticks.values.iter().zip(&self.labels) {
                text(label, left - 5.0, scale.place(*tick), Stand::Middle, "", out);
            }
        });
    }

    /// Lines across the drawing at each tick, the zero line stronger.
    pub(super) fn write_across(&self, scale: &Scale, left: f64, right: f64, out: &mut String) {
        write_grid(&self.ticks.values, out, |tick, path| {
            let y = scale.place(tick);
            path.start(left, y).line(right, y);
        });
    }

    /// Lines down the drawing at each tick.
    pub(super) fn write_down(&self, scale: &Scale, top: f64, bottom: f64, out: &mut String) {
        write_grid(&self.ticks.values, out, |tick, path| {
            let x = scale.place(tick);
            path.start(x, top).line(x, bottom);
        });
    }

    /// The numbers in a row, their feet or heads at `y`; every other one is left out until they fit.
    pub(super) fn write_row(&self, scale: &Scale, y: f64, stand: Stand, out: &mut String) {
        let places: Vec<f64> = self.ticks.values.iter().map(|tick| scale.place(*tick)).collect();
        let gap = places.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
        let every = (1..).find(|every| gap * f64::from(*every) >= self.width() + 4.0 || *every > 20).unwrap_or(1);
        group("class=\"t\" text-anchor=\"middle\"", out, |out| {
            for (x, label) in places.iter().zip(&self.labels).step_by(every as usize) {
                let half = label.width() / 2.0;
                text(label, x.clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0)), y, stand, "", out);
            }
        });
    }
}

/// A thin line at each tick, and a stronger one at zero.
fn write_grid(ticks: &[f64], out: &mut String, draw: impl Fn(f64, &mut Path)) {
    let (mut grid, mut zero) = (Path::default(), Path::default());
    for tick in ticks {
        draw(*tick, if *tick == 0.0 { &mut zero } else { &mut grid });
    }
    grid.write("class=\"hl\"", out);
    zero.write("class=\"as\"", out);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = f64> {
        (-1.0..1.0f64, -6..12i32).prop_map(|(part, power)| part * 10f64.powi(power))
    }

    proptest! {
        #[test]
        fn ticks_are_few_nice_and_around_the_data(low in number(), high in number(), most in 3..12usize, decimals in 0..7u8) {
            let (low, high) = (low.min(high), low.max(high));
            let Ticks { values, decimals: needed } = ticks(low, high, most, decimals);
            prop_assert!(values.len() >= 2 && values.len() <= most);
            prop_assert!(values[0] <= low && high <= values[values.len() - 1]);
            prop_assert!(needed <= decimals);
            let step = values[1] - values[0];
            for pair in values.windows(2) {
                prop_assert!((pair[1] - pair[0] - step).abs() <= step * 1e-3, "{values:?}");
            }
            let digits = step / 10f64.powi((step * 1.0001).log10().floor() as i32);
            prop_assert!([1.0, 2.0, 2.5, 5.0].iter().any(|nice| (digits - nice).abs() < 0.01), "{values:?}");
            for value in &values {
                let written: f64 = format!("{value:.*}", usize::from(needed)).parse().unwrap_or(f64::NAN);
                prop_assert_eq!(written, *value);
            }
        }

        #[test]
        fn finer_ticks_would_be_too_many(low in -1e6..1e6f64, size in 10.0..1e6f64) {
            let Ticks { values, .. } = ticks(low, low + size, 6, 0);
            // Half the room at least is used, as the steps are at most 2.5 times apart.
            prop_assert!(values[values.len() - 1] - values[0] <= 4.0 * size);
        }
    }

    #[test]
    fn ticks_of_common_ranges() {
        let values = |low, high, most, decimals| ticks(low, high, most, decimals).values;
        assert_eq!(values(0.0, 100.0, 6, 0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(values(0.0, 9_000.0, 5, 0), [0.0, 2500.0, 5000.0, 7500.0, 10_000.0]);
        assert_eq!(values(0.1, 0.3, 5, 2), [0.1, 0.15, 0.2, 0.25, 0.3]);
        assert_eq!(values(-3.0, 8.0, 6, 0), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(values(0.0, 1.0, 6, 0), [0.0, 1.0]);
        assert_eq!(ticks(0.0, 10.0, 5, 1), Ticks { values: vec![0.0, 2.5, 5.0, 7.5, 10.0], decimals: 1 });
        assert_eq!(ticks(0.0, 10.0, 5, 0), Ticks { values: vec![0.0, 5.0, 10.0], decimals: 0 });
    }

    #[test]
    fn ticks_of_absurd_ranges_are_still_ticks() {
        for (low, high) in [(-1e300, 1e300), (0.0, 5e-324), (1e15, 1e15 + 0.25), (-1e-300, 1e-300), (1e300, 1e300)] {
            let Ticks { values, .. } = ticks(low, high, 6, 12);
            assert!(values.len() >= 2 && values.iter().all(|value| value.is_finite()), "{values:?}");
            assert!(values[0] <= low && high <= values[values.len() - 1], "{values:?}");
        }
    }

    #[test]
    fn the_domain_covers_numbers_and_reach() {
        assert_eq!(domain([3.0, 7.0].into_iter(), None), Some((3.0, 7.0)));
        assert_eq!(domain([3.0, 7.0].into_iter(), Some((0.0, 0.0))), Some((0.0, 7.0)));
        assert_eq!(domain([0.0, 0.0].into_iter(), None), Some((0.0, 1.0)));
        assert_eq!(domain([-50.0].into_iter(), None), Some((-55.0, -45.0)));
        assert_eq!(domain([].into_iter(), None), None);
    }
}
