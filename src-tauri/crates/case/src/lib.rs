//! A case being prepared: its values, edits with their inverse, what is required, and every check.
//! Pure: no files, no clock, no paper. What is wrong with the user's work comes back as findings;
//! only a case file that cannot be read at all is an error.

mod attachment;
mod carrying;
mod codes;
mod content;
mod edits;
mod evidence;
mod file;
mod made;
mod material;
mod others;
mod rules;
mod sensitive;
mod sheet_origin;
mod sheets;
mod values;
mod within_reason;
mod words;

pub use attachment::Attachment;
pub use carrying::{Carried, carried, take_carried, take_files};
pub use catalog::AttachmentKind;
pub use content::content_digest;
pub use edits::edit::{Contents, Edit};
pub use edits::entry::{entry_at, read_edit};
pub use evidence::{
    Beginning, Cleans, DocumentEvidence, Evidence, FileEvidence, FileFacts, FilePlace,
    InstalledFont, LARGEST_PRINTED, MediaEvidence, PageSize, PdfFacts, PdfFault, PlaceFacts,
    Printable, Printing, ReplacedFont, ScanFacts, SheetFacts,
};
pub use file::case_file::{CaseFileFault, read, read_draft, read_large, short, write, write_draft};
pub use file::in_part::read_in_part;
pub use file::packed::{read_packed, write_packed};
pub use made::{
    AnswerInCell, ShortenedName, answer_too_long_for_cell, are_seen_sealed, character_without_font,
    characters_without_font, name_shortened, sealed_scans, table_word_torn,
};
pub use material::{Appendix, Material, MaterialBlock};
pub use others::collected::{
    alike, as_sent_only, file_not_taken, named_alike, of_other_call, of_other_route, remarked,
    states_diverge,
};
pub use others::grouped::Others;
pub use others::other::{Other, folded, quoted};
pub use others::roundup::check_roundup;
pub use others::tally::{Tally, tallies};
pub use rules::{
    Changes, Checked, Input, NotTaken, PoorLook, check, counted, is_looked_at, location_may_remain,
    look_alike, may_not_play, not_taken, poor_looks, settle_by_reasons, size_verdict,
};
pub use sensitive::{Sensitive, SensitiveKind, find_sensitive, mask};
pub use sheet_origin::{sheet_origin, sheet_origin_of};
pub use sheets::{EarlierPrint, Print, SheetState, SheetVerdict, judge_sheet, missing_pages};
pub use values::derived::{FieldState, is_visible, states};
pub use values::places::are_national;
pub use values::value::{Region, Value};
pub use within_reason::{MOST_ROWS, within_reason};
pub use words::composed::composed;
pub use words::measures::{bytes_rounded_down, bytes_rounded_up, duration_words};
pub use words::print::{
    Blank, filled_label, print, printed, printed_column, printed_in_list, printed_in_row,
    printed_part, printed_sum, printed_template,
};
pub use words::search::{SearchLine, search_key, searched};
pub use words::zi::{ZiCount, count_zi};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{AttachmentRule, Call, Field, Form, Per, Route};
use foundation::Identity;

/// One case for one call.
#[derive(Clone, Debug)]
pub struct Case {
    /// The call it is for.
    pub call: Arc<Call>,
    /// Which case it is, and which state of it; none of one that came from a file without an id.
    pub identity: Option<Identity>,
    /// The id of the route.
    pub route: String,
    /// Values by field id; an absent field is empty.
    pub values: BTreeMap<String, Value>,
    /// Declarations and checklist items by id.
    pub answers: BTreeMap<String, bool>,
    /// Reasons by `CODE@path`.
    pub reasons: BTreeMap<String, String>,
    /// Photos, videos and documents, in the order in which they are sent.
    pub attachments: Vec<Attachment>,
    /// What the files were when the case file was written, by the names that the case gives them, as far as it says so.
    pub files: BTreeMap<String, foundation::Contents>,
    /// The detailed material.
    pub material: Option<Material>,
    /// What of the attachments is printed behind the material.
    pub appendix: Appendix,
    /// Only in a draft: what was filled in by field id and the form of today has no place for, as it came.
    /// It is kept until a form takes it again.
    pub set_aside: BTreeMap<String, serde_json::Value>,
    /// Only in a draft: what the case said each time that it was handed over or taken in, the oldest first, at most
    /// [`LONGEST_LINEAGE`]. By it a state from another machine is known as an earlier or a later one of this case.
    pub lineage: Vec<foundation::Digest>,
    /// What offices wrote into their own part of the forms, by field id: it is printed and judged as if it stood in the
    /// case, before what the applicant wrote there, and is no content of the case.
    pub endorsed: BTreeMap<String, Value>,
}

/// Judgement: nobody hands a case over more often.
pub const LONGEST_LINEAGE: usize = 500;

impl Case {
    /// An empty case by the first route of a call.
    pub fn new(call: Arc<Call>) -> Self {
        let route = call.routes[0].id.clone();
        Self {
            call,
            identity: None,
            route,
            values: BTreeMap::new(),
            answers: BTreeMap::new(),
            reasons: BTreeMap::new(),
            attachments: Vec::new(),
            files: BTreeMap::new(),
            material: None,
            appendix: Appendix::default(),
            set_aside: BTreeMap::new(),
            lineage: Vec::new(),
            endorsed: BTreeMap::new(),
        }
    }

    /// Takes note that these states went before, or are this one; what is known already stays where it is.
    pub fn descends_from(&mut self, states: impl IntoIterator<Item = foundation::Digest>) {
        for state in states {
            if !self.lineage.contains(&state) {
                self.lineage.push(state);
            }
        }
        let excess = self.lineage.len().saturating_sub(LONGEST_LINEAGE);
        self.lineage.drain(..excess);
    }

    /// The value of a field, if it is shown and not empty. What was typed into a field that is hidden
    /// now stays in `values`.
    pub fn value(&self, id: &str) -> Option<&Value> {
        if let Some(endorsed) = self.endorsed.get(id).filter(|value| !value.is_empty()) {
            return Some(endorsed);
        }
        let value = self.values.get(id).filter(|value| !value.is_empty())?;
        let hidden = self.field(id).is_some_and(|field| !values::derived::is_visible(self, field));
        (!hidden).then_some(value)
    }

    /// What stands in a field on paper: its value, or what follows from another field.
    pub fn shown_value(&self, field: &Field) -> Option<Cow<'_, Value>> {
        match self.value(&field.id) {
            Some(value) => Some(Cow::Borrowed(value)),
            None => values::derived::from_another(self, field).map(Cow::Owned),
        }
    }

    /// The forms of the case's route.
    pub fn route_forms(&self) -> &[Arc<Form>] {
        self.call.route(&self.route).map_or(&self.call.forms, |route| &route.forms)
    }

    /// The forms that are filled in once for this case.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.route_forms().iter().filter(|form| form.per == Per::Case)
    }

    /// The form of the case's route with this id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.route_forms().iter().find(|form| form.id == id)
    }

    /// Whether a form is asked for: one that the call leaves to the applicant is, as soon as something
    /// stands in it that no other form asks for.
    pub fn is_begun(&self, form: &Form) -> bool {
        let elsewhere = |id: &str| {
            let others = self.route_forms().iter().filter(|other| !other.optional);
            others.into_iter().any(|other| other.field(id).is_some())
        };
        let filled = |field: &Field| self.value(&field.id).is_some() && !elsewhere(&field.id);
        !form.optional || form.fields.iter().any(filled)
    }

    /// Whether a form of the case is to bear a seal: not where it belongs to what only other routes ask for, and nothing
    /// is written there.
    pub fn asks_for_seal(&self, form: &Form, seal: &str) -> bool {
        let asks = |route: &Route, id: &str| {
            route.requires.iter().chain(&route.advises).any(|asked| asked == id)
        };
        let Some(own) = self.call.route(&self.route) else { return true };
        let is_of_others = |id: &str| {
            !asks(own, id)
                && self.call.routes.iter().any(|route| asks(route, id))
                && self.value(id).is_none()
        };
        !form.beside_seal(seal).any(is_of_others)
    }

    /// Every field that is asked for by the case's route: of its forms, those of the roundup last, then
    /// what the call asks beside them. One that stands in two forms comes once.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.distinct(self.route_forms())
    }

    /// Every field that may hold a value by any route.
    pub(crate) fn kept_fields(&self) -> impl Iterator<Item = &Field> {
        self.distinct(&self.call.forms)
    }

    fn distinct<'c>(&'c self, forms: &'c [Arc<Form>]) -> impl Iterator<Item = &'c Field> {
        let mut seen = std::collections::BTreeSet::new();
        let per = |per: Per| forms.iter().filter(move |form| form.per == per);
        let of_forms = per(Per::Case).chain(per(Per::Roundup)).flat_map(|form| &form.fields);
        of_forms.chain(&self.call.fields).filter(move |field| seen.insert(field.id.as_str()))
    }

    /// The names of the files that the case has: those of the attachments and of the material.
    pub fn file_names_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let material = self.material.iter_mut().flat_map(Material::file_names_mut);
        self.attachments.iter_mut().map(|attachment| &mut attachment.path).chain(material)
    }

    /// Whether the case names a file so.
    pub fn names_file(&self, name: &str) -> bool {
        let mut material = self.material.iter().flat_map(Material::file_names);
        self.attachments.iter().any(|attachment| attachment.path == name)
            || material.any(|path| path == name)
    }

    /// The photos that the appendix prints behind the material, and their places among the attachments.
    pub fn appendix_photos(&self) -> impl Iterator<Item = (usize, &Attachment)> {
        let is_asked = self.appendix.photos_per_page.is_some_and(|count| count > 0);
        self.of_kind(AttachmentKind::Photo).filter(move |_| is_asked)
    }

    /// The media reports that the appendix prints behind the material, and their places among the attachments.
    pub fn appendix_reports(&self) -> impl Iterator<Item = (usize, &Attachment)> {
        self.of_kind(AttachmentKind::MediaReport).filter(|_| self.appendix.reports)
    }

    /// Every attachment that the appendix prints as a picture, in its order.
    pub fn appendix_pictures(&self) -> impl Iterator<Item = (usize, &Attachment)> {
        self.appendix_photos().chain(self.appendix_reports())
    }

    /// The attachment that is the photo of a field, with its index; none of a field of another kind.
    pub fn photo_of(&self, field: &Field) -> Option<(usize, &Attachment)> {
        field.photo()?;
        let mut all = self.attachments.iter().enumerate();
        all.find(|(_, attachment)| attachment.slot == field.id)
    }

    /// The photos that the forms of the case print.
    pub fn form_photos(&self) -> impl Iterator<Item = (&Field, (usize, &Attachment))> {
        let fields = self.forms().flat_map(|form| &form.fields);
        fields.filter_map(|field| Some((field, self.photo_of(field)?)))
    }

    /// Named documents, such as a portrait, are none of the photos that show the work.
    fn of_kind(&self, kind: AttachmentKind) -> impl Iterator<Item = (usize, &Attachment)> {
        let all = self.attachments.iter().enumerate();
        all.filter(move |(_, attachment)| attachment.kind == kind && attachment.slot.is_empty())
    }

    /// What must go along by the case's route.
    pub fn attachment_rules(&self) -> impl Iterator<Item = &AttachmentRule> {
        let counts =
            |rule: &&AttachmentRule| rule.routes.is_empty() || rule.routes.contains(&self.route);
        self.call.attachments.iter().filter(counts)
    }

    /// Whether material was written, or a file named that stands for it; what becomes an appendix does not count.
    pub fn has_material(&self) -> bool {
        self.material.as_ref().is_some_and(|material| !material.is_empty())
    }

    /// What the case is called: the first field that becomes a part of names. May be empty.
    pub fn name(&self) -> String {
        let mut names = self.call.main_form().fields.iter().filter(|field| field.name_part);
        let name = names.next().map(|field| printed(self, field, Blank::Nothing));
        name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The field with this id in any form of the case, or of the call.
    pub fn field(&self, id: &str) -> Option<&Field> {
        let per = |per: Per| self.route_forms().iter().filter(move |form| form.per == per);
        let of_route = per(Per::Case).chain(per(Per::Roundup)).find_map(|form| form.field(id));
        let of_call = || self.call.fields.iter().find(|field| field.id == id);
        of_route.or_else(of_call).or_else(|| self.call.forms.iter().find_map(|form| form.field(id)))
    }
}
