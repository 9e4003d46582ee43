//! What is written of a form or a call says what was read: over everything that is shipped, over the
//! examples, and over forms that nobody would write.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{
    Align, Block, Call, Catalog, Cell, Condition, Field, FilledBy, FixedText, Folder, FontRole,
    Form, Item, Kind, LengthUnit, Limits, Line, OptionMark, Remarks, Required, Row, Seal, Section,
    Signature, Table, Template, TextFormat, TextOption, TypeStyle, form_of, lint, write_call,
    write_form,
};
use foundation::{Digest, Mm};

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

/// Numbers that are the same each time: xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Words that hurt where they are written without care.
    fn words(&mut self) -> String {
        const WORDS: [&str; 10] = [
            "名称",
            "联 系 人",
            "第一行\n第二行",
            "“引”\"号\"",
            "反\\斜\\杠",
            "井号 # 不是注释",
            "等号 = 值",
            "[[field]]",
            "𠮷野家😀",
            "  空  格  ",
        ];
        (0..1 + self.below(3)).map(|_| self.one(&WORDS)).collect::<Vec<_>>().concat()
    }

    fn limits(&mut self) -> Limits {
        let min = self.yes().then_some(10);
        let max = self.yes().then_some(800);
        let about = self.yes().then_some(500);
        if min.or(max).or(about).is_none() {
            return Limits::default();
        }
        let unit = self.one(&[LengthUnit::Zi, LengthUnit::Han, LengthUnit::Characters]);
        Limits { min, max, about, unit, in_principle: self.yes() }
    }

    fn mark(&mut self) -> OptionMark {
        self.one(&[OptionMark::Square, OptionMark::Brackets])
    }

    fn options(&mut self) -> Vec<TextOption> {
        let count = 1 + self.below(4);
        let option =
            |(index, words): (usize, String)| TextOption::new(&format!("o{index}"), &words);
        let words: Vec<String> = (0..count).map(|_| self.words()).collect();
        words.into_iter().enumerate().map(option).collect()
    }

    fn kind(&mut self, column: bool) -> Kind {
        let limits = if column { Limits::default() } else { self.limits() };
        let (unit, prefix) = (self.words(), if column { String::new() } else { self.words() });
        match self.below(if column { 12 } else { 15 }) {
            0 => Kind::Integer { unit },
            1 => Kind::Decimal { unit },
            2 => Kind::Month,
            3 => Kind::Date,
            4 => Kind::Period,
            5 => Kind::Choice { options: self.options(), mark: self.mark(), box_after: self.yes() },
            6 => {
                Kind::Choices { options: self.options(), mark: self.mark(), box_after: self.yes() }
            }
            7 => Kind::YesNo { mark: OptionMark::Circle, box_after: self.yes() },
            8 => Kind::Contact,
            9 => Kind::Region { level: self.one(&[None, Some(catalog::regions::Level::County)]) },
            10 => Kind::Links,
            11 => Kind::Text {
                format: self.one(&[TextFormat::Free, TextFormat::Email]),
                prefix,
                limits,
            },
            12 => Kind::LongText { limits, extra_page: self.yes() },
            13 => Kind::Opinion { limits, extra_page: self.yes(), prescribed: self.words() },
            _ => {
                let columns = (0..1 + self.below(3)).map(|n| self.field(&format!("c{n}"), true));
                Kind::Rows {
                    columns: columns.collect(),
                    least_rows: u32::try_from(self.below(5)).unwrap(),
                    labels: Vec::new(),
                }
            }
        }
    }

    fn field(&mut self, id: &str, column: bool) -> Field {
        let (label, kind, source) = (self.words(), self.kind(column), self.words());
        let mut field = Field::new(id, &label, kind, &source);
        let levels = [Required::No, Required::Advised, Required::WithReason, Required::Yes];
        field.required = self.one(&levels);
        field.personal = self.yes();
        if !column {
            let all = [FilledBy::Applicant, FilledBy::Recommender, FilledBy::Upper];
            field.filled_by = self.one(&all);
        }
        if self.yes() {
            (field.name, field.help, field.blank) = (self.words(), self.words(), self.words());
        }
        field
    }

    fn style(&mut self) -> TypeStyle {
        let roles = [FontRole::Song, FontRole::Fang, FontRole::Hei, FontRole::Kai, FontRole::Title];
        TypeStyle::nearest(self.one(&roles), 5.0 + self.below(37) as f64)
    }

    fn line(&mut self, items: Vec<Item>) -> Block {
        let align = self.one(&[Align::Left, Align::Centre, Align::Right, Align::Body]);
        let indent = if align == Align::Left { Mm(self.below(60) as f64) } else { Mm::ZERO };
        let style = self.yes().then(|| self.style());
        Block::Line(Line { align, indent, style, items, right: Vec::new() })
    }

    /// A table of two columns: labels and values, rows that repeat, a cell over both columns.
    fn table(&mut self, fields: &[Field]) -> Block {
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        for field in fields {
            let row = rows.len();
            let own = |item: Item| vec![vec![item]];
            let (left, right, repeats) = match &field.kind {
                Kind::Rows { columns, .. } => {
                    let all = columns.iter().map(|c| Item::Column(field.id.clone(), c.id.clone()));
                    (
                        own(Item::Label(field.id.clone())),
                        vec![all.collect()],
                        Some(field.id.clone()),
                    )
                }
                _ => (own(Item::Label(field.id.clone())), own(Item::Value(field.id.clone())), None),
            };
            let min_height = self.yes().then(|| Mm(1.0 + self.below(90) as f64 / 2.0));
            rows.push(Row { min_height, may_break: self.yes(), repeats });
            let cell = |column: usize, lines: Vec<Vec<Item>>| Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                align: None,
                style: None,
                lines,
            };
            if row_is_whole(self, field) {
                let lines = [left, right].concat();
                let align = self.one(&[None, Some(Align::Left), Some(Align::Centre)]);
                let style = self.yes().then(|| self.style());
                cells.push(Cell { column_span: 2, align, style, ..cell(0, lines) });
            } else {
                cells.extend([cell(0, left), cell(1, right)]);
            }
        }
        Block::Table(Table { ruled: true, columns: vec![Mm(40.5), Mm(80.0)], rows, cells })
    }

    fn form(&mut self) -> Form {
        let mut form = Form::new("made", &self.words(), &self.words());
        form.short = self.words();
        form.annex = self.yes().then(|| self.words());
        form.page.numbers = self.yes();
        form.page.top = Mm(5.0 + self.below(60) as f64);
        (form.value_type, form.label_type) = (self.style(), self.style());
        form.fields = (0..1 + self.below(5)).map(|n| self.field(&format!("f{n}"), false)).collect();
        self.conditions(&mut form);
        form.own_variables.insert("year".into(), self.words());
        let blocks = vec![self.line(vec![Item::Title]), self.table(&form.fields)];
        form.paper.blocks = blocks;
        if form.annex.is_some() {
            let line = self.line(vec![Item::Annex]);
            form.paper.blocks.push(line);
        }
        self.others(&mut form);
        form
    }

    fn conditions(&mut self, form: &mut Form) {
        let own = |field: &&Field| {
            field.filled_by == FilledBy::Applicant && !field.kind.boxes().is_empty()
        };
        let boxes = form.fields.iter().find(own).cloned();
        let Some(named) = boxes else { return };
        let options = vec![named.kind.boxes()[0].id.clone()];
        let condition = Condition { field: named.id.clone(), options };
        for field in form.fields.iter_mut().filter(|field| field.id != named.id) {
            field.shown_when = self.yes().then(|| condition.clone());
            field.required_when = self.yes().then(|| condition.clone());
        }
    }

    /// Sections, texts, seals, signatures, gaps and breaks.
    fn others(&mut self, form: &mut Form) {
        let text = format!("{}{{f0|____}}{}", self.words(), self.words());
        let words = Template::parse(&text).unwrap();
        form.texts.insert("words".into(), FixedText { words, only_filled: self.yes() });
        form.sections.push(Section { id: "part".into(), label: self.words() });
        let label = Template::parse(&self.words()).unwrap();
        form.seals.push(Seal { id: "seal".into(), label, date: self.yes(), source: self.words() });
        form.signatures.push(Signature {
            id: "sign".into(),
            label: self.words(),
            date: self.yes(),
            source: self.words(),
        });
        if self.yes() {
            form.paper.blocks.push(Block::PageBreak);
        }
        form.paper.blocks.push(Block::Gap(Mm(self.below(500) as f64 / 2.0)));
        let seal = vec![Item::Seal("seal".into())];
        let sign = vec![Item::Sign("sign".into())];
        let ends = Line {
            align: Align::Ends,
            indent: Mm::ZERO,
            style: None,
            items: vec![Item::Text("words".into())],
            right: vec![Item::Label("part".into())],
        };
        let lines = [self.line(seal), self.line(sign), Block::Line(ends)];
        form.paper.blocks.extend(lines);
    }
}

/// Rows that repeat are not one with a label that does not.
fn row_is_whole(chance: &mut Chance, field: &Field) -> bool {
    !matches!(field.kind, Kind::Rows { .. }) && chance.yes()
}

#[test]
fn ten_thousand_generated_forms_read_the_same() {
    let mut chance = Chance(0x5EED_0003);
    for round in 0..10_000 {
        let form = chance.form();
        let texts = write_form(&form, &Remarks::new());
        let written = [("form.toml", texts.toml.clone()), ("paper.grid", texts.grid.clone())];
        let read = form_of(&folder("made", written)).unwrap_or_else(|faults| {
            panic!("{round}: {faults:#?}\n{}\n{}", texts.toml, texts.grid)
        });
        assert_eq!(said(&read), said(&form), "{round}\n{}\n{}", texts.toml, texts.grid);
    }
}
