//! The recommending office (汇总): what came in and how it stands to what is here, the same project told twice, the order and
//! the numbers, the summary sheet as a form and as a workbook, and figures. Pure: cases and texts in, values out. What is
//! wrong with a case, or with all of them together, is for `case` to say; where files lie and what is written, for
//! `workbench`.

mod arriving;
mod doubles;
mod figures;
mod fingerprint;
mod list;
mod office;
mod order;
mod read_back;
mod told;
mod workbook;

pub use arriving::{Coming, Sorted, State, sort_out};
pub use doubles::{Double, Likeness, doubles};
pub use figures::{Figures, Share, figures};
pub use fingerprint::Fingerprint;
pub use list::{List, ListRow, RowOf};
pub use office::{Office, OfficeKind, office_fields};
pub use order::in_order;
pub use read_back::{NotRead, ReadRow, read_back};
pub use told::Told;
pub use workbook::{NotWritten, workbook};
