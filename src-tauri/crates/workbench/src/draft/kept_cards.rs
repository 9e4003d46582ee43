//! Units and people that somebody keeps: offered before those of other drafts, and still there when these are gone. Each
//! is a case of its own with nothing else in it, so that it goes into other forms as a draft does. They lie in one text
//! beside the drafts, written whole with each change; no table of the database.

use std::path::PathBuf;

use case::{Case, CaseFileFault, carried, read_edit, take_carried};
use disk::write_whole;
use serde::{Deserialize, Serialize};
use serde_json::Value as JsonValue;
use store::DraftId;

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::cards::{CardField, CardKind, CardView, fields_of};
use crate::fault::Fault;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Beside the drafts.
const NAME: &str = "cards.json";
/// Judgement: more are not found again by looking.
const MOST: usize = 60;
/// Judgement: each takes some kilobytes.
const LONGEST: u64 = 4 << 20;

/// Asks for those that are kept, and whom a draft names that could be.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptCards {
    /// Which.
    pub draft: i64,
}

/// Keeps whom a draft names, with all that it says of them; in the place of one of the same name.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeepCard {
    /// Which.
    pub draft: i64,
    /// Whom.
    pub kind: CardKind,
}

/// Puts right what is kept of somebody.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangeCard {
    /// The draft in which it is done.
    pub draft: i64,
    /// Its number.
    pub card: u32,
    /// The id of the field.
    pub field: String,
    /// What stands there then, in the shape of the case file.
    pub entry: JsonValue,
}

/// Keeps somebody no longer.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DropCard {
    /// The draft in which it is done.
    pub draft: i64,
    /// Its number.
    pub card: u32,
}

/// Those that are kept, and those that could be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeptCardsView.ts"))]
pub struct KeptCardsView {
    /// In the order in which they were kept.
    pub kept: Vec<KeptCardView>,
    /// Whom the draft names.
    pub here: Vec<CardView>,
}

/// Somebody who is kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeptCardView.ts"))]
pub struct KeptCardView {
    /// Its number, for `change_card` and `drop_card`.
    pub card: u32,
    /// Who that is.
    pub kind: CardKind,
    /// The name.
    pub name: String,
    /// What is known, in the order of the form from which it came.
    pub fields: Vec<CardField>,
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    cards: Vec<KeptCard>,
}

#[derive(Serialize, Deserialize)]
struct KeptCard {
    card: u32,
    kind: CardKind,
    /// A case file.
    case: String,
}

impl Ask for KeptCards {
    type Answer = KeptCardsView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let kept = workbench.desk().kept_cards(&workbench.cards_file())?;
        Ok(workbench.desk().view_of(&kept, &workbench.drafts.case(DraftId(self.draft))?.case))
    }
}

impl Ask for KeepCard {
    type Answer = KeptCardsView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (draft, kind) = (self.draft, self.kind);
        workbench.change_cards(draft, |desk, kept, case| {
            let Some((name, text)) = desk.only(kind, case) else {
                return Err(refused("还没有填名称，没有留下。"));
            };
            let same = |one: &&mut KeptCard| desk.name_of(one).as_deref() == Some(&name);
            let mut of_kind = kept.cards.iter_mut().filter(|one| one.kind == kind);
            if let Some(one) = of_kind.find(same) {
                one.case = text;
                return Ok(());
            }
            if kept.cards.len() >= MOST {
                return Err(refused("留着的已经有 60 个，请先去掉不用的。"));
            }
            let card = kept.cards.iter().map(|one| one.card).max().unwrap_or(0) + 1;
            kept.cards.push(KeptCard { card, kind, case: text });
            Ok(())
        })
    }
}

impl Ask for ChangeCard {
    type Answer = KeptCardsView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let Self { draft, card, field, entry } = self;
        workbench.change_cards(draft, |desk, kept, _| {
            let one = kept.cards.iter().position(|one| one.card == card);
            let at = one.ok_or_else(|| refused("这一个已经去掉了。"))?;
            let one = &kept.cards[at];
            let mut case = desk.case_of_card(one).ok_or_else(|| refused("它的表单不在了。"))?;
            let edit = read_edit(&case, &format!("values/{field}"), entry)
                .map_err(|faults: Vec<CaseFileFault>| Refusal::entry(&faults))?;
            case.apply(edit);
            let (name, text) = desk.only(one.kind, &case).ok_or_else(|| refused("名称要留着。"))?;
            let is_same = |other: &KeptCard| {
                other.card != card
                    && other.kind == one.kind
                    && desk.name_of(other).as_deref() == Some(&name)
            };
            if kept.cards.iter().any(is_same) {
                return Err(refused("已经留着一个同名的，没有改。"));
            }
            kept.cards[at].case = text;
            Ok(())
        })
    }
}

impl Ask for DropCard {
    type Answer = KeptCardsView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let card = self.card;
        workbench.change_cards(self.draft, |_, kept, _| {
            kept.cards.retain(|one| one.card != card);
            Ok(())
        })
    }
}

fn refused(message: &str) -> Refusal {
    Refusal::new(RefusalCode::Entry, message)
}

impl Workbench {
    pub(crate) fn cards_file(&self) -> PathBuf {
        self.drafts.home().join(NAME)
    }

    fn change_cards(
        &self,
        draft: i64,
        change: impl FnOnce(&Desk<'_>, &mut Kept, &Case) -> Result<(), Refusal>,
    ) -> Result<KeptCardsView, Refusal> {
        let (desk, file) = (self.desk(), self.cards_file());
        let case = self.drafts.case(DraftId(draft))?.case;
        let mut kept = desk.kept_cards(&file)?;
        change(&desk, &mut kept, &case)?;
        let text = serde_json::to_string_pretty(&kept).expect("plain values can be written");
        write_whole(&file, (text + "\n").as_bytes(), desk.files).map_err(Fault::from)?;
        Ok(desk.view_of(&kept, &case))
    }
}

impl Desk<'_> {
    /// What is kept. A text that cannot be read is left as it is and told, for it may be somebody's work.
    fn kept_cards(&self, file: &std::path::Path) -> Result<Kept, Refusal> {
        if !self.files.exists(file) {
            return Ok(Kept::default());
        }
        let bytes = self.files.read_up_to(file, LONGEST).map_err(Fault::from)?;
        serde_json::from_slice(&bytes).map_err(|_| {
            let message = format!("“{}”读不出来，没有改动它。", foundation::shown(file));
            Refusal::new(RefusalCode::Machine, message)
        })
    }

    /// Cards that are kept, as they go into a draft; none where they cannot be read.
    pub(crate) fn cards_kept(&self, file: &std::path::Path, to: &Case) -> Vec<CardView> {
        let kept = self.kept_cards(file).unwrap_or_default();
        let mut cards: Vec<CardView> = Vec::new();
        for one in &kept.cards {
            let from = self.case_of_card(one);
            let Some(view) = from.and_then(|from| fields_of(one.kind, &from, to)) else { continue };
            // A text that somebody wrote may have one twice.
            if !cards.iter().any(|card| card.kind == view.kind && card.name == view.name) {
                cards.push(CardView { kept: true, ..view });
            }
        }
        cards
    }

    fn case_of_card(&self, one: &KeptCard) -> Option<Case> {
        case::read(one.case.as_bytes(), self.catalog).ok()
    }

    fn name_of(&self, one: &KeptCard) -> Option<String> {
        let case = self.case_of_card(one)?;
        fields_of(one.kind, &case, &blank_of(&case)).map(|view| view.name)
    }

    /// The name, and a case that says nothing but what is known of somebody.
    fn only(&self, kind: CardKind, case: &Case) -> Option<(String, String)> {
        let blank = blank_of(case);
        let view = fields_of(kind, case, &blank)?;
        let mut taken = carried(case, &blank);
        taken.retain(|one| view.fields.iter().any(|field| field.field == one.field));
        let mut own = blank;
        take_carried(&mut own, &taken);
        Some((view.name, case::write(&own)))
    }

    fn view_of(&self, kept: &Kept, case: &Case) -> KeptCardsView {
        let one = |one: &KeptCard| {
            let case = self.case_of_card(one)?;
            let CardView { kind, name, fields, .. } = fields_of(one.kind, &case, &blank_of(&case))?;
            Some(KeptCardView { card: one.card, kind, name, fields })
        };
        let blank = blank_of(case);
        let here = CardKind::ALL.iter().filter_map(|kind| fields_of(*kind, case, &blank));
        KeptCardsView { kept: kept.cards.iter().filter_map(one).collect(), here: here.collect() }
    }
}

/// A case of the same call and route in which nothing stands.
fn blank_of(case: &Case) -> Case {
    let mut blank = Case::new(case.call.clone());
    blank.route.clone_from(&case.route);
    blank
}
