//! PDFs made to hurt: whatever one holds, it is answered within its memory, the program goes on, another draft is edited
//! and saved meanwhile, and what could not be borne is not tried again, today or after a restart. How long each took is
//! told where `LOOK` is set: that no answer takes longer than five seconds is held by the wait itself (`apart`).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test of files and time"
)]

mod client;
mod hostile_pdf;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use client::counted::Counted;
use client::{Client, ask, workbench, workbench_with};
use serde_json::json;
use workbench::Workbench;

/// How much the process apart may take for itself, and the program because of it, in kilobytes: with the 60 MB of a
/// program that shows a draft that is 300 MB.
const MOST_MEMORY: u64 = 240_000;

#[test]
fn a_pdf_made_to_hurt_ends_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mut all: Vec<(String, PathBuf)> = Vec::new();
    hostile_pdf::all(&mut |name, bytes| {
        let file = place.path().join(format!("{name}.pdf"));
        std::fs::write(&file, bytes).unwrap();
        all.push((name.to_owned(), file));
    });
    assert!(all.len() >= 100, "{}", all.len());
    let workbench = workbench(&place.path().join("home"));
    let watched = Watched::begin(&workbench);
    let mut faults = Vec::new();
    for (name, file) in &all {
        let weighed = || {
            let before = weight();
            watched.memory.store(0, Ordering::Relaxed);
            let looked = watched.while_looking(|| look_at(&workbench, file));
            (looked, watched.memory.load(Ordering::Relaxed).saturating_sub(before))
        };
        let (mut looked, mut memory) = weighed();
        if memory > MOST_MEMORY {
            // Perhaps something else was going on here. By another digest it is looked at from the start.
            let bytes = std::fs::read(file).unwrap();
            std::fs::write(file, [&bytes[..], b"\n"].concat()).unwrap();
            (looked, memory) = weighed();
        }
        if memory > MOST_MEMORY {
            faults.push(format!("{name}: {looked:?}, {memory} kB"));
        }
        if std::env::var_os("LOOK").is_some() {
            eprintln!("{name}: {looked:?}, {memory} kB");
        }
    }
    let edits = watched.end();
    assert!(faults.is_empty(), "{faults:#?}");
    // Or an edit would only be answered once a look is over.
    assert!(edits > 100, "the other draft was typed into {edits} times while a file was looked at");
    let drafts =
        ask(&workbench, json!({"ask": "drafts", "words": "", "binned": false, "limit": 1000}));
    assert!(drafts["drafts"].as_array().unwrap().len() > all.len(), "the program goes on");
}

/// Puts a PDF into a draft of its own and looks at its pages, and into it as something to be sent: how long each took.
fn look_at(workbench: &Arc<Workbench>, file: &Path) -> [Duration; 4] {
    let mut draft = Client::make(workbench, false);
    let kept = draft.keep(&[file]).unwrap();
    let name = kept["names"][0].as_str().unwrap().to_owned();
    let begun = Instant::now();
    draft.edit("material", json!({"pdf": name}));
    let edited = begun.elapsed();
    assert!(draft.codes().iter().any(|code| code.ends_with("@material")), "{:?}", draft.codes());
    let begun = Instant::now();
    let pages = draft.ask(json!({"ask": "paper", "form": "material"}));
    let set = begun.elapsed();
    let count = pages["pages"].as_array().unwrap().len();
    let begun = Instant::now();
    if count > 0 {
        // A picture, or a refusal in words: both are answers.
        if let Err(refusal) = workbench.picture(draft.draft, "material", 1, 96) {
            assert!(refusal.message.contains("画"), "{}", refusal.message);
        }
    }
    let drawn = begun.elapsed();
    draft.edit("attachments", json!([{"path": name, "kind": "document"}]));
    let begun = Instant::now();
    draft.ask(json!({"ask": "look_at_files"}));
    let told = begun.elapsed();
    draft.ask(json!({"ask": "close_draft"}));
    [edited, set, drawn, told]
}

/// A second draft that is typed into and saved all the time, and the memory of all.
struct Watched {
    ends: Arc<AtomicBool>,
    memory: Arc<AtomicU64>,
    /// Odd while a file is looked at; another number for each.
    look: Arc<AtomicU64>,
    threads: Vec<std::thread::JoinHandle<u64>>,
}

impl Watched {
    fn begin(workbench: &Arc<Workbench>) -> Self {
        let (ends, memory) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let look = Arc::new(AtomicU64::new(0));
        let typing = {
            let (ends, look) = (ends.clone(), look.clone());
            let mut draft = Client::make(workbench, true);
            move || {
                let mut within = 0;
                for count in 0.. {
                    if ends.load(Ordering::Relaxed) {
                        break;
                    }
                    let begun = look.load(Ordering::SeqCst);
                    draft.edit("values/case_name", format!("案例{count}"));
                    assert_eq!(draft.saved(true), "saved");
                    within += u64::from(begun % 2 == 1 && look.load(Ordering::SeqCst) == begun);
                    std::thread::sleep(Duration::from_millis(50));
                }
                within
            }
        };
        let weighing = {
            let (ends, memory) = (ends.clone(), memory.clone());
            move || {
                while !ends.load(Ordering::Relaxed) {
                    memory.fetch_max(weight(), Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(10));
                }
                0
            }
        };
        let threads = vec![std::thread::spawn(typing), std::thread::spawn(weighing)];
        Self { ends, memory, look, threads }
    }

    fn while_looking<T>(&self, work: impl FnOnce() -> T) -> T {
        self.look.fetch_add(1, Ordering::SeqCst);
        let done = work();
        self.look.fetch_add(1, Ordering::SeqCst);
        done
    }

    /// How many edits began and were saved while one file was looked at.
    fn end(self) -> u64 {
        self.ends.store(true, Ordering::Relaxed);
        self.threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    }
}

/// The memory of this process and of those it started that is theirs alone, in kilobytes: what of the program itself lies
/// in memory is the same for all, and the system's choice.
fn weight() -> u64 {
    let own = std::process::id().to_string();
    let number = |text: &str, key: &str| -> Option<String> {
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_whitespace().nth(1)?.to_owned())
    };
    let all = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let text = std::fs::read_to_string(entry.ok()?.path().join("status")).ok()?;
        let is_ours = [number(&text, "Pid:")?, number(&text, "PPid:")?].contains(&own);
        is_ours.then(|| number(&text, "RssAnon:")?.parse::<u64>().ok()).flatten()
    });
    all.sum()
}

#[test]
fn what_could_not_be_borne_is_not_tried_again() {
    let place = tempfile::tempdir().unwrap();
    let (home, file) = (place.path().join("home"), place.path().join("a.pdf"));
    std::fs::write(&file, hostile_pdf::endless_table()).unwrap();
    let apart = Counted::new(place.path());
    let told = |draft: &Client| {
        let findings = draft.shown["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["code"] == "A402").unwrap();
        let text = format!("{}{}", finding["message"], finding["hint"]);
        assert!(text.contains("不能合进去：") && text.contains("打印成新的 PDF"), "{text}");
    };
    let number = {
        let workbench = workbench_with(&home, &apart.program);
        // On a machine that is busy with something else a file is not blamed: then it is tried once more.
        let tried = (0..20).find_map(|_| {
            let mut draft = Client::make(&workbench, false);
            let kept = draft.keep(&[&file]).unwrap();
            draft.edit("material", json!({"pdf": kept["names"][0]}));
            let findings = draft.shown["findings"].to_string();
            (!findings.contains("这一次没有读完")).then_some(draft)
        });
        let mut draft = tried.unwrap();
        told(&draft);
        assert_eq!(draft.saved(true), "saved");
        // A key that is pressed waits for nobody.
        let before = apart.count();
        draft.edit("values/case_name", "另一个名字");
        draft.saved(true);
        assert_eq!(apart.count(), before);
        draft.draft
    };
    // As long ago as one likes: by its digest, under any name, in any draft.
    let workbench = workbench_with(&home, &apart.program);
    let before = apart.count();
    told(&Client::open(&workbench, number));
    let other = place.path().join("b.pdf");
    std::fs::copy(&file, &other).unwrap();
    let mut draft = Client::make(&workbench, false);
    let kept = draft.keep(&[&other]).unwrap();
    draft.edit("material", json!({"pdf": kept["names"][0]}));
    told(&draft);
    assert_eq!(apart.count(), before, "it is not read again");
    // The draft without it is as any other.
    draft.edit("material", json!(null));
    assert!(!draft.codes().contains(&"A402@material".to_owned()));
}

#[test]
fn what_cannot_be_drawn_is_told_before_it_is_sent() {
    let place = tempfile::tempdir().unwrap();
    let (home, bad, good) =
        (place.path().join("home"), place.path().join("bad.pdf"), place.path().join("good.pdf"));
    hostile_pdf::all(&mut |name, bytes| {
        if name == "forms_times_2" {
            std::fs::write(&bad, bytes).unwrap();
        }
    });
    std::fs::write(&good, hostile_pdf::page("", b"0 0 9 9 re f", &[])).unwrap();
    let apart = Counted::new(place.path());
    let workbench = workbench_with(&home, &apart.program);
    let mut draft = Client::make(&workbench, false);
    let kept = draft.keep(&[&bad, &good]).unwrap();
    let unusable = "A402@material".to_owned();
    let look = |draft: &mut Client| {
        let is_news = draft.ask(json!({"ask": "look_at_files"}));
        draft.hear_news();
        is_news
    };
    draft.edit("material", json!({"pdf": kept["names"][0]}));
    assert!(!draft.codes().contains(&unusable), "it can be read");
    // On a machine that is busy with something else a file is not blamed: then it is tried once more.
    let told = (0..20).any(|_| {
        look(&mut draft);
        let is_busy = draft.shown["findings"].to_string().contains("这一次没有读完");
        draft.codes().contains(&unusable) && !is_busy
    });
    assert!(told);
    let findings = draft.shown["findings"].to_string();
    assert!(
        findings.contains("第 1 页画不出来") && findings.contains("打印成新的 PDF"),
        "{findings}"
    );
    let before = apart.count();
    assert_eq!(look(&mut draft), json!(false));
    assert_eq!(apart.count(), before, "it is not tried again");
    draft.edit("material", json!({"pdf": kept["names"][1]}));
    assert_eq!(look(&mut draft), json!(true));
    assert!(!draft.codes().contains(&unusable));
}
