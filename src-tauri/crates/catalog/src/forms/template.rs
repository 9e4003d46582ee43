//! Texts with places for values: `{category}工程-{case_name}`. Used for labels (`{year}`), fixed texts
//! and file names.

/// A text in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    /// What stands for a value that is empty, by the id of its field.
    blanks: Vec<(String, String)>,
}

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Printed as it stands.
    Words(String),
    /// The value of the field with this id.
    Value(String),
}

impl Template {
    /// Reads a text; the error is the byte offset of a brace without its partner.
    pub(crate) fn read(text: &str) -> Result<Self, usize> {
        let mut parts = Vec::new();
        let mut blanks = Vec::new();
        let mut rest = text;
        let mut offset = 0;
        while let Some(open) = rest.find(['{', '}']) {
            if rest[open..].starts_with('}') {
                return Err(offset + open);
            }
            let Some(length) = rest[open + 1..].find(['{', '}']) else {
                return Err(offset + open);
            };
            if !rest[open + 1 + length..].starts_with('}') {
                return Err(offset + open);
            }
            if open > 0 {
                parts.push(Part::Words(rest[..open].to_owned()));
            }
            let inside = &rest[open + 1..open + 1 + length];
            let (id, blank) =
                inside.split_once('|').map_or((inside, None), |(id, b)| (id, Some(b)));
            blanks.extend(blank.map(|blank| (id.trim().to_owned(), blank.to_owned())));
            parts.push(Part::Value(id.trim().to_owned()));
            let after = open + length + 2;
            offset += after;
            rest = &rest[after..];
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        Ok(Self { parts, blanks })
    }

    /// Reads a text; none where a brace has no partner.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// The text that it was read from.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Value(id) => match self.blank(id) {
                    Some(blank) => text.push_str(&format!("{{{id}|{blank}}}")),
                    None => text.push_str(&format!("{{{id}}}")),
                },
            }
        }
        text
    }

    /// The parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What the text itself has for a value that is empty: `{province|____省}`.
    pub fn blank(&self, id: &str) -> Option<&str> {
        self.blanks.iter().find(|(known, _)| known == id).map(|(_, blank)| blank.as_str())
    }

    /// The ids of the values, in order.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(id) => Some(id.as_str()),
            Part::Words(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_places_stand_in_order() {
        let template = Template::read("{category}工程-{case_name}").unwrap();
        assert_eq!(template.values().collect::<Vec<_>>(), ["category", "case_name"]);
        let (category, name) = (Part::Value("category".into()), Part::Value("case_name".into()));
        assert_eq!(template.parts(), [category, Part::Words("工程-".into()), name]);
    }

    #[test]
    fn a_text_may_say_what_stands_for_an_empty_value() {
        let template = Template::read("{province|____省}网信办").unwrap();
        assert_eq!(template.values().collect::<Vec<_>>(), ["province"]);
        assert_eq!(template.blank("province"), Some("____省"));
        assert_eq!(template.blank("city"), None);
    }

    #[test]
    fn a_lonely_brace_is_told_with_its_place() {
        assert_eq!(Template::read("a{b"), Err(1));
        assert_eq!(Template::read("a}b"), Err(1));
        assert_eq!(Template::read("{a}{b"), Err(3));
        assert_eq!(Template::read("{a{b}"), Err(0));
    }
}
