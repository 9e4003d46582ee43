//! `shenbao probe`: photos and videos, one or ten thousand, with the progress on a terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use workbench::{Desk, Fault, Probed};

use crate::bar::Bar;
use crate::{print_json, print_text, tell};

/// Judgement: fewer files are read before anybody asks how far it is.
const FEWEST: usize = 20;

/// Looks at every file; 2 where one of them could not be read.
pub(crate) fn probe(
    desk: &Desk<'_>,
    paths: &[PathBuf],
    call: Option<&str>,
    deep: bool,
    json: bool,
) -> Result<ExitCode, Fault> {
    let yardstick = desk.yardstick(call)?;
    if yardstick.call_is_silent {
        tell("提示：这次征集没有规定照片和视频的像素，下面按 1920×1080 比较，供参考。\n");
    }
    let mut files = Vec::new();
    for path in paths {
        files.extend(desk.files_at(path, deep)?);
    }
    let count = files.len() as u64;
    let bar = Bar::new(files.len() >= FEWEST);
    let mut all = Vec::with_capacity(files.len());
    for (done, file) in files.iter().enumerate() {
        bar.show(done as u64, count, || format!("{done}/{count}"));
        all.push(desk.probe(file, yardstick.minimum));
    }
    drop(bar);
    if json {
        print_json(&all)?;
    } else {
        print_text(&all.iter().map(lines).collect::<String>())?;
        tell(&summary(&all));
    }
    Ok(ExitCode::from(if all.iter().any(|file| file.failed) { 2 } else { 0 }))
}

/// A file on a line, and what else is worth saying below it.
fn lines(file: &Probed) -> String {
    let mut parts = vec![file.verdict_chinese.to_owned(), file.file.display().to_string()];
    parts.extend(Some(file.title.to_owned()).filter(|title| !title.is_empty()));
    parts.extend(file.width.zip(file.height).map(|(width, height)| format!("{width}×{height}")));
    parts.extend(file.duration_s.map(length));
    let mut text = format!("{}\n", parts.join("  "));
    for note in &file.notes {
        text += &format!("    {note}\n");
    }
    text
}

fn length(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..60 => format!("{seconds:.1} 秒"),
        _ => format!("{} 分 {} 秒", whole / 60, whole % 60),
    }
}

fn summary(all: &[Probed]) -> String {
    let count = |verdict| all.iter().filter(|file| file.verdict == verdict).count();
    let cut = all.iter().filter(|file| file.complete == Some(false)).count();
    let mut text = format!(
        "共 {} 个文件：符合 {}，不足 {}，请人工确认 {}",
        all.len(),
        count("meets"),
        count("below"),
        count("unreadable")
    );
    if cut > 0 {
        text += &format!("；其中不完整 {cut}");
    }
    text + "。\n"
}
