//! The drafts as a list, and what is done to one from there.

use case::Case;
use catalog::Meaning;
use serde::Deserialize;
use store::{DraftId, Flaw, FoundDraft, Line, Said, Search, Words};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::drafts::{Drafts, home};
use crate::draft::state::{DraftList, DraftSummary, FlawView};
use crate::memory::lock;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The drafts.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListDrafts {
    /// Words of its name, its call, or anything that it says; in any width, case and script, parted by blanks. Its
    /// name and its unit also by the keys with which they are typed.
    pub words: String,
    /// Those in the bin.
    pub binned: bool,
    /// At most so many.
    pub limit: u32,
}

/// Judgement: so many drafts are looked through within the time of a key.
const AT_ONCE: usize = 20;

impl Ask for ListDrafts {
    type Answer = DraftList;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let Self { words, binned, limit } = self;
        workbench.drafts.list(&workbench.desk(), &Search { words, binned, limit })
    }
}

/// Makes a draft that says the same; its number.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CopyDraft {
    /// Which.
    pub draft: i64,
}

impl Ask for CopyDraft {
    type Answer = i64;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.drafts.copy(&workbench.desk(), DraftId(self.draft))
    }
}

/// Moves a draft to the bin or back.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BinDraft {
    /// Which.
    pub draft: i64,
    /// To the bin.
    pub binned: bool,
}

impl Ask for BinDraft {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.drafts.bin(&workbench.desk(), DraftId(self.draft), self.binned)
    }
}

/// Removes a draft of the bin for good, with its files and its words. Copies made before keep it until they go.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EraseDraft {
    /// Which.
    pub draft: i64,
}

impl Ask for EraseDraft {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.erase_draft(self.draft)
    }
}

impl Drafts {
    /// The drafts that are found by the words: by all that they say.
    pub(crate) fn list(&self, desk: &Desk<'_>, search: &Search) -> Result<DraftList, Refusal> {
        let words = search.words.split_whitespace().map(case::search_key);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        let (drafts, count) = match words.is_empty() {
            true => {
                let all = Search { words: String::new(), ..search.clone() };
                let (drafts, count) = self.store(|store| store.list(&all))?;
                let told = |listed| FoundDraft { listed, labels: Vec::new() };
                (drafts.into_iter().map(told).collect(), count)
            }
            // Where the index fails the first time it is in memory the second.
            false => {
                self.found(desk, &words, search).or_else(|_| self.found(desk, &words, search))?
            }
        };
        // What was just saved; of many, the rest is looked through while nobody waits. Where the index fails, the list is
        // there all the same.
        let _ = self.know_words(desk, AT_ONCE, |_| true);
        let home = home(self.home(), desk);
        let mut units = self.store(|store| store.units(home)).unwrap_or_default();
        let flawed = lock(&self.flawed).clone();
        let summary = |FoundDraft { listed, labels }: FoundDraft| {
            let found = flawed.contains(&listed.id).then_some(Flaw::Contents);
            let flaw = found.or(listed.flaw).map(|flaw| FlawView::of(&flaw));
            let call = desk.catalog.call(&listed.row.call);
            let route = call.and_then(|call| call.route(&listed.row.route));
            DraftSummary {
                id: listed.id.0,
                title: listed.row.title,
                unit: units.remove(&listed.id).unwrap_or_default(),
                thing: call.map_or_else(|| "草稿".into(), |call| call.thing.clone()),
                call: call.map_or_else(|| listed.row.call.clone(), |call| call.title.clone()),
                call_id: listed.row.call,
                route: route.map_or(listed.row.route, |route| route.title.clone()),
                problems: listed.row.problems,
                changed: listed.changed,
                binned: listed.binned,
                exported: listed.exported,
                changed_since: listed.changed_since,
                sealed: listed.sealed,
                handed_in: listed.handed_in,
                flaw,
                found_in: labels,
            }
        };
        Ok(DraftList { drafts: drafts.into_iter().map(summary).collect(), count })
    }

    fn found(
        &self,
        desk: &Desk<'_>,
        words: &[String],
        search: &Search,
    ) -> Result<(Vec<FoundDraft>, u64), Refusal> {
        self.know_words(desk, usize::MAX, |_| true)?;
        let home = home(self.home(), desk);
        let words = Words { all: words, is_spelt: &word::is_spelt };
        self.store(|store| store.search(home, &words, search))
    }

    /// Brings the index up to what the drafts say now that are wanted, at most so many of them.
    pub(crate) fn know_words(
        &self,
        desk: &Desk<'_>,
        most: usize,
        wanted: impl Fn(DraftId) -> bool,
    ) -> Result<(), Refusal> {
        let home = home(self.home(), desk);
        let mut unknown = self.store(|store| store.unknown_words(home))?;
        unknown.retain(|unknown| wanted(unknown.id));
        for unknown in unknown.into_iter().take(most) {
            let said = self.said(desk, unknown.id);
            self.store(|store| store.know_words(home, unknown, &said))?;
        }
        Ok(())
    }

    /// Its title and call, and what it says; one that cannot be read is found by its title all the same.
    fn said(&self, desk: &Desk<'_>, id: DraftId) -> Said {
        let draft = self.store(|store| store.draft(id)).ok();
        let row = draft.as_ref().map(|draft| draft.row.clone());
        let row = row.or_else(|| self.store(|store| store.listed(id)).ok().map(|found| found.row));
        let Some(row) = row else { return Said::default() };
        let call = desk.catalog.call(&row.call).map_or("", |call| call.title.as_str());
        let case = draft.and_then(|draft| desk.read_draft(&draft.case_file, row.stamp).ok());
        let title = if case.is_some() { "" } else { row.title.as_str() };
        let own = [("名称", title), ("征集", call)]
            .map(|(label, text)| Line { label: label.to_owned(), text: case::search_key(text) });
        let said = case.iter().flat_map(case::searched);
        let said = said.map(|case::SearchLine { label, text }| Line { label, text });
        let lines = own.into_iter().chain(said).collect();
        Said { title: row.title, unit: case.as_ref().map(unit_of).unwrap_or_default(), lines }
    }
}

/// The unit that applies, in one line.
fn unit_of(case: &Case) -> String {
    let mut units = case.fields().filter(|field| field.meaning() == Some(Meaning::UnitName));
    let unit = units
        .find_map(|field| case.value(&field.id)?.texts().first().map(|text| (*text).to_owned()));
    unit.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
