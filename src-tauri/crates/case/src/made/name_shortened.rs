//! The name of what is sent was too long, and parts of it were cut.

use catalog::Field;
use foundation::{Code, FieldPath, Finding, Severity};

use crate::Case;
use crate::others::other::quoted;

/// A name that did not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortenedName {
    /// The name as the call asks for it, with what stands behind it, took so many bytes …
    pub bytes: usize,
    /// … of so many.
    pub most: usize,
    /// The name that came of it.
    pub name: String,
    /// What was cut: values of the pattern, as `case_name` or `contact.name`, the case name first.
    pub cut: Vec<String>,
}

/// The finding that parts of the name were cut.
pub fn name_shortened(case: &Case, shortened: &ShortenedName) -> Finding {
    let ShortenedName { bytes, most, name, cut } = shortened;
    let source = case.call.route(&case.route).map_or("", |route| route.naming_source.as_str());
    let cut: Vec<&str> = cut.iter().map(|id| id.split('.').next().unwrap_or(id)).collect();
    let labels = cut.iter().filter_map(|id| case.field(id)).map(Field::plain_label);
    let labels = labels.map(|label| format!("“{label}”")).collect::<Vec<_>>().join("、");
    let asked = if source.is_empty() { "" } else { "按征集要求的" };
    let message = format!(
        "{asked}文件名有 {bytes} 字节，超过 {most} 字节的限制，其中的{labels}已缩短，成为{}。",
        quoted(name)
    );
    let path = FieldPath::field(cut.first().copied().unwrap_or_default());
    Finding::new(Code::NameShortened, Severity::Warning, path, message)
        .hint("表上仍印全称。若要自己定简称，请直接改短所填的内容。")
        .source(source)
}
