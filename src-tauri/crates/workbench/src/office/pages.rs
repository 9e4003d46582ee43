//! Pages that an office makes besides its list: the figures of a collection, and the return slip of a case. Both are set as the
//! material of cases is, so that they print and read as everything else does.

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Case, Material, MaterialBlock};
use catalog::{Call, MaterialAsk, Template};
use foundation::{Finding, Severity};
use paper::{Copy, Title, compose_material, write_pdf};
use roundup::{Figures, Share, figures};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::office::collected::{Collected, Entry};

/// Characters of the longest bar.
const BAR: usize = 12;
/// Judgement: what comes after the first twenty is a long tail of single ones.
const MOST_ROWS: usize = 20;

impl Desk<'_> {
    /// The figures of the cases that go on, as a PDF with its number of pages.
    ///
    /// # Errors
    /// `Pdf`.
    pub(crate) fn figures_page(
        &self,
        collected: &Collected,
        copy: Copy,
    ) -> Result<(Vec<u8>, usize), Fault> {
        let cases: Vec<&Case> = collected.cases().map(|came| &came.case).collect();
        let name = format!("{}推荐{}统计", collected.office.name, collected.call.thing);
        let blocks = figures_blocks(&figures(&cases), &collected.call.thing);
        self.page_of(&collected.call, (&name, &collected.office.name), blocks, copy)
    }

    /// What one case has to put right, as a PDF to be printed and given back.
    ///
    /// # Errors
    /// `Pdf`.
    pub(crate) fn slip_page(
        &self,
        collected: &Collected,
        entry: &Entry,
    ) -> Result<(Vec<u8>, usize), Fault> {
        let office = &collected.office.name;
        let blocks = slip_blocks(entry, &collected.call, office);
        self.page_of(&collected.call, ("退回单", office), blocks, Copy::Final)
    }

    /// Blocks on paper under a title.
    fn page_of(
        &self,
        call: &Call,
        (name, author): (&str, &str),
        blocks: Vec<MaterialBlock>,
        copy: Copy,
    ) -> Result<(Vec<u8>, usize), Fault> {
        let ask = MaterialAsk {
            name: name.to_owned(),
            title: Template::default(),
            lines: Vec::new(),
            ..call.material.clone()
        };
        let call = Arc::new(Call { material: ask, ..call.clone() });
        let case = Case { material: Some(Material::Blocks(blocks)), ..Case::new(call.clone()) };
        let sheets = compose_material(&case, &BTreeMap::new(), None, self.edition(copy));
        let title = Title {
            title: name.to_owned(),
            author: author.to_owned(),
            subject: call.title.clone(),
            moment: self.clock.midnight(),
            origin: None,
        };
        Ok((write_pdf(&sheets, &title)?, sheets.pages.len()))
    }
}

fn figures_blocks(figures: &Figures, thing: &str) -> Vec<MaterialBlock> {
    let mut blocks = vec![heading("概况")];
    let mut rows = vec![row(["项目", "数量"])];
    rows.push(row([&format!("{thing}（个）"), &figures.cases.to_string()]));
    rows.push(row(["写到国家级贫困县的（个）", &figures.national.to_string()]));
    rows.push(row(["申报单位（家）", &figures.units.len().to_string()]));
    if let Some((money, unit)) = &figures.money {
        rows.push(row([&format!("投入资金合计（{unit}）"), &format!("{money:.2}")]));
    }
    if let Some(people) = figures.people {
        rows.push(row(["投入人员合计（人）", &people.to_string()]));
    }
    blocks.push(table(rows));
    let groups = [
        ("按类别", &figures.categories),
        ("按申报单位", &figures.units),
        ("按地区", &figures.places),
    ];
    for (title, shares) in groups {
        if !shares.is_empty() {
            blocks.push(heading(title));
            blocks.push(table(share_rows(shares, figures.cases)));
        }
    }
    blocks
}

fn share_rows(shares: &[Share], all: usize) -> Vec<Vec<String>> {
    let mut rows = vec![row(["名称", "个数", "占比", "图"])];
    for share in shares.iter().take(MOST_ROWS) {
        // A full bar is all of them, so that bars of several tables are compared.
        let bar = "■".repeat((share.count * BAR).div_ceil(all.max(1)).min(BAR));
        let percent = share.count * 100 / all.max(1);
        rows.push(row([&share.label, &share.count.to_string(), &format!("{percent}%"), &bar]));
    }
    let rest: usize = shares.iter().skip(MOST_ROWS).map(|share| share.count).sum();
    if rest > 0 {
        rows.push(row(["其余", &rest.to_string(), "", ""]));
    }
    rows
}

fn slip_blocks(entry: &Entry, call: &Call, office: &str) -> Vec<MaterialBlock> {
    let told = &entry.told;
    let mut blocks = vec![
        paragraph(&format!("{}：", if told.unit.is_empty() { "申报单位" } else { &told.unit })),
        paragraph(&format!(
            "你单位申报的{}“{}”，{office}看过以后，请改好下面各处，重新打成交接包交回。",
            call.thing, told.name
        )),
    ];
    let mut rows = vec![row(["序号", "问题", "怎么办"])];
    for (at, finding) in asked_for(&entry.findings).enumerate() {
        rows.push(row([&(at + 1).to_string(), &finding.message, &finding.hint]));
    }
    blocks.push(table(rows));
    if let Some(stamp) = entry.stamp {
        blocks.push(paragraph(&format!(
            "看的是：案例编号 {}，修订号 {}。",
            stamp.identity.id, stamp.identity.revision
        )));
    }
    blocks.push(paragraph(office));
    blocks
}

/// What an applicant can put right: not what is only told.
pub(crate) fn asked_for(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.severity != Severity::Note)
}

fn heading(text: &str) -> MaterialBlock {
    MaterialBlock::Heading { level: 1, text: text.to_owned() }
}

fn paragraph(text: &str) -> MaterialBlock {
    MaterialBlock::Paragraph { text: text.to_owned() }
}

fn table(rows: Vec<Vec<String>>) -> MaterialBlock {
    MaterialBlock::Table { caption: String::new(), header: true, rows }
}

fn row<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}
