//! Looks at form and call folders before they are used. The folders come in as texts: this room
//! opens no file.

use std::collections::BTreeMap;

use foundation::Code;

use crate::call::Call;
use crate::call_reader;
use crate::fault::{Fault, Page};
use crate::form::Form;
use crate::form_reader::{self, Variables};

/// The text files of one form or call folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// How the folder is named in faults, such as `assets/forms/js-2020-case`.
    pub path: String,
    /// File name to text.
    pub files: BTreeMap<String, String>,
}

impl Folder {
    /// The last part of the path: the id of the form or call.
    pub fn id(&self) -> &str {
        self.path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Whether it holds a call (`call.toml`) rather than a form.
    pub fn is_call(&self) -> bool {
        self.files.contains_key("call.toml")
    }

    fn name(&self, file: &str) -> String {
        format!("{}/{file}", self.path.trim_end_matches('/'))
    }

    fn text(&self, file: &str) -> &str {
        self.files.get(file).map_or("", String::as_str)
    }

    /// A fault about a file as a whole.
    pub fn fault(&self, file: &str, message: String) -> Fault {
        let name = self.name(file);
        let page = Page::new(&name, "");
        page.fault(Code::BadValue, 0, message, String::new());
        page.into_faults().remove(0)
    }

    fn missing(&self, file: &str, hint: &str) -> Option<Fault> {
        if self.files.contains_key(file) {
            return None;
        }
        let name = self.name(file);
        let page = Page::new(&name, "");
        page.fault(Code::FileMissing, 0, format!("文件夹里没有 {file}。"), hint.into());
        page.into_faults().pop()
    }
}

/// Every fault of `folders`. A call may use the forms of `folders` and of `others`.
pub fn lint(folders: &[Folder], others: &[Folder]) -> Vec<Fault> {
    let forms: Vec<&Folder> =
        folders.iter().chain(others).filter(|folder| !folder.is_call()).collect();
    let mut faults = Vec::new();
    for folder in folders {
        if folder.is_call() {
            faults.extend(read_call(folder, &forms).1);
            let hint = "请逐条写明通知的每一条款在程序里怎样处理。";
            faults.extend(folder.missing("SOURCES.md", hint));
        } else {
            faults.extend(read_form(folder, &Variables::new()).1);
        }
    }
    faults
}

/// Reads a form folder, with a call's variables.
pub(crate) fn read_form(folder: &Folder, variables: &Variables) -> (Option<Form>, Vec<Fault>) {
    let missing = [
        folder.missing(
            "form.toml",
            "表单文件夹里要有 form.toml（字段）和 paper.grid（版面）；征集文件夹里要有 call.toml。",
        ),
        folder.missing("paper.grid", "请画出版面，写法见 FORMAT.md。"),
    ];
    let mut faults: Vec<Fault> = missing.into_iter().flatten().collect();
    if !faults.is_empty() {
        return (None, faults);
    }
    let (toml_name, grid_name) = (folder.name("form.toml"), folder.name("paper.grid"));
    let toml = Page::new(&toml_name, folder.text("form.toml"));
    let grid = Page::new(&grid_name, folder.text("paper.grid"));
    let form = form_reader::read(folder.id(), &toml, &grid, variables);
    faults.extend(toml.into_faults());
    faults.extend(grid.into_faults());
    (form.filter(|_| faults.is_empty()), faults)
}

/// Reads a call folder; its forms come from `forms`.
pub(crate) fn read_call(folder: &Folder, forms: &[&Folder]) -> (Option<Call>, Vec<Fault>) {
    let name = folder.name("call.toml");
    let page = Page::new(&name, folder.text("call.toml"));
    let known: Vec<&str> = forms.iter().map(|form| form.id()).collect();
    let source = |id: &str, variables: &Variables| {
        let form = forms.iter().find(|form| form.id() == id)?;
        read_form(form, variables).0
    };
    let call = call_reader::read(folder.id(), &page, &known, &source);
    let faults = page.into_faults();
    let call = call.filter(|_| faults.is_empty());
    (call.map(|call| call_reader::with_samples(call, &folder.files)), faults)
}
