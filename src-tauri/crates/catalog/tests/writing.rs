//! What is written of a form or a call says what was read: over everything that is shipped, over the
//! examples, and over forms that nobody would write.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{Call, Catalog, Folder, Form, Remarks, form_of, lint, write_call, write_form};
use foundation::Digest;

/// Form and call folders below a folder of `assets`.
fn folders(below: &str) -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets").join(below);
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let files = std::fs::read_dir(&path).unwrap().map(|file| file.unwrap().path());
        let texts = files.filter_map(|file| {
            let name = file.file_name()?.to_str()?.to_owned();
            Some((name, std::fs::read_to_string(&file).ok()?))
        });
        folders.push(Folder { path: path.to_str().unwrap().to_owned(), files: texts.collect() });
    }
    folders
}

fn all() -> Vec<Folder> {
    ["forms", "calls", "guidance", "examples/forms", "examples/calls"].map(folders).concat()
}

/// Everything that a form says, but the digest of its texts.
fn said(form: &Form) -> String {
    format!("{:#?}", Form { digest: Digest::of(&[]), ..form.clone() })
}

fn call_said(call: &Call) -> String {
    let mut call = call.clone();
    call.digest = Digest::of(&[]);
    let plain = |form: &Form| Form { digest: Digest::of(&[]), ..form.clone() }.into();
    call.forms = call.forms.iter().map(|form| plain(form)).collect();
    for route in &mut call.routes {
        route.forms = route.forms.iter().map(|form| plain(form)).collect();
    }
    format!("{call:#?}")
}

fn folder(id: &str, files: [(&str, String); 2]) -> Folder {
    let files = files.map(|(name, text)| (name.to_owned(), text));
    Folder { path: id.to_owned(), files: BTreeMap::from(files) }
}

#[test]
fn a_form_that_is_written_reads_the_same() {
    let forms: Vec<Folder> = all().into_iter().filter(Folder::is_form).collect();
    assert!(forms.len() >= 7, "{}", forms.len());
    for shipped in forms {
        let form = form_of(&shipped).unwrap();
        let texts = write_form(&form, &Remarks::new());
        let written =
            folder(shipped.id(), [("form.toml", texts.toml.clone()), ("paper.grid", texts.grid)]);
        let read = form_of(&written).unwrap_or_else(|faults| panic!("{faults:#?}\n{}", texts.toml));
        assert_eq!(said(&read), said(&form), "{}", shipped.id());
    }
}

#[test]
fn a_call_that_is_written_reads_the_same() {
    let folders = all();
    let plain = |id: &str| form_of(folders.iter().find(|f| f.is_form() && f.id() == id)?).ok();
    let catalog = Catalog::of(folders.clone());
    assert!(catalog.calls().len() >= 5);
    for call in catalog.calls() {
        let text = write_call(call, &plain, &Remarks::new());
        let mut others: Vec<Folder> = folders.clone();
        let own = others.iter_mut().find(|f| f.is_call() && f.id() == call.id).unwrap();
        own.files.insert("call.toml".into(), text.clone());
        assert_eq!(lint(&others, &[]), [], "{text}");
        let read = Catalog::of(others);
        assert_eq!(call_said(read.call(&call.id).unwrap()), call_said(call), "{}", call.id);
    }
}
