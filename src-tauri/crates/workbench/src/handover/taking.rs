//! What a package brings goes into the drafts: by the id of its case, so that twice is once; and nothing that is here is
//! deleted, for what a draft takes over is one step, which undo takes back.

use std::path::Path;

use case::content_digest;
use foundation::{Digest, Finding, Identity, Revision, Stamp, Timestamp, Unwatched};
use parcel::package::{Brought, Package, PackageFault, id_of};
use store::{Copied, DraftId, Kept, Store, StoreFault};

use crate::desk::{OpenCase, Places};
use crate::draft::import::{Import, Imported};
use crate::draft::taking::{AlreadyHere, Coming, Compared, Take};
use crate::draft::whole::DraftView;
use crate::fault::Fault;
use crate::handover::differences::{Side, differences, merged};
use crate::handover::reading::{Arrived, FormState, named};
use crate::handover::views::{PackageComing, PackageView};
use crate::refusal::{Refusal, RefusalCode};
use crate::send::origin::kept_among;
use crate::workbench::Workbench;

impl Workbench {
    /// Looks at a package, or takes it as was chosen.
    pub(crate) fn import_package(&self, file: &Path, asked: &Import) -> Result<Imported, Refusal> {
        let mut arrived = match self.desk().arrived_alone(&[file.to_owned()]) {
            Err(Fault::Package { fault: PackageFault::Form, path }) => {
                return Ok(Imported::Form(Box::new(self.form_package_view(&path)?)));
            }
            arrived => arrived?,
        };
        if asked.with_form && arrived.form == FormState::Absent {
            self.take_form(&arrived)?;
            arrived = self.desk().arrived_alone(&[file.to_owned()])?;
        }
        let mut state = self.state_here(&arrived)?;
        if let Some(AlreadyHere { here, .. }) = &mut state {
            here.mended = self.mend_from_package(DraftId(here.draft), &mut arrived);
        }
        let Some(take) = asked.take else {
            return Ok(Imported::Package(Box::new(self.package_view(&arrived, state)?)));
        };
        let view = self.take_package(arrived, (take, asked.fields.as_deref()), state)?;
        Ok(Imported::Draft(Box::new(view)))
    }

    /// The draft of the case of a package, and how the package stands to it.
    pub(crate) fn state_here(&self, arrived: &Arrived) -> Result<Option<AlreadyHere>, Refusal> {
        let (Some(brought), Some(stamp)) = (&arrived.brought, arrived.package.waybill.stamp())
        else {
            return Ok(None);
        };
        let coming = Coming {
            case: &brought.case,
            stamp: self.stamp_here(brought, stamp, arrived.form),
            // Of a case file that was packed nobody knows what went before: what says something else may not replace
            // anything by itself.
            lineage: Some(arrived.package.waybill.lineage.as_deref().unwrap_or_default()),
            written: packed(&arrived.package),
        };
        self.drafts.here_of(&self.desk(), &coming)
    }

    /// What a case says by the form that is here: where that is another one, it may have less place.
    fn stamp_here(&self, brought: &Brought, stamp: Stamp, form: FormState) -> Stamp {
        match form {
            FormState::Same => stamp,
            FormState::Changed | FormState::Absent => {
                Stamp { content: content_digest(&brought.case, &of_lines(brought)), ..stamp }
            }
        }
    }

    fn package_view(
        &self,
        arrived: &Arrived,
        state: Option<AlreadyHere>,
    ) -> Result<PackageView, Refusal> {
        let waybill = &arrived.package.waybill;
        let problems = self.desk().findings_of(arrived);
        let problems = problems.iter().filter(|found| Finding::stops_final_copy(found)).count();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let package = PackageComing {
            file: foundation::path_text(&arrived.path).into_owned(),
            title: waybill.title.clone(),
            call: waybill.call.title.clone(),
            revision: waybill.revision,
            packed: packed(&arrived.package),
            packer: waybill.packer.clone(),
            files: count(waybill.files.len()),
            bytes: waybill.files.iter().map(|line| line.bytes).sum(),
            missing: waybill.missing.clone(),
            sent: waybill.sent.iter().filter_map(|line| milliseconds(&line.moment)).collect(),
            form: arrived.form,
            problems: count(problems),
        };
        let Some(AlreadyHere { here, compared, .. }) = state else {
            let differences = Vec::new();
            return Ok(PackageView { package, here: None, compared: None, differences });
        };
        let differences = match (compared, &arrived.brought) {
            (Compared::Same | Compared::OtherCall, _) | (_, None) => Vec::new(),
            (_, Some(brought)) => self.differences(DraftId(here.draft), brought)?,
        };
        Ok(PackageView { package, here: Some(here), compared: Some(compared), differences })
    }

    fn differences(
        &self,
        id: DraftId,
        brought: &Brought,
    ) -> Result<Vec<crate::handover::differences::DifferenceView>, Refusal> {
        let (draft, kept) =
            self.drafts.store(|store| Ok((store.draft(id)?, store.kept_of(id)?)))?;
        let case = self
            .desk()
            .read_draft(&draft.case_file, draft.row.stamp)
            .map_err(|faults| Refusal::entry(&faults))?;
        let here = Side { case: &case, file: &|name| kept_among(&kept, name) };
        let coming = Side { case: &brought.case, file: &of_lines(brought) };
        Ok(differences(&here, &coming))
    }

    /// Takes a package as was chosen, and opens the draft that it became. What was sent before becomes its versions.
    pub(crate) fn take_package(
        &self,
        mut arrived: Arrived,
        (take, fields): (Take, Option<&[String]>),
        state: Option<AlreadyHere>,
    ) -> Result<DraftView, Refusal> {
        let is_only_opened = state.is_some() && matches!(take, Take::Open);
        let sent = match arrived.brought.is_some() && !is_only_opened {
            true => arrived.package.sent_before(self.catalog()),
            false => Ok(Vec::new()),
        };
        let sent = sent.map_err(|fault| named(&arrived.path, fault))?;
        let packer = arrived.package.waybill.packer.clone();
        let view = self.put_package(arrived, (take, fields), state)?;
        // The case is in; a version that cannot be kept takes nothing from it.
        let _ = self.keep_sent(DraftId(view.id), &sent, &packer);
        Ok(view)
    }

    fn put_package(
        &self,
        mut arrived: Arrived,
        (take, fields): (Take, Option<&[String]>),
        state: Option<AlreadyHere>,
    ) -> Result<DraftView, Refusal> {
        let waybill = &arrived.package.waybill;
        let (Some(brought), Some(stamp)) = (arrived.brought.take(), waybill.stamp()) else {
            let call = waybill.call.title.clone();
            return Err(Fault::FormAbsent { path: arrived.path, call }.into());
        };
        let stamp = self.stamp_here(&brought, stamp, arrived.form);
        let Some(AlreadyHere { here, compared, .. }) = state else {
            return self.make_of(arrived, brought, stamp);
        };
        let id = DraftId(here.draft);
        let is_later = match (take, compared) {
            (Take::Open, _) => return self.open_here(&here),
            (Take::KeepBoth, _) => return self.keep_both(arrived, brought, stamp),
            (_, Compared::OtherCall) => {
                let call = arrived.package.waybill.call.title.clone();
                return Err(Fault::OtherCall { path: arrived.path, call }.into());
            }
            (_, Compared::Same) => true,
            (Take::Update, compared) => compared == Compared::Newer && fields.is_none(),
            // The greater of two digests, where both were changed as often: any order would do that is one everywhere.
            (Take::ByRevision, _) => {
                let own = self.drafts.store(|store| store.draft(id))?.row.stamp;
                let key = |stamp: Stamp| (stamp.identity.revision, stamp.content);
                let is_later = own.is_none_or(|own| key(own) < key(stamp));
                if !is_later {
                    let view = self.open_here(&here)?;
                    self.note_states(id, &arrived.package, None)?;
                    self.drafts.save(&self.desk(), id)?;
                    return Ok(view);
                }
                true
            }
        };
        let view = self.open_here(&here)?;
        self.note_states(id, &arrived.package, is_later.then_some(stamp))?;
        if compared != Compared::Same {
            self.put_into((id, view.token), &mut arrived, brought, fields)?;
        }
        // What could not be saved stays open, and is told where the draft is shown.
        let _ = self.drafts.save(&self.desk(), id);
        self.drafts.open(&self.desk(), id)
    }

    /// Puts what a package says into an open draft.
    fn put_into(
        &self,
        (id, token): (DraftId, u64),
        arrived: &mut Arrived,
        brought: Brought,
        fields: Option<&[String]>,
    ) -> Result<(), Refusal> {
        let desk = self.desk();
        let files_come = fields.is_none_or(|fields| {
            fields.iter().any(|field| field == "attachments" || field == "material")
        });
        self.drafts.kept_or_nothing(desk.files, &Unwatched, |copies| {
            let kept = match files_come {
                true => self.keep_brought(arrived, &brought, copies)?,
                false => Vec::new(),
            };
            self.drafts.take_contents(&desk, (id.0, token), (brought.case, kept), |here, coming| {
                let Some(fields) = fields else { return Ok(coming) };
                merged(here, &coming, fields)
            })
        })
    }

    /// Notes what went before an open draft before a package is put into it; `becomes` says that it will be that state.
    fn note_states(
        &self,
        id: DraftId,
        package: &Package,
        becomes: Option<Stamp>,
    ) -> Result<(), Refusal> {
        let desk = self.desk();
        let states: Vec<Digest> = states_of(package).collect();
        self.drafts.session(id, |session| {
            let now = desk.clock.running();
            let own = session.on_disk().content;
            session.descends_from(std::iter::once(own).chain(states), now);
            if let Some(stamp) = becomes {
                session.becomes(stamp, now);
            }
            Ok(())
        })
    }

    /// A draft of a case that is not here.
    fn make_of(
        &self,
        mut arrived: Arrived,
        mut brought: Brought,
        stamp: Stamp,
    ) -> Result<DraftView, Refusal> {
        let desk = self.desk();
        brought.case.identity = Some(stamp.identity);
        brought.case.descends_from(states_of(&arrived.package));
        self.drafts.kept_or_nothing(desk.files, &Unwatched, |copies| {
            let kept = self.keep_brought(&mut arrived, &brought, copies)?;
            let places = kept.iter().map(|(name, kept)| {
                (name.clone(), Store::kept_path(self.drafts.home(), kept.digest))
            });
            let open = OpenCase::new(brought.case, Places::Kept(places.collect()));
            self.drafts.make(&desk, open, &kept)
        })
    }

    /// A draft beside the one that is here, of an id that follows from the two: keeping the same twice makes one.
    fn keep_both(
        &self,
        arrived: Arrived,
        brought: Brought,
        stamp: Stamp,
    ) -> Result<DraftView, Refusal> {
        let Stamp { identity, content } = stamp;
        let id = id_of(&format!("beside {} {content}", identity.id));
        if let Some(there) = self.drafts.store(|store| store.draft_of(id))? {
            if there.binned.is_some() {
                self.drafts.bin(&self.desk(), there.id, false)?;
            }
            return self.drafts.open(&self.desk(), there.id);
        }
        let identity = Identity { id, revision: Revision::default() };
        self.make_of(arrived, brought, Stamp { identity, content })
    }

    /// Copies the files of a package into the store; each must be what its line says.
    fn keep_brought(
        &self,
        arrived: &mut Arrived,
        brought: &Brought,
        copies: &mut Vec<Copied>,
    ) -> Result<Vec<(String, Kept)>, Refusal> {
        let mut kept = Vec::new();
        for (name, line) in &brought.files {
            let altered = || {
                let fault = PackageFault::Altered(name.clone());
                Refusal::from(named(&arrived.path, fault))
            };
            let mut bytes =
                arrived.package.file(line).map_err(|fault| named(&arrived.path, fault))?;
            let from = (&mut bytes as &mut dyn std::io::Read, Path::new(name.as_str()));
            let copied = match Store::keep_from(self.store_home(), from, line.bytes, &Unwatched) {
                Ok(copied) => copied,
                Err(fault) if is_of_the_package(&fault, name) => return Err(altered()),
                Err(fault) => return Err(fault.into()),
            };
            let copy = copied.kept.clone();
            copies.push(copied);
            if copy.digest != line.sha256 {
                return Err(altered());
            }
            self.is_kept_whole(&copy);
            kept.push((name.clone(), copy));
        }
        Ok(kept)
    }

    /// Takes in the call and the forms that came along, once they were looked at.
    fn take_form(&self, arrived: &Arrived) -> Result<(), Refusal> {
        let own = self.own_catalog().ok_or_else(|| {
            Refusal::new(RefusalCode::Machine, "找不到存放草稿的文件夹，表单没有地方存。")
        })?;
        let desk = self.desk();
        desk.take_folders(&arrived.package.folders, &own)
            .map_err(|fault| Refusal::from(named(&arrived.path, fault)))?;
        self.read_catalog_again();
        let call = &arrived.package.waybill.call;
        match self.catalog().call(&call.id) {
            Some(found) if found.digest == call.digest => Ok(()),
            _ => {
                let why = self.unused().pop().unwrap_or_default();
                let message = format!("交接包里的表单用不了，没有打开案例。{why}");
                Err(Refusal::new(RefusalCode::Entry, message))
            }
        }
    }
}

/// The states that a package says went before it, and its own.
fn states_of(package: &Package) -> impl Iterator<Item = Digest> {
    let waybill = &package.waybill;
    waybill.lineage.iter().flatten().copied().chain([waybill.content])
}

/// When a package was packed, in milliseconds since 1970.
fn packed(package: &Package) -> Option<i64> {
    milliseconds(&package.waybill.packed)
}

fn milliseconds(moment: &str) -> Option<i64> {
    moment.parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

/// The digest of a file of a package, by the name that its case has for it.
fn of_lines(brought: &Brought) -> impl Fn(&str) -> Option<Digest> {
    |name| brought.files.iter().find(|(own, _)| own == name).map(|(_, line)| line.sha256)
}

/// Whether what came is at fault, and not the disk of the drafts.
fn is_of_the_package(fault: &StoreFault, name: &str) -> bool {
    match fault {
        StoreFault::File(fault) => fault.path == Path::new(name),
        StoreFault::Changed { .. } => true,
        _ => false,
    }
}
