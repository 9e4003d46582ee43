//! What lies in a home by which name, and how a database of ours begins.

/// The database.
pub(crate) const DATABASE: &str = "drafts.db";
/// Held by the program that has the drafts open.
pub(crate) const LOCK: &str = "lock";
/// What SQLite keeps beside a database: what is not in it yet, what it was before, and the way to the first.
pub(crate) const COMPANIONS: [&str; 3] = ["drafts.db-wal", "drafts.db-journal", "drafts.db-shm"];
/// The size of a page of ours, in bytes.
pub(crate) const PAGE: usize = 4096;

/// Puts into the header of a database what every one of ours has there: what it is, its pages of 4096 bytes, that it is
/// written and read by the way of a WAL, fractions, format 4, UTF-8.
pub(crate) fn put_what_never_changes(header: &mut [u8]) {
    header[..16].copy_from_slice(b"SQLite format 3\0");
    header[16..18].copy_from_slice(&(PAGE as u16).to_be_bytes());
    header[18..24].copy_from_slice(&[2, 2, 0, 64, 32, 32]);
    header[44..48].copy_from_slice(&4_u32.to_be_bytes());
    header[56..60].copy_from_slice(&1_u32.to_be_bytes());
}
