//! Fonts of the system in the place of the program's: 仿宋 and 小标宋, if the user wants it so. Never the
//! default, because the same case then looks otherwise on another machine. `fontdb` finds the files.

use case::{InstalledFont, ReplacedFont};
use catalog::FontRole;
use fontdb::{Database, FaceInfo};
use foundation::{Files, shown};
use paper::Fonts;
use std::path::Path;

/// The names of 仿宋, the best first: what Word calls it, and what offices installed before.
const FANG: &[&str] =
    &["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋"];
/// The names of 小标宋.
const TITLE: &[&str] =
    &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋"];
/// The file of settings in the folder of the drafts.
const SETTINGS: &str = "settings.toml";
/// The one key it has so far.
const KEY: &str = "prefer_installed_fonts";
/// No settings are longer, in bytes.
const LONGEST_SETTINGS: u64 = 64 * 1024;

/// Whether the settings ask for fonts of the system, and what of them could not be read.
pub(crate) fn wanted(home: &Path, files: &dyn Files) -> (bool, Vec<String>) {
    let path = home.join(SETTINGS);
    if !files.exists(&path) {
        return (false, Vec::new());
    }
    if files.is_device(&path) || files.is_folder(&path) {
        // A pipe would be waited for.
        return (false, vec![format!("设置没有读到：“{}”不是普通文件。", shown(&path))]);
    }
    match files.read_up_to(&path, LONGEST_SETTINGS) {
        Ok(bytes) => read_settings(&String::from_utf8_lossy(&bytes)),
        Err(fault) => (false, vec![format!("设置没有读到：{fault}")]),
    }
}

/// Reads lines of `key = true` and comments: the part of TOML that a switch needs.
fn read_settings(text: &str) -> (bool, Vec<String>) {
    let (mut wanted, mut told) = (false, Vec::new());
    for (number, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        match line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
            _ if line.is_empty() => {}
            Some((KEY, "true")) => wanted = true,
            Some((KEY, "false")) => wanted = false,
            _ => told.push(format!(
                "{SETTINGS} 第 {} 行看不懂：“{line}”。可以写 {KEY} = true 或 false。",
                number + 1
            )),
        }
    }
    (wanted, told)
}

/// Looks through the fonts of the system and prefers what fits. The second value tells what was not found
/// or not allowed.
pub(crate) fn with_installed(mut fonts: Fonts) -> (Fonts, Vec<String>) {
    let mut database = Database::new();
    database.load_system_fonts();
    let mut told = Vec::new();
    for (role, what, names) in [(FontRole::Fang, "仿宋", FANG), (FontRole::Title, "小标宋", TITLE)]
    {
        if fonts.preferred(role).is_some() {
            continue;
        }
        match use_for(&database, fonts, role, names) {
            Ok(preferring) => fonts = preferring,
            Err(reason) => {
                told.push(format!("没有用本机的{what}：{reason}。这些字仍用程序自带的字体。"));
            }
        }
    }
    (fonts, told)
}

fn use_for(
    database: &Database,
    fonts: Fonts,
    role: FontRole,
    names: &[&str],
) -> Result<Fonts, String> {
    let mut reason = "没有安装".to_owned();
    for name in names {
        for face in database.faces().filter(|face| is_called(face, name)) {
            let taken = database.with_face_data(face.id, |bytes, index| {
                fonts.prefer(role, &face.post_script_name, bytes.to_vec(), index)
            });
            match taken {
                Some(Ok(fonts)) => return Ok(fonts),
                Some(Err(refused)) => reason = format!("“{name}”{refused}"),
                None => reason = format!("“{name}”的文件读不到"),
            }
        }
    }
    Err(reason)
}

fn is_called(face: &FaceInfo, name: &str) -> bool {
    face.families.iter().any(|(family, _)| family == name) || face.post_script_name == name
}

/// The fonts that are not the program's, on every paper that is made.
pub(crate) fn used(fonts: Fonts) -> Vec<InstalledFont> {
    let roles = [(FontRole::Fang, ReplacedFont::Fang), (FontRole::Title, ReplacedFont::Title)];
    let used = roles.map(|(role, instead_of)| {
        Some(InstalledFont { instead_of, name: fonts.preferred(role)?.to_owned() })
    });
    used.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_lines_of_a_switch() {
        assert_eq!(read_settings(""), (false, vec![]));
        assert_eq!(read_settings("# 字体\nprefer_installed_fonts = true # 本机\n"), (true, vec![]));
        assert_eq!(read_settings("\u{FEFF}prefer_installed_fonts=false"), (false, vec![]));
        let (wanted, told) = read_settings("\nprefer_installed_fonts = yes");
        assert!(!wanted);
        assert!(told[0].contains("第 2 行"), "{told:?}");
    }
}
