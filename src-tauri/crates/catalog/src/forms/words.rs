//! Words of a form: texts with the variables of the call put in, and ids.

use std::collections::{BTreeMap, BTreeSet};

use foundation::Code;

use crate::reading::fault::{Page, probably_meant};
use crate::reading::toml_reader::{Said, Table, check_id};

/// Texts that a call may put in the place of a form's own: variables such as the year.
pub(crate) type Variables = BTreeMap<String, String>;

/// The number of the row, which only a row knows: not a variable.
const ROW: &str = "{row}";

/// Reads texts and ids.
pub(crate) struct Words<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) variables: Variables,
}

impl<'p> Words<'p> {
    /// Puts the variables into a text; the names of fields stay.
    pub(crate) fn with_variables(&self, said: &Said<String>) -> String {
        let mut text = said.value.clone();
        for (name, value) in &self.variables {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A text that is printed as it stands: a brace left over is a variable nobody gave.
    pub(crate) fn plain(&self, said: &Said<String>) -> String {
        let text = self.with_variables(said);
        if text.replace(ROW, "").contains(['{', '}']) {
            self.page.fault(
                Code::UnknownReference,
                said.at,
                format!("“{text}”里花括号中的名称没有在 [variables] 里给出。"),
                probably_meant("", self.variables.keys().map(String::as_str)),
            );
        }
        text
    }

    /// The words of a key that may be left out; empty then.
    pub(crate) fn optional(&self, table: &Table<'p, '_>, key: &'static str) -> String {
        table.opt_text(key).map_or_else(String::new, |said| self.plain(&said))
    }

    /// The id of a table, which no other of `ids` may have.
    pub(crate) fn new_id(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> String {
        let id = table.text("id");
        check_id(self.page, &id);
        if !ids.insert(id.value.clone()) {
            self.page.fault(
                Code::DuplicateId,
                id.at,
                format!("代号“{}”用了两次。", id.value),
                "栏目、小标题和固定文字的代号各不相同；title、annex 和 cases 已经有固定的意思。"
                    .into(),
            );
        }
        id.value
    }
}
