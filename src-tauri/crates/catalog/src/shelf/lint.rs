//! Looks at form, call and guidance folders before they are used. The folders come in as texts: this
//! room opens no file.

use std::collections::BTreeMap;

use foundation::Code;

use crate::calls::call::Call;
use crate::calls::call_forms::Forms;
use crate::calls::call_reader;
use crate::forms::form::Form;
use crate::forms::form_reader;
use crate::forms::words::Variables;
use crate::guidances::guidance::Guidance;
use crate::guidances::guidance_reader;
use crate::reading::fault::{Fault, Page, probably_meant};

/// The text files of one form, call or guidance folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// How the folder is named in faults, such as `assets/forms/js-2020-case`.
    pub path: String,
    /// File name to text.
    pub files: BTreeMap<String, String>,
}

impl Folder {
    /// The last part of the path: the id of the form, call or guidance.
    pub fn id(&self) -> &str {
        self.path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Whether it is the same form, call or guidance, perhaps another copy of it.
    pub fn is_same(&self, other: &Self) -> bool {
        let kind = |folder: &Self| (folder.is_call(), folder.is_guidance());
        self.id() == other.id() && kind(self) == kind(other)
    }

    /// Whether it holds a call (`call.toml`) rather than a form.
    pub fn is_call(&self) -> bool {
        self.files.contains_key("call.toml")
    }

    /// Whether it holds guidance (`guidance.toml`).
    pub fn is_guidance(&self) -> bool {
        self.files.contains_key("guidance.toml")
    }

    /// Whether it is neither: a folder without a known file is a form that lacks its files.
    pub fn is_form(&self) -> bool {
        !self.is_call() && !self.is_guidance()
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

/// Every fault of `folders`, those of forms first: a call cannot use a form that has faults. A call may
/// use the forms of `folders` and of `others`.
pub fn lint(folders: &[Folder], others: &[Folder]) -> Vec<Fault> {
    let others: Vec<&Folder> =
        others.iter().filter(|other| folders.iter().all(|new| !new.is_same(other))).collect();
    let forms: Vec<&Folder> =
        folders.iter().chain(others.iter().copied()).filter(|folder| folder.is_form()).collect();
    let mut faults = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_form()) {
        let found = read_form(folder, &Variables::new()).1;
        told.extend(found.iter().any(Fault::is_error).then(|| folder.id()));
        faults.extend(found);
    }
    for folder in folders.iter().filter(|folder| !folder.is_form()) {
        if folder.is_call() {
            let (call, found) = read_call(folder, &forms, &told);
            faults.extend(found);
            faults.extend(call.and_then(|call| unknown_guidance(folder, &call, folders, &others)));
        } else {
            faults.extend(read_guidance(folder).1);
        }
        let hint = "请逐条写明通知的每一条款在程序里怎样处理。";
        faults.extend(folder.missing("SOURCES.md", hint));
    }
    faults
}

/// A call may lean on the guidance of `folders` and of `others`.
fn unknown_guidance(
    folder: &Folder,
    call: &Call,
    folders: &[Folder],
    others: &[&Folder],
) -> Option<Fault> {
    let id = &call.guidance.as_ref()?.id;
    let all = folders.iter().chain(others.iter().copied());
    let all = all.filter(|folder| folder.is_guidance());
    let known: Vec<&str> = all.map(Folder::id).collect();
    if known.contains(&id.as_str()) {
        return None;
    }
    let name = folder.name("call.toml");
    let page = Page::new(&name, folder.text("call.toml"));
    let at = page.text.find("[guidance]").unwrap_or_default();
    let hint = probably_meant(id, known);
    page.fault(Code::UnknownReference, at, format!("没有指导材料“{id}”。"), hint);
    page.into_faults().pop()
}

/// The form of a folder as it stands there, before a call says anything of it.
pub fn form_of(folder: &Folder) -> Result<Form, Vec<Fault>> {
    let (form, faults) = read_form(folder, &Variables::new());
    form.ok_or(faults)
}

/// Reads a form folder, with a call's variables.
pub(crate) fn read_form(folder: &Folder, variables: &Variables) -> (Option<Form>, Vec<Fault>) {
    let missing = [
        folder.missing(
            "form.toml",
            "表单文件夹里要有 form.toml（栏目）和 paper.grid（版面）；征集文件夹里要有 call.toml。",
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
    check_name(folder, &toml);
    let form = form_reader::read(folder.id(), &toml, &grid, variables);
    faults.extend(toml.into_faults());
    faults.extend(grid.into_faults());
    (form.filter(|_| !faults.iter().any(Fault::is_error)), faults)
}

/// Reads a call folder; its forms come from `forms`. The faults of those named in `told` are told already.
pub(crate) fn read_call(
    folder: &Folder,
    forms: &[&Folder],
    told: &[&str],
) -> (Option<Call>, Vec<Fault>) {
    let name = folder.name("call.toml");
    let page = Page::new(&name, folder.text("call.toml"));
    let known: Vec<&str> = forms.iter().map(|form| form.id()).collect();
    let source = |id: &str, variables: &Variables| {
        let form = forms.iter().find(|form| form.id() == id)?;
        read_form(form, variables).0
    };
    check_name(folder, &page);
    let forms = Forms { known: &known, told, source: &source };
    let call = call_reader::read(folder.id(), &page, forms);
    let faults = page.into_faults();
    let call = call.filter(|_| !faults.iter().any(Fault::is_error));
    (call.map(|call| call_reader::with_samples(call, &folder.files)), faults)
}

/// A name in any script will do; white space would part it where it is named beside others.
fn check_name(folder: &Folder, page: &Page<'_>) {
    let id = folder.id();
    if id.contains(char::is_whitespace) {
        let name: String = id.split_whitespace().collect::<Vec<_>>().join("-");
        let message = format!("文件夹名“{id}”里有空格。");
        page.fault(Code::BadValue, 0, message, format!("请改名，例如 {name}。"));
    }
}

/// Reads a guidance folder.
pub(crate) fn read_guidance(folder: &Folder) -> (Option<Guidance>, Vec<Fault>) {
    let name = folder.name("guidance.toml");
    let page = Page::new(&name, folder.text("guidance.toml"));
    let guidance = guidance_reader::read(folder.id(), &page);
    let faults = page.into_faults();
    (guidance.filter(|_| !faults.iter().any(Fault::is_error)), faults)
}
