//! A database that is looked at and never changed by it. SQLite brings into a database what stands beside it as soon as
//! it opens it, damaged or not; so what has something beside it is looked at in a second copy, and the rest as it lies.

use std::path::{Path, PathBuf};

use disk::Beside;
use foundation::{FileFault, FileOperation, Files, Unwatched};
use rusqlite::{Connection, OpenFlags};

use crate::fault::StoreFault;
use crate::layout::{COMPANIONS, DATABASE, PAGE, put_what_never_changes};
use crate::schema::Schema;
use crate::{Home, wal};

/// A database that is being looked at.
pub(crate) struct Looking<'f> {
    pub(crate) connection: Connection,
    /// The copy that goes when nobody looks any more; none where the database is looked at as it lies.
    pub(crate) _copy: Option<Beside<'f>>,
}

/// The first page of a database of ours begins with so many bytes that say what it is.
const HEADER: usize = 100;

impl<'f> Looking<'f> {
    /// Looks at the database in `folder`, which is the home or lies in it.
    pub(crate) fn at(home: Home<'f>, folder: &Path) -> Result<Self, StoreFault> {
        let has_beside =
            COMPANIONS[..2].iter().any(|name| length(&folder.join(name), home.files) > 0);
        let path = folder.join(DATABASE);
        if has_beside {
            return Self::copied(home, folder, false);
        }
        is_a_file(&path, home.files)?;
        let connection = as_it_lies(&path).map_err(StoreFault::database(&path))?;
        Ok(Self { connection, _copy: None })
    }

    /// The same with all made right that says how the rest is to be read: the first bytes of the file, the sums in what
    /// stands beside it, and the texts of the tables. A bit of those hides everything else. What comes out is worth what
    /// the seals of its rows say.
    pub(crate) fn mended(
        home: Home<'f>,
        folder: &Path,
        schema: Schema,
    ) -> Result<Self, StoreFault> {
        let looking = Self::copied(home, folder, true)?;
        let connection = &looking.connection;
        let mend = || -> rusqlite::Result<()> {
            connection.pragma_update(None, "writable_schema", true)?;
            for (name, sql) in schema.texts()? {
                let put = "UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1";
                connection.execute(put, (name, sql))?;
            }
            connection.pragma_update(None, "writable_schema", "reset")
        };
        // Where it cannot be written the tables are read by what their texts say.
        let _ = mend();
        Ok(looking)
    }

    fn copied(home: Home<'f>, folder: &Path, mended: bool) -> Result<Self, StoreFault> {
        let path = folder.join(DATABASE);
        let files = home.files;
        let copy = Beside::new(&home.folder.join(DATABASE), files);
        let at_its_place = |fault| StoreFault::from(copy.at_its_place(fault));
        files.make_folder(copy.path()).map_err(|fault| at_its_place(fault.into()))?;
        let inner = copy.path().join(DATABASE);
        if mended {
            disk::write_whole(&inner, &with_header(files, &path)?, files).map_err(&at_its_place)?;
        } else {
            is_a_file(&path, files)?;
            disk::copy_whole(&path, &inner, files, &Unwatched).map_err(&at_its_place)?;
        }
        for (at, name) in COMPANIONS.iter().enumerate().take(2) {
            let (from, to) = (folder.join(name), copy.path().join(name));
            if length(&from, files) == 0 {
                continue;
            }
            if mended && at == 0 {
                let mut bytes = files.read_up_to(&from, u64::MAX)?;
                wal::make_right(&mut bytes);
                disk::write_whole(&to, &bytes, files).map_err(&at_its_place)?;
            } else {
                disk::copy_whole(&from, &to, files, &Unwatched).map_err(&at_its_place)?;
            }
        }
        let connection = Connection::open(&inner).map_err(StoreFault::database(&path))?;
        Ok(Self { connection, _copy: Some(copy) })
    }
}

/// A pipe would be waited for.
fn is_a_file(path: &Path, files: &dyn Files) -> Result<(), StoreFault> {
    match files.is_device(path) || files.is_folder(path) {
        true => {
            let cause = std::io::ErrorKind::InvalidInput.into();
            Err(FileFault::new(FileOperation::Read, path, cause).into())
        }
        false => Ok(()),
    }
}

fn length(path: &Path, files: &dyn Files) -> u64 {
    match files.exists(path) && !files.is_folder(path) && !files.is_device(path) {
        true => files.length(path).unwrap_or(0),
        false => 0,
    }
}

/// A database that has nothing beside it is looked at as it lies: nothing is written beside it.
pub(crate) fn as_it_lies(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    // Source: SQLite, Uniform Resource Identifiers, 3.1.
    let mut spelt = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'%' | b'?' | b'#' | 0x80.. => spelt += &format!("%{byte:02x}"),
            _ => spelt.push(char::from(*byte)),
        }
    }
    Connection::open_with_flags(format!("file:{spelt}?immutable=1"), flags)
}

/// The bytes of a database under the header of one of ours; of one that is gone, a page, so that SQLite looks at what
/// stands beside it.
fn with_header(files: &dyn Files, path: &Path) -> Result<Vec<u8>, StoreFault> {
    let is_file = files.exists(path) && !files.is_folder(path) && !files.is_device(path);
    let mut bytes = match is_file {
        true => files.read_up_to(path, u64::MAX)?,
        false => Vec::new(),
    };
    let pages = bytes.len().div_ceil(PAGE).max(1);
    bytes.resize(pages * PAGE, 0);
    // Source: SQLite, Database File Format, 1.3. What is not said here is 0.
    let mut header = [0; HEADER];
    put_what_never_changes(&mut header);
    // The change counter, and which it was when the size was written: the size is right.
    let size = u32::try_from(pages).unwrap_or(u32::MAX).to_be_bytes();
    (header[27], header[95]) = (1, 1);
    header[28..32].copy_from_slice(&size);
    // The cookie, and the version of the schema that these tables are.
    header[43] = 1;
    let version = u32::try_from(crate::schema::SEALED).unwrap_or(0);
    header[60..64].copy_from_slice(&version.to_be_bytes());
    bytes[..HEADER].copy_from_slice(&header);
    Ok(bytes)
}

/// Where the database lies that is looked at for what can be read: in the home, or where it was set aside.
pub(crate) fn source(home: Home<'_>, aside: Option<&str>) -> PathBuf {
    aside.map_or_else(|| home.folder.to_owned(), |aside| home.folder.join(aside))
}
