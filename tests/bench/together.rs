//! Many cases of a call beside each other, and a key that is pressed in the largest draft: what `in_process` measures
//! beside the single case.

use std::path::PathBuf;
use std::time::Duration;

use case::{Case, Value, check_roundup};
use catalog::{Catalog, Form, Per};
use foundation::{Finding, Timestamp};
use paper::Copy;
use serde_json::{Value as Json, json};
use workbench::{OpenCase, Request, Workbench};

use crate::timed;

/// A call with quotas, doubles and a sheet of the roundup.
const CALL: &str = "shuangbai-2016";
/// So many cases are compared to each other at most.
pub(crate) const MOST: usize = 5_000;
/// A JPEG with all that cameras write.
const PHOTO: &[u8] = include_bytes!("../golden/media_cleaned/a.jpg");
/// So many stand on the summary sheet.
const ON_SHEET: usize = 1_600;

/// Cases of one call that differ in their names.
pub(crate) struct Together {
    cases: Vec<Case>,
    files: Vec<PathBuf>,
    form: String,
    _folder: tempfile::TempDir,
}

impl Together {
    /// Makes the cases, and writes those of the sheet as files.
    pub(crate) fn new(folder: tempfile::TempDir) -> Self {
        let catalog = Catalog::built_in();
        let call = catalog.call(CALL).expect("it is built in").clone();
        let (_, sample) = call.samples.first().expect("it has a sample");
        let sample = case::read(sample.as_bytes(), &catalog).expect("it can be read");
        let mut names = call.main_form().fields.iter().filter(|field| field.name_part);
        let name = &names.next().expect("a case has a name").id;
        let numbered = |number: usize| {
            let mut case = sample.clone();
            case.values.insert(name.clone(), Value::Text(format!("第{number}个网络扶贫案例")));
            case
        };
        let cases: Vec<Case> = (0..MOST).map(numbered).collect();
        let is_sheet = |form: &&std::sync::Arc<Form>| form.per == Per::Roundup;
        let form = sample.route_forms().iter().find(is_sheet).expect("it has a sheet").id.clone();
        let write = |(number, case): (usize, &Case)| {
            let path = folder.path().join(format!("{number}.json"));
            // Not synced: only reading them is measured.
            std::fs::write(&path, case::write(case)).expect("the folder is ours");
            path
        };
        let files = cases.iter().take(ON_SHEET).enumerate().map(write).collect();
        Self { cases, files, form, _folder: folder }
    }

    /// Quotas and doubles among `count` cases, their summaries made anew. All cases are gone through for every
    /// count, so that whoever else uses the processor weighs on each figure alike: a short one alone would often
    /// be over before its turn is.
    pub(crate) fn summaries(&self, count: usize) -> Duration {
        let groups = self.cases.chunks_exact(count);
        let groups: Vec<Vec<(&Case, Vec<Finding>)>> =
            groups.map(|cases| cases.iter().map(|case| (case, Vec::new())).collect()).collect();
        let form = self.cases[0].form(&self.form).expect("it was found there");
        let check = |cases: &Vec<_>| check_roundup(form, cases);
        timed(|| groups.iter().map(check).collect::<Vec<_>>()) / groups.len() as u32
    }

    /// Case files to the PDF of their sheet.
    pub(crate) fn sheet(&self, workbench: &Workbench) -> Duration {
        let desk = workbench.desk();
        timed(|| desk.render_cases(&self.files, Some(&self.form), Copy::Draft).expect("it prints"))
    }
}

/// A draft in the store, open in a face.
pub(crate) struct Typing {
    workbench: Workbench,
    draft: i64,
    token: u64,
    seq: u64,
    _home: tempfile::TempDir,
}

impl Typing {
    /// Imports a case into an empty home and opens it, with a photo of its own for each attachment.
    pub(crate) fn new(open: &OpenCase, moment: Timestamp, home: tempfile::TempDir) -> Self {
        let file = home.path().join("largest.json");
        for (number, attachment) in open.case.attachments.iter().enumerate() {
            let path = home.path().join(&attachment.path);
            std::fs::write(path, numbered(number)).expect("the folder is ours");
        }
        let workbench = Workbench::new(Box::new(moment)).with_home(Some(home.path().join("home")));
        let text = case::write(&open.case);
        workbench.desk().write_file(&file, text.as_bytes()).expect("the folder is ours");
        ask(&workbench, json!({"ask": "start"}));
        let view = ask(&workbench, json!({"ask": "import", "file": file}));
        let lengths = view["first"]["attachments"].as_array().expect("they are a list").iter();
        let kept = lengths.filter(|attachment| attachment["bytes"].is_u64());
        assert_eq!(kept.count(), open.case.attachments.len(), "every file came with it");
        let number = |key: &str| view[key].as_u64().expect("a draft has numbers");
        let (draft, token) = (number("id") as i64, number("token"));
        Self { workbench, draft, token, seq: 0, _home: home }
    }

    /// A key in a field, from the request of the face to the text of the answer.
    pub(crate) fn key(&mut self, address: &str, entry: &str) -> Duration {
        self.seq += 1;
        let request = json!({"ask": "edit", "draft": self.draft, "token": self.token,
                             "seq": self.seq, "address": address, "entry": entry});
        let request: Request = serde_json::from_value(request).expect("it is one");
        timed(|| {
            let answer = self.workbench.answer(request).expect("it can be typed");
            serde_json::to_string(&answer)
        })
    }
}

/// A photo that no other is: its number stands in a comment behind the first mark.
fn numbered(number: usize) -> Vec<u8> {
    let comment = format!("{number:04}");
    let length = u16::try_from(comment.len() + 2).expect("it is short").to_be_bytes();
    [&PHOTO[..2], &[0xFF, 0xFE], &length, comment.as_bytes(), &PHOTO[2..]].concat()
}

fn ask(workbench: &Workbench, request: Json) -> Json {
    let request: Request = serde_json::from_value(request).expect("it is one");
    let answer = workbench.answer(request).expect("the home is ours");
    serde_json::to_value(answer).expect("an answer is JSON")
}
