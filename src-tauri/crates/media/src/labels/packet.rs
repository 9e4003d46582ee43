//! The labels in a packet of XMP, and a packet that holds them alone. Namespaces are searched by their addresses, and
//! no tree is made: packets are written by some ten programs, all of one shape. Source: XMP part 1, 7 (RDF/XML).

use super::LONGEST;
use crate::facts::ai_label::AiShare;

/// The beginning of the namespace of labels; the version behind it may change.
const NAMESPACE: &[u8] = b"tc260.org.cn/ns/AIGC";

/// Fields of a label that is written as a structure. Source: GB 45438-2025, annex E.
const FIELDS: [&str; 7] = [
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
];

/// Where a picture comes from, of the kinds that have to do with artificial intelligence. Source: IPTC NewsCodes,
/// digital source type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceType {
    /// A model made all of it.
    Trained,
    /// Something of it was made or changed by a model.
    CompositeWithTrained,
    /// Put together of pieces of which one at least was made by a machine.
    CompositeSynthetic,
}

impl SourceType {
    const ALL: [(Self, &'static str); 3] = [
        (Self::CompositeWithTrained, "compositeWithTrainedAlgorithmicMedia"),
        (Self::CompositeSynthetic, "compositeSynthetic"),
        (Self::Trained, "trainedAlgorithmicMedia"),
    ];

    /// The one that is named somewhere; of several the one that says least. In a manifest any byte may stand around.
    pub(super) fn in_words(words: &[u8]) -> Option<Self> {
        let names = |name: &str| {
            // Its last capital is rarer than its first letter.
            let tail = name.rfind(char::is_uppercase).unwrap_or_default();
            let mut from = 0;
            while let Some(at) = find(&words[from..], &name.as_bytes()[tail..]) {
                from += at + name.len() - tail;
                if words[..from].ends_with(name.as_bytes()) {
                    return true;
                }
            }
            false
        };
        Self::ALL.iter().find(|(_, name)| names(name)).map(|(source, _)| *source)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(source, _)| *source == self).map_or("", |(_, name)| name)
    }

    pub(super) fn share(self) -> AiShare {
        match self {
            Self::Trained => AiShare::Made,
            Self::CompositeWithTrained | Self::CompositeSynthetic => AiShare::Changed,
        }
    }
}

/// Where the picture comes from, as a packet says it.
pub(super) fn source_type(packet: &[u8]) -> Option<SourceType> {
    find(packet, b"DigitalSourceType").and_then(|_| SourceType::in_words(packet))
}

/// The value of the label in a packet, without the signs of XML.
pub(super) fn aigc(packet: &[u8]) -> Option<Vec<u8>> {
    // Most packets have none, and some are long.
    find(packet, b"TC260").or_else(|| find(packet, NAMESPACE))?;
    let prefixes = prefixes(packet);
    let text = |name: &str| prefixes.iter().find_map(|prefix| value(packet, prefix, name));
    let whole = text("AIGC").filter(|value| !value.trim_ascii().is_empty());
    let fields = || {
        text("Label")?;
        let said = FIELDS.iter().filter_map(|name| Some((*name, text(name)?)));
        let said = said.map(|(name, value)| format!("\"{name}\":\"{}\"", in_json(&value)));
        Some(format!("{{{}}}", said.collect::<Vec<_>>().join(",")).into_bytes())
    };
    whole.or_else(fields)
}

/// Whether a packet is one of our own, which says nothing but labels.
pub(crate) fn is_own(bytes: &[u8]) -> bool {
    let value = aigc(bytes);
    let packet = Packet { aigc: value.as_deref(), source: source_type(bytes) };
    let is_empty = packet.aigc.is_none() && packet.source.is_none();
    let bytes = bytes.trim_ascii_end();
    !is_empty && [packet.whole(), packet.bare(), packet.short()].iter().any(|own| own == bytes)
}

/// Where a tag ends, outside of quotes.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    tag.iter().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            (None, b'>') => return true,
            _ => {}
        }
        false
    })
}

/// The prefixes that stand for the namespace of labels in a packet, and the usual one.
fn prefixes(packet: &[u8]) -> Vec<Vec<u8>> {
    let mut prefixes = vec![b"TC260".to_vec()];
    let mut rest = packet;
    while let Some(at) = find(rest, NAMESPACE) {
        let before = &rest[at.saturating_sub(64)..at];
        if let Some(declared) = before.windows(6).rposition(|window| window == b"xmlns:") {
            let prefix = before[declared + 6..].split(|byte| *byte == b'=').next();
            prefixes.push(prefix.unwrap_or_default().trim_ascii().to_vec());
        }
        rest = &rest[at + NAMESPACE.len()..];
    }
    prefixes
}

/// The text of a property, whether it is written as an element or as an attribute.
pub(crate) fn value(packet: &[u8], prefix: &[u8], name: &str) -> Option<Vec<u8>> {
    let name = [prefix, b":", name.as_bytes()].concat();
    let mut rest = packet;
    while let Some(at) = find(rest, &name) {
        let before = at.checked_sub(1).map(|at| rest[at]);
        let behind = &rest[at + name.len()..];
        let value = match before {
            Some(b'<') => element(behind, &name),
            Some(byte) if byte.is_ascii_whitespace() => attribute(behind),
            _ => None,
        };
        if let Some(value) = value.filter(|value| value.len() <= LONGEST) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// What stands between the marks of an element, of which the first one's name ends here.
fn element(behind: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    if behind.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let open = tag_end(behind)?;
    if behind[..open].ends_with(b"/") {
        return None;
    }
    let inner = &behind[open + 1..];
    let inner = &inner[..find(inner, &[b"</", name].concat())?];
    if let Some(data) = inner.trim_ascii().strip_prefix(b"<![CDATA[") {
        return Some(data.strip_suffix(b"]]>")?.to_vec());
    }
    let mut text = Vec::new();
    let mut rest = inner;
    while let Some(tag) = rest.iter().position(|byte| *byte == b'<') {
        // A structure has its fields in elements, which are asked for by their names.
        if find(inner, b":Label").is_some() {
            return None;
        }
        text.extend(&rest[..tag]);
        rest = &rest[tag + 1..];
        rest = &rest[tag_end(rest)? + 1..];
    }
    text.extend(rest);
    Some(unescaped(&text))
}

/// What stands in quotes behind the name of an attribute.
fn attribute(behind: &[u8]) -> Option<Vec<u8>> {
    let rest = behind.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let rest = &rest[1..];
    Some(unescaped(&rest[..rest.iter().position(|byte| *byte == quote)?]))
}

/// Without the signs of XML.
pub(crate) fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'&') {
        plain.extend(&rest[..at]);
        rest = &rest[at..];
        let end = rest.iter().take(12).position(|byte| *byte == b';');
        match end.and_then(|end| Some((character(&rest[1..end])?, end))) {
            Some((character, end)) => {
                plain.extend(character.encode_utf8(&mut [0; 4]).bytes());
                rest = &rest[end + 1..];
            }
            None => {
                plain.push(b'&');
                rest = &rest[1..];
            }
        }
    }
    plain.extend(rest);
    plain
}

fn character(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    })
}

fn in_json(value: &[u8]) -> String {
    String::from_utf8_lossy(value).replace('\\', "\\\\").replace('"', "\\\"")
}

/// Where a word stands first. Its first letter is searched, which costs a tenth of comparing everywhere.
pub(crate) fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| byte == &word[0]) {
        if text[from + at..].starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// What a packet of our own says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packet<'l> {
    /// The value of the label.
    pub(crate) aigc: Option<&'l [u8]>,
    /// Where the picture comes from.
    pub(crate) source: Option<SourceType>,
}

const BEGINNING: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";
const END: &str = "<?xpacket end=\"r\"?>";

impl Packet<'_> {
    /// As it stands in a file of its own chunks.
    pub(crate) fn whole(self) -> Vec<u8> {
        [BEGINNING.as_bytes(), &self.bare(), END.as_bytes()].concat()
    }

    /// In the place of another one, filled up with blanks; none where that is too short.
    pub(crate) fn within(self, length: u64) -> Option<Vec<u8>> {
        let length = usize::try_from(length).ok()?;
        let all = [self.whole(), self.bare(), self.short()];
        let mut packet = all.into_iter().find(|packet| packet.len() <= length)?;
        packet.resize(length, b' ');
        Some(packet)
    }

    fn bare(self) -> Vec<u8> {
        let mut said = Vec::new();
        if let Some(aigc) = self.aigc {
            said.extend(b"<rdf:Description rdf:about=\"\" xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\"><TC260:AIGC>");
            said.extend(escaped(aigc, b'>'));
            said.extend(b"</TC260:AIGC></rdf:Description>");
        }
        if let Some(source) = self.source {
            let source = format!(
                "<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\
                 <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/{}\
                 </Iptc4xmpExt:DigitalSourceType></rdf:Description>",
                source.name()
            );
            said.extend(source.bytes());
        }
        around(b"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">", &said, b"</x:xmpmeta>")
    }

    /// The shortest that says the same.
    fn short(self) -> Vec<u8> {
        let mut said = b"<rdf:Description rdf:about=\"\"".to_vec();
        if let Some(aigc) = self.aigc {
            said.extend(b" xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\" TC260:AIGC='");
            said.extend(escaped(aigc, b'\''));
            said.push(b'\'');
        }
        if let Some(source) = self.source {
            let source = format!(
                " xmlns:i=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" i:DigitalSourceType=\
                 \"http://cv.iptc.org/newscodes/digitalsourcetype/{}\"",
                source.name()
            );
            said.extend(source.bytes());
        }
        said.extend(b"/>");
        around(b"", &said, b"")
    }
}

fn around(before: &[u8], said: &[u8], behind: &[u8]) -> Vec<u8> {
    let open = b"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
    [before, open, said, b"</rdf:RDF>", behind].concat()
}

/// With the signs of XML, and with one more letter written as a name.
fn escaped(text: &[u8], more: u8) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for byte in text {
        match byte {
            b'&' => escaped.extend(b"&amp;"),
            b'<' => escaped.extend(b"&lt;"),
            byte if *byte == more => escaped.extend(format!("&#{byte};").bytes()),
            byte => escaped.push(*byte),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = r#"{"Label":"1","ContentProducer":"a<b>&'某公司'"}"#;

    fn description(inside: &str) -> Vec<u8> {
        let open = "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Kit 1'><rdf:RDF xmlns:rdf='r'>";
        format!(
            "<?xpacket begin='' id='W5'?>{open}{inside}</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
        )
        .into_bytes()
    }

    #[test]
    fn a_label_is_read_however_it_is_written() {
        let quoted = "{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;a&lt;b&gt;&amp;&#39;某公司&#x27;&quot;}";
        let space = "xmlns:N = \"http://www.tc260.org.cn/ns/AIGC/1.0/\"";
        for inside in [
            format!("<rdf:Description {space}><N:AIGC>{quoted}</N:AIGC></rdf:Description>"),
            format!(
                "<rdf:Description {space}><N:AIGC><![CDATA[{VALUE}]]></N:AIGC></rdf:Description>"
            ),
            format!("<rdf:Description {space} N:AIGC=\"{quoted}\"/>"),
            format!("<rdf:Description><TC260:AIGC>{quoted}</TC260:AIGC></rdf:Description>"),
            format!(
                "<rdf:Description {space}><N:AIGC><rdf:Alt><rdf:li xml:lang='x-default'>{quoted}</rdf:li></rdf:Alt>\
                 </N:AIGC></rdf:Description>"
            ),
        ] {
            let packet = description(&inside);
            assert_eq!(aigc(&packet).as_deref(), Some(VALUE.as_bytes()), "{inside}");
            assert!(!is_own(&packet), "{inside}");
        }
        let fields = "<N:AIGC rdf:parseType='Resource'><N:Label>1</N:Label><N:ProduceID>x\"y</N:ProduceID></N:AIGC>";
        for inside in [
            format!("<rdf:Description {space}>{fields}</rdf:Description>"),
            format!("<rdf:Description {space} N:Label='1' N:ProduceID='x&quot;y'/>"),
        ] {
            let read = aigc(&description(&inside)).unwrap();
            assert_eq!(read, br#"{"Label":"1","ProduceID":"x\"y"}"#, "{inside}");
        }
    }

    #[test]
    fn what_says_nothing_of_it_is_no_label() {
        for inside in [
            "",
            "<rdf:Description dc:title='AIGC'/>",
            "<rdf:Description xmlns:N='http://www.tc260.org.cn/ns/AIGC/1.0/'/>",
            "<rdf:Description><TC260:AIGC/></rdf:Description>",
            "<rdf:Description><TC260:AIGC> </TC260:AIGC></rdf:Description>",
            "<rdf:Description i:DigitalSourceType='http://cv.iptc.org/x/digitalCapture'/>",
            "<rdf:Description dc:title='trainedAlgorithmicMedia'/>",
        ] {
            let packet = description(inside);
            assert_eq!((aigc(&packet), source_type(&packet)), (None, None), "{inside}");
            assert!(!is_own(&packet));
        }
        for end in 0..VALUE.len() {
            let packet = description(&format!("<rdf:Description TC260:AIGC='{VALUE}'/>"));
            aigc(&packet[..end]);
            is_own(&packet[..end]);
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_says_nothing_else() {
        for source in [None].into_iter().chain(SourceType::ALL.map(|(source, _)| Some(source))) {
            for aigc_value in [None, Some(VALUE.as_bytes())] {
                let packet = Packet { aigc: aigc_value, source };
                let longest = packet.whole().len() as u64;
                let mut shortest = longest;
                while let Some(written) = packet.within(shortest) {
                    assert_eq!(aigc(&written).as_deref(), aigc_value);
                    assert_eq!(source_type(&written), source);
                    assert_eq!(is_own(&written), aigc_value.is_some() || source.is_some());
                    assert!(!is_own(&[&written[..], b"more"].concat()));
                    shortest -= 1;
                }
                assert!(shortest < longest);
            }
        }
    }
}
