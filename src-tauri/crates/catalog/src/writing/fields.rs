//! `[[field]]` and `[[field.column]]`: a field with the keys of its kind.

use crate::forms::asks::{DateStyle, LengthUnit, Limits, OptionMark, TextFormat, TextOption};
use crate::forms::counts::Counts;
use crate::forms::field::{Arithmetic, Computed, Condition, Field, Kind, PhotoPlace, Required};
use crate::forms::filled_by::FilledBy;
use crate::forms::lists::BuiltInList;
use crate::writing::toml::{Remarks, Toml, word};

/// Writes a field under the name of its table, such as `field` or `field.column`.
pub(crate) fn field(toml: &mut Toml, table: &str, field: &Field, remarks: &Remarks, within: &str) {
    let Field {
        id,
        label,
        kind,
        means,
        filled_by,
        required,
        counts,
        required_when,
        shown_when,
        name,
        name_part,
        personal,
        help,
        source,
        blank,
        absent,
        computed,
        date_style,
        underline_mm,
    } = field;
    let key = if within.is_empty() { id.clone() } else { format!("{within}.{id}") };
    toml.remarked(&format!("[[{table}]]"), remarks.get(&key));
    toml.text("id", id).text("label", label).text("kind", kind_word(kind));
    if let Some(means) = means {
        toml.text("means", word(means));
    }
    if *filled_by != FilledBy::Applicant {
        toml.text("filled_by", word(filled_by));
    }
    if *required != Required::No {
        toml.text("required", word(required));
    }
    toml.some_text("required_when", &condition(required_when.as_ref()));
    toml.some_text("shown_when", &condition(shown_when.as_ref()));
    toml.some_text("name", name);
    toml.switch("name_part", *name_part, false).switch("personal", *personal, false);
    own_keys(toml, kind);
    let Counts { least, most } = counts;
    toml.some_count("most", most.map(u64::from)).some_count("least", least.map(u64::from));
    if let Some(Computed { how, of }) = computed {
        toml.texts(arithmetic_key(*how), of);
    }
    if *date_style != DateStyle::Chinese {
        toml.text("date_style", word(date_style));
    }
    toml.some_count("underline_mm", underline_mm.map(u64::from));
    toml.some_text("help", help).some_text("blank", blank).some_text("absent", absent);
    toml.text("source", source);
    inner_tables(toml, table, kind, remarks, &key);
}

/// The key under which a number that follows from others names them.
fn arithmetic_key(how: Arithmetic) -> &'static str {
    match how {
        Arithmetic::Sum => "sum_of",
        Arithmetic::Difference => "difference_of",
        Arithmetic::Quotient => "quotient_of",
    }
}

fn condition(condition: Option<&Condition>) -> String {
    match condition {
        None => String::new(),
        Some(Condition { field, options }) if options == &["yes"] => field.clone(),
        Some(Condition { field, options }) => format!("{field}={}", options.join("|")),
    }
}

impl Kind {
    /// Its word in `form.toml`.
    pub fn word(&self) -> &'static str {
        kind_word(self)
    }
}

/// The word of a kind; the compiler names here what is new.
fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text { .. } => "text",
        Kind::LongText { .. } => "long_text",
        Kind::Opinion { .. } => "opinion",
        Kind::Integer { .. } => "integer",
        Kind::Decimal { .. } => "decimal",
        Kind::Month => "month",
        Kind::Date => "date",
        Kind::Period => "period",
        Kind::Choice { .. } => "choice",
        Kind::Choices { .. } => "choices",
        Kind::YesNo { .. } => "yes_no",
        Kind::Contact => "contact",
        Kind::Region { .. } => "region",
        Kind::Regions { .. } => "regions",
        Kind::NumberOrRegions => "number_or_regions",
        Kind::Links => "links",
        Kind::Photo(_) => "photo",
        Kind::Rows { .. } => "rows",
    }
}

/// The keys that only this kind knows.
fn own_keys(toml: &mut Toml, kind: &Kind) {
    match kind {
        Kind::Text { format, prefix, limits } => {
            if *format != TextFormat::Free {
                toml.text("format", word(format));
            }
            toml.some_text("prefix", prefix);
            length(toml, limits);
        }
        Kind::LongText { limits, extra_page } => {
            length(toml, limits);
            toml.switch("extra_page", *extra_page, false);
        }
        Kind::Opinion { limits, extra_page, prescribed } => {
            length(toml, limits);
            toml.switch("extra_page", *extra_page, false).some_text("prescribed", prescribed);
        }
        Kind::Integer { unit } | Kind::Decimal { unit } => {
            toml.some_text("unit", unit);
        }
        Kind::Choice { options, mark, box_after } | Kind::Choices { options, mark, box_after } => {
            let list = BuiltInList::of(options);
            toml.some_text("list", list.as_ref().map_or("", word));
            let usual = if list.is_some() { OptionMark::Value } else { OptionMark::Square };
            marked(toml, *mark, usual);
            toml.switch("box_after", *box_after, false);
        }
        Kind::YesNo { mark, box_after } => {
            marked(toml, *mark, OptionMark::Square);
            toml.switch("box_after", *box_after, false);
        }
        Kind::Photo(PhotoPlace { width_mm, height_mm, min_width, min_height }) => {
            toml.some_count("width_mm", Some(u64::from(*width_mm)));
            toml.some_count("height_mm", Some(u64::from(*height_mm)));
            toml.some_count("min_width_px", min_width.map(u64::from));
            toml.some_count("min_height_px", min_height.map(u64::from));
        }
        Kind::Region { level } => {
            toml.some_text("level", level.as_ref().map_or("", word));
        }
        Kind::Regions { level, counties_of } => {
            toml.some_text("level", level.as_ref().map_or("", word));
            toml.some_text("counties_of", counties_of.as_deref().unwrap_or_default());
        }
        Kind::Rows { columns: _, least_rows, labels } => {
            toml.texts("row_labels", labels);
            if *least_rows > 0 {
                toml.some_count("least_rows", Some(u64::from(*least_rows)));
            }
        }
        Kind::Month
        | Kind::Date
        | Kind::Period
        | Kind::Contact
        | Kind::NumberOrRegions
        | Kind::Links => {}
    }
}

fn marked(toml: &mut Toml, mark: OptionMark, usual: OptionMark) {
    if mark != usual {
        toml.text("mark", word(&mark));
    }
}

/// Options and columns, which stand in tables of their own.
fn inner_tables(toml: &mut Toml, table: &str, kind: &Kind, remarks: &Remarks, within: &str) {
    let listed = BuiltInList::of(kind.options()).is_some();
    for option in kind.options().iter().filter(|_| !listed) {
        let TextOption { id, label, help, refused } = option;
        toml.table(&format!("[[{table}.option]]")).text("id", id).text("label", label);
        toml.some_text("help", help).some_text("refused", refused);
    }
    for column in kind.columns() {
        field(toml, &format!("{table}.column"), column, remarks, within);
    }
}

/// The keys of a length.
pub(crate) fn length(toml: &mut Toml, limits: &Limits) {
    let Limits { min, max, about, unit, in_principle } = limits;
    toml.some_count("max_zi", max.map(u64::from));
    toml.some_count("min_zi", min.map(u64::from));
    toml.some_count("about_zi", about.map(u64::from));
    if *unit != LengthUnit::Zi {
        toml.text("count_by", word(unit));
    }
    toml.switch("length_in_principle", *in_principle, false);
}
