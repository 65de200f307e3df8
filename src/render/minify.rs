//! Style sheets and scripts without comments and white space that says nothing.
//!
//! Only what is known to mean nothing is left out. Of a script: lines that are comments, empty lines, and what lines begin with. Of a
//! style sheet: comments, white space beside braces, semicolons and commas, inside parentheses, and after
//! a colon. White space before a colon, beside an operator and in a selector can mean something, so it stays, as one space.

use std::ops::Range;

/// A style sheet that means the same in fewer bytes.
pub fn css(text: &str) -> String {
    let mut sheet = Sheet { out: String::with_capacity(text.len()), gap: Gap::None, kept: false };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if first.is_ascii_whitespace() => {
                sheet.gap = Gap::Space;
                1
            }
            '/' if rest.starts_with("/*") => {
                sheet.gap = sheet.gap.max(Gap::Comment);
                rest[2..].find("*/").map_or(rest.len(), |at| at + 4)
            }
            '"' | '\'' => sheet.keep(&rest[..string(rest, first)]),
            '\\' => sheet.keep(&rest[..character(rest)]),
            // An address without quotes may hold anything but white space and parentheses.
            '(' if sheet.ends_with_url() && !rest[1..].trim_start().starts_with(['"', '\'']) => {
                sheet.keep(&rest[..rest.find(')').map_or(rest.len(), |at| at + 1)])
            }
            _ => sheet.push(first),
        };
        rest = &rest[length..];
    }
    sheet.out
}

/// Where the addresses stand in a style sheet: what is between the parentheses of each `url(…)`, without quotes.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut begins_word = true;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_word = begins_word;
        begins_word = !(first.is_alphanumeric() || "-_".contains(first));
        at += match first {
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '"' | '\'' => string(rest, first),
            '\\' => character(rest),
            'u' | 'U' if is_word && rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) => {
                let inside = &rest[4..];
                let start = inside.len() - inside.trim_start().len();
                let quote = inside[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
                let (from, to) = match quote {
                    Some(quote) => (start + 1, start + string(&inside[start..], quote)),
                    None => (start, inside.find(')').unwrap_or(inside.len())),
                };
                let address = inside[from..to].trim_end_matches(['"', '\'']).trim_end();
                found.push(at + 4 + from..at + 4 + from + address.len());
                4 + to
            }
            other => other.len_utf8(),
        };
    }
    found
}

/// A script that does the same in fewer bytes: without lines that are only comment, empty lines and indentation. Where a line ends
/// stays, as that can end a statement. A script with a text over several lines, or with a comment over several lines that begins
/// behind something else, is left as it is: in the first white space is content, and of the second only a parser knows the end.
pub fn js(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts_comment = !in_comment && line.starts_with("/*");
        let line = match line.split_once("*/") {
            Some((_, rest)) if in_comment || starts_comment => {
                in_comment = false;
                rest.trim_start()
            }
            None if in_comment || starts_comment => {
                in_comment = true;
                continue;
            }
            _ => line,
        };
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let opens_comment = line.rfind("/*").is_some_and(|at| !line[at..].contains("*/"));
        if opens_comment || has_open_text(line) || line.ends_with('\\') {
            return text.to_owned();
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Whether a text between backticks may go on after this line: with an odd number of them, or with a `${` whose brace is not closed before
/// the last.
fn has_open_text(line: &str) -> bool {
    let Some((first, last)) = line.find('`').zip(line.rfind('`')) else { return false };
    let inside = &line[first..last];
    line.matches('`').count() % 2 == 1 || inside.matches('{').count() != inside.matches('}').count()
}

/// What stands between two characters and was not written yet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// A comment: it keeps the words beside it apart, and is no white space.
    Comment,
    Space,
}

struct Sheet {
    out: String,
    gap: Gap,
    /// Whether the last character stands for itself: of a string, an address, or with a backslash.
    kept: bool,
}

impl Sheet {
    /// Adds one character; gives its length.
    fn push(&mut self, c: char) -> usize {
        self.close_gap(c);
        // The last declaration of a block needs no semicolon; one without a value keeps it.
        if c == '}' && !self.kept && self.out.ends_with(';') && !self.out.ends_with(":;") {
            self.out.pop();
        }
        self.out.push(c);
        self.kept = false;
        c.len_utf8()
    }

    /// Adds a run of characters as it is; gives its length.
    fn keep(&mut self, run: &str) -> usize {
        self.close_gap(run.chars().next().unwrap_or_default());
        self.out.push_str(run);
        self.kept = true;
        run.len()
    }

    /// Writes what has to stand between the last character and `next`.
    fn close_gap(&mut self, next: char) {
        let before = self.out.chars().next_back();
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(before) = before.filter(|_| gap != Gap::None) else { return };
        let before = if self.kept { 'x' } else { before };
        let is_value = before == ':' && !";}".contains(next);
        if "{};,(".contains(before) || "{};,)".contains(next) && before != ':' || is_value {
            return;
        }
        self.out.push_str(if gap == Gap::Space { " " } else { "/**/" });
    }

    /// Whether the start of an address was just written.
    fn ends_with_url(&self) -> bool {
        if self.kept {
            return false;
        }
        let bytes = self.out.as_bytes();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_\\".contains(byte) || !byte.is_ascii();
        self.gap == Gap::None
            && bytes.len() >= 3
            && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"url")
            && !bytes[..bytes.len() - 3].last().is_some_and(is_name)
    }
}

/// The length of a string that starts here, with its quotes.
fn string(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        at += if c == '\\' { character(&text[at..]) } else { c.len_utf8() };
        if c == quote {
            break;
        }
    }
    at
}

/// The length of a character that is written with a backslash: a number of up to six digits takes one space after it along.
fn character(text: &str) -> usize {
    let digits = text[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 {
        return 1 + text[1..].chars().next().map_or(0, char::len_utf8);
    }
    let end = 1 + digits;
    end + text[end..].chars().next().filter(char::is_ascii_whitespace).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_comments_of_whole_lines_and_nothing_else() {
        let text = "// Eerst.\n\n/** Twee\n * regels. */\nconst a = 1; // blijft\n  /* kort */ const b = \"// geen\";\n\tif (a)\n    b();\n";
        assert_eq!(js(text), "const a = 1; // blijft\nconst b = \"// geen\";\nif (a)\nb();\n");
        for whole in ["const a = `een\n  twee`;\n", "const a = 'een \\\n  twee';\n"] {
            assert_eq!(js(whole), whole);
        }
        for whole in [
            "let n = 1; /* uitleg\n// oude regel */\nn = 2;\n",
            "let n = 1; /* een\n/* twee */\n  n = 2;\n",
            "return `${lijst.map((i) => `\n  // tekst\n`)}`;\n",
        ] {
            assert_eq!(js(whole), whole);
        }
        assert_eq!(js("  a = `${b}` + `c`;"), "a = `${b}` + `c`;\n");
        assert_eq!(js("a = `x`;\n  b = 1;"), "a = `x`;\nb = 1;\n");
        assert_eq!(js("/* nooit dicht\n a();"), "");
        assert_eq!(js(""), "");
    }

    #[test]
    fn addresses_are_found_where_they_stand() {
        for (css, expected) in [
            ("a{b:url(x.png)}", &["x.png"][..]),
            ("a{b:url( 'x y.png' ),URL(\"z\")}", &["x y.png", "z"]),
            ("/* url(a) */ .url{} a{content:'url(b)'} a{b:my-url(c)}", &[]),
            ("a{b:url(a\\)", &["a\\"]),
            ("a{b:url(", &[""]),
            ("a{b:url('x", &["x"]),
        ] {
            let found: Vec<&str> = addresses(css).into_iter().map(|range| &css[range]).collect();
            assert_eq!(found, expected, "{css}");
        }
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        for (from, to) in [
            ("a {\n  color: red;\n  margin: 0 auto;\n}\n\n", "a{color:red;margin:0 auto}"),
            ("/* x */ a , b{ }", "a,b{}"),
            ("@media screen and (min-width: 40rem) { a { top: 0 } }", "@media screen and (min-width:40rem){a{top:0}}"),
            ("a :hover { width: calc( 100% - 2 * ( 1px + 2px ) ) }", "a :hover{width:calc(100% - 2 * (1px + 2px))}"),
            ("a > b ~ c + d * {}", "a > b ~ c + d *{}"),
            ("a{content: \" ; } /* \\\" \" ; quotes: '\\'' '{'}", "a{content:\" ; } /* \\\" \";quotes:'\\'' '{'}"),
            ("a{background: url( a;b/*c.png ) , url( 'x y' )}", "a{background:url( a;b/*c.png ),url('x y')}"),
            (".curl(a /**/ b) {}", ".curl(a b){}"),
            ("a/**/b{} c /* x */ d{}", "a/**/b{}c d{}"),
            (".a\\( b\\; c {x: y}", ".a\\( b\\; c{x:y}"),
            (".a\\:b\\20 c\\; {x: y;}", ".a\\:b\\20 c\\;{x:y}"),
            ("a{--x: ;--y: a  b;--z:;}", "a{--x: ;--y:a b;--z:;}"),
            ("@charset \"utf-8\"; @import url(x.css) screen;", "@charset \"utf-8\";@import url(x.css) screen;"),
            ("a{color:red!important;b: c !important}", "a{color:red!important;b:c !important}"),
            ("a::before{content:\"\u{2013}\"}/*/ a */b{}", "a::before{content:\"\u{2013}\"}b{}"),
            // What never ends is passed through.
            ("a{b:\"c", "a{b:\"c"),
            ("a{} /* b", "a{}"),
            ("a\\", "a\\"),
            ("url(a b", "url(a b"),
        ] {
            assert_eq!(css(from), to, "{from}");
            assert_eq!(css(to), to, "twice: {from}");
        }
    }
}
