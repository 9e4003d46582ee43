//! Why a face does not get what it asked for: a code to act on, and words for the user.

use case::CaseFileFault;
use disk::DiskFault;
use foundation::NoChance;
use parcel::package::PackageFault;
use serde::Serialize;
use store::StoreFault;

use crate::fault::Fault;

/// A request that was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Refusal.ts"))]
pub struct Refusal {
    /// What kind of thing it is.
    pub code: RefusalCode,
    /// What happened and what to do, for the user.
    pub message: String,
}

/// What kind of thing stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RefusalCode.ts"))]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// Another program has the drafts open.
    InUse,
    /// The drafts are not open: damaged, or not yet asked for.
    NotReady,
    /// There is no such draft.
    NoDraft,
    /// What the draft says was changed on the disk; `versions` tells what there is of it.
    Flawed,
    /// The draft was opened elsewhere since.
    TakenOver,
    /// The final copy has to wait for problems.
    Blocked,
    /// Files cannot be read; it is done without them where the user wants it.
    LeftOut,
    /// The user stopped it.
    Stopped,
    /// What was typed does not belong there: a fault of the face.
    Entry,
    /// The program came upon a fault of its own; asking again would not help.
    Crashed,
    /// The machine could not do it; it may later.
    Machine,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn entry(faults: &[CaseFileFault]) -> Self {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Self::new(RefusalCode::Entry, lines.join("\n"))
    }

    /// The program came upon a fault of its own.
    pub fn crashed() -> Self {
        Self::new(
            RefusalCode::Crashed,
            "程序在这一步出了错。草稿里的内容还在，请换一种做法，或重新打开。",
        )
    }

    /// What a face asked is no request.
    pub fn not_understood() -> Self {
        Self::new(RefusalCode::Entry, "程序看不懂界面发来的请求。请刷新页面，再试一次。")
    }

    /// What a face sent in one request is more than one may hold.
    pub fn too_long() -> Self {
        Self::new(RefusalCode::Entry, "一次放进来的内容太多，程序没有收下。请分几次粘贴。")
    }

    /// The draft does not know a file of this name.
    pub(crate) fn no_file(name: &str) -> Self {
        Self::new(RefusalCode::Entry, format!("草稿里没有文件“{name}”。请重新添加。"))
    }

    pub(crate) fn taken_over() -> Self {
        let message =
            "这份草稿已在另一个页面打开，这里不能再改。请关闭这个页面，或重新打开这份草稿。";
        Self::new(RefusalCode::TakenOver, message)
    }
}

impl From<StoreFault> for Refusal {
    fn from(fault: StoreFault) -> Self {
        let code = match fault {
            StoreFault::InUse => RefusalCode::InUse,
            StoreFault::NoDraft => RefusalCode::NoDraft,
            StoreFault::Flawed { .. } => RefusalCode::Flawed,
            StoreFault::Stopped => RefusalCode::Stopped,
            _ => RefusalCode::Machine,
        };
        Self::new(code, fault.to_string())
    }
}

impl From<NoChance> for Refusal {
    fn from(fault: NoChance) -> Self {
        Self::new(RefusalCode::Machine, fault.to_string())
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let code = match &fault {
            Fault::Blocked { .. } => RefusalCode::Blocked,
            Fault::CaseFile { .. } | Fault::NotWritable { .. } => RefusalCode::Entry,
            Fault::Package { fault, .. } => match fault {
                PackageFault::Disk(DiskFault::Stopped) => RefusalCode::Stopped,
                PackageFault::Disk(_) => RefusalCode::Machine,
                _ => RefusalCode::Entry,
            },
            Fault::LeftOut { .. } => RefusalCode::LeftOut,
            Fault::Send(parcel::SendFault::Disk(DiskFault::Stopped)) => RefusalCode::Stopped,
            _ => RefusalCode::Machine,
        };
        Self::new(code, fault.to_string())
    }
}
