//! A plausible case for a form that is tried: a value for every field by its kind. Nobody in it is real.

use case::Case;
use catalog::regions::Level;
use catalog::{Call, Catalog, Field, FilledBy, Folder, Kind, Limits, TextFormat};
use foundation::Date;
use serde_json::{Map, Value as Json, json};

/// The case as a draft would have it.
pub(crate) fn sample_text(call: &Call, route: &str) -> String {
    let mut values = Map::new();
    let forms = call.route(route).map_or(&call.forms, |route| &route.forms);
    let fields = forms.iter().flat_map(|form| &form.fields).chain(&call.fields);
    for field in fields.filter(|field| field.filled_by == FilledBy::Applicant) {
        if let Some(value) = value(field, call.opens) {
            values.insert(field.id.clone(), value);
        }
    }
    let answers: Map<String, Json> =
        call.answer_ids().map(|id| (id.to_owned(), true.into())).collect();
    json!({
        "format": 1, "call": call.id, "route": route, "values": values, "answers": answers,
    })
    .to_string()
}

/// Lets the samples of a call say what its forms of now can take, as a draft would go on by them: `new` with a sample is
/// refused otherwise. What cannot be read at all stays as it is.
pub(crate) fn fit_samples(folders: &mut [Folder], catalog: &Catalog) {
    let calls = folders.iter_mut().filter(|folder| folder.is_call());
    let texts = calls.flat_map(|call| call.files.iter_mut());
    for (_, text) in texts.filter(|(name, _)| name.starts_with("sample-")) {
        if case::read(text.as_bytes(), catalog).is_err()
            && let Ok(fitted) = case::read_draft(text, catalog)
        {
            *text = case::write(&fitted);
        }
    }
}

/// The same as a case; an empty one where the call cannot take it.
pub(crate) fn sample_case(call: &std::sync::Arc<Call>, route: &str, catalog: &Catalog) -> Case {
    let read = case::read_draft(&sample_text(call, route), catalog);
    read.unwrap_or_else(|_| Case { route: route.to_owned(), ..Case::new(call.clone()) })
}

/// A value of a field; none where it is added up by itself, or is a file.
fn value(field: &Field, opens: Date) -> Option<Json> {
    if field.computed.is_some() {
        return None;
    }
    let label = field.plain_label();
    Some(match &field.kind {
        Kind::Text { format, limits, .. } => text(*format, &label, limits).into(),
        Kind::LongText { limits, .. } => paragraphs(&label, limits).into(),
        Kind::Opinion { prescribed, limits, .. } => if prescribed.is_empty() {
            paragraphs("同意推荐", limits)
        } else {
            prescribed.clone()
        }
        .into(),
        Kind::Integer { .. } => number(&label).into(),
        Kind::Decimal { .. } => format!("{}.50", number(&label)).into(),
        Kind::Month => month(&label, opens).into(),
        Kind::Date => format!("{}-10", month(&label, opens)).into(),
        Kind::Period => json!({"from": month(&label, opens), "to": null}),
        Kind::Choice { options, .. } => {
            let fit = options.iter().find(|option| option.refused.is_empty());
            fit.or(options.first())?.id.clone().into()
        }
        Kind::Choices { options, .. } => {
            let fit = options.iter().filter(|option| option.refused.is_empty());
            let count = field.counts.least.unwrap_or(1).max(1) as usize;
            fit.take(count).map(|option| option.id.clone()).collect::<Vec<_>>().into()
        }
        Kind::YesNo { .. } => true.into(),
        Kind::Contact => json!({"name": "李明", "phone": "13812345678"}),
        Kind::Region { level } => region(*level),
        Kind::Regions { level, .. } => json!([region(*level)]),
        Kind::NumberOrRegions => 3.into(),
        Kind::Links => json!(["https://www.example.com/news/1"]),
        Kind::Photo(_) => return None,
        Kind::Rows { columns, labels, .. } => {
            let least = field.counts.least.unwrap_or(2).max(1) as usize;
            let count = if labels.is_empty() { least } else { labels.len() };
            let row = || -> Map<String, Json> {
                let cell = |column: &Field| Some((column.id.clone(), value(column, opens)?));
                columns.iter().filter_map(cell).collect()
            };
            (0..count).map(|_| Json::from(row())).collect::<Vec<_>>().into()
        }
    })
}

/// A line that its format takes. Source of the codes: the worked examples of GB 32100, GB 11714 and GB 11643.
fn text(format: TextFormat, label: &str, limits: &Limits) -> String {
    match format {
        TextFormat::Phone => "0551-62345678".into(),
        TextFormat::Mobile => "13812345678".into(),
        TextFormat::Email => "liming@example.com".into(),
        TextFormat::Postcode => "230001".into(),
        TextFormat::CreditCode => "91350100M000100Y43".into(),
        TextFormat::OrgCode => "D2143569-X".into(),
        TextFormat::Person => "李明".into(),
        TextFormat::IdNumber => "11010519491231002X".into(),
        TextFormat::BankAccount => "6222021000000000009".into(),
        TextFormat::Free => {
            let words = match label {
                label if label.contains("姓名") || label.contains("联系人") => {
                    "李明".to_owned()
                }
                label if label.contains("单位") || label.contains("机构") => {
                    "某某县某某农业科技有限公司".to_owned()
                }
                label if label.contains("地址") => "某某县某某镇某某路8号".to_owned(),
                label => format!("某某{}", label.chars().take(12).collect::<String>()),
            };
            let most = limits.max.map_or(40, |max| max as usize).max(1);
            words.chars().take(most).collect()
        }
    }
}

/// So many sentences as the field asks for, in paragraphs.
fn paragraphs(label: &str, limits: &Limits) -> String {
    const SENTENCES: [&str; 3] = [
        "项目自实施以来，覆盖全县12个乡镇、64个村，带动1280户群众增收。",
        "通过建站点、教本领、连市场，农产品线上销售额达到3560万元，比上年增长18%。",
        "主要做法是党员带头、企业参与、农户受益，形成了可以推广的经验。",
    ];
    let most = limits.max.map(|max| max as usize);
    let least = limits.min.map_or(0, |min| min as usize);
    let wanted = limits.about.map(|about| about as usize);
    let wanted = wanted.or_else(|| most.map(|most| most * 4 / 5)).unwrap_or(200).max(least);
    let mut text = format!("{}：", label.chars().take(8).collect::<String>());
    for (index, sentence) in SENTENCES.iter().cycle().enumerate() {
        if case::count_zi(&text).zi >= wanted {
            break;
        }
        if index > 0 && index % 4 == 0 {
            text.push('\n');
        }
        text.push_str(sentence);
    }
    match most {
        Some(most) if case::count_zi(&text).zi > most => {
            // A sentence too many is cut off: the count of 字 is at most that of characters.
            text.chars().take(most).collect()
        }
        _ => text,
    }
}

/// Totals are larger than their parts.
fn number(label: &str) -> u32 {
    let is_whole = ["总", "合计", "累计", "共"].iter().any(|word| label.contains(word));
    if is_whole { 128 } else { 64 }
}

/// A month before the call opens; of a birth, one of a grown person.
fn month(label: &str, opens: Date) -> String {
    if label.contains("出生") {
        return "1985-06".into();
    }
    let year = opens.year() - i16::from(!label.contains("结束") && !label.contains("完成"));
    let month = if label.contains("结束") || label.contains("完成") { 1 } else { 3 };
    format!("{year:04}-{month:02}")
}

fn region(level: Option<Level>) -> Json {
    let (code, text) = match level {
        Some(Level::Province) => (Some("340000"), "安徽省"),
        Some(Level::City) => (Some("341500"), "安徽省六安市"),
        Some(Level::County) | None => (Some("341523"), "安徽省六安市舒城县"),
        Some(Level::Town) => (Some("341523"), "安徽省六安市舒城县晓天镇"),
    };
    json!({"code": code, "text": text})
}
