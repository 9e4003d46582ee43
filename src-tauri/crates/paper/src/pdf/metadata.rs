//! What a document says about itself, in its two places, which agree: the information dictionary that
//! readers show, and the XMP packet that PDF/A asks for; and the colours that its numbers mean.

use foundation::Timestamp;
use foundation::character::is_noncharacter;
use jiff::civil::DateTime;
use jiff::tz;
use lopdf::{Dictionary, Document, Object, Stream, text_string};

use super::bodies::{Bodies, Body};
use super::origin::Origin;
use super::pieces::Keep;
use super::{Packing, Title, WriteFault};

const CREATOR: &str = "申报匣";
const PRODUCER: &str = concat!("Shenbaoxia ", env!("CARGO_PKG_VERSION"));
/// See `assets/colour/README.md`.
const SRGB: &[u8] = include_bytes!("../../../../../assets/colour/sRGB.icc");
/// Judgement: no title is longer, and PDF/A-2 takes no string beyond 32,767 bytes (6.1.13).
const LONGEST: usize = 2000;

/// What a document claims to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// PDF/A-2a, and PDF/UA-1 where it has a title: every page was made here.
    PdfA2a,
    /// Nothing: it holds pages that were made elsewhere, of which nobody knows what is in them.
    Nothing,
}

/// Writes the metadata, and the output intent that says that colours are sRGB.
pub(crate) fn describe(
    document: &mut Document,
    bodies: &mut Bodies,
    title: &Title,
    claim: Claim,
    packing: Packing,
) -> Result<(), WriteFault> {
    let title = Title {
        title: plain(&title.title),
        author: plain(&title.author),
        subject: plain(&title.subject),
        moment: title.moment,
        origin: title.origin.clone(),
    };
    let structure = |cause| WriteFault::Structure { cause };
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(structure)?;
    document.set_object(info, information(&title));
    // Not deflated: other programs look for it without knowing PDF (ISO 32000-1, 14.3.2).
    let packet = Stream::new(
        Dictionary::from_iter([
            ("Type", Object::Name(b"Metadata".to_vec())),
            ("Subtype", Object::Name(b"XML".to_vec())),
        ]),
        Vec::new(),
    );
    let packet = document.add_object(packet);
    bodies.put(
        packet,
        Body::packed(xmp(&title, claim).into_bytes().into(), Packing::Plain, Keep::No)?,
    );
    let intent = output_intent(document, bodies, packing)?;
    let catalog = document.catalog_mut().map_err(structure)?;
    catalog.set("Metadata", Object::Reference(packet));
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    Ok(())
}

/// Source: ISO 32000-1, 14.3.3. What is not known is left out.
fn information(title: &Title) -> Dictionary {
    let date = Object::string_literal(pdf_date(title.moment));
    let mut info = Dictionary::new();
    for (key, words) in
        [("Title", &title.title), ("Author", &title.author), ("Subject", &title.subject)]
    {
        if !words.is_empty() {
            info.set(key, text_string(words));
        }
    }
    info.set("Creator", text_string(CREATOR));
    info.set("Producer", text_string(PRODUCER));
    info.set("CreationDate", date.clone());
    info.set("ModDate", date);
    for (property, words) in title.origin.iter().flat_map(Origin::properties) {
        info.set(property.key, text_string(&words));
    }
    info
}

/// Source: ISO 19005-2, 6.2.3; ISO 32000-1, 14.11.5.
fn output_intent(
    document: &mut Document,
    bodies: &mut Bodies,
    packing: Packing,
) -> Result<Dictionary, WriteFault> {
    let profile = document
        .add_object(Stream::new(Dictionary::from_iter([("N", Object::Integer(3))]), Vec::new()));
    bodies.put(profile, Body::packed(SRGB.into(), packing, Keep::No)?);
    let name = || Object::string_literal("sRGB IEC61966-2.1");
    Ok(Dictionary::from_iter([
        ("Type", Object::Name(b"OutputIntent".to_vec())),
        ("S", Object::Name(b"GTS_PDFA1".to_vec())),
        ("OutputConditionIdentifier", name()),
        ("Info", name()),
        ("DestOutputProfile", Object::Reference(profile)),
    ]))
}

/// The packet. Source: ISO 16684-1 (XMP), 7 and 8.4; the names of the properties that answer to those of
/// the information dictionary: ISO 19005-1, 6.7.3; `pdfaid`: ISO 19005-2, 6.6.4.
fn xmp(title: &Title, claim: Claim) -> String {
    let alternative = |name: &str, words: &str| match words {
        "" => String::new(),
        _ => format!(
            "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:{name}>\n",
            escaped(words)
        ),
    };
    let author = match title.author.as_str() {
        "" => String::new(),
        author => format!(
            "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
            escaped(author)
        ),
    };
    let is_universal = claim == Claim::PdfA2a && !title.title.is_empty();
    let claim = match claim {
        Claim::PdfA2a => {
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
        }
        Claim::Nothing => "",
    };
    let universal = if is_universal { UNIVERSAL } else { "" };
    let mut schemas: Vec<String> = title.origin.iter().map(Origin::schema).collect();
    if is_universal {
        let of = ("PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
        schemas.push(schema(of, &[("part", "Integer", "The part of ISO 14289")]));
    }
    let extensions = extensions(&schemas);
    let date = iso_date(title.moment);
    let origin = title.origin.as_ref().map(Origin::xmp).unwrap_or_default();
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         {claim}\
         <dc:format>application/pdf</dc:format>\n\
         <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n\
         {title}{author}{subject}\
         <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         </rdf:Description>\n{universal}{origin}{extensions}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
        title = alternative("title", &title.title),
        subject = alternative("description", &title.subject),
    )
}

/// That it is PDF/UA-1, which needs a title. Source: ISO 14289-1, 5 and 7.1.
const UNIVERSAL: &str = concat!(
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
    "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
);

/// A schema that PDF/A does not know, and its properties with their kinds and meanings.
pub(super) fn schema(
    (meaning, namespace, prefix): (&str, &str, &str),
    properties: &[(&str, &str, &str)],
) -> String {
    let property = |(name, kind, meaning): &(&str, &str, &str)| {
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\
             <pdfaProperty:category>internal</pdfaProperty:category>\
             <pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>\n"
        )
    };
    format!(
        "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>{meaning}</pdfaSchema:schema>\n\
         <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>\n\
         <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq>\n{}\
         </rdf:Seq></pdfaSchema:property>\n</rdf:li>",
        properties.iter().map(property).collect::<String>()
    )
}

/// The schemas of a packet, all in one place. Source: ISO 19005-2, 6.6.2.3.
fn extensions(schemas: &[String]) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    format!(
        "<rdf:Description rdf:about=\"\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
         <pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas>\n\
         </rdf:Description>\n",
        schemas.concat()
    )
}

/// What XML 1.0 can hold, and no more of it than a string may be long.
fn plain(text: &str) -> String {
    let is_plain = |character: &char| !character.is_control() && !is_noncharacter(*character);
    text.chars().filter(is_plain).take(LONGEST).collect::<String>().trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The moment in China, where it is UTC+8 all year.
fn in_china(moment: Timestamp) -> DateTime {
    tz::offset(8).to_datetime(moment)
}

/// `D:20200610080000+08'00'`. Source: ISO 32000-1, 7.9.4.
fn pdf_date(moment: Timestamp) -> String {
    format!("D:{}+08'00'", in_china(moment).strftime("%Y%m%d%H%M%S"))
}

/// `2020-06-10T08:00:00+08:00`. Source: ISO 16684-1, 8.2.1.1.
fn iso_date(moment: Timestamp) -> String {
    format!("{}+08:00", in_china(moment).strftime("%Y-%m-%dT%H:%M:%S"))
}
