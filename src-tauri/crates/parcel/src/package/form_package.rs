//! A form package: a call with its forms and nothing filled in, handed on so that others need not make it again. It is a
//! bag like that of a case, with `data/form.json` in the place of the case.

use std::path::Path;

use catalog::{Call, Folder};
use foundation::{Contents, Files, ReadAt, Timestamp, Watch};
use serde::{Deserialize, Serialize};

use super::FORM;
use super::bag;
use super::fault::PackageFault;
use super::load::{Loaded, tags_with};
use super::reading::Bag;
use super::texts::Texts;
use super::waybill::{Made, shorten};
use super::writing::write_files;

/// The format that this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// Judgement: a call has a handful of forms, and a line for each.
const LONGEST_SHEET: u64 = 1 << 20;

/// What a form package says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSheet {
    /// 1.
    pub format: u32,
    /// The program that packed it, with its version.
    pub program: String,
    /// When, as RFC 3339 writes it.
    pub packed: String,
    /// The call.
    pub call: Made,
    /// Its forms.
    pub forms: Vec<Made>,
}

/// A form package that was read. Nothing of it is used before it was looked at.
#[derive(Clone, Debug)]
pub struct FormPackage {
    /// What it says of itself.
    pub sheet: FormSheet,
    /// The folders of the call and its forms.
    pub folders: Vec<Folder>,
}

impl FormSheet {
    /// That of a call.
    pub fn of(call: &Call, program: &str, moment: Timestamp) -> Self {
        let forms = call.forms.iter().map(|form| made(&form.id, &form.title, form.digest));
        Self {
            format: FORMAT,
            program: program.to_owned(),
            packed: moment.to_string(),
            call: made(&call.id, &call.title, call.digest),
            forms: forms.collect(),
        }
    }

    fn read(text: &[u8]) -> Result<Self, PackageFault> {
        #[derive(Deserialize)]
        struct Front {
            format: u32,
        }
        let wrong = |why: &str| PackageFault::wrong(FORM, why);
        let front: Front =
            serde_json::from_slice(text).map_err(|_| wrong("不是表单包的说明，或者不完整"))?;
        if front.format > FORMAT {
            return Err(PackageFault::Newer { found: front.format, known: FORMAT });
        }
        let mut sheet: Self =
            serde_json::from_slice(text).map_err(|_| wrong("缺少应有的项目，或者项目写得不对"))?;
        let Self { program, packed, call, forms, .. } = &mut sheet;
        let titles = forms.iter_mut().map(|form| &mut form.title);
        [program, packed, &mut call.title].into_iter().chain(titles).for_each(shorten);
        Ok(sheet)
    }
}

impl FormPackage {
    /// Reads a form package.
    ///
    /// # Errors
    /// What is wrong with it. Nothing of it is to be used then.
    pub fn read(bytes: Box<dyn ReadAt>) -> Result<Self, PackageFault> {
        let mut bag = Bag::read(bytes)?;
        if !bag.entries.contains_key(FORM) {
            return Err(PackageFault::NotAPackage("里面不是单独的表单"));
        }
        let sheet = FormSheet::read(&bag.text(FORM, LONGEST_SHEET)?)?;
        let folders = Texts { call: &sheet.call, forms: &sheet.forms }.read(&mut bag)?;
        let is_text =
            |path: &str| path.starts_with("data/calls/") || path.starts_with("data/forms/");
        let mut data = bag.manifest.keys().filter(|path| path.as_str() != FORM);
        match data.find(|path| !is_text(path)) {
            Some(path) => Err(PackageFault::Extra(super::fault::shown(path))),
            None => Ok(Self { sheet, folders }),
        }
    }

    /// Writes a form package, whole or not at all: the same bytes for the same texts and the same moment.
    ///
    /// # Errors
    /// `Disk`: what was there before stays.
    pub fn write(
        &self,
        place: &Path,
        files: &dyn Files,
        watch: &dyn Watch,
    ) -> Result<Contents, PackageFault> {
        let Self { sheet, folders } = self;
        let text = serde_json::to_string_pretty(sheet).expect("plain values can be written");
        let mut data = vec![Loaded::text(FORM, text + "\n")];
        data.extend(Texts { call: &sheet.call, forms: &sheet.forms }.load(folders));
        let bytes: u64 = data.iter().map(|file| file.contents.bytes).sum();
        let info: String = [
            ("Bag-Software-Agent", sheet.program.as_str()),
            ("Payload-Oxum", &format!("{bytes}.{}", data.len())),
            ("External-Description", &sheet.call.title),
            ("Packed-At", &sheet.packed),
            ("Call", &sheet.call.id),
        ]
        .map(|(label, text)| bag::info_line(label, text))
        .concat();
        let mut all = tags_with(&data, info);
        all.extend(data);
        Ok(write_files(&all, place, files, watch)?)
    }
}

fn made(id: &str, title: &str, digest: foundation::Digest) -> Made {
    Made { id: id.into(), title: title.into(), digest }
}
