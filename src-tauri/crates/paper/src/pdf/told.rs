//! What a PDF of ours says of itself in the plain packet of its metadata: its title and who made it. What is from elsewhere is
//! not believed further than a name in a list goes.

/// Judgement: a name that people read.
const LONGEST: usize = 200;

/// The title and the author of a PDF; empty where it says none.
pub fn told_title(pdf: &[u8]) -> (String, String) {
    let packet = between(pdf, b"<x:xmpmeta", b"</x:xmpmeta>").unwrap_or_default();
    let packet = String::from_utf8_lossy(packet);
    let text = |property: &str| {
        let inner = part(&packet, &format!("<dc:{property}>"), &format!("</dc:{property}>"));
        let item = inner.and_then(|inner| inner.split_once("<rdf:li").map(|(_, rest)| rest));
        let words = item.and_then(|item| part(item, ">", "</rdf:li>")).unwrap_or_default();
        let words =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
                .into_iter()
                .fold(words.to_owned(), |words, (entity, mark)| words.replace(entity, mark));
        words.chars().filter(|one| !one.is_control()).take(LONGEST).collect()
    };
    (text("title"), text("creator"))
}

fn part<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(inner, _)| inner)
}

/// The last such piece: what a picture holds stands before the metadata of the whole.
fn between<'b>(bytes: &'b [u8], from: &[u8], to: &[u8]) -> Option<&'b [u8]> {
    let start = bytes.windows(from.len()).rposition(|window| window == from)?;
    let length = bytes[start..].windows(to.len()).position(|window| window == to)?;
    bytes.get(start..start + length)
}
