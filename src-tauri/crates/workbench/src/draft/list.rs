//! The drafts as a list, and what is done to one from there.

use serde::Deserialize;
use store::{DraftId, Flaw, Search};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::drafts::Drafts;
use crate::draft::state::{DraftList, DraftSummary, FlawView};
use crate::memory::lock;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The drafts.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListDrafts {
    /// Words of its name, call, units or people; in any width, case and script, parted by blanks.
    pub words: String,
    /// Those in the bin.
    pub binned: bool,
    /// At most so many.
    pub limit: u32,
}

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

impl Drafts {
    /// The drafts that are found by the words: by their name, their call, their units and people.
    pub(crate) fn list(&self, desk: &Desk<'_>, search: &Search) -> Result<DraftList, Refusal> {
        let (drafts, count) = match search.words.trim() {
            "" => self.store(|store| store.list(search))?,
            words => self.found(desk, words, search)?,
        };
        let flawed = lock(&self.flawed).clone();
        let summary = |listed: store::Listed| {
            let found = flawed.contains(&listed.id).then_some(Flaw::Contents);
            let flaw = found.or(listed.flaw).map(|flaw| FlawView::of(&flaw));
            let call = desk.catalog.call(&listed.row.call);
            let route = call.and_then(|call| call.route(&listed.row.route));
            DraftSummary {
                id: listed.id.0,
                title: listed.row.title,
                thing: call.map_or_else(|| "草稿".into(), |call| call.thing.clone()),
                call: call.map_or(listed.row.call, |call| call.title.clone()),
                route: route.map_or(listed.row.route, |route| route.title.clone()),
                problems: listed.row.problems,
                changed: listed.changed,
                binned: listed.binned,
                exported: listed.exported,
                flaw,
            }
        };
        Ok(DraftList { drafts: drafts.into_iter().map(summary).collect(), count })
    }

    fn found(
        &self,
        desk: &Desk<'_>,
        words: &str,
        search: &Search,
    ) -> Result<(Vec<store::Listed>, u64), Refusal> {
        let all = Search { words: String::new(), binned: search.binned, limit: u32::MAX };
        let (mut drafts, _) = self.store(|store| store.list(&all))?;
        let mut found_by = lock(&self.found_by);
        drafts.retain(|listed| {
            let known = found_by.get(&listed.id).filter(|(known, _)| known == listed);
            if known.is_none() {
                let key = self.found_by(desk, listed);
                found_by.insert(listed.id, (listed.clone(), key));
            }
            found_by.get(&listed.id).is_some_and(|(_, key)| case::is_found(key, words))
        });
        let count = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
        drafts.truncate(usize::try_from(search.limit).unwrap_or(usize::MAX));
        Ok((drafts, count))
    }

    /// Its title and call, and what it says; one that cannot be read is found by its title all the same.
    fn found_by(&self, desk: &Desk<'_>, listed: &store::Listed) -> String {
        let read = self.store(|store| store.draft(listed.id)).ok();
        let case = read.and_then(|draft| desk.read_draft(&draft.case_file, draft.row.stamp).ok());
        let call = desk.catalog.call(&listed.row.call).map_or("", |call| call.title.as_str());
        let said = case.map(|case| case::searched(&case)).unwrap_or_default();
        format!("{}\n{}\n{said}", case::search_key(&listed.row.title), case::search_key(call))
    }
}
