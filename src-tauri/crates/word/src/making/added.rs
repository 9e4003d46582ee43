//! Rows of a table that add up what stands above them: the columns of one list, or of all under the same header.

use catalog::{Arithmetic, Computed, Item, Kind, TextFormat};

use crate::guess::headers;
use crate::guess::kinds::text;
use crate::guess::lists::List;
use crate::guess::text::core;
use crate::making::filler::Filler;

/// What stands in a cell of a row that adds up.
enum Added {
    /// A column of a list, added up.
    Sum(String, String),
    /// A number of its own that follows from these columns.
    Field(Vec<String>),
    /// What somebody adds up by hand, where nothing above it is a number.
    Words,
}

impl Filler<'_, '_, '_> {
    /// A row in which the columns of the last list are added up; a column without numbers has nothing there.
    pub(super) fn sums(&mut self, row: usize, list: &List) {
        let Some(figures) = self.figures.last().cloned() else { return };
        self.added(row, list, &|column| {
            if figures.columns.is_empty() {
                return Some(Added::Words);
            }
            let (_, id) = figures.columns.iter().find(|(known, _)| *known == column)?;
            Some(Added::Sum(figures.list.clone(), id.clone()))
        });
    }

    /// A row in which the columns of all lists under a header are added up: numbers of their own.
    pub(super) fn totals(&mut self, row: usize, list: &List) {
        let figures = self.figures.clone();
        self.added(row, list, &|column| {
            let of = figures.iter().filter_map(|figures| {
                let (_, id) = figures.columns.iter().find(|(known, _)| *known == column)?;
                Some(format!("{}.{id}", figures.list))
            });
            let of: Vec<String> = of.collect();
            (!of.is_empty()).then_some(Added::Field(of))
        });
    }

    /// The cells of a row that adds up: its label, and what `added` says of each column.
    fn added(&mut self, row: usize, list: &List, added: &dyn Fn(usize) -> Option<Added>) {
        let own = self.table().places(row..row + 1).filter(|at| self.belongs(*at, list));
        let own: Vec<usize> = own.collect();
        let Some((first, rest)) = own.split_first() else { return };
        let side = core(&self.cell(*first).text());
        self.print(*first);
        for at in rest {
            let lines = match added(self.cell(*at).column) {
                Some(Added::Sum(list, column)) => vec![vec![Item::Sum(list, column)]],
                Some(Added::Field(of)) => {
                    let kind = Kind::Decimal { unit: String::new() };
                    let id = self.sum_field((&side, *at), list, kind);
                    if let Some(field) = self.maker.get(&id) {
                        field.computed = Some(Computed { how: Arithmetic::Sum, of });
                    }
                    vec![vec![Item::Value(id)]]
                }
                Some(Added::Words) => {
                    let kind = text(TextFormat::Free, None);
                    vec![vec![Item::Value(self.sum_field((&side, *at), list, kind))]]
                }
                None => Vec::new(),
            };
            self.set(*at, lines);
        }
    }

    /// A field in a row that adds up, called by the row and the column.
    fn sum_field(&mut self, (side, at): (&str, usize), list: &List, kind: Kind) -> String {
        let above = self.label_over(at, list);
        self.maker.field(&format!("{side}（{above}）"), kind)
    }

    /// What stands over a cell in the header of its list.
    fn label_over(&self, index: usize, list: &List) -> String {
        let Some((from, end)) = list.header else { return String::new() };
        let column = self.cell(index).column;
        let leaf = self.table().cells.iter().find(|cell| {
            (from..end).contains(&cell.row)
                && cell.row + cell.row_span == end
                && cell.column == column
        });
        let over = leaf.map(|leaf| headers::over(self.table(), (from, end), leaf).concat());
        let own = leaf.map(|leaf| core(&leaf.text())).unwrap_or_default();
        format!("{}{own}", over.unwrap_or_default())
    }
}
