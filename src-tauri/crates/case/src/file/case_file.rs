//! The case file: JSON in, a case out, and back. What is not a case file is told with place and fix;
//! what was only half filled in is no fault here but a finding later.

use std::collections::BTreeMap;
use std::fmt;

use catalog::{Call, Catalog, Field};
use foundation::entry::Room;
use foundation::{Code, Identity};

use crate::Case;
use crate::file::json::{Json, MOST_ENTRIES, parse, parse_pieces};
use crate::file::noted_files;
use crate::file::pieces::Pieces;
use crate::file::written::{Part, Parts, plain, text_of};

/// Where a draft keeps what the form of today has no place for.
const SET_ASIDE: &str = "set_aside";
/// Where a draft keeps which states went before it.
const LINEAGE: &str = "lineage";

/// A place in a case file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFileFault {
    /// `第 3 行第 7 列`, or a path such as `values/start`; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for CaseFileFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(out, "{}：", self.place)?;
        }
        write!(out, "{}{}", self.message, self.hint)
    }
}

/// Reads a case file. All faults of its shape come together; faults of JSON itself come alone.
pub fn read(bytes: &[u8], catalog: &Catalog) -> Result<Case, Vec<CaseFileFault>> {
    read_by(Reader::strict(), MOST_ENTRIES, bytes, catalog)
}

/// Reads the text of a draft: as [`read`], but what was typed into a number field and is no number is
/// kept as text, and becomes a finding; what the form of today has no place for is set aside.
pub fn read_draft(text: &str, catalog: &Catalog) -> Result<Case, Vec<CaseFileFault>> {
    // What was typed into a draft was let in, and is let out.
    read_by(Reader::of_draft(), u32::MAX, text.as_bytes(), catalog)
}

/// Reads a large case file and gives the memory of its bytes back on the way, so that it takes no more than twice what it
/// is long. None where it cannot be read; [`read`] tells why.
pub fn read_large(bytes: Vec<u8>, catalog: &Catalog) -> Option<Case> {
    let mark = b"\xEF\xBB\xBF";
    let start = if bytes.starts_with(mark) { mark.len() } else { 0 };
    std::str::from_utf8(&bytes).ok()?;
    let json = parse_pieces(Pieces::of(bytes, start), MOST_ENTRIES)?;
    Reader::strict().read(|reader| reader.case(json, catalog)).ok()
}

pub(super) fn read_by(
    reader: Reader,
    most: u32,
    bytes: &[u8],
    catalog: &Catalog,
) -> Result<Case, Vec<CaseFileFault>> {
    let one =
        |place: String, message: String, hint: String| vec![CaseFileFault { place, message, hint }];
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if is_of_programs(bytes) {
        let hint = "案例文件是 .json 结尾的文本文件，请重新选择；交接包（.shenbao）请用“导入”或 shenbao unpack 打开。";
        return Err(one(String::new(), "这不是案例文件。".into(), hint.into()));
    }
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        let hint = "多半是写的时候断了电，或磁盘坏了。请用另外的一份，或从草稿再“另存为”一次。";
        return Err(one(String::new(), "文件里的内容已经丢失，只剩下零。".into(), hint.into()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        // Cut off within its last character.
        if error.error_len().is_none() {
            let hint = "可能没有复制完整，请重新复制一份。";
            return one(String::new(), "文件到中间就断了。".into(), hint.into());
        }
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        let hint = "请用 UTF-8 编码另存一次（记事本：另存为，编码选 UTF-8）。";
        one(format!("第 {line} 行"), "文件不是 UTF-8 编码。".into(), hint.into())
    })?;
    if text.trim().is_empty() {
        let hint = "请用 shenbao new 生成一个案例文件。";
        return Err(one(String::new(), "文件是空的。".into(), hint.into()));
    }
    let json = parse(text, most).map_err(|fault| {
        let place = format!("第 {} 行第 {} 列", fault.line, fault.column);
        one(place, fault.message, fault.hint)
    })?;
    reader.read(|reader| reader.case(json, catalog))
}

/// Whether bytes are those of a picture, a PDF, a document or another program's file: no text begins so, in any encoding.
fn is_of_programs(bytes: &[u8]) -> bool {
    let beginnings: [&[u8]; 8] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"%PDF-",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0",
        b"Rar!",
        b"GIF8",
        b"SQLite format 3",
    ];
    beginnings.iter().any(|beginning| bytes.starts_with(beginning))
}

/// Writes a case file with every field of its forms, ending in a line end.
pub fn write(case: &Case) -> String {
    let mut file = file_of(case);
    file.extend(identity_of(case));
    text_of(&file)
}

/// Writes the text of a draft: a case file, and what is kept for a form that takes it again. Which case it
/// is stands beside it where drafts are kept.
pub fn write_draft(case: &Case) -> String {
    let mut file = draft_of(case);
    if !case.lineage.is_empty() {
        file.insert(LINEAGE, plain(&case.lineage));
    }
    text_of(&file)
}

/// All that a draft keeps beside which states went before it.
pub(super) fn draft_of(case: &Case) -> Parts<'_> {
    let mut file = file_of(case);
    let mut answers = answers(case);
    answers.extend(case.answers.iter().map(|(id, answer)| (id.as_str(), Some(answer))));
    file.insert("answers", plain(answers));
    if !case.set_aside.is_empty() {
        file.insert(SET_ASIDE, plain(&case.set_aside));
    }
    file
}

/// Which case it is.
pub(super) fn identity_of(case: &Case) -> Vec<(&'static str, Part<'static>)> {
    let Some(Identity { id, revision }) = &case.identity else { return Vec::new() };
    vec![("id", plain(id)), ("revision", plain(revision))]
}

fn file_of(case: &Case) -> Parts<'_> {
    // Nobody is asked for what another fills in.
    let is_written =
        |field: &&Field| field.filled_by.is_applicant() || case.values.contains_key(&field.id);
    let fields = case.kept_fields().filter(is_written);
    let values = fields.map(|field| (field.id.as_str(), case.values.get(&field.id)));
    let mut file = Parts::from([
        ("format", plain(1)),
        ("call", plain(&case.call.id)),
        ("route", plain(&case.route)),
        ("values", Part::Values(values.collect())),
        ("answers", plain(answers(case))),
        ("reasons", plain(&case.reasons)),
        ("attachments", plain(&case.attachments)),
    ]);
    if let Some(material) = &case.material {
        file.insert("material", Part::Material(material));
    }
    if !case.appendix.is_none() {
        file.insert("appendix", plain(case.appendix));
    }
    if let Some(files) = noted_files::noted(case) {
        file.insert("files", files.into());
    }
    file
}

fn answers(case: &Case) -> BTreeMap<&str, Option<&bool>> {
    case.call.answer_ids().map(|id| (id, case.answers.get(id))).collect()
}

/// Enough of a word or a place to recognise it in a message.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Judgement: whoever has twenty faults has the wrong file.
const MOST_FAULTS: usize = 20;

/// Reads the parts of a case file and gathers their faults.
pub(crate) struct Reader {
    faults: Vec<CaseFileFault>,
    /// Whether what a person typed is taken as it is, and judged by the rules.
    pub(crate) as_typed: bool,
    /// Whether what the form of today does not know is kept.
    pub(crate) keeps_unknown: bool,
}

/// What is no state is left out: by it nothing is judged, only asked once too often.
fn lineage(json: Option<Json>) -> Vec<foundation::Digest> {
    let Some(Json::List(states)) = json else { return Vec::new() };
    let state = |state| match state {
        Json::Text(text) => text.parse().ok(),
        _ => None,
    };
    states.into_iter().filter_map(state).collect()
}

impl Reader {
    fn strict() -> Self {
        Self { faults: Vec::new(), as_typed: false, keeps_unknown: false }
    }

    pub(crate) fn lenient() -> Self {
        Self { as_typed: true, ..Self::strict() }
    }

    pub(crate) fn of_draft() -> Self {
        Self { keeps_unknown: true, ..Self::lenient() }
    }

    /// What `work` reads, or the faults that it came upon.
    pub(crate) fn read<T>(
        mut self,
        work: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Result<T, Vec<CaseFileFault>> {
        match work(&mut self) {
            Some(found) if self.faults.is_empty() => Ok(found),
            _ => Err(self.faults),
        }
    }

    pub(crate) fn faults_mut(&mut self) -> &mut Vec<CaseFileFault> {
        &mut self.faults
    }

    pub(crate) fn fault(&mut self, place: &str, message: String, hint: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(CaseFileFault { place: short(place), message, hint: hint.into() });
        }
    }

    pub(crate) fn wrong_type(&mut self, place: &str, wanted: &str, found: &Json) {
        self.fault(place, format!("应为{wanted}，这里是{}。", found.kind()), "");
    }

    pub(crate) fn unknown(&mut self, place: &str, what: &str, word: &str, known: &[&str]) {
        if self.faults.len() >= MOST_FAULTS {
            return;
        }
        let hint = catalog::probably_meant(word, known.iter().copied());
        self.fault(place, format!("没有{what}“{}”。", short(word)), hint);
    }

    fn case(&mut self, json: Json, catalog: &Catalog) -> Option<Case> {
        let Json::Object(entries) = json else {
            self.wrong_type("", "一个对象（以大括号开头）", &json);
            return None;
        };
        let mut parts: BTreeMap<String, Json> = BTreeMap::new();
        let known = [
            "format",
            "id",
            "revision",
            "call",
            "route",
            "values",
            "answers",
            "reasons",
            "attachments",
            "files",
            "material",
            "appendix",
        ];
        for (key, value) in entries {
            let is_of_draft = self.keeps_unknown && [SET_ASIDE, LINEAGE].contains(&key.as_str());
            if known.contains(&key.as_str()) || is_of_draft {
                parts.insert(key, value);
            } else {
                self.unknown(&key, "这一项", &key, &known);
            }
        }
        self.format(parts.remove("format"));
        let call = self.call(parts.remove("call"), catalog)?;
        let mut case = Case::new(call);
        case.identity = self.identity(parts.remove("id"), parts.remove("revision"));
        case.route = self.route(parts.remove("route"), &case.call);
        let set_aside = self.object(SET_ASIDE, parts.remove(SET_ASIDE));
        self.values(parts.remove("values"), set_aside, &mut case);
        case.answers = self.answers(parts.remove("answers"), &case.call);
        case.reasons = self.reasons(parts.remove("reasons"));
        case.attachments = self.attachments(parts.remove("attachments"), &case.call);
        case.files = self.noted_files(parts.remove("files"));
        case.material = self.material(parts.remove("material"));
        case.appendix = self.appendix(parts.remove("appendix"));
        case.lineage = lineage(parts.remove(LINEAGE));
        Some(case)
    }

    fn format(&mut self, format: Option<Json>) {
        match format {
            Some(Json::Number(number)) if number.as_u64() == Some(1) => {}
            Some(Json::Number(number)) => {
                let hint = "请用新版本的申报匣打开，或检查 format 是否写成了 1。";
                self.fault("format", format!("这一版不认识案例格式 {number}。"), hint);
            }
            Some(other) => self.wrong_type("format", "数字 1", &other),
            None => self.fault("format", "缺少 format。".into(), "请加一行 \"format\": 1。"),
        }
    }

    fn call(&mut self, call: Option<Json>, catalog: &Catalog) -> Option<std::sync::Arc<Call>> {
        let known: Vec<&str> = catalog.call_ids().collect();
        match call {
            Some(Json::Text(id)) => {
                let call = catalog.call(&id).cloned();
                if call.is_none() && self.keeps_unknown {
                    let message = format!("这台电脑上没有征集“{id}”，草稿还在，没有改动。");
                    let hint =
                        "请把它的文件夹放回存放草稿的文件夹里的 catalog 文件夹，再打开程序。";
                    self.fault("", message, hint);
                } else if call.is_none() && known.contains(&id.as_str()) {
                    let hint = "请用 shenbao lint 看是哪里有错，或找做这张表的人。";
                    self.fault("call", format!("征集“{id}”的文件有错，没有读入。"), hint);
                } else if call.is_none() {
                    self.unknown("call", "征集", &id, &known);
                }
                call
            }
            Some(other) => {
                self.wrong_type("call", "征集的代号（文字）", &other);
                None
            }
            None => {
                self.fault("call", "缺少 call。".into(), format!("可以写：{}。", known.join("、")));
                None
            }
        }
    }

    pub(crate) fn route(&mut self, route: Option<Json>, call: &Call) -> String {
        let known: Vec<&str> = call.routes.iter().map(|route| route.id.as_str()).collect();
        match route {
            Some(Json::Text(id)) if known.contains(&id.as_str()) => return id,
            // The form shows by which route it stands now.
            Some(Json::Text(_)) if self.keeps_unknown => {}
            Some(Json::Text(id)) => self.unknown("route", "申报方式", &id, &known),
            Some(other) => self.wrong_type("route", "申报方式的代号（文字）", &other),
            None => {
                self.fault(
                    "route",
                    "缺少 route。".into(),
                    format!("可以写：{}。", known.join("、")),
                );
            }
        }
        call.routes[0].id.clone()
    }

    pub(crate) fn object(&mut self, place: &str, json: Option<Json>) -> Vec<(String, Json)> {
        match json {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::Object(entries)) => entries,
            Some(other) => {
                self.wrong_type(place, "一个对象（以大括号开头）", &other);
                Vec::new()
            }
        }
    }

    pub(crate) fn answers(&mut self, json: Option<Json>, call: &Call) -> BTreeMap<String, bool> {
        let known: Vec<&str> = call.answer_ids().collect();
        let mut answers = BTreeMap::new();
        for (id, json) in self.object("answers", json) {
            let place = format!("answers/{id}");
            match json {
                _ if !self.keeps_unknown && !known.contains(&id.as_str()) => {
                    self.unknown(&place, "声明或自查", &id, &known);
                }
                Json::Null => {}
                Json::Bool(yes) => {
                    answers.insert(id, yes);
                }
                other => self.wrong_type(&place, " true 或 false", &other),
            }
        }
        answers
    }

    pub(crate) fn reasons(&mut self, json: Option<Json>) -> BTreeMap<String, String> {
        let mut reasons = BTreeMap::new();
        for (key, json) in self.object("reasons", json) {
            let code = key.split_once('@').map_or("", |(code, _)| code);
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            if !self.as_typed && !known.contains(&code) {
                let hint = "请写成“问题代码@位置”，例如 \"C201@start\"，照 check 给出的那一行抄。";
                self.fault(&format!("reasons/{key}"), "没有这样的问题代码。".into(), hint);
            }
            if let Some(reason) = self.words(&format!("reasons/{key}"), json, Room::Lines) {
                reasons.insert(key, reason);
            }
        }
        reasons
    }
}
