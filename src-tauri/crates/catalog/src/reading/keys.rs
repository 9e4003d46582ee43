//! What can be written in a table of TOML: each key once, with what stands behind it and what it means.
//! The readers take the keys that stand here and no others, `lint` tells where a key belongs, and the
//! tables of `assets/FORMAT.md` are printed from it.

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text in double quotes.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number from 0.
    Count,
    /// One of these words, in double quotes.
    Word(fn() -> Vec<&'static str>),
    /// The word that tells tables of one name apart: the `kind` of a field.
    Variant,
    /// A list of texts.
    Texts,
    /// A list of whole numbers.
    Counts,
    /// One table, written `[name]`.
    Table(&'static KeyTable),
    /// Any number of tables, each written `[[name]]`.
    Tables(&'static KeyTable),
    /// One table whose keys are free and whose values are texts; the name as it is written.
    Free(&'static str),
}

/// A key that a table can have.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// What it means. Chinese, Markdown.
    pub meaning: &'static str,
    /// What can stand behind it, where the shape alone does not say it. Chinese, Markdown.
    pub value: &'static str,
    /// What holds where it is left out; may be empty. Chinese, Markdown.
    pub usual: &'static str,
    /// Whether it must be written.
    pub must: bool,
    /// Whether it does nothing in a column of rows, and so cannot be written there.
    pub alone: bool,
}

impl Key {
    /// A key that may be left out.
    pub(crate) const fn new(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, meaning, value: "", usual: "", must: false, alone: false }
    }

    /// A text.
    pub(crate) const fn text(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Shape::Text, meaning)
    }

    /// `true` or `false`, usually `false`.
    pub(crate) const fn yes(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Shape::Bool, meaning).usual("`false`")
    }

    /// A whole number.
    pub(crate) const fn count(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Shape::Count, meaning)
    }

    /// One of the words of `W`.
    pub(crate) const fn word<W: Word>(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Shape::Word(words::<W>), meaning)
    }

    /// A list of texts.
    pub(crate) const fn texts(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Shape::Texts, meaning)
    }

    /// Tables; they stand in the manual by themselves.
    pub(crate) const fn tables(name: &'static str, table: &'static KeyTable) -> Self {
        Self::new(name, Shape::Tables(table), "")
    }

    /// A table; it stands in the manual by itself.
    pub(crate) const fn table(name: &'static str, table: &'static KeyTable) -> Self {
        Self::new(name, Shape::Table(table), "")
    }

    /// What can stand behind it.
    pub(crate) const fn value(self, value: &'static str) -> Self {
        Self { value, ..self }
    }

    /// What holds where it is left out.
    pub(crate) const fn usual(self, usual: &'static str) -> Self {
        Self { usual, ..self }
    }

    /// It must be written.
    pub(crate) const fn must(self) -> Self {
        Self { must: true, ..self }
    }

    /// It cannot be written in a column.
    pub(crate) const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }
}

/// The keys of one table.
#[derive(Clone, Copy, Debug)]
pub struct KeyTable {
    /// The table as it is written: `[[field]]`.
    pub name: &'static str,
    /// Keys that every such table can have.
    pub keys: &'static [Key],
    /// What else it can have, where that hangs on one of its words.
    pub by: Option<&'static Variants>,
}

/// Tables of one name that differ by one of their words.
#[derive(Clone, Copy, Debug)]
pub struct Variants {
    /// The key of the word: `kind`.
    pub key: &'static str,
    /// Keys that only some of the variants know.
    pub own: &'static [Key],
    /// Every word.
    pub of: &'static [Variant],
    /// The heads of what the manual says of each: what it is in Chinese, then [`Variant::manual`].
    pub columns: &'static [&'static str],
}

/// What one word of a table stands for, and which keys go with it.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// As it is written: `long_text`.
    pub word: &'static str,
    /// What it is: `几段文字`. Chinese.
    pub chinese: &'static str,
    /// The names of the keys in [`Variants::own`] that go with it.
    pub own: &'static [&'static str],
    /// What else the manual says of it, by column. Chinese, Markdown.
    pub manual: &'static [&'static str],
}

impl KeyTable {
    /// A table whose keys hang on nothing.
    pub(crate) const fn new(name: &'static str, keys: &'static [Key]) -> Self {
        Self { name, keys, by: None }
    }

    fn own(&self) -> &'static [Key] {
        self.by.map_or(&[], |by| by.own)
    }

    /// The key of this name, of whatever variant.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().chain(self.own()).find(|key| key.name == name)
    }

    /// The keys that a variant takes; those of all where none is known.
    pub fn taken(&self, variant: Option<&Variant>) -> impl Iterator<Item = &'static Key> {
        let own = variant.map(|variant| variant.own);
        let is_taken = move |key: &&Key| own.is_none_or(|own| own.contains(&key.name));
        self.keys.iter().chain(self.own().iter().filter(is_taken))
    }
}

impl Variants {
    /// The words of the variants that know a key.
    pub fn knowing(&self, key: &str) -> Vec<&'static str> {
        let knowing = self.of.iter().filter(|variant| variant.own.contains(&key));
        knowing.map(|variant| variant.word).collect()
    }
}

impl Variant {
    /// What lint says to somebody who wrote a key that this variant does not know.
    pub(crate) fn refuses(&self, key: &str, by: &Variants) -> (String, String) {
        let Self { word, chinese, own, .. } = self;
        let message = format!("{chinese}（{word}）没有“{key}”这个键。");
        let instead = if own.is_empty() {
            format!("{word} 没有另外的键，请去掉这一行，或改 {}", by.key)
        } else {
            format!("{word} 另外的键是 {}", own.join("、"))
        };
        (message, format!("{key} 属于 {}；{instead}。", by.knowing(key).join("、")))
    }
}

/// A value that is written as one of several words.
pub(crate) trait Word: Copy + 'static {
    /// Every word with what it stands for.
    const WORDS: &'static [(&'static str, Self)];
}

/// The words of `W`.
pub(crate) fn words<W: Word>() -> Vec<&'static str> {
    W::WORDS.iter().map(|(word, _)| *word).collect()
}
