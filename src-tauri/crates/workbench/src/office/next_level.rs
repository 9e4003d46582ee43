//! One package for the next office: the package of each case as it came, in their order, with what every office wrote into
//! its own part.

use std::path::{Path, PathBuf};

use foundation::{Unwatched, Watch};
use parcel::package::{
    CollectedCase, CollectedLine, Collecting, EXTENSION, Inside, Level, Made, OfficePart, Roundup,
    write_collected,
};
use serde_json::{Map, Value as Json};

use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::handover::packing::Wanted;
use crate::handover::reading::named;
use crate::office::collected::Collected;
use crate::office::taking::{CaseCame, From};

/// The program, as packages name it.
const PROGRAM: &str = concat!("shenbaoxia ", env!("CARGO_PKG_VERSION"));

impl Desk<'_> {
    /// Writes what the next office opens, beside the folder of this name.
    ///
    /// # Errors
    /// `Package`; what was there before stays.
    pub(crate) fn write_next_level(
        &self,
        collected: &Collected,
        opens: &[Option<OpenCase>],
        beside: &Path,
        watch: &dyn Watch,
    ) -> Result<PathBuf, Fault> {
        let name = foundation::name_text(beside.file_name().unwrap_or_default());
        let place = beside.with_file_name(format!("{name}.{EXTENSION}"));
        let mut inside = Inside::new(self.files);
        let mut cases = Vec::new();
        for (came, open) in collected.cases().zip(opens) {
            cases.extend(self.collecting(came, open.as_ref(), collected, &mut inside)?);
        }
        let call = &collected.call;
        let roundup = Roundup {
            format: 0,
            program: PROGRAM.to_owned(),
            packed: self.clock.now().to_string(),
            call: Made { id: call.id.clone(), title: call.title.clone(), digest: call.digest },
            levels: self.levels(collected),
            cases: Vec::new(),
        };
        write_collected((roundup, cases), &place, &inside, watch)
            .map_err(|fault| named(&place, fault))?;
        Ok(place)
    }

    /// The offices that any of the cases went through, and this one.
    fn levels(&self, collected: &Collected) -> Vec<Level> {
        let mut levels: Vec<Level> = Vec::new();
        for level in collected.cases().flat_map(|came| &came.before.levels) {
            if !levels.contains(level) {
                levels.push(level.clone());
            }
        }
        levels.sort_by(|a, b| a.moment.cmp(&b.moment).then_with(|| a.by.cmp(&b.by)));
        levels.push(Level {
            by: collected.office.name.clone(),
            kind: collected.office.kind.word().to_owned(),
            moment: self.clock.now().to_string(),
        });
        levels
    }

    /// A case that goes on; none of a folder that was sent, of which nobody has the data.
    fn collecting(
        &self,
        came: &CaseCame,
        open: Option<&OpenCase>,
        collected: &Collected,
        inside: &mut Inside<'_>,
    ) -> Result<Option<Collecting>, Fault> {
        let package = match (&came.from, open) {
            (From::Package(place), _) => {
                let path = inside.add_whole(place);
                let contents = foundation::Files::contents(&*inside, &path)?;
                CollectedCase::File(path, contents)
            }
            (From::CaseFile(_), Some(open)) => {
                let mut open = open.clone();
                // What the offices wrote goes beside it.
                open.case.endorsed.clear();
                CollectedCase::Bytes(self.package_bytes(&open, &Wanted::default(), &Unwatched)?)
            }
            _ => return Ok(None),
        };
        let mut parts = came.before.parts.clone();
        parts.push(self.own_part(came, collected));
        let line = CollectedLine {
            path: String::new(),
            bytes: 0,
            sha256: came.stamp.content,
            id: came.stamp.identity.id.to_string(),
            revision: came.stamp.identity.revision.number(),
            content: came.stamp.content,
            title: came.case.name(),
            number: collected.number_of(came).to_owned(),
            remark: collected.remark_of(came).to_owned(),
            parts,
        };
        Ok(Some(Collecting { line, package }))
    }

    /// What this office wrote.
    fn own_part(&self, came: &CaseCame, collected: &Collected) -> OfficePart {
        let own = came.own.iter();
        let values: Map<String, Json> = own
            .map(|(id, value)| (id.clone(), serde_json::to_value(value).unwrap_or_default()))
            .collect();
        OfficePart {
            by: collected.office.name.clone(),
            kind: collected.office.kind.word().to_owned(),
            moment: self.clock.now().to_string(),
            values,
        }
    }
}
