//! What a packet of XMP says of who wrote a document, and where. Source: XMP part 1, 8.3 (Dublin Core); the names under
//! `pdfx` are those that Office puts into the PDFs that it writes.

use crate::clean::exif::tells_place;
use crate::labels::packet::value;

/// Who made a document, as it says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who began it; of several all, one behind the other.
    pub author: Option<String>,
    /// Who changed it last.
    pub last_author: Option<String>,
    /// The company or office.
    pub company: Option<String>,
}

/// Judgement: what programs write has some kilobytes; what is longer is looked at so far.
const MOST: usize = 1 << 20;

/// The names in a packet, and whether it names a place.
pub fn told_in_packet(packet: &[u8]) -> (Names, bool) {
    let packet = &packet[..packet.len().min(MOST)];
    let text = |prefix: &str, names: &[&str]| {
        let mut found = names.iter().filter_map(|name| value(packet, prefix.as_bytes(), name));
        found.find_map(|words| one_line(&words))
    };
    let names = Names {
        author: text("dc", &["creator"]),
        last_author: text("pdfx", &["LastModifiedBy", "LastSavedBy"]),
        company: text("pdfx", &["Company"]),
    };
    (names, tells_place(packet))
}

/// Several names stand on lines of their own.
fn one_line(words: &[u8]) -> Option<String> {
    let words = String::from_utf8_lossy(words);
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join("、")).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_however_they_are_written() {
        let list = "<dc:creator>\n <rdf:Seq>\n  <rdf:li>张三</rdf:li>\n  <rdf:li>A &amp; B</rdf:li>\n </rdf:Seq>\n</dc:creator>";
        let packet = format!(
            "<rdf:Description pdfx:Company='某公司' exif:GPSLatitude='31,1N'>{list}\
             <pdfx:LastSavedBy>李四</pdfx:LastSavedBy></rdf:Description>"
        );
        let (names, has_place) = told_in_packet(packet.as_bytes());
        let told = Names {
            author: Some("张三、A & B".into()),
            last_author: Some("李四".into()),
            company: Some("某公司".into()),
        };
        assert_eq!((names, has_place), (told, true));
        for end in 0..packet.len() {
            told_in_packet(&packet.as_bytes()[..end]);
        }
        let empty = b"<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(told_in_packet(empty), (Names::default(), false));
    }
}
