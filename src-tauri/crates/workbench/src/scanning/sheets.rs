//! A page of a scan read: its code, how it lies, and what is in the places that its form keeps.

use case::{PlaceFacts, ScanFacts, SheetFacts};
use catalog::Form;
use foundation::{FileFault, SheetCode};
use media::Samples;
use scan::{Found, Frame, Picture, Stamped};
use std::path::Path;
use std::sync::Arc;

use crate::desk::Desk;
use crate::scanning::prints::{Layout, Place};

/// Of a code that was found: the form that it may be of, and where things stand on its page.
pub(crate) type Known<'k> = dyn FnMut(&SheetCode) -> Option<(Arc<Form>, Layout)> + 'k;

impl Desk<'_> {
    /// Reads all pages of a scan. `known` says of a page that was found which forms it may be of.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(crate) fn read_scan(
        &self,
        path: &Path,
        known: &mut Known<'_>,
    ) -> Result<ScanFacts, FileFault> {
        let pages = self.pages_of_scan(path)?;
        let mut sheets = Vec::with_capacity(pages.count);
        for index in 0..pages.count {
            let picture = self.picture_of_scan(&pages, index);
            sheets.push(picture.map_or_else(SheetFacts::default, |picture| sheet(&picture, known)));
        }
        Ok(ScanFacts { sheets, has_more: pages.has_more })
    }
}

/// What stands on a page.
fn sheet(samples: &Samples, known: &mut Known<'_>) -> SheetFacts {
    let picture = Picture {
        samples: &samples.bytes,
        width: samples.width as usize,
        height: samples.height as usize,
        components: usize::from(samples.components),
    };
    let Some(found) = scan::find(&picture) else { return SheetFacts::default() };
    let mut facts = SheetFacts {
        turn: Some(found.turn()),
        skew: Some((found.skew() * 10.0).round() / 10.0),
        dpi: Some(found.dpi()),
        ..SheetFacts::default()
    };
    if let Some((form, layout)) = known(&found.code) {
        look_at_places(&picture, &found, (&form, &layout), &mut facts);
    }
    facts.code = Some(found.code);
    facts
}

fn look_at_places(
    picture: &Picture<'_>,
    found: &Found,
    (form, layout): (&Form, &Layout),
    facts: &mut SheetFacts,
) {
    let frame: Frame = found.frame(layout.code);
    let place = |place: &Place, seen: Stamped| PlaceFacts {
        form: form.id.clone(),
        id: place.id.clone(),
        present: seen.present,
        red: (seen.red * 1000.0).round() / 1000.0,
        round: seen.round,
    };
    let seals = layout.seals.iter();
    facts.seals =
        seals.map(|p| place(p, scan::seal(picture, &frame, p.area, &layout.words))).collect();
    let signatures = layout.signatures.iter().map(|own| {
        let present = scan::signature(picture, &frame, own.area);
        place(own, Stamped { present, red: 0.0, round: false })
    });
    facts.signatures = signatures.collect();
}
