//! One after the other, what was found is read: which case it is, what it says, and what is known of its files. A package is
//! judged by the facts that it brings; nothing of its media is read. What cannot be taken is told, and stops nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::{Case, Value};
use catalog::Call;
use foundation::{Finding, Identity, Revision, Stamp, path_text};
use parcel::package::{
    CollectedPackage, Level, OfficePart, Package, PackageFault, PackagePlace, id_of,
};
use parcel::{SentFolder, VerifiedState};
use roundup::{Office, Told};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::handover::reading::{Arrived, named};
use crate::office::collected::{Choices, own_part};
use crate::office::finding::{FoundFile, FoundKind};

/// What the list of a folder begins with that an office sends on.
pub(crate) const SUBMISSION: &str = "汇总";

/// A case that came, or a file of which none could be taken.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// As it is told.
    pub(crate) file: String,
    pub(crate) what: Came,
}

/// What came.
#[derive(Clone, Debug)]
pub(crate) enum Came {
    Case(Box<CaseCame>),
    OtherCall { stamp: Option<Stamp>, told: Told, call: String },
    Broken { why: String },
}

/// A case that came.
#[derive(Clone, Debug)]
pub(crate) struct CaseCame {
    pub(crate) case: Case,
    pub(crate) stamp: Stamp,
    pub(crate) lineage: Vec<foundation::Digest>,
    pub(crate) from: From,
    /// What the rules say of it alone, by what is known of its files.
    pub(crate) findings: Vec<Finding>,
    /// What offices before this one wrote into their part, number and remark.
    pub(crate) before: Before,
    /// What this office wrote into its part.
    pub(crate) own: BTreeMap<String, Value>,
    /// How many photos, videos and documents there are, and whether a sealed scan is among them.
    pub(crate) media: usize,
    pub(crate) is_sealed: bool,
}

/// For whom it is taken.
pub(crate) struct TakenFor<'a> {
    pub(crate) call: &'a Arc<Call>,
    pub(crate) office: &'a Office,
    pub(crate) choices: &'a Choices,
}

impl CaseCame {
    /// The id of the case.
    pub(crate) fn id(&self) -> String {
        self.stamp.identity.id.to_string()
    }
}

/// Where a case comes from.
#[derive(Clone, Debug)]
pub(crate) enum From {
    Package(PackagePlace),
    CaseFile(PathBuf),
    Folder(PathBuf),
}

/// What the offices before this one said of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    pub(crate) levels: Vec<Level>,
    pub(crate) parts: Vec<OfficePart>,
    pub(crate) remark: String,
}

impl From {
    /// How much comes with it.
    pub(crate) fn weight(&self) -> u8 {
        match self {
            Self::Package(_) => 2,
            Self::CaseFile(_) => 1,
            Self::Folder(_) => 0,
        }
    }
}

impl Desk<'_> {
    /// Reads what one file brings: one case, or those of a package that an office sent on.
    pub(crate) fn take_found(&self, found: &FoundFile, of: &TakenFor<'_>) -> Vec<Taken> {
        let file = path_text(&found.path).into_owned();
        let one = |what| vec![Taken { file: file.clone(), what }];
        let broken = |fault: &Fault| one(Came::Broken { why: short(fault) });
        let taken = match found.kind {
            FoundKind::CaseFile => self.take_case_file(&found.path, of).map(one),
            FoundKind::Folder => self.take_folder(&found.path, of).map(one),
            FoundKind::Package => {
                let place = PackagePlace::of(&found.path, self.files);
                match self.take_package(&place, &[], of) {
                    Err(Fault::Package { fault: PackageFault::Roundup, .. }) => {
                        self.take_collected(&file, &place, of)
                    }
                    taken => taken.map(one),
                }
            }
        };
        taken.unwrap_or_else(|fault| broken(&fault))
    }

    /// A package, with what offices before this one wrote.
    fn take_package(
        &self,
        place: &PackagePlace,
        parts: &[OfficePart],
        of: &TakenFor<'_>,
    ) -> Result<Came, Fault> {
        let (path, call) = (place.path(), of.call);
        let bytes = place.open(self.files).map_err(|fault| named(path, fault))?;
        let package = Package::read(bytes).map_err(|fault| named(path, fault))?;
        let made = &package.waybill.call;
        if made.id != call.id {
            let told = Told { name: package.waybill.title.clone(), ..Told::default() };
            let stamp = package.waybill.stamp();
            return Ok(Came::OtherCall { stamp, told, call: made.title.clone() });
        }
        let mut arrived = self.arrived_package(path, package)?;
        let mut own = BTreeMap::new();
        let id = arrived.package.waybill.stamp();
        if let Some(brought) = &mut arrived.brought {
            own = self.endorse(&mut brought.case, parts, (of, id));
        }
        let findings = self.findings_of(&arrived);
        let Arrived { brought: Some(brought), package, .. } = arrived else {
            return Err(Fault::FormAbsent { path: path.to_owned(), call: call.title.clone() });
        };
        let waybill = &package.waybill;
        let Some(stamp) = waybill.stamp() else {
            let why = "案例编号或修订号不对".to_owned();
            let fault = PackageFault::Wrong { file: waybill.title.clone(), why };
            return Err(named(path, fault));
        };
        let lineage = waybill.lineage.clone().unwrap_or_default();
        let from = From::Package(place.clone());
        Ok(Came::Case(Box::new(CaseCame {
            media: brought.case.attachments.len(),
            is_sealed: is_sealed(&brought.case),
            case: brought.case,
            before: Before::default(),
            own,
            stamp,
            lineage,
            from,
            findings,
        })))
    }

    /// The cases of a package that an office sent on, each with what the offices wrote.
    fn take_collected(
        &self,
        file: &str,
        place: &PackagePlace,
        of: &TakenFor<'_>,
    ) -> Result<Vec<Taken>, Fault> {
        let path = place.path();
        let bytes = place.open(self.files).map_err(|fault| named(path, fault))?;
        let package = CollectedPackage::read(place, bytes).map_err(|fault| named(path, fault))?;
        let CollectedPackage { roundup, places } = package;
        let take = |(line, place): (parcel::package::CollectedLine, PackagePlace)| {
            let file = format!("{file}#{}", line.path);
            let mut what = match self.take_package(&place, &line.parts, of) {
                Ok(what) => what,
                Err(fault) => Came::Broken { why: short(&fault) },
            };
            if let Came::Case(came) = &mut what {
                if Some(came.stamp) != line.stamp() {
                    let why = format!("汇总单上写的“{}”和里面的案例不一样。", line.title);
                    return Taken { file, what: Came::Broken { why } };
                }
                came.before = Before {
                    levels: roundup.levels.clone(),
                    parts: line.parts,
                    remark: line.remark,
                };
            }
            Taken { file, what }
        };
        Ok(roundup.cases.iter().cloned().zip(places).map(take).collect())
    }

    /// What offices wrote into their parts stands on paper and is judged, the last before those under it, and this one's
    /// before all; what the form has no place for is left. What this one wrote comes back.
    fn endorse(
        &self,
        case: &mut Case,
        parts: &[OfficePart],
        (of, id): (&TakenFor<'_>, Option<Stamp>),
    ) -> BTreeMap<String, Value> {
        for part in parts {
            let values = self.values_of(case, &part.values);
            case.endorsed.extend(values);
        }
        let mut own: BTreeMap<String, Value> = own_part(case, of.office).into_iter().collect();
        own.extend(self.values_of(case, &of.choices.part));
        let id = id.map(|stamp| stamp.identity.id.to_string()).unwrap_or_default();
        if let Some(part) = of.choices.parts.get(&id) {
            own.extend(self.values_of(case, part));
        }
        case.endorsed.extend(own.clone());
        own
    }

    /// Values in the shape of the case file, as the form of the case reads them.
    pub(crate) fn values_of(
        &self,
        case: &Case,
        values: &serde_json::Map<String, serde_json::Value>,
    ) -> BTreeMap<String, Value> {
        let known = roundup::office_fields(case);
        let own = values.iter().filter(|(id, _)| known.iter().any(|field| field.id == **id));
        let own: serde_json::Map<_, _> =
            own.map(|(id, value)| (id.clone(), value.clone())).collect();
        let file = serde_json::json!({
            "format": 1, "call": case.call.id, "route": case.route, "values": own,
        });
        let read = case::read(file.to_string().as_bytes(), self.catalog);
        let mut values = read.map(|case| case.values).unwrap_or_default();
        values.retain(|id, value| own.contains_key(id) && !value.is_empty());
        values
    }

    fn take_case_file(&self, path: &Path, of: &TakenFor<'_>) -> Result<Came, Fault> {
        let (mut open, call) = (self.open(path)?, of.call);
        let content = self.content(&open)?;
        let stamp = stamp_of(&open.case, content);
        if open.case.call.id != call.id {
            let call = open.case.call.title.clone();
            return Ok(Came::OtherCall { stamp: Some(stamp), told: Told::of(&open.case), call });
        }
        let own = self.endorse(&mut open.case, &[], (of, Some(stamp)));
        let findings = self.check(&open);
        let mut case = open.case;
        case.identity = Some(stamp.identity);
        Ok(Came::Case(Box::new(CaseCame {
            media: case.attachments.len(),
            is_sealed: is_sealed(&case),
            lineage: Vec::new(),
            from: From::CaseFile(path.to_owned()),
            before: Before::default(),
            own,
            case,
            stamp,
            findings,
        })))
    }

    /// A folder that was sent: which case it was says its list, how it is called its PDF.
    fn take_folder(&self, path: &Path, of: &TakenFor<'_>) -> Result<Came, Fault> {
        let (sent, call) = (SentFolder::read(path, self.files)?, of.call);
        let broken = |why: &str| Ok(Came::Broken { why: why.to_owned() });
        if sent.said(SUBMISSION).is_some() {
            return broken(
                "是汇总报送的文件夹，里面是排好的 PDF。请向报送单位要上报包（.shenbao）。",
            );
        }
        let (name, unit) = self.told_by_papers(path, &sent);
        let title = sent.said("征集").unwrap_or_default();
        if title != call.title {
            let told = Told { name, unit, ..Told::default() };
            let call = title.to_owned();
            return Ok(Came::OtherCall { stamp: sent.stamp(), told, call });
        }
        let Some(stamp) = sent.stamp() else {
            return broken(
                "清单.txt 里没有案例编号，认不出是哪个案例。请向申报单位要交接包（.shenbao）。",
            );
        };
        let verified = parcel::verify(path, self.files, &foundation::Unwatched)?;
        if let Some(wrong) = verified.files.iter().find(|file| file.state != VerifiedState::Same) {
            let how = if wrong.state == VerifiedState::Missing {
                "不在"
            } else {
                "和报送时不一样"
            };
            return broken(&format!("报送的文件夹里“{}”{how}，没有取用。", wrong.path));
        }
        let mut case = Case::new(call.clone());
        case.identity = Some(stamp.identity);
        let route = sent.said("申报方式").and_then(|said| {
            case.call.routes.iter().find(|route| route.title == said).map(|route| route.id.clone())
        });
        case.route = route.unwrap_or(case.route);
        let main = case.call.clone();
        let names = main.main_form().fields.iter().filter(|field| field.name_part);
        for (field, text) in names.zip([name, unit]).filter(|(_, text)| !text.is_empty()) {
            case.values.insert(field.id.clone(), Value::Text(text));
        }
        let own = self.endorse(&mut case, &[], (of, Some(stamp)));
        let findings = vec![case::as_sent_only(call)];
        Ok(Came::Case(Box::new(CaseCame {
            media: sent.files.iter().filter(|(path, _)| path.starts_with("附件/")).count(),
            is_sealed: false,
            lineage: Vec::new(),
            from: From::Folder(path.to_owned()),
            before: Before::default(),
            own,
            case,
            stamp,
            findings,
        })))
    }

    /// The name and the unit that the first PDF of a folder says.
    fn told_by_papers(&self, folder: &Path, sent: &SentFolder) -> (String, String) {
        /// Judgement: what is longer holds films of pictures; its name is that of the folder then.
        const LONGEST: u64 = 64 << 20;
        let pdf = sent.files.iter().find(|(path, _)| path.ends_with(".pdf") && !path.contains('/'));
        let bytes = pdf.and_then(|(path, contents)| {
            let is_short = contents.bytes <= LONGEST;
            is_short.then(|| self.files.read_up_to(&folder.join(path), LONGEST).ok()).flatten()
        });
        let (name, unit) = paper::told_title(&bytes.unwrap_or_default());
        let own = || foundation::name_text(folder.file_name().unwrap_or_default()).into_owned();
        (if name.is_empty() { own() } else { name }, unit)
    }
}

/// Which case a file holds; of one without an id the one that follows from what it says, as where it is packed.
fn stamp_of(case: &Case, content: foundation::Digest) -> Stamp {
    let drawn =
        || Identity { id: id_of(&format!("case {content}")), revision: Revision::default() };
    Stamp { identity: case.identity.unwrap_or_else(drawn), content }
}

fn is_sealed(case: &Case) -> bool {
    case.attachments.iter().any(|one| one.kind == case::AttachmentKind::SealedScan)
}

/// The words of a fault; the file is named beside it.
fn short(fault: &Fault) -> String {
    match fault {
        Fault::Package { fault, .. } => fault.to_string(),
        Fault::CaseFile { faults, .. } => {
            let told: Vec<String> = faults.iter().take(3).map(ToString::to_string).collect();
            format!("不能作为案例打开：{}", told.join("；"))
        }
        fault => fault.to_string(),
    }
}
