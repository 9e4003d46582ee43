//! Wrong use, in Chinese. clap finds out what is wrong; its English stays inside.

use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints help or the fault, and tells the exit status.
pub(crate) fn answer(error: &Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match crate::terminal::print_text(&in_chinese(&error.to_string())) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        crate::terminal::tell(&in_chinese(&error.to_string()));
        return ExitCode::from(2);
    }
    let invalid = words(error, ContextKind::InvalidArg);
    let value = words(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = words(error, ContextKind::InvalidSubcommand);
            format!("没有“{name}”这个命令。")
        }
        ErrorKind::UnknownArgument => format!("不认识“{invalid}”。"),
        ErrorKind::MissingRequiredArgument => format!("还缺少：{invalid}。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("“{invalid}”后面要写一个值。")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // The parsers of arguments.rs say why, in Chinese.
            let reason = std::error::Error::source(error).map(ToString::to_string);
            format!("“{invalid}”不能写“{value}”。{}", reason.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => format!("“{invalid}”写了两次，或与别的选项冲突。"),
        ErrorKind::MissingSubcommand => "还缺少命令。".into(),
        _ => "命令写得不对。".into(),
    };
    let suggestions =
        [words(error, ContextKind::SuggestedSubcommand), words(error, ContextKind::SuggestedArg)];
    let meant = suggestions.iter().find(|word| !word.is_empty());
    let meant = meant.map_or_else(String::new, |word| format!("是否想写“{word}”？"));
    crate::terminal::tell(&format!("{}{meant}\n用法见 shenbao --help。\n", in_chinese(&message)));
    ExitCode::from(2)
}

fn words(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    }
}

/// clap's own headings; everything else in the help is ours.
fn in_chinese(help: &str) -> String {
    [
        ("Usage:", "用法："),
        ("Commands:", "命令："),
        ("Arguments:", "参数："),
        ("Options:", "选项："),
        ("[OPTIONS]", "[选项]"),
        ("<COMMAND>", "<命令>"),
        ("Print help", "显示用法"),
        ("Print version", "显示版本"),
        ("[default: ", "[默认："),
    ]
    .iter()
    .fold(help.to_owned(), |text, (english, chinese)| text.replace(english, chinese))
}
