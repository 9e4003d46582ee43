//! Units and people that were filled in before, offered again to a draft that has none of them yet: nobody types the
//! address of an office twice. They are read from the drafts themselves, so that what is put right there is right here.

use std::collections::BTreeMap;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    const ALL: [Self; 4] = [Self::Unit, Self::Contact, Self::Leader, Self::Recommender];

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
        workbench.drafts.cards(&workbench.desk(), id, &to)
    }
}

impl Drafts {
    /// Those of the drafts that were changed last; each name once, as it was filled in last.
    fn cards(&self, desk: &Desk<'_>, id: DraftId, to: &Case) -> Result<Vec<CardView>, Refusal> {
        let search = Search { words: String::new(), binned: false, limit: LOOKED_THROUGH };
        let (latest, _) = self.store(|store| store.list(&search))?;
        let mut cards: Vec<CardView> = Vec::new();
        let mut samples = Samples::default();
        for listed in latest.into_iter().filter(|listed| listed.id != id) {
            // One that cannot be read has nothing to offer.
            let Ok(from) = self.case_of(desk, listed.id) else { continue };
            let taken = carried(&from, to);
            let mut filled = to.clone();
            take_carried(&mut filled, &taken);
            for kind in CardKind::ALL {
                let known = cards.iter().filter(|card| card.kind == kind);
                if known.clone().count() >= OF_A_KIND {
                    continue;
                }
                let card = card(kind, &taken, &filled, &listed.row.title);
                let is_new = |card: &CardView| known.clone().all(|one| one.name != card.name);
                let card = card.filter(is_new);
                cards.extend(card.filter(|card| !samples.of(desk, &from, to).contains(card)));
            }
        }
        Ok(cards)
    }
}

/// Those whom the samples of calls name, by call and route: they are made up, and so offered to nobody.
#[derive(Default)]
struct Samples(BTreeMap<(String, String), Sample>);

/// What one sample says of each.
struct Sample(Vec<CardView>);

impl Samples {
    fn of(&mut self, desk: &Desk<'_>, from: &Case, to: &Case) -> &Sample {
        let key = (from.call.id.clone(), from.route.clone());
        self.0.entry(key).or_insert_with(|| Sample(in_sample(desk, from, to).unwrap_or_default()))
    }
}

impl Sample {
    /// Whether a card says no more than the sample does: nothing of it was put right by anybody.
    fn contains(&self, card: &CardView) -> bool {
        let own = self.0.iter().find(|own| own.kind == card.kind && own.name == card.name);
        own.is_some_and(|own| {
            let says = |one: &CardField| own.fields.iter().any(|field| field.entry == one.entry);
            card.fields.iter().all(says)
        })
    }
}

fn in_sample(desk: &Desk<'_>, from: &Case, to: &Case) -> Option<Vec<CardView>> {
    let (_, text) = from.call.samples.iter().find(|(route, _)| *route == from.route)?;
    let sample = case::read(text.as_bytes(), desk.catalog).ok()?;
    let taken = carried(&sample, to);
    let mut filled = to.clone();
    take_carried(&mut filled, &taken);
    Some(CardKind::ALL.iter().filter_map(|kind| card(*kind, &taken, &filled, "")).collect())
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
    Some(CardView { kind, name, from: from.to_owned(), fields })
}
