//! A page of TOML in the making: tables, keys and comments, one under the other.

/// Comments for a person, by the id of what they are about; each stands above it.
pub type Remarks = std::collections::BTreeMap<String, Vec<String>>;

/// A page of TOML.
#[derive(Debug, Default)]
pub(crate) struct Toml {
    text: String,
}

impl Toml {
    /// A table of its own, such as `[page]` or `[[field]]`.
    pub(crate) fn table(&mut self, name: &str) -> &mut Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(name)
    }

    /// A table, with what is to be said of it above.
    pub(crate) fn remarked(&mut self, name: &str, remarks: Option<&Vec<String>>) -> &mut Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for remark in remarks.into_iter().flatten() {
            self.comment(remark);
        }
        self.line(name)
    }

    /// A line for a person.
    pub(crate) fn comment(&mut self, words: &str) -> &mut Self {
        let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.line(&format!("# {words}"))
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.line(&format!("{key} = {}", quoted(value)))
    }

    /// A text, where there is one.
    pub(crate) fn some_text(&mut self, key: &str, value: &str) -> &mut Self {
        if value.is_empty() { self } else { self.text(key, value) }
    }

    /// A whole number, where there is one.
    pub(crate) fn some_count(&mut self, key: &str, value: Option<u64>) -> &mut Self {
        match value {
            Some(value) => self.line(&format!("{key} = {value}")),
            None => self,
        }
    }

    /// A switch, where it is not as usual.
    pub(crate) fn switch(&mut self, key: &str, value: bool, usual: bool) -> &mut Self {
        if value == usual { self } else { self.line(&format!("{key} = {value}")) }
    }

    /// A list of texts, where it is not empty.
    pub(crate) fn texts(&mut self, key: &str, values: &[String]) -> &mut Self {
        if values.is_empty() {
            return self;
        }
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        self.line(&format!("{key} = [{}]", values.join(", ")))
    }

    /// A line as it stands.
    pub(crate) fn line(&mut self, line: &str) -> &mut Self {
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    /// The page.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A basic string of TOML. Source: TOML 1.0, “String”.
pub(crate) fn quoted(value: &str) -> String {
    let mut text = String::from('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            _ if character.is_control() => {
                text.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}

/// The word of a value in its table of words.
pub(crate) fn word<T: crate::reading::keys::Word + PartialEq>(value: &T) -> &'static str {
    T::WORDS.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}
