//! A package that arrives: found with its parts, read, and its case by the form that is here. Nothing is done yet.

use std::path::{Path, PathBuf};

use catalog::{Catalog, Folder};
use parcel::package::{
    Brought, FormPackage, FoundPackage, Made, Package, PackageFault, gather, is_package,
};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;

/// A package that arrived.
#[derive(Debug)]
pub struct Arrived {
    /// The file, or the first of its parts that was named.
    pub path: PathBuf,
    /// What is in it.
    pub package: Package,
    /// How the call that it was made with stands to the one that is here.
    pub form: FormState,
    /// Its case; none where its call is not here.
    pub brought: Option<Brought>,
}

/// How the call and the forms with which a package was made stand to those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormState.ts"))]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// They are the same.
    Same,
    /// They say something else.
    Changed,
    /// There is none of this name here.
    Absent,
}

impl Desk<'_> {
    /// Whether a face means a package by this file. What cannot be read is told where it is opened.
    pub(crate) fn is_package(&self, file: &Path) -> bool {
        is_package(file, self.files).unwrap_or(false)
    }

    /// Reads the packages that these files are, or are parts of.
    ///
    /// # Errors
    /// `Package`, for the first that is not as it should be.
    pub fn arrived(&self, paths: &[PathBuf]) -> Result<Vec<Arrived>, Fault> {
        let first = paths.first().cloned().unwrap_or_default();
        let found = gather(paths, self.files).map_err(|fault| named(&first, fault))?;
        found.into_iter().map(|found| self.arrived_one(found)).collect()
    }

    /// The same of files that are one package.
    ///
    /// # Errors
    /// `Package`; `SeveralPackages`.
    pub fn arrived_alone(&self, paths: &[PathBuf]) -> Result<Arrived, Fault> {
        let mut all = self.arrived(paths)?;
        match all.len() {
            1 => Ok(all.remove(0)),
            count => Err(Fault::SeveralPackages(count)),
        }
    }

    /// The form that a form package hands on.
    ///
    /// # Errors
    /// `Package`, for what is none, or not as it should be.
    pub fn form_arrived(&self, path: &Path) -> Result<FormPackage, Fault> {
        let read = FormPackage::read(self.files.open(path)?).and_then(|package| {
            says_what_it_means(&package.sheet.call, &package.folders)?;
            Ok(package)
        });
        read.map_err(|fault| named(path, fault))
    }

    fn arrived_one(&self, found: FoundPackage) -> Result<Arrived, Fault> {
        let FoundPackage { path, bytes } = found;
        let package = Package::read(bytes).map_err(|fault| named(&path, fault))?;
        self.arrived_package(&path, package)
    }

    /// A package that was read, with its case by the form that is here.
    ///
    /// # Errors
    /// `Package`.
    pub(crate) fn arrived_package(&self, path: &Path, package: Package) -> Result<Arrived, Fault> {
        let read = |package: Package| -> Result<_, PackageFault> {
            if !self.brings_what_is_here(&package) {
                says_what_it_means(&package.waybill.call, &package.folders)?;
            }
            let made = &package.waybill.call;
            let Some(call) = self.catalog.call(&made.id) else {
                return Ok((package, FormState::Absent, None));
            };
            let is_same = call.digest == made.digest;
            let brought = package.case(self.catalog)?;
            let form = if is_same { FormState::Same } else { FormState::Changed };
            Ok((package, form, Some(brought)))
        };
        let (package, form, brought) = read(package).map_err(|fault| named(path, fault))?;
        Ok(Arrived { path: path.to_owned(), package, form, brought })
    }

    /// Whether the texts of its call and forms are letter for letter those that are here, so that they need not be read.
    fn brings_what_is_here(&self, package: &Package) -> bool {
        let made = &package.waybill.call;
        let Some(call) = self.catalog.call(&made.id).filter(|call| call.digest == made.digest)
        else {
            return false;
        };
        let own: Vec<&Folder> = self.catalog.folders_of(call).collect();
        package.folders.iter().all(|folder| {
            let here = own.iter().find(|own| own.is_same(folder));
            here.is_some_and(|here| {
                folder.files.iter().all(|(name, text)| here.files.get(name) == Some(text))
            })
        })
    }
}

/// What a package says of its call must be what the texts in it say: a form that was changed on the way is none. One
/// without texts says nothing of them.
///
/// # Errors
/// `Wrong`.
pub(crate) fn says_what_it_means(made: &Made, folders: &[Folder]) -> Result<(), PackageFault> {
    if folders.is_empty() {
        return Ok(());
    }
    let others = Catalog::built_in_folders();
    let others = others.into_iter().filter(|there| !folders.iter().any(|own| own.is_same(there)));
    let catalog = Catalog::of(folders.iter().cloned().chain(others).collect());
    match catalog.call(&made.id) {
        Some(call) if call.digest == made.digest => Ok(()),
        _ => {
            let why = "带来的征集或表单和打包时的不一样，可能被改过".to_owned();
            Err(PackageFault::Wrong { file: made.title.clone(), why })
        }
    }
}

/// A fault of the disk names its file itself.
pub(crate) fn named(path: &Path, fault: PackageFault) -> Fault {
    match fault {
        PackageFault::Disk(fault) => fault.into(),
        fault => Fault::Package { path: path.to_owned(), fault },
    }
}
