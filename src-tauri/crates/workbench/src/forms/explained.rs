//! The user's page of a code, for a face that shows it beside a finding.

use foundation::Code;
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// What a code of a finding means.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Explain {
    /// Such as `F101`.
    pub code: String,
}

impl Ask for Explain {
    type Answer = ExplanationView;

    fn answer(self, _: &Workbench) -> Result<Self::Answer, Refusal> {
        let unknown = || Refusal::new(RefusalCode::Entry, format!("没有“{}”这个代码。", self.code));
        let explanation = Code::written(&self.code).ok_or_else(unknown)?.explanation();
        let parts = explanation.parts();
        let parts = parts.map(|(head, text)| ExplanationPart { head, text: text.to_owned() });
        Ok(ExplanationView { parts: parts.into(), says: explanation.says })
    }
}

/// What a code of a finding means: whole sentences in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ExplanationView.ts"))]
pub struct ExplanationView {
    /// What was found.
    pub says: String,
    /// Why, what to do, how much it weighs, what it rests on: in this order.
    pub parts: Vec<ExplanationPart>,
}

/// A part of the page under its head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ExplanationPart.ts"))]
pub struct ExplanationPart {
    /// Such as 为什么.
    pub head: &'static str,
    /// What is said.
    pub text: String,
}
