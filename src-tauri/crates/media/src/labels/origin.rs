//! What programs write into pictures that no camera took: where IPTC has it come from, the words of phones for what was on
//! their screen, the parameters of programs that ask a model for a picture, and the names of programs that only draw.
//! No label that anybody asks for; it goes with the rest of what is written, and is only told. Source: IPTC NewsCodes,
//! digital source type; what iOS and macOS, stable-diffusion-webui, ComfyUI, InvokeAI, Fooocus and NovelAI write.

use super::packet::{find, value};
use crate::facts::origin::Origin;
use crate::formats::exif::Tiff;

/// Before the name of a source, however it is written.
const SOURCE: &[u8] = b"digitalsourcetype/";

/// What the kinds of source say, but for those that artificial intelligence had a part in, which are labels.
const SOURCES: [(&str, Origin); 9] = [
    ("screenCapture", Origin::Screenshot),
    ("digitalArt", Origin::Drawn),
    ("digitalCreation", Origin::Drawn),
    ("softwareImage", Origin::Drawn),
    ("virtualRecording", Origin::Drawn),
    ("dataDrivenMedia", Origin::Drawn),
    ("algorithmicMedia", Origin::Drawn),
    ("composite", Origin::Composed),
    ("compositeSynthetic", Origin::Composed),
];

/// Names of texts in a PNG under which programs keep what they asked a model for.
const ASKED: [&str; 9] = [
    "parameters",
    "prompt",
    "workflow",
    "sd-metadata",
    "invokeai_metadata",
    "invokeai_graph",
    "dream",
    "generation_data",
    "fooocus_scheme",
];

/// Names of texts that name the program.
const NAMED: [&str; 2] = ["software", "creator tool"];

/// Names of texts in which programs name themselves in Latin letters; people write there what is seen, where 豆包 is food.
const NAMED_BY_PEOPLE: [&str; 2] = ["source", "title"];

/// Words for what was on a screen, which phones and computers write as a comment.
const ON_SCREEN: [&str; 4] = ["screenshot", "截图", "屏幕截图", "屏幕快照"];

/// Programs, by words in their names. Judgement: those that are widely used; one that also works on photos is not here.
const PROGRAMS: [(Origin, &[&str]); 3] = [
    (
        Origin::Generated,
        &[
            "stable diffusion",
            "stable-diffusion",
            "midjourney",
            "dall-e",
            "dall·e",
            "novelai",
            "comfyui",
            "invokeai",
            "fooocus",
            "automatic1111",
            "dreamstudio",
            "adobe firefly",
            "leonardo.ai",
            "ideogram",
            "made with google ai",
            "ai generated image",
            "文心一格",
            "通义万相",
            "即梦",
            "豆包",
            "可灵",
        ],
    ),
    (
        Origin::Screenshot,
        &[
            "screenshot",
            "screen capture",
            "snipaste",
            "snipping tool",
            "flameshot",
            "greenshot",
            "sharex",
            "picpick",
            "faststone capture",
            "snagit",
            "截图",
        ],
    ),
    (
        Origin::Drawn,
        &[
            "adobe illustrator",
            "coreldraw",
            "inkscape",
            "krita",
            "procreate",
            "clip studio",
            "medibang",
            "paint tool sai",
            "matplotlib",
            "gnuplot",
            "draw.io",
            "microsoft visio",
            "canva",
            "稿定设计",
            "创客贴",
        ],
    ),
];

/// Description, make, model and program; where programs write for want of a better place.
const DESCRIPTION: u16 = 0x010E;
const MAKE: u16 = 0x010F;
const MODEL: u16 = 0x0110;
pub(super) const SOFTWARE: u16 = 0x0131;
/// The directory of the camera, and the comment in it.
const CAMERA: u16 = 0x8769;
pub(super) const COMMENT: u16 = 0x9286;

/// A comment begins with the kind of its letters. Source: EXIF 2.32, 4.6.5.
const KIND_OF_LETTERS: usize = 8;

/// What a packet of XMP says.
pub(super) fn in_packet(packet: &[u8]) -> Option<Origin> {
    let text = |prefix: &[u8], name| {
        value(packet, prefix, name).map(|text| String::from_utf8_lossy(&text).into_owned())
    };
    let by_source = || {
        let bare = text(b"Iptc4xmpExt", "DigitalSourceType");
        in_sources(packet).or_else(|| bare.as_deref().and_then(|name| of_source(name.trim())))
    };
    let comment = || text(b"exif", "UserComment").and_then(|words| in_comment(&words));
    let tool = || text(b"xmp", "CreatorTool").and_then(|name| of_program(&name));
    let software = || text(b"tiff", "Software").and_then(|name| of_program(&name));
    by_source().or_else(comment).or_else(tool).or_else(software)
}

/// What addresses of sources in any bytes say, such as a manifest.
pub(super) fn in_sources(bytes: &[u8]) -> Option<Origin> {
    let mut rest = bytes;
    // The `t` is rarer than the first letter.
    while let Some(at) = find(rest, &SOURCE[b"digitalsource".len()..]) {
        let behind = &rest[at + b"type/".len()..];
        let before = &rest[..at + b"type/".len()];
        let is_source = before.len() >= SOURCE.len()
            && before[before.len() - SOURCE.len()..].eq_ignore_ascii_case(SOURCE);
        let end = behind.iter().position(|byte| !byte.is_ascii_alphanumeric());
        let name = &behind[..end.unwrap_or(behind.len())];
        if is_source && let Some(origin) = str::from_utf8(name).ok().and_then(of_source) {
            return Some(origin);
        }
        rest = behind;
    }
    None
}

fn of_source(name: &str) -> Option<Origin> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, origin)| *origin)
}

/// What a block of EXIF says.
pub(super) fn in_exif(block: &[u8]) -> Option<Origin> {
    let tiff = Tiff::of(block.strip_prefix(b"Exif\0\0").unwrap_or(block))?;
    let first = tiff.first()?;
    let camera = tiff.below(&first, CAMERA);
    let words = |entries: &[(u16, usize)], tag: u16| {
        let (_, at) = entries.iter().find(|(found, _)| *found == tag)?;
        tiff.bytes(*at)
    };
    let comment = || words(&camera, COMMENT).and_then(in_user_comment);
    let program = || words(&first, SOFTWARE).and_then(|name| of_program(&letters(name)));
    let asked = || {
        let all = [DESCRIPTION, MAKE, MODEL].into_iter().filter_map(|tag| words(&first, tag));
        all.map(letters).find_map(|words| is_asked(&words).then_some(Origin::Generated))
    };
    comment().or_else(program).or_else(asked)
}

/// What the comment of a camera says, behind the kind of its letters.
pub(super) fn in_user_comment(comment: &[u8]) -> Option<Origin> {
    let words = comment.get(KIND_OF_LETTERS..).unwrap_or_default();
    let wide = |number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = words.chunks_exact(2).map(|two| number([two[0], two[1]])).collect();
        in_comment(&String::from_utf16_lossy(&units))
    };
    if comment.starts_with(b"UNICODE\0") {
        wide(u16::from_be_bytes).or_else(|| wide(u16::from_le_bytes))
    } else {
        in_comment(&letters(words))
    }
}

/// What a text of a PNG says by its name and its words.
pub(super) fn in_text(keyword: &[u8], words: &[u8]) -> Option<Origin> {
    let keyword = letters(keyword).to_lowercase();
    let words = letters(words);
    if ASKED.contains(&&*keyword) && !words.trim().is_empty() {
        return Some(Origin::Generated);
    }
    if NAMED.contains(&&*keyword) || NAMED_BY_PEOPLE.contains(&&*keyword) && words.is_ascii() {
        return of_program(&words);
    }
    in_comment(&words)
}

/// Whether a text of a PNG may say something, by its name.
pub(super) fn may_say(keyword: &[u8]) -> bool {
    let keyword = letters(keyword).to_lowercase();
    let others = ["comment", "description", "usercomment", "exif:usercomment"];
    [&ASKED[..], &NAMED, &NAMED_BY_PEOPLE, &others].concat().contains(&&*keyword)
}

/// What words that anybody may write say.
pub(super) fn in_comment(words: &str) -> Option<Origin> {
    let plain = words.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    if ON_SCREEN.contains(&&*plain.to_lowercase()) {
        return Some(Origin::Screenshot);
    }
    is_asked(plain).then_some(Origin::Generated)
}

/// Whether words are what a model was asked for: the line of stable-diffusion-webui, or the JSON of ComfyUI and NovelAI.
fn is_asked(words: &str) -> bool {
    let line = words.contains("Steps: ") && words.contains("Sampler: ");
    let named = ["workflow:", "prompt:"].iter().any(|name| {
        words.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('{'))
    });
    let json = words.trim_start().starts_with('{')
        && words.contains("\"prompt\"")
        && (words.contains("\"sampler\"") || words.contains("\"steps\""));
    line || named || json
}

/// What the name of a program says.
pub(super) fn of_program(name: &str) -> Option<Origin> {
    let name = name.to_lowercase();
    let has = |word: &&str| {
        name.match_indices(word).any(|(at, _)| {
            let is_letter =
                |letter: Option<char>| letter.is_some_and(|is| is.is_ascii_alphanumeric());
            let of_latin = word.is_ascii();
            let before = name[..at].chars().next_back();
            let behind = name[at + word.len()..].chars().next();
            !(of_latin && (is_letter(before) || behind.is_some_and(|is| is.is_ascii_alphabetic())))
        })
    };
    PROGRAMS.iter().find(|(_, words)| words.iter().any(has)).map(|(origin, _)| *origin)
}

/// As text; what is not Unicode is none of the words that are looked for.
pub(super) fn letters(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_matches('\0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_whole_words() {
        for (name, origin) in [
            ("Adobe Illustrator 28.0 (Windows)", Some(Origin::Drawn)),
            ("gnome-screenshot", Some(Origin::Screenshot)),
            ("Matplotlib version3.8.0, https://matplotlib.org/", Some(Origin::Drawn)),
            ("NovelAI", Some(Origin::Generated)),
            ("即梦AI", Some(Origin::Generated)),
            ("Canva", Some(Origin::Drawn)),
            ("Canvas Photo", None),
            ("Adobe Photoshop Lightroom Classic 12.0", None),
            ("HUAWEI P40", None),
            ("Snap Spectacles", None),
            ("", None),
        ] {
            assert_eq!(of_program(name), origin, "{name}");
        }
    }

    #[test]
    fn words_of_people_say_nothing() {
        for (words, origin) in [
            ("Screenshot", Some(Origin::Screenshot)),
            (" 屏幕截图\0", Some(Origin::Screenshot)),
            ("the screenshot shows", None),
            ("a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7", Some(Origin::Generated)),
            ("Steps: three of them", None),
            ("prompt:{\"1\":{}}", Some(Origin::Generated)),
            ("prompt: reply", None),
            ("{\"prompt\": \"a cat\", \"steps\": 28}", Some(Origin::Generated)),
        ] {
            assert_eq!(in_comment(words), origin, "{words}");
        }
    }

    #[test]
    fn sources_are_known_by_their_whole_names() {
        let of = |name: &str| {
            in_sources(
                format!("x http://cv.iptc.org/newscodes/digitalsourcetype/{name}\"").as_bytes(),
            )
        };
        assert_eq!(of("screenCapture"), Some(Origin::Screenshot));
        assert_eq!(of("digitalArt"), Some(Origin::Drawn));
        assert_eq!(of("compositeSynthetic"), Some(Origin::Composed));
        assert_eq!(of("compositeCapture"), None);
        assert_eq!(of("digitalCapture"), None);
        assert_eq!(in_sources(b"http://example.org/type/screenCapture"), None);
    }
}
