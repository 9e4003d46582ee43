//! What a case would print now, and what was printed of it before: codes, and the places of seals and signatures.

use case::{Case, Print, sheet_origin};
use catalog::Form;
use foundation::{Mm, PrintCode, SheetCode};
use paper::{Copy, Item, Page, Sheets};
use scan::Area;

use crate::desk::{Desk, OpenCase};

/// A form as it would be printed now, with its pages.
pub(crate) struct Printed {
    pub(crate) print: Print,
    pub(crate) sheets: Sheets,
}

/// A place on a page.
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) area: Area,
}

/// Where things stand on a page.
pub(crate) struct Layout {
    /// The upper left corner of the code.
    pub(crate) code: (Mm, Mm),
    pub(crate) seals: Vec<Place>,
    pub(crate) signatures: Vec<Place>,
    /// The words that are printed in places for seals.
    pub(crate) words: Vec<Area>,
}

impl Desk<'_> {
    /// The forms of a case that are begun, as they would be printed now.
    pub(crate) fn prints(&self, open: &OpenCase) -> Vec<Printed> {
        let forms = open.case.forms().filter(|form| open.case.is_begun(form));
        forms.map(|form| self.printed(open, form)).collect()
    }

    fn printed(&self, open: &OpenCase, form: &Form) -> Printed {
        let (sheets, _) = self.pages(open, form, Copy::Final);
        let codes = codes(&sheets);
        let origin = sheet_origin(&open.case, form);
        Printed { print: Print { form: form.id.clone(), origin, codes }, sheets }
    }

    /// The 核对码 of a form as a state of the case of before would print it.
    pub(crate) fn printed_before(
        &self,
        open: &OpenCase,
        then: &Case,
        form: &str,
    ) -> Option<PrintCode> {
        let before = OpenCase { case: then.clone(), ..open.clone() };
        let printed = self.printed(&before, before.case.form(form)?);
        Some(printed.print.codes.first()?.print)
    }
}

/// The codes on pages.
pub(crate) fn codes(sheets: &Sheets) -> Vec<SheetCode> {
    sheets.codes().map(|(_, code)| code.says.clone()).collect()
}

/// The 核对码 of pages, where they have one.
pub(crate) fn print_code(sheets: &Sheets) -> Option<PrintCode> {
    sheets.codes().next().map(|(_, code)| code.says.print)
}

impl Printed {
    /// Where things stand on a page, counted from 1.
    pub(crate) fn layout(&self, form: &Form, page: u16) -> Option<Layout> {
        layout(form, self.sheets.pages.get(usize::from(page).checked_sub(1)?)?)
    }
}

fn layout(form: &Form, page: &Page) -> Option<Layout> {
    let mut layout = Layout {
        code: (Mm::ZERO, Mm::ZERO),
        seals: Vec::new(),
        signatures: Vec::new(),
        words: Vec::new(),
    };
    let mut has_code = false;
    for item in &page.items {
        match item {
            Item::Code(code) => {
                layout.code = (code.x, code.y);
                has_code = true;
            }
            Item::SealPlace { id, x, y, side } => {
                let area = Area { x: *x, y: *y, width: *side, height: *side };
                layout.seals.push(Place { id: id.clone(), area });
            }
            Item::SignaturePlace { at, x, y, width, height } => {
                // Above the line, which a page that lies a little askew would bring into it.
                let area = Area { x: *x, y: *y, width: *width, height: *height - Mm(1.5) };
                let id = form.signatures.get(*at).map(|signature| signature.id.clone());
                layout.signatures.extend(id.map(|id| Place { id, area }));
            }
            Item::Text(run) => {
                let em = Mm::from(run.size);
                let Some(first) = run.glyphs.first() else { continue };
                let area = Area {
                    x: first.x,
                    y: run.baseline - em * 0.88,
                    width: run.right() - first.x,
                    height: em,
                };
                layout.words.push(area);
            }
            _ => {}
        }
    }
    has_code.then_some(layout)
}
