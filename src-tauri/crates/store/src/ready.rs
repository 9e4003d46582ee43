//! The store of a database that was looked at and is sound: brought up to today's version, with its copy of the day.

use std::cell::{Cell, RefCell};
use std::path::Path;

use foundation::{Date, Held};
use rusqlite::Connection;

use crate::fault::StoreFault;
use crate::layout::DATABASE;
use crate::schema::{self, Schema};
use crate::seals::Whole;
use crate::{Home, Store, copies, kept, mark, named};

/// The store, or the lock back with the fault.
pub(crate) fn ready(
    home: Home<'_>,
    lock: Box<dyn Held>,
    today: Date,
    schema: Schema,
) -> Result<Store, (StoreFault, Box<dyn Held>)> {
    match connected(home, today, schema) {
        Ok(connection) => {
            let folder = home.folder.to_owned();
            let mark = mark::open(home.folder, home.files).into();
            let (known, flawed) = Default::default();
            let whole = Whole::read(&connection).ok().flatten();
            let id = whole.map(|whole| whole.id);
            let (uncopied, index) = (Cell::default(), RefCell::default());
            let store = Store {
                connection,
                home: folder,
                schema,
                id,
                mark,
                known,
                flawed,
                index,
                uncopied,
                lock,
            };
            kept::remove_left(home);
            copies::remove_left(home);
            named::remove_named(home);
            store.remove_erased(home);
            store.mark_now();
            // A copy that cannot be made keeps nobody from working; the next exit tries again.
            let _ = store.copy_of_day(home.files, today);
            disk::tighten_all(home.folder, home.files);
            Ok(store)
        }
        Err(fault) => Err((fault, lock)),
    }
}

/// The database of today's version, set up.
fn connected(home: Home<'_>, today: Date, schema: Schema) -> Result<Connection, StoreFault> {
    let path: &Path = &home.folder.join(DATABASE);
    let fault = StoreFault::database(path);
    let mut connection = Connection::open(path).map_err(&fault)?;
    schema::set_up(&connection).map_err(&fault)?;
    schema.bring_up(&mut connection, path, |connection, version| {
        copies::before_migration(home, (connection, schema), version, today)
    })?;
    connection.pragma_update(None, "foreign_keys", true).map_err(&fault)?;
    Ok(connection)
}
