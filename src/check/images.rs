//! A reader who does not see a picture must read what it shows.

use super::Reading;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::parse::picture;

/// Reports pictures without an alternative text, or with the name of the file for one.
pub fn check(reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    let without = reading.prose.images.iter().filter(|image| says_nothing(image.text.trim()));
    diagnostics.extend(without.map(|image| reading.report(&catalogue::NO_ALTERNATIVE, image.span)));
}

/// Whether a text is empty, a file's name or a word that every picture could have.
fn says_nothing(text: &str) -> bool {
    let small = text.to_lowercase();
    let is_any = ["afbeelding", "foto", "plaatje", "alt", "alt-tekst", "tekst", "image", "logo"].contains(&&*small);
    text.is_empty() || is_any || picture::is_picture(text) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_nothing() {
        assert!(["", "IMG_0123.JPG", "gesprek.png", "Foto"].into_iter().all(says_nothing));
        assert!(!["Een gesprek", "Het scherm met het bestand lijst.png"].into_iter().any(says_nothing));
    }
}
