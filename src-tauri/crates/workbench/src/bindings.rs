//! The UI's types are generated from these and committed. `BLESS=1` (make bless) writes them.
#![allow(clippy::disallowed_methods, reason = "a test of files in the tree")]

use ts_rs::{Config, TS};

use crate::about::{AboutGroup, AboutLine};
use crate::calls::{CallSummary, FormSummary, Per, RouteSummary, WindowState};
use crate::form_views::{
    ChecklistItemView, ChecklistView, DeclarationView, FieldView, FormView, FormatView, GroupView,
    KindView, LengthView, LevelView, OptionView,
};
use crate::guidance_views::{GuidanceItem, GuidanceView};
use crate::places::PlaceView;
use crate::refusal::{Refusal, RefusalCode};
use crate::reply::{
    CleanedView, CopyView, DraftList, DraftSummary, DraftView, DraftsState, ExportedView,
    FolderView, KeptView, PageView, PaperView, ProgressView, SavedView, SetAsideView, Start,
};
use crate::request::Request;
use crate::views::{
    AttachmentView, FindingView, Level, Patch, RequiredView, SeenView, StateView, VerdictView,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/host/bindings");

macro_rules! fresh {
    ($($name:ident),* $(,)?) => {{
        let config = Config::default();
        [$((stringify!($name), $name::export_to_string(&config).unwrap()),)*]
    }};
}

#[test]
fn the_types_of_the_ui_are_fresh() {
    let types = fresh![
        AboutGroup,
        AboutLine,
        AttachmentView,
        CallSummary,
        ChecklistItemView,
        ChecklistView,
        CleanedView,
        CopyView,
        DeclarationView,
        DraftList,
        DraftSummary,
        DraftView,
        DraftsState,
        ExportedView,
        FieldView,
        FindingView,
        FolderView,
        FormSummary,
        FormView,
        FormatView,
        GroupView,
        GuidanceItem,
        GuidanceView,
        KeptView,
        KindView,
        LengthView,
        Level,
        LevelView,
        OptionView,
        PageView,
        PaperView,
        Patch,
        Per,
        PlaceView,
        ProgressView,
        Refusal,
        RefusalCode,
        Request,
        RequiredView,
        RouteSummary,
        SavedView,
        SeenView,
        SetAsideView,
        Start,
        StateView,
        VerdictView,
        WindowState,
    ];
    let json = serde_json::Value::export_to_string(&Config::default()).unwrap();
    for (name, text) in types.into_iter().chain([("serde_json/JsonValue", json)]) {
        let path = format!("{FOLDER}/{name}.ts");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        } else {
            let there = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(there, text, "{path}: run `make bless`");
        }
    }
}
