//! `shenbao probe`: photos and videos, one or ten thousand, with the progress on a terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use foundation::shown;
use workbench::{DEEPEST, Desk, Fault, Probed, compare_probed};

use crate::bar::Bar;
use crate::terminal::{print_json, print_text, tell};

/// Judgement: fewer files are read before anybody asks how far it is.
const FEWEST: usize = 20;

/// So many are looked at between two words of how far it is. Judgement: a second.
const AT_ONCE: usize = 16;

/// Looks at every file; 2 where one of them, or a folder, could not be read.
pub(crate) fn probe(
    desk: &Desk<'_>,
    paths: &[PathBuf],
    call: Option<&str>,
    (deep, look): (bool, bool),
    json: bool,
) -> Result<ExitCode, Fault> {
    let yardstick = desk.yardstick(call)?;
    if yardstick.call_is_silent {
        tell("提示：这次征集没有规定照片和视频的像素，下面按 1920×1080 比较，供参考。\n");
    }
    let (mut files, mut is_all) = (Vec::new(), true);
    for path in paths {
        let found = desk.files_at(path, deep)?;
        is_all &= found.unlisted.is_empty();
        found.unlisted.iter().for_each(|fault| tell(&format!("{fault}里面的文件没有看。\n")));
        for folder in &found.too_deep {
            let folder = shown(folder);
            tell(&format!(
                "“{folder}”在 {DEEPEST} 层以下，里面的文件没有看。请直接写那个文件夹。\n"
            ));
        }
        files.extend(found.files);
    }
    let count = files.len() as u64;
    let care = desk.care_for(files.len());
    let bar = Bar::new(files.len() >= FEWEST);
    let mut all = Vec::with_capacity(files.len());
    for (done, file) in files.iter().enumerate() {
        bar.show(done as u64, count, || format!("{done}/{count}"));
        all.push(desk.probe(file, yardstick.minimum, care));
    }
    drop(bar);
    if look {
        let bar = Bar::new(files.len() >= FEWEST);
        for (done, some) in all.chunks_mut(AT_ONCE).enumerate() {
            bar.show((done * AT_ONCE) as u64, count, || {
                format!("看画面 {}/{count}", done * AT_ONCE)
            });
            desk.look_at_probed(some);
        }
        drop(bar);
        compare_probed(&mut all);
    }
    if json {
        print_json(&all)?;
    } else {
        print_text(&all.iter().map(lines).collect::<String>())?;
        if all.iter().any(|file| !file.failed && !file.is_close) {
            tell("文件多，只粗看了：要看中间有没有损坏，请加 --look。\n");
        }
        tell(&summary(&all));
    }
    let is_read = is_all && all.iter().all(|file| !file.failed);
    Ok(ExitCode::from(if is_read { 0 } else { 2 }))
}

/// A file on a line, and what else is worth saying below it.
fn lines(file: &Probed) -> String {
    let mut parts = vec![file.verdict_chinese.to_owned(), shown(&file.file)];
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
