//! Shapes that share borders, as numbers of corners: equal corners have equal numbers, so that shared sides are found exactly.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::{Point, Ring, Shape, ring_area};
use crate::order::{self, Order};

/// Corners nearer than this are one corner, in kilometres: 10 cm.
const SAME: f64 = 1e-4;
/// Side of the squares corners are looked up in, in kilometres.
const SQUARE: f64 = 16.0 * SAME;

/// A line of corners, by number; a closed one ends where it starts.
pub type Line = Vec<u32>;

/// The corners of shapes.
#[derive(Debug, Default)]
pub struct Net {
    corners: Vec<Point>,
    squares: HashMap<(i64, i64), Vec<u32>>,
}

impl Net {
    /// The number of a corner.
    fn number(&mut self, point: Point) -> u32 {
        let square = |value: f64| (value / SQUARE).floor() as i64;
        for x in square(point.x - SAME)..=square(point.x + SAME) {
            for y in square(point.y - SAME)..=square(point.y + SAME) {
                let near = |&&number: &&u32| self.corners[number as usize].distance(point) <= SAME;
                if let Some(&known) = self.squares.get(&(x, y)).and_then(|numbers| numbers.iter().find(near)) {
                    return known;
                }
            }
        }
        let number = self.corners.len() as u32;
        self.corners.push(point);
        self.squares.entry((square(point.x), square(point.y))).or_default().push(number);
        number
    }

    /// The rings of a shape by number, without corners that follow each other at one place.
    pub fn rings(&mut self, shape: &Shape) -> Vec<Line> {
        let mut rings = Vec::with_capacity(shape.0.len());
        for ring in &shape.0 {
            let mut line: Line = ring.iter().map(|&point| self.number(point)).collect();
            line.dedup();
            while line.len() > 1 && line.first() == line.last() {
                line.pop();
            }
            rings.push(line);
        }
        rings
    }

    /// Where a corner is.
    pub fn corner(&self, number: u32) -> Point {
        self.corners[number as usize]
    }

    /// The points of a line.
    pub fn points(&self, line: &[u32]) -> Ring {
        line.iter().map(|&number| self.corner(number)).collect()
    }

    /// Rings by number as a shape.
    pub fn shape(&self, rings: &[Line]) -> Shape {
        Shape(rings.iter().filter(|ring| ring.len() >= 3).map(|ring| self.points(ring)).collect())
    }

    /// The border of oriented rings together: sides between two of them drop out, the others are joined to rings.
    pub fn merge<'a>(&self, rings: impl IntoIterator<Item = &'a Line>) -> Vec<Line> {
        // How many more rings run along a side from its lower number than back.
        let mut surplus: BTreeMap<(u32, u32), i32> = BTreeMap::new();
        for (a, b) in rings.into_iter().flat_map(|ring| sides(ring)) {
            *surplus.entry((a.min(b), a.max(b))).or_default() += if a < b { 1 } else { -1 };
        }
        let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for ((low, high), surplus) in surplus {
            let (from, to) = if surplus > 0 { (low, high) } else { (high, low) };
            (0..surplus.abs()).for_each(|_| next.entry(from).or_default().push(to));
        }
        let mut merged = Vec::new();
        while let Some((&start, _)) = next.first_key_value() {
            let mut ring = vec![start];
            let mut at = start;
            while let Some(after) = follow(&mut next, at) {
                at = after;
                if at == start {
                    break;
                }
                ring.push(at);
            }
            merged.push(ring);
        }
        merged
    }

    /// The sides of some rings, each once, joined to lines that are as long as can be without meeting another line.
    pub fn lines<'a>(&self, rings: impl IntoIterator<Item = &'a Line>) -> Vec<Line> {
        let mut ends: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (a, b) in rings.into_iter().flat_map(|ring| sides(ring)) {
            for (from, to) in [(a, b), (b, a)] {
                let list = ends.entry(from).or_default();
                if !list.contains(&to) {
                    list.push(to);
                }
            }
        }
        let is_end = order::map(ends.iter().map(|(&number, list)| (number, list.len() != 2)));
        // First from the corners where lines meet, then the closed lines that meet none.
        let starts: Vec<u32> =
            is_end.iter().filter(|(_, end)| **end).chain(&is_end).map(|(&number, _)| number).collect();
        let mut lines = Vec::new();
        for start in starts {
            while let Some(mut at) = follow(&mut ends, start) {
                let mut line = vec![start, at];
                forget(&mut ends, at, start);
                while at != start && !is_end[&at] {
                    let Some(after) = follow(&mut ends, at) else { break };
                    forget(&mut ends, after, at);
                    at = after;
                    line.push(at);
                }
                lines.push(line);
            }
        }
        lines
    }
}

/// Takes the first side out of a corner; gives the corner at its other end.
fn follow(sides: &mut BTreeMap<u32, Vec<u32>>, from: u32) -> Option<u32> {
    let list = sides.get_mut(&from)?;
    let to = list.remove(0);
    if list.is_empty() {
        sides.remove(&from);
    }
    Some(to)
}

/// Takes the side between two corners out of the first.
fn forget(sides: &mut BTreeMap<u32, Vec<u32>>, from: u32, to: u32) {
    if let Some(list) = sides.get_mut(&from) {
        list.retain(|&other| other != to);
        if list.is_empty() {
            sides.remove(&from);
        }
    }
}

fn sides(ring: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).filter(|(a, b)| a != b)
}

/// Shapes with fewer corners: at most about `most`, and none that stands out less than `detail` square kilometres. Borders that
/// shapes share stay shared. Rings that vanish are left out, but each shape keeps its largest (M. Visvalingam and J. D. Whyatt,
/// "Line generalisation by repeated elimination of points", 1993).
pub fn simplified(shapes: &[Shape], detail: f64, most: usize) -> Vec<Shape> {
    let mut net = Net::default();
    let rings: Vec<Vec<Line>> = shapes.iter().map(|shape| net.rings(shape)).collect();
    let mut weight = vec![f64::INFINITY; net.corners.len()];
    for line in net.lines(rings.iter().flatten()) {
        weigh(&net, &line, &mut weight);
    }
    let mut sorted = weight.clone();
    sorted.order_by(|a, b| b.total_cmp(a));
    let least = sorted.get(most).map_or(detail, |weight| weight.max(detail));
    let kept = |ring: &Line| -> Ring {
        ring.iter().filter(|&&number| weight[number as usize] >= least).map(|&number| net.corner(number)).collect()
    };
    rings
        .iter()
        .map(|rings| {
            let mut left: Vec<Ring> = rings.iter().map(kept).collect();
            left.retain(|ring| ring.len() >= 3 && ring_area(ring).abs() >= detail);
            if left.is_empty() {
                let largest = rings.iter().map(|ring| net.points(ring)).max_by(|a, b| size(a).total_cmp(&size(b)));
                left.extend(largest.filter(|ring| ring.len() >= 3));
            }
            Shape(left)
        })
        .collect()
}

fn size(ring: &Ring) -> f64 {
    ring_area(ring).abs()
}

/// Gives each corner inside a line its weight: the area of the triangle it makes with the corners beside it when it is the
/// least of those left, and never less than that of one taken out before it.
fn weigh(net: &Net, line: &Line, weight: &mut [f64]) {
    let last = line.len() - 1;
    let mut before: Vec<usize> = (0..line.len()).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..line.len()).map(|at| (at + 1).min(last)).collect();
    let triangle = |before: &[usize], after: &[usize], at: usize| {
        let corner = |at: usize| net.corner(line[at]);
        super::turn(corner(before[at]), corner(at), corner(after[at])).abs() / 2.0
    };
    // Areas are not negative, so that their bits are in the order of the numbers.
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
        (1..last).map(|at| Reverse((triangle(&before, &after, at).to_bits(), at))).collect();
    let mut done = vec![false; line.len()];
    let mut now: Vec<u64> = (0..=last).map(|at| triangle(&before, &after, at).to_bits()).collect();
    let mut least = 0.0f64;
    while let Some(Reverse((area, at))) = heap.pop() {
        if done[at] || now[at] != area {
            continue;
        }
        done[at] = true;
        least = least.max(f64::from_bits(area));
        weight[line[at] as usize] = least;
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for beside in [left, right].into_iter().filter(|beside| (1..last).contains(beside)) {
            now[beside] = triangle(&before, &after, beside).to_bits();
            heap.push(Reverse((now[beside], beside)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(points: &[(f64, f64)]) -> Shape {
        Shape(vec![points.iter().map(|&(x, y)| Point::new(x, y)).collect()])
    }

    #[test]
    fn shared_sides_drop_out() {
        let mut net = Net::default();
        // Two squares with a common side that differs by less than anyone can see.
        let left = net.rings(&shape(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]));
        let right = net.rings(&shape(&[(1.000_001, 0.0), (2.0, 0.0), (2.0, 1.0), (0.999_999, 1.0)]));
        let merged = net.merge(left.iter().chain(&right));
        assert_eq!(merged.len(), 1);
        assert_eq!((merged[0].len(), net.shape(&merged).area()), (6, 2.0));
        let lines = net.lines(left.iter().chain(&right));
        // The common side once, and what is left of each square.
        let mut lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
        lengths.sort_unstable();
        assert_eq!(lengths, [2, 4, 4]);
    }

    #[test]
    fn a_closed_line_is_one_line() {
        let mut net = Net::default();
        let ring = net.rings(&shape(&[(0.0, 0.0), (5.0, 0.0), (0.0, 5.0)]));
        let lines = net.lines(&ring);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].len(), lines[0].first()), (4, lines[0].last()));
    }

    #[test]
    fn simpler_neighbours_still_share_their_border() {
        // A wavy border between two areas.
        let wave: Vec<(f64, f64)> = (0..=100).map(|n| (f64::from(n), (f64::from(n) / 3.0).sin())).collect();
        let mut above = wave.clone();
        above.extend([(100.0, 50.0), (0.0, 50.0)]);
        let mut below: Vec<(f64, f64)> = wave.into_iter().rev().collect();
        below.extend([(0.0, -50.0), (100.0, -50.0)]);
        let before = [shape(&above), shape(&below)];
        let simple = simplified(&before, 0.01, 40);
        let count: usize = simple.iter().map(|shape| shape.0[0].len()).sum();
        assert!(count < 80 && count > 20, "{count}");
        let mut net = Net::default();
        let rings: Vec<Line> = simple.iter().flat_map(|shape| net.rings(shape)).collect();
        let merged = net.merge(&rings);
        assert_eq!(merged.len(), 1);
        assert!((net.shape(&merged).area() - 10_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_small_island_goes_and_the_only_ring_stays() {
        let speck = [(0.0, 0.0), (0.01, 0.0), (0.0, 0.01)];
        let mut land = shape(&[(5.0, 5.0), (9.0, 5.0), (9.0, 9.0), (5.0, 9.0)]);
        land.0.extend(shape(&speck).0);
        let simple = simplified(&[land, shape(&speck)], 0.1, 1000);
        assert_eq!((simple[0].0.len(), simple[1].0.len()), (1, 1));
    }
}
