//! The system's dialogs for folders and files. A test cannot drive them, so a debug build takes the
//! answers from a file where `SHENBAO_DIALOGS` names one: a line for each, `|` between several files.

#[cfg(debug_assertions)]
use disk::{Disk, Files as _};
use rfd::{AsyncFileDialog, FileHandle};
use serde::Deserialize;

/// What the user is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    /// A folder.
    Folder,
    /// Photos, videos and papers; several at once.
    Files,
    /// A case file to open.
    CaseFile,
    /// A Word file to read.
    WordFile,
    /// A name for a new case file, with what is offered.
    NewCaseFile(String),
    /// A place for a Word file of this name.
    NewWordFile(String),
    /// A name for a new package, with what is offered.
    NewPackage(String),
}

/// Asks the user.
#[derive(Debug, Default)]
pub(crate) struct Dialogs {
    #[cfg(debug_assertions)]
    answers: std::sync::Mutex<usize>,
}

impl Dialogs {
    pub(crate) async fn choose(&self, asked: Asked) -> Vec<String> {
        #[cfg(debug_assertions)]
        if let Some(answer) = self.prepared() {
            return answer;
        }
        let dialog = AsyncFileDialog::new();
        let chosen = match asked {
            Asked::Folder => dialog.set_title("选择文件夹").pick_folder().await.map(one),
            Asked::Files => dialog.set_title("选择文件").pick_files().await,
            Asked::CaseFile => dialog
                .set_title("打开案例文件或交接包")
                .add_filter("案例文件、交接包", &["json", "shenbao"])
                .pick_file()
                .await
                .map(one),
            Asked::WordFile => dialog
                .set_title("选择 Word 文件")
                .add_filter("Word 文件", &["docx"])
                // Told apart by what is in them, with a word on how to go on.
                .add_filter("其他文件", &["*"])
                .pick_file()
                .await
                .map(one),
            Asked::NewCaseFile(name) => {
                let dialog = dialog.set_title("另存为案例文件").set_file_name(name);
                dialog.add_filter("案例文件", &["json"]).save_file().await.map(one)
            }
            Asked::NewWordFile(name) => {
                let dialog = dialog.set_title("导出 Word 供修改").set_file_name(name);
                dialog.add_filter("Word 文件", &["docx"]).save_file().await.map(one)
            }
            Asked::NewPackage(name) => {
                let dialog = dialog.set_title("移交给别的电脑").set_file_name(name);
                dialog.add_filter("交接包", &["shenbao"]).save_file().await.map(one)
            }
        };
        let path = |file: FileHandle| workbench::path_text(file.path()).into_owned();
        chosen.unwrap_or_default().into_iter().map(path).collect()
    }

    /// The next answer of a test.
    #[cfg(debug_assertions)]
    fn prepared(&self) -> Option<Vec<String>> {
        let path = std::env::var_os("SHENBAO_DIALOGS")?;
        let answers = Disk.read_up_to(std::path::Path::new(&path), MOST_OF_ANSWERS).ok()?;
        let answers = String::from_utf8(answers).ok()?;
        let mut next = self.answers.lock().ok()?;
        let answer = answers.lines().nth(*next)?;
        *next += 1;
        Some(answer.split('|').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }
}

/// A test has few answers, in bytes.
#[cfg(debug_assertions)]
const MOST_OF_ANSWERS: u64 = 1 << 16;

fn one(file: FileHandle) -> Vec<FileHandle> {
    vec![file]
}
