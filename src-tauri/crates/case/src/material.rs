//! The detailed material of a case: blocks that are written in the program, or a PDF made elsewhere; and
//! which attachments are printed behind it.

use foundation::character::is_blank;
use serde::Serialize;

/// The detailed material of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Material {
    /// Written in the program.
    Blocks(Vec<MaterialBlock>),
    /// Made elsewhere; relative to the case file.
    Pdf(String),
}

/// A block of the detailed material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MaterialBlock {
    /// A heading.
    Heading {
        /// 1 to 3: 一、 （一） 1.
        level: u8,
        /// With or without its number.
        text: String,
    },
    /// Running text; each line is a paragraph.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// Several short things one under the other.
    List {
        /// Whether they are numbered.
        ordered: bool,
        /// One by one.
        items: Vec<String>,
    },
    /// Rows of cells.
    Table {
        /// What stands above it; may be empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        caption: String,
        /// Whether the first row names the columns.
        header: bool,
        /// Rows of the same length, which [`MaterialBlock::columns`] says; short ones end in empty cells.
        rows: Vec<Vec<String>>,
    },
    /// A picture.
    Picture {
        /// Relative to the case file.
        path: String,
        /// What stands under it; may be empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        caption: String,
    },
    /// Words of somebody else.
    Quotation {
        /// Each line is a paragraph.
        text: String,
    },
}

/// What of the attachments is printed behind the material.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Appendix {
    /// How many photos stand on a page: 2 or 4; none are printed where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photos_per_page: Option<u8>,
    /// Whether media reports are printed, each with its address and its screenshot.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reports: bool,
}

/// The words of the kinds of blocks in the case file.
pub(crate) const KINDS: [&str; 6] =
    ["heading", "paragraph", "list", "table", "picture", "quotation"];
/// The deepest heading.
pub(crate) const DEEPEST: u8 = 3;
/// Judgement: what has more columns cannot be read on A4.
pub(crate) const MOST_COLUMNS: usize = 12;

impl Material {
    /// The blocks; none of a PDF.
    pub fn blocks(&self) -> &[MaterialBlock] {
        match self {
            Self::Blocks(blocks) => blocks,
            Self::Pdf(_) => &[],
        }
    }

    /// The names of the files it is made of.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        let pdf = match self {
            Self::Pdf(path) => Some(path.as_str()),
            Self::Blocks(_) => None,
        };
        let pictures = self.blocks().iter().filter_map(|block| match block {
            MaterialBlock::Picture { path, .. } => Some(path.as_str()),
            _ => None,
        });
        pdf.into_iter().chain(pictures).filter(|path| !path.is_empty())
    }

    /// The files it is made of.
    pub(crate) fn file_names_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Pdf(path) => vec![path],
            Self::Blocks(blocks) => {
                let mut names = Vec::new();
                for block in blocks {
                    if let MaterialBlock::Picture { path, .. } = block
                        && !path.is_empty()
                    {
                        names.push(path);
                    }
                }
                names
            }
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Blocks(blocks) => blocks.iter().all(MaterialBlock::is_empty),
            Self::Pdf(path) => path.trim().is_empty(),
        }
    }
}

impl MaterialBlock {
    /// Every text of the block, in the order in which it is read.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text } | Self::Quotation { text } => {
                vec![text]
            }
            Self::List { items, .. } => items.iter().map(String::as_str).collect(),
            Self::Table { caption, rows, .. } => {
                let cells = rows.iter().flatten().map(String::as_str);
                std::iter::once(caption.as_str()).chain(cells).collect()
            }
            Self::Picture { caption, .. } => vec![caption],
        }
    }

    /// The block with another text in the place of the one at `at` of [`MaterialBlock::texts`].
    pub fn with_text(&self, at: usize, new: String) -> Self {
        let mut block = self.clone();
        let there = match &mut block {
            Self::Heading { text, .. } | Self::Paragraph { text } | Self::Quotation { text } => {
                Some(text)
            }
            Self::List { items, .. } => items.get_mut(at),
            Self::Table { caption, rows, .. } => match at {
                0 => Some(caption),
                _ => rows.iter_mut().flatten().nth(at - 1),
            },
            Self::Picture { caption, .. } => Some(caption),
        };
        if let Some(there) = there {
            *there = new;
        }
        block
    }

    /// Whether nothing of it would be printed.
    pub fn is_empty(&self) -> bool {
        let no_words = self.texts().iter().all(|text| is_blank(text));
        match self {
            Self::Picture { path, .. } => path.trim().is_empty(),
            _ => no_words,
        }
    }

    /// How many columns a table has: those of its longest row. 0 for other blocks.
    pub fn columns(&self) -> usize {
        match self {
            Self::Table { rows, .. } => rows.iter().map(Vec::len).max().unwrap_or(0),
            _ => 0,
        }
    }
}

impl Appendix {
    /// Whether nothing is asked for.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_put_back_where_it_was_read() {
        let texts = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let blocks = [
            MaterialBlock::Heading { level: 2, text: "甲".into() },
            MaterialBlock::List { ordered: true, items: texts(&["甲", "乙"]) },
            MaterialBlock::Table {
                caption: "甲".into(),
                header: true,
                rows: vec![texts(&["乙", "丙"]), Vec::new(), texts(&["丁"])],
            },
            MaterialBlock::Picture { path: "a.jpg".into(), caption: "甲".into() },
        ];
        for block in blocks {
            for at in 0..block.texts().len() {
                let changed = block.with_text(at, "新".into());
                let mut expected = block.texts();
                expected[at] = "新";
                assert_eq!(changed.texts(), expected);
            }
        }
    }
}
