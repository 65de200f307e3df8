//! Numbers as they are written in data: exact, with the digits after the point that they came with.

/// A number with the digits after the comma that it was written with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number times `10^decimals`.
    pub scaled: i64,
    /// Digits after the comma.
    pub decimals: u8,
}

impl Number {
    /// Reads `12`, `6.8` or `-10`.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.len() > 6 || whole.trim_start_matches('-').is_empty() {
            return None;
        }
        let digits = format!("{whole}{part}");
        let scaled = digits.parse().ok()?;
        Some(Self { scaled, decimals: part.len() as u8 })
    }

    /// As a machine reads it: `154972` or `-6.8`.
    pub fn machine(self) -> String {
        if self.decimals == 0 {
            return self.scaled.to_string();
        }
        let unit = 10u64.pow(u32::from(self.decimals));
        let sign = if self.scaled < 0 { "-" } else { "" };
        let (whole, part) = (self.scaled.unsigned_abs() / unit, self.scaled.unsigned_abs() % unit);
        format!("{sign}{whole}.{part:0width$}", width = usize::from(self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_was_read() {
        for text in ["0", "12", "6.8", "-10", "-0.5", "154972", "1.050", "-922337203685477580.8"] {
            let number = Number::parse(text).expect("a number");
            assert_eq!(number.machine(), text);
        }
        for text in ["", "-", ".5", "6,8", "1.1234567", "een", "1.2.3"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }
}
