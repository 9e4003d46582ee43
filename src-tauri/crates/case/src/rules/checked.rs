//! What was found in a case, kept look by look, so that after an edit only those looks are taken again that read
//! what it changed. A full check is the same with nothing kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog::{Check, Field};
use foundation::{Date, Finding};

use super::rule::{Asked, Look, Part};
use super::{Input, RULES, settle_by_reasons};
use crate::edits::edit::Edit;
use crate::evidence::Evidence;
use crate::material::{Material, MaterialBlock};
use crate::others::grouped::Others;
use crate::values::derived::{Derived, FieldState};
use crate::within_reason::is_read_in_part;

/// What of a case is other than when it was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Everything may be: it is the first look, or the route or a form that is begun has changed.
    pub all: bool,
    /// Fields whose value, visibility or need changed, or what stands there because of another field.
    pub fields: BTreeSet<String>,
    /// Blocks of the material that were replaced one by one, counted from 0.
    pub blocks: BTreeSet<usize>,
    /// Whether attachments came, went, moved or got other words.
    pub attachments: bool,
    /// Whether the material changed as a whole.
    pub material: bool,
    /// Whether something else is known of the files.
    pub evidence: bool,
    /// Whether something else is printed behind the material.
    pub appendix: bool,
    /// Whether an answer to a declaration or of a checklist changed.
    pub answers: bool,
    others: bool,
    today: bool,
}

/// The findings of a case as it was last looked at. One belongs to one case, and every edit of that case has to
/// be noted in it.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    seen: Option<Seen>,
    changes: Changes,
    /// For each look of each rule, in the order of the registry, what it found at each place that it looks at.
    found: Vec<Vec<Vec<Finding>>>,
}

/// What a look may read beside what it names, and what follows from the answers, as it was.
#[derive(Clone, Debug)]
struct Seen {
    route: String,
    begun: Vec<bool>,
    states: Vec<FieldState>,
    today: Date,
    others: Others,
    /// The same one as long as it says the same.
    evidence: Arc<Evidence>,
}

/// What looks are taken at, one by one.
struct Subjects<'a> {
    fields: Vec<Asked<'a>>,
    checks: Vec<&'a Check>,
    blocks: &'a [MaterialBlock],
}

impl Checked {
    /// Takes note of an edit that was made, or of the one that took it back.
    pub fn note(&mut self, edit: &Edit) {
        let changes = &mut self.changes;
        match edit {
            Edit::SetValue { field, .. } => {
                changes.fields.insert(field.clone());
            }
            Edit::SetBlock { index, .. } => {
                changes.blocks.insert(*index);
            }
            Edit::SetAnswer { .. } => changes.answers = true,
            Edit::SetAttachments(_) => changes.attachments = true,
            Edit::SetMaterial(_) => changes.material = true,
            Edit::SetRoute(_) | Edit::SetContents(_) => changes.all = true,
            Edit::SetAppendix(_) => changes.appendix = true,
            // Reasons are looked up whenever findings are told.
            Edit::SetReason { .. } => {}
        }
    }

    /// Every finding of [`super::check`], in its order, and what had changed since the last look.
    pub fn look(&mut self, input: Input<'_>) -> (Vec<Finding>, Changes) {
        let changes = self.look_again(input);
        let mut findings: Vec<Finding> = self.found.iter().flatten().flatten().cloned().collect();
        settle_by_reasons(input.case, &mut findings);
        let cut = |found: &&mut Finding| {
            found.suggestion.is_some() && is_read_in_part(input.case, &found.path)
        };
        findings.iter_mut().filter(cut).for_each(|found| found.suggestion = None);
        (findings, changes)
    }

    fn look_again(&mut self, input: Input<'_>) -> Changes {
        let case = input.case;
        let derived = Derived::of(case);
        let fields: Vec<&Field> = case.fields().collect();
        let states: Vec<FieldState> = fields.iter().map(|field| derived.state(field)).collect();
        let mut changes = std::mem::take(&mut self.changes);
        let known = self.seen.as_ref().map(|seen| &seen.evidence);
        let known = known.filter(|known| known.as_ref() == input.evidence);
        let evidence = known.cloned().unwrap_or_else(|| Arc::new(input.evidence.clone()));
        let seen = Seen {
            route: case.route.clone(),
            begun: derived.begun().to_vec(),
            states,
            today: input.today,
            others: input.others.clone(),
            evidence,
        };
        changes.compare(self.seen.as_ref(), &seen, &fields);
        let asked = fields.iter().zip(&seen.states);
        let subjects = Subjects {
            fields: asked.map(|(field, state)| Asked::new(input, field, *state)).collect(),
            checks: input.checks().collect(),
            blocks: case.material.as_ref().map(Material::blocks).unwrap_or_default(),
        };
        self.seen = Some(seen);
        let looks = RULES.iter().flat_map(|rule| rule.looks.iter().map(move |look| (rule, look)));
        self.found.resize(looks.clone().count(), Vec::new());
        for ((rule, look), found) in looks.zip(&mut self.found) {
            look.again(input, &subjects, &changes, found);
            let is_declared = |found: &Finding| rule.codes.contains(&found.code);
            debug_assert!(found.iter().flatten().all(is_declared), "{} finds others", rule.name);
        }
        changes
    }
}

impl Changes {
    /// Adds what follows from what was edited.
    fn compare(&mut self, before: Option<&Seen>, now: &Seen, fields: &[&Field]) {
        let Some(before) = before else {
            self.all = true;
            return;
        };
        if (&before.route, &before.begun) != (&now.route, &now.begun)
            || before.states.len() != now.states.len()
        {
            self.all = true;
            return;
        }
        self.today = before.today != now.today;
        self.others = !before.others.is(&now.others);
        self.evidence = !Arc::ptr_eq(&before.evidence, &now.evidence);
        let states = before.states.iter().zip(&now.states).zip(fields);
        let other = states.filter(|((before, now), _)| before != now);
        self.fields.extend(other.map(|(_, field)| field.id.clone()));
        self.add_following(fields);
    }

    /// Adds the fields whose values follow from those that have changed, and what follows from these.
    fn add_following(&mut self, fields: &[&Field]) {
        loop {
            let has_changed = |id: &str| self.fields.contains(id.split('.').next().unwrap_or(id));
            let follows = |field: &&&Field| {
                !self.fields.contains(&field.id)
                    && (field.counties_of().is_some_and(has_changed)
                        || field.computed.iter().flat_map(|it| &it.of).any(|id| has_changed(id)))
            };
            let following: Vec<String> =
                fields.iter().filter(follows).map(|field| field.id.clone()).collect();
            if following.is_empty() {
                return;
            }
            self.fields.extend(following);
        }
    }

    /// Whether one of the parts is among them.
    fn has(&self, parts: &[Part]) -> bool {
        self.all
            || parts.iter().any(|part| match part {
                Part::Answers => self.answers,
                Part::Appendix => self.appendix,
                Part::Evidence => self.evidence,
                Part::Attachments => self.attachments,
                Part::Material => self.material || !self.blocks.is_empty(),
                Part::Others => self.others,
                Part::Today => self.today,
            })
    }

    fn names(&self, field: &str) -> bool {
        self.fields.contains(field)
    }
}

impl Look {
    /// Looks again at each place that reads what has changed; `found` is what stood there before.
    fn again(
        &self,
        input: Input<'_>,
        subjects: &Subjects<'_>,
        changes: &Changes,
        found: &mut Vec<Vec<Finding>>,
    ) {
        let count = match self {
            Self::Field(..) | Self::Value(..) => subjects.fields.len(),
            Self::Check(..) => subjects.checks.len(),
            Self::Block(..) => subjects.blocks.len(),
            Self::Whole(..) => 1,
        };
        found.resize(count, Vec::new());
        let all = match self {
            Self::Field(..) => changes.all,
            Self::Value(_, also, _) | Self::Check(also, _) => changes.has(also),
            Self::Block(also, _) => changes.has(also) || changes.material,
            Self::Whole(named, also, _) => {
                changes.has(also) || named(input).iter().any(|id| changes.names(id))
            }
        };
        let is_stale = |at: usize| match self {
            _ if all => true,
            Self::Field(..) | Self::Value(..) => changes.names(&subjects.fields[at].field.id),
            Self::Check(..) => {
                subjects.checks[at].rule.fields().iter().any(|field| changes.names(field))
            }
            Self::Block(..) => changes.blocks.contains(&at),
            Self::Whole(..) => false,
        };
        for (at, found) in found.iter_mut().enumerate().filter(|(at, _)| is_stale(*at)) {
            found.clear();
            self.at(input, subjects, at, found);
        }
    }

    /// Looks at one place.
    fn at(&self, input: Input<'_>, subjects: &Subjects<'_>, at: usize, found: &mut Vec<Finding>) {
        match self {
            Self::Field(fits, run) => {
                let asked = &subjects.fields[at];
                if fits(asked.field) {
                    run(input, asked, found);
                }
            }
            Self::Value(fits, _, run) => {
                for standing in subjects.fields[at].standing(*fits) {
                    run(input, &standing, found);
                }
            }
            Self::Check(_, run) => run(input, subjects.checks[at], found),
            Self::Block(_, run) => run(input, (at, &subjects.blocks[at]), found),
            Self::Whole(_, _, run) => run(input, found),
        }
    }
}

#[cfg(test)]
mod tests;
