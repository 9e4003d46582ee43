//! The whole form: its title, its cover, its tables and lines from top to bottom.

use catalog::{
    Align, Block as Paper, DateStyle, FontRole, Form, Item, Line, Per, Remarks, Required,
};
use foundation::Mm;

use crate::asking::{Answer, Asker, Place, Question};
use crate::document::{Block, CONTROL, Document, Paragraph, Side, Table};
use crate::guess::dates;
use crate::guess::limits::{limits, most};
use crate::guess::names;
use crate::guess::text::{core, count, ends, has, squeezed};
use crate::making::maker::{Guessed, Maker};
use crate::making::title::{Title, is_annex, title};
use crate::making::{agreeing, lines, sheet, tables};

/// A form that was made of a document.
pub(crate) struct Made {
    pub(crate) form: Form,
    pub(crate) remarks: Remarks,
    pub(crate) questions: Vec<Question>,
    pub(crate) guessed: Vec<Guessed>,
}

/// Makes a form; none where nothing is to be filled in.
pub(crate) fn make(document: &Document, answers: &[Answer]) -> Made {
    let title = title(document);
    let id = names::folder(&title.words);
    let mut form = Form::new(&id, &title.words, &format!("《{}》", title.words));
    if has(&title.words, &["汇总表", "一览表", "名册"]) {
        form.per = Per::Roundup;
    }
    sheet::sheet(&mut form, document);
    let mut maker = Maker::new(form, Asker::new(answers));
    let mut walk = Walk {
        maker: &mut maker,
        document,
        title: &title,
        paper: Vec::new(),
        gap: 0.0,
        heading: String::new(),
        tables: 0,
        dots: false,
        seen: 0,
        skip: None,
    };
    walk.all();
    let (paper, dots) = (walk.paper, walk.dots);
    if dots {
        let dated = |field: &&mut catalog::Field| {
            matches!(field.kind, catalog::Kind::Month | catalog::Kind::Date)
        };
        maker
            .form
            .fields
            .iter_mut()
            .filter(dated)
            .for_each(|field| field.date_style = DateStyle::Dots);
    }
    maker.form.paper.blocks = tidy(paper);
    name_parts(&mut maker.form);
    agreeing::checks(&mut maker.form);
    finish(maker)
}

fn finish(mut maker: Maker<'_>) -> Made {
    maker.remark("");
    drop_unplaced(&mut maker.form);
    let guessed = guessed(&maker);
    Made {
        guessed,
        form: maker.form,
        remarks: maker.remarks,
        questions: maker.asker.into_questions(),
    }
}

/// Takes out what was made and then stood nowhere: texts, seals and signatures that another reading of the
/// same words took the place of.
fn drop_unplaced(form: &mut Form) {
    let placed: std::collections::BTreeSet<String> = form
        .items()
        .filter_map(|item| match item {
            Item::Text(id) => Some(format!("text:{id}")),
            Item::Seal(id) => Some(format!("seal:{id}")),
            Item::Sign(id) => Some(format!("sign:{id}")),
            _ => None,
        })
        .collect();
    form.texts.retain(|id, _| placed.contains(&format!("text:{id}")));
    form.seals.retain(|seal| placed.contains(&format!("seal:{}", seal.id)));
    form.signatures.retain(|sign| placed.contains(&format!("sign:{}", sign.id)));
}

/// Goes through the blocks of a document.
struct Walk<'w, 'a> {
    maker: &'w mut Maker<'a>,
    document: &'w Document,
    title: &'w Title,
    paper: Vec<Paper>,
    /// White space that empty paragraphs take, in mm.
    gap: f64,
    /// The nearest line above that stands over what follows.
    heading: String,
    tables: usize,
    /// Whether the form asks for dates as 1985.06.
    dots: bool,
    /// Tables of the file so far, with and without rules.
    seen: usize,
    /// A block that was taken together with an earlier one.
    skip: Option<usize>,
}

impl Walk<'_, '_> {
    fn all(&mut self) {
        let blocks = &self.document.blocks;
        let cover = cover_end(blocks);
        for (index, block) in blocks.iter().enumerate() {
            if index == cover && index > 0 && *block != Block::PageBreak {
                self.gap = 0.0;
                self.paper.push(Paper::PageBreak);
            }
            if self.skip == Some(index) || self.title.taken == Some(index) {
                continue;
            }
            match block {
                Block::PageBreak => {
                    self.gap = 0.0;
                    self.paper.push(Paper::PageBreak);
                }
                Block::Line(line) if line.is_blank() && line.choices.is_empty() => {
                    self.gap += (line.points * 0.3528 * 1.5).max(5.5);
                }
                Block::Line(line) => self.line(index, line, index < cover),
                Block::Table(table) => self.table(table, index < cover),
            }
        }
    }

    fn line(&mut self, index: usize, line: &Paragraph, cover: bool) {
        self.space();
        if self.title.block == Some(index) {
            let align = if line.side == Side::Left { Align::Left } else { Align::Centre };
            return self.push_line(align, line, Item::Title);
        }
        if self.maker.form.annex.is_none() && self.tables == 0 && is_annex(&line.text) {
            self.maker.form.annex = Some(line.text.trim().to_owned());
            return self.push_line(Align::Left, line, Item::Annex);
        }
        let after = self.document.blocks.iter().enumerate().skip(index + 1);
        let next =
            after.clone().find(|(_, block)| !matches!(block, Block::Line(line) if line.is_blank()));
        let dated = next.filter(
            |(_, block)| matches!(block, Block::Line(line) if dates::date(&line.text).is_some()),
        );
        let under = matches!(self.paper.last(), Some(Paper::Table(_) | Paper::Gap(_)));
        self.dots |= says_dots(&line.text);
        if under && self.tables > 0 && line.text.trim().starts_with(['（', '(']) {
            limit_above(&mut self.maker.form, &line.text);
        }
        let place = Place::Line { block: index + 1 };
        self.maker.above.clone_from(&self.heading);
        let blocks = lines::paragraph(self.maker, line, place, (cover, dated.is_some()));
        // The date that a seal or a signature brings is not printed again; others stay.
        if blocks.iter().any(|block| brings_date(&self.maker.form, block)) {
            self.skip = dated.map(|(next, _)| next);
        }
        self.paper.extend(blocks);
        let above_table = matches!(next, Some((_, Block::Table(_))));
        if above_table || !(line.text.trim().starts_with(['（', '('])) {
            let words: String = line.text.replace('\n', "").trim().to_owned();
            if count(&words) <= 60 && !line.is_blank() {
                self.heading = words;
            }
        }
    }

    fn push_line(&mut self, align: Align, line: &Paragraph, item: Item) {
        let style = match lines::style(line) {
            Some(style) if item == Item::Title && style.role == FontRole::Song => {
                Some(catalog::TypeStyle { role: FontRole::Title, size: style.size })
            }
            style => style,
        };
        let items = vec![item];
        self.paper.push(Paper::Line(Line {
            align,
            indent: Mm::ZERO,
            style,
            items,
            right: Vec::new(),
        }));
    }

    fn table(&mut self, table: &Table, cover: bool) {
        self.space();
        self.seen += 1;
        if is_lines(table, cover) {
            for line in as_lines(table) {
                let place = Place::Line { block: self.tables + 1 };
                let blocks = lines::paragraph(self.maker, &line, place, (true, false));
                self.paper.extend(blocks);
                self.paper.push(Paper::Gap(Mm(4.0)));
            }
            return;
        }
        self.tables += 1;
        let heading = std::mem::take(&mut self.heading);
        let blocks = tables::table(self.maker, table, self.seen, (&heading, &self.title.words));
        self.paper.extend(blocks);
    }

    fn space(&mut self) {
        let gap = std::mem::take(&mut self.gap).min(60.0).round();
        if gap >= 1.0 {
            self.paper.push(Paper::Gap(Mm(gap)));
        }
    }
}

/// Whether a table only sets words side by side: one without rules on a cover, or of few rows.
fn is_lines(table: &Table, cover: bool) -> bool {
    !table.ruled && (cover || table.rows.len() <= 3)
}

/// The tables of a document with their numbers, without those that become lines of paper.
pub(crate) fn kept_tables(document: &Document) -> Vec<(usize, &Table)> {
    let cover = cover_end(&document.blocks);
    let all = document.blocks.iter().enumerate().filter_map(|(index, block)| match block {
        Block::Table(table) => Some((index < cover, table)),
        _ => None,
    });
    let numbered = all.enumerate().filter(|(_, (cover, table))| !is_lines(table, *cover));
    numbered.map(|(number, (_, table))| (number + 1, table)).collect()
}

/// Whether a seal or a signature with its date stands in a block.
fn brings_date(form: &Form, block: &Paper) -> bool {
    let Paper::Line(line) = block else { return false };
    line.items.iter().chain(&line.right).any(|item| match item {
        Item::Seal(id) => form.seal(id).is_some_and(|seal| seal.date),
        Item::Sign(id) => form.signature(id).is_some_and(|sign| sign.date),
        _ => false,
    })
}

/// Whether a note asks for dates such as 1985.06.
fn says_dots(text: &str) -> bool {
    let digits: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    has(&digits, &["“0000.00”", "\"0000.00\""]) && has(text, &["格式", "填写"])
}

/// A length that stands under a table is that of the long text above it, a count that of its rows.
fn limit_above(form: &mut Form, words: &str) {
    if let Some(most) = most(words)
        && let Some(last) = form.fields.last_mut()
        && matches!(last.kind, catalog::Kind::Rows { .. })
    {
        last.counts.most = Some(most);
    }
    let Some(said) = limits(words) else { return };
    let long = form.fields.iter_mut().rev().find_map(|field| match &mut field.kind {
        catalog::Kind::LongText { limits, .. } | catalog::Kind::Opinion { limits, .. } => {
            Some(limits)
        }
        _ => None,
    });
    if let Some(limits) = long.filter(|limits| **limits == catalog::Limits::default()) {
        *limits = said;
    }
}

/// The blocks before the first page break that comes before any ruled table: the cover.
fn cover_end(blocks: &[Block]) -> usize {
    let table = blocks.iter().position(|block| matches!(block, Block::Table(table) if table.ruled));
    let table = table.unwrap_or(blocks.len());
    let end = blocks[..table].iter().rposition(|block| *block == Block::PageBreak);
    match end {
        Some(end) => end,
        // A cover without a break, as long as a page.
        None if blocks[..table].len() >= 16 => table,
        None => 0,
    }
}

/// Page breaks once each and none at the ends; a cover whose white space fits on its page.
fn tidy(mut paper: Vec<Paper>) -> Vec<Paper> {
    let is_words = |block: &Paper| matches!(block, Paper::Line(_) | Paper::Table(_));
    while paper.last().is_some_and(|block| !is_words(block)) {
        paper.pop();
    }
    let first = paper.iter().position(is_words).unwrap_or_default();
    paper.drain(..first);
    paper.dedup_by(|next, before| matches!((next, before), (Paper::PageBreak, Paper::PageBreak)));
    if let Some(end) = paper.iter().position(|block| matches!(block, Paper::PageBreak)) {
        let gaps: f64 = paper[..end]
            .iter()
            .map(|block| if let Paper::Gap(gap) = block { gap.0 } else { 0.0 })
            .sum();
        // Judgement: a cover has some ten lines, which leave 130 mm between them.
        let factor = (130.0 / gaps.max(1.0)).min(1.0);
        for block in &mut paper[..end] {
            if let Paper::Gap(gap) = block {
                gap.0 = (gap.0 * factor).round().max(1.0);
            }
        }
    }
    paper
}

/// A table without lines, a line for each of its rows.
fn as_lines(table: &Table) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    for row in 0..table.rows.len() {
        let mut line = table
            .row(row)
            .flat_map(|cell| cell.lines.iter())
            .find(|line| !line.is_blank())
            .cloned();
        let Some(line) = &mut line else { continue };
        let mut words = String::new();
        let cells: Vec<_> = table.row(row).collect();
        for (index, cell) in cells.iter().enumerate() {
            let text = cell.text().replace('\n', "");
            let open = index + 1 < cells.len()
                && cells[index + 1].is_blank()
                && !squeezed(&text).is_empty();
            let blank = squeezed(&text).is_empty() && text.contains(CONTROL);
            words.push_str(text.trim());
            if open && !text.trim_end().ends_with(['：', ':']) {
                words.push('：');
            }
            let next = cells.get(index + 1).is_some_and(|next| next.text().contains(CONTROL));
            if !blank && !next && (cell.is_blank() || index + 1 < cells.len()) {
                words.push_str("______");
            }
        }
        line.text = words;
        line.choices = cells
            .iter()
            .flat_map(|cell| &cell.lines)
            .flat_map(|line| line.choices.clone())
            .collect();
        line.indent = table
            .row(row)
            .next()
            .filter(|cell| cell.is_blank())
            .map_or(line.indent, |cell| table.width(cell));
        lines.push(line.clone());
    }
    lines
}

/// The fields whose values name what is sent: the thing and the unit or person.
fn name_parts(form: &mut Form) {
    const THINGS: [&str; 12] = [
        "案例", "项目", "作品", "论文", "成果", "课题", "基地", "队伍", "活动", "产品", "农场",
        "品牌",
    ];
    const UNITS: [&str; 6] = ["单位", "机构", "学校", "企业", "公司", "部门"];
    if form.per == Per::Roundup {
        return;
    }
    let is_text = |field: &catalog::Field| matches!(field.kind, catalog::Kind::Text { .. });
    let find = |form: &Form, words: &[&str], ends_with: &[&str]| {
        form.fields.iter().position(|field| {
            let name = core(&field.label);
            is_text(field) && has(&name, words) && ends(&name, ends_with)
        })
    };
    let thing = find(form, &THINGS, &["名称", "题目", "标题"]);
    let person = form.fields.iter().position(|field| {
        is_text(field) && ends(&core(&field.label), &["姓名", "申请人", "候选人"])
    });
    let unit = find(form, &UNITS, &["单位", "名称", "全称", "学校", "企业", "机构", "公司"]);
    let asked = |field: &catalog::Field| is_text(field) && field.required != Required::No;
    let any = || form.fields.iter().position(asked).or(form.fields.iter().position(is_text));
    let first = thing.or(person).or(unit).or_else(any);
    let second = [person, unit].into_iter().flatten().find(|second| Some(*second) != first);
    for index in [first, second].into_iter().flatten() {
        form.fields[index].name_part = true;
        if form.fields[index].required == Required::WithReason {
            form.fields[index].required = Required::Yes;
        }
    }
}

/// What was guessed, fields and columns in their order.
fn guessed(maker: &Maker<'_>) -> Vec<Guessed> {
    let mut all = Vec::new();
    for field in &maker.form.fields {
        let sure = !maker.doubtful.contains(&field.id);
        all.push(one_guess(&field.id, field, sure));
        for column in field.kind.columns() {
            all.push(one_guess(&format!("{}.{}", field.id, column.id), column, sure));
        }
    }
    all
}

fn one_guess(id: &str, field: &catalog::Field, sure: bool) -> Guessed {
    Guessed {
        id: id.to_owned(),
        label: field.plain_label(),
        kind: field.kind.word().to_owned(),
        sure,
    }
}
