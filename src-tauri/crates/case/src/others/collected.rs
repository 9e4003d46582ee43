//! What is found where an office collects cases, beside what the rules say of each and `roundup` of all together: files
//! that are none, states that were changed apart, projects that are told alike, and what an office remarks.

use catalog::Call;
use foundation::{Code, FieldPath, Finding, Severity};

use crate::Case;
use crate::others::other::quoted;

/// A file of which nothing was taken, and why.
pub fn file_not_taken(why: &str) -> Finding {
    let finding = Finding::new(Code::FileNotTaken, Severity::Error, FieldPath::case(), why.into());
    finding.hint("请向交来的人要一份好的；不要的，请从文件夹里拿走。")
}

/// A case of another call than the one that is collected.
pub fn of_other_call(call: &Call, title: &str) -> Finding {
    let message = format!("是另一次征集（{title}）的{}，不进这次汇总。", call.thing);
    let finding = Finding::new(Code::CaseOfOtherCall, Severity::Error, FieldPath::case(), message);
    finding.hint("请放进那次征集的汇总，或从文件夹里拿走。")
}

/// A case by a route that does not lead through this office.
pub fn of_other_route(case: &Case, office: &str) -> Finding {
    let title = |id: &str| case.call.route(id).map_or(String::new(), |route| route.title.clone());
    let message = format!("按“{}”申报，不经过{office}推荐。", title(&case.route));
    let finding = Finding::new(Code::CaseNotReady, Severity::Error, FieldPath::case(), message);
    finding.hint("请申报单位把申报方式改成推荐，重新打包交来；或不收这一个。")
}

/// Another state of the same case that was changed apart from this one; `other` says where that one comes from.
pub fn states_diverge(case: &Case, other: &str) -> Finding {
    let thing = &case.call.thing;
    let message = format!("这个{thing}还有一份分别改过的（{other}），现在用的是这一份。");
    let finding = Finding::new(Code::StatesDiverge, Severity::Error, FieldPath::case(), message);
    finding.hint("请问申报单位以哪一份为准，把另一份从文件夹里拿走。")
}

/// A case whose texts are much like those of another, `percent` of 100.
pub fn alike(case: &Case, twin: &str, percent: u32) -> Finding {
    let (thing, twin) = (&case.call.thing, quoted(twin));
    let message = format!("与另一个{thing}{twin}的文字约有 {percent}% 相同，可能是同一个项目。");
    perhaps_one(case, message)
}

/// A case of the same name and unit as another, but for what only says the legal form of the unit.
pub fn named_alike(case: &Case, twin: &str) -> Finding {
    let (thing, twin) = (&case.call.thing, quoted(twin));
    let message = format!(
        "与另一个{thing}{twin}的名称相同，单位也相同（不计空格、标点和“有限公司”等字样）。"
    );
    perhaps_one(case, message)
}

/// Two cases that may be one project: a person looks at both.
fn perhaps_one(case: &Case, message: String) -> Finding {
    let path = case.call.main_form().fields.iter().find(|field| field.name_part);
    let path = path.map_or_else(FieldPath::case, |field| FieldPath::field(&field.id));
    let finding = Finding::new(Code::AlikeAnother, Severity::Warning, path, message);
    let source = case.call.duplicates.as_ref().map_or("", |doubles| &doubles.source);
    finding
        .hint("请并排看两份：是同一个项目的，只报一个；不是的，请写明理由。")
        .source(source)
        .needs_reason()
}

/// A folder that was sent, of which only its papers came.
pub fn as_sent_only(call: &Call) -> Finding {
    let thing = &call.thing;
    let message = format!(
        "只有报送的文件夹，没有{thing}的数据：汇总表里只有名称和单位，名额和重复也只按这些看。"
    );
    let finding = Finding::new(Code::OnlyAsSent, Severity::Warning, FieldPath::case(), message);
    finding.hint("最好请申报单位再交一个交接包（.shenbao）。")
}

/// What an office asks the applicant to put right, at its place in the case.
pub fn remarked(path: FieldPath, office: &str, remark: &str) -> Finding {
    let message = format!("{office}的意见：{remark}");
    let finding = Finding::new(Code::OfficeRemark, Severity::Warning, path, message);
    finding.hint("请改好以后重新打包，交回去。")
}
