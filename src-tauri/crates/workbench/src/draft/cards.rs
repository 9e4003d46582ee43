//! Units and people that were filled in before, offered again to a draft that has none of them yet: nobody types the
//! address of an office twice. They are read from the drafts themselves, so that what is put right there is right here.

use case::{Blank, Carried, Case, carried, printed, take_carried};
use catalog::Meaning;
use serde::{Deserialize, Serialize};
use store::{DraftId, Search};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::drafts::Drafts;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Judgement: who was not named in so many drafts is not at hand.
const LOOKED_THROUGH: u32 = 40;
/// Judgement: more are not chosen from, but typed.
const OF_A_KIND: usize = 4;

/// Asks for the cards that fit a draft.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KnownCards {
    /// Which.
    pub draft: i64,
}

/// Somebody who was filled in before.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CardView.ts"))]
pub struct CardView {
    /// Who that is here.
    pub kind: CardKind,
    /// The name.
    pub name: String,
    /// The name of the draft in which it stands; may be empty.
    pub from: String,
    /// Whether somebody keeps it.
    pub kept: bool,
    /// What is known, in the order of the form.
    pub fields: Vec<CardField>,
}

/// A field that a card has something for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CardField.ts"))]
pub struct CardField {
    /// Its id.
    pub field: String,
    /// What the form calls it.
    pub label: String,
    /// What would stand in it, as it is printed.
    pub text: String,
    /// The same in the shape of the case file.
    pub entry: serde_json::Value,
}

/// Whose card it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CardKind.ts"))]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// The unit that applies.
    Unit,
    /// Whom to ask there.
    Contact,
    /// Who leads the project.
    Leader,
    /// The office that recommends, and whom to ask there.
    Recommender,
}

impl CardKind {
    pub(crate) const ALL: [Self; 4] = [Self::Unit, Self::Contact, Self::Leader, Self::Recommender];

    /// What names it.
    fn name(self) -> Meaning {
        match self {
            Self::Unit => Meaning::UnitName,
            Self::Contact => Meaning::Contact,
            Self::Leader => Meaning::LeaderName,
            Self::Recommender => Meaning::RecommenderName,
        }
    }

    fn of(meaning: Meaning) -> Option<Self> {
        match meaning {
            Meaning::UnitName
            | Meaning::UnitCode
            | Meaning::UnitAddress
            | Meaning::UnitPostcode
            | Meaning::UnitAuthority
            | Meaning::UnitProfile
            | Meaning::UnitRegion => Some(Self::Unit),
            Meaning::Contact
            | Meaning::ContactPhone
            | Meaning::ContactMobile
            | Meaning::ContactEmail
            | Meaning::ContactPost => Some(Self::Contact),
            Meaning::LeaderName | Meaning::LeaderPhone | Meaning::LeaderEmail => Some(Self::Leader),
            Meaning::RecommenderName
            | Meaning::RecommenderContact
            | Meaning::RecommenderPost
            | Meaning::RecommenderPhone => Some(Self::Recommender),
            _ => None,
        }
    }
}

impl Ask for KnownCards {
    type Answer = Vec<CardView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let id = DraftId(self.draft);
        let to = workbench.drafts.case(id)?.case;
        let desk = workbench.desk();
        let kept = desk.cards_kept(&workbench.cards_file(), &to);
        workbench.drafts.cards(&desk, kept, (id, &to))
    }
}

impl Drafts {
    /// Those that are kept, and behind them those of the drafts that were changed last; each name once, as it was filled in
    /// last.
    fn cards(
        &self,
        desk: &Desk<'_>,
        kept: Vec<CardView>,
        (id, to): (DraftId, &Case),
    ) -> Result<Vec<CardView>, Refusal> {
        let search = Search { words: String::new(), binned: false, limit: LOOKED_THROUGH };
        let (latest, _) = self.store(|store| store.list(&search))?;
        let mut cards = kept;
        let mut samples = Samples::default();
        for listed in latest.into_iter().filter(|listed| listed.id != id) {
            // One that cannot be read has nothing to offer.
            let Ok(from) = self.case_of(desk, listed.id) else { continue };
            let taken = carried(&from, to);
            let mut filled = to.clone();
            take_carried(&mut filled, &taken);
            for kind in CardKind::ALL {
                let known = cards.iter().filter(|card| card.kind == kind);
                if known.clone().filter(|card| !card.kept).count() >= OF_A_KIND {
                    continue;
                }
                let card = card(kind, &taken, &filled, &listed.row.title);
                let is_new = |card: &CardView| known.clone().all(|one| one.name != card.name);
                let card = card.filter(is_new);
                cards.extend(card.filter(|card| !samples.made_up(desk, to, card)));
            }
        }
        Ok(cards)
    }
}

/// Those whom the samples of calls name: they are made up, and so offered to nobody. Of all calls, because what a sample
/// says may have been carried into a draft of another one.
#[derive(Default)]
struct Samples(Option<Vec<CardView>>);

impl Samples {
    /// Whether a card says no more than a sample does: nothing of it was put right by anybody.
    fn made_up(&mut self, desk: &Desk<'_>, to: &Case, card: &CardView) -> bool {
        let all = self.0.get_or_insert_with(|| in_samples(desk, to));
        all.iter().filter(|own| own.kind == card.kind && own.name == card.name).any(|own| {
            let says = |one: &CardField| own.fields.iter().any(|field| field.entry == one.entry);
            card.fields.iter().all(says)
        })
    }
}

fn in_samples(desk: &Desk<'_>, to: &Case) -> Vec<CardView> {
    let samples = desk.catalog.calls().iter().flat_map(|call| &call.samples);
    let cases = samples.filter_map(|(_, text)| case::read(text.as_bytes(), desk.catalog).ok());
    let cards = |sample: Case| CardKind::ALL.map(|kind| fields_of(kind, &sample, to));
    cases.flat_map(cards).flatten().collect()
}

/// What of a case is about one of a kind, as it goes into another.
pub(crate) fn fields_of(kind: CardKind, from: &Case, to: &Case) -> Option<CardView> {
    let taken = carried(from, to);
    let mut filled = to.clone();
    take_carried(&mut filled, &taken);
    card(kind, &taken, &filled, "")
}

/// What of a case is about one of a kind; none where its name is not known.
fn card(kind: CardKind, taken: &[Carried], filled: &Case, from: &str) -> Option<CardView> {
    let mut name = None;
    let mut fields = Vec::new();
    // What stands in an optional form begins it, which is for the user to say.
    let begins = |id: &str| filled.forms().any(|form| form.optional && form.field(id).is_some());
    for Carried { field: id, label, value, .. } in taken.iter().filter(|one| !begins(&one.field)) {
        let Some(field) = filled.field(id) else { continue };
        let meaning = field.meaning().filter(|meaning| CardKind::of(*meaning) == Some(kind));
        let Some(meaning) = meaning else { continue };
        let text = printed(filled, field, Blank::Nothing);
        if meaning == kind.name() && name.is_none() {
            name = value.texts().first().map(|text| (*text).to_owned());
        }
        let entry = serde_json::to_value(value).ok()?;
        fields.push(CardField { field: id.clone(), label: label.clone(), text, entry });
    }
    let name = name.filter(|name| !name.trim().is_empty())?;
    Some(CardView { kind, name, from: from.to_owned(), kept: false, fields })
}
