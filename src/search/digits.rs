//! Small numbers as text: a digit per six bits, so that a list of numbers is a string that any server compresses.

/// The digits, by value. None of them needs an escape in JSON.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Adds a number below 64.
pub fn push_small(number: u32, out: &mut String) {
    out.push(DIGITS[(number & 63) as usize] as char);
}

/// Adds a number of any size: five bits per digit, the lowest first; the sixth says that more follow.
pub fn push(mut number: u32, out: &mut String) {
    while number >= 32 {
        push_small(number & 31 | 32, out);
        number >>= 5;
    }
    push_small(number, out);
}

/// A name made of a hash: seven letters and digits, the same for file systems that know no capitals.
pub fn name(hash: u128) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    (0..7).map(|at| LETTERS[(hash >> (at * 5) & 31) as usize] as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let mut out = String::new();
        for number in [0, 31, 32, 1000, 1_000_000] {
            push(number, &mut out);
            out.push(' ');
        }
        assert_eq!(out, "A f gB of gywe ");
        assert_eq!(name(0), "aaaaaaa");
    }
}
