//! `shenbao` and names: names that are no text, as an archive of an old Windows leaves them, names and values that hold
//! orders to a terminal, and what has the name of a file and is none.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests of files"
)]
#![cfg(unix)]

mod place;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use foundation::is_order;
use place::{NOON, Place};
use serde_json::{Value, json};

/// 照片, 村店.jpg and 案例.json in GBK.
const PHOTOS: &[u8] = b"\xD5\xD5\xC6\xAC";
const SHOP: &[u8] = b"\xB4\xE5\xB5\xEA.jpg";
const CASE: &[u8] = b"\xB0\xB8\xC0\xFD.json";

fn name(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden/media_cleaned/a.jpg")
}

/// Runs for as long as nobody minds, and gives what was said.
fn run(place: &Place, arguments: &[&OsStr]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
    command.args(arguments).current_dir(place.path("")).env("SOURCE_DATE_EPOCH", NOON);
    command.env("SHENBAO_HOME", place.path("home")).stdin(Stdio::null());
    ended(command)
}

fn ended(mut command: Command) -> (i32, String, String) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let (said, heard) = mpsc::channel::<Output>();
    std::thread::spawn(move || said.send(child.wait_with_output().unwrap()));
    let Ok(output) = heard.recv_timeout(Duration::from_secs(20)) else {
        Command::new("kill").args(["-9", &id.to_string()]).status().unwrap();
        panic!("it waits for ever");
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().expect("it ends by itself");
    (status, text(output.stdout), text(output.stderr))
}

fn os<'a>(arguments: &[&'a str]) -> Vec<&'a OsStr> {
    arguments.iter().map(|argument| OsStr::new(*argument)).collect()
}

#[test]
fn a_photo_with_a_name_in_gbk_is_found_looked_at_and_sent() {
    let place = Place::new();
    let folder = place.path("").join(name(PHOTOS));
    fs::create_dir(&folder).unwrap();
    fs::copy(photo(), folder.join(name(SHOP))).unwrap();
    // One that is neither: it is told by its bytes.
    fs::copy(photo(), folder.join(name(b"\xFF\xFE.jpg"))).unwrap();
    let (status, out, _) = run(&place, &os(&["probe", "-r", "."]));
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("照片/村店.jpg") && out.contains("照片/%FF%FE.jpg"), "{out}");
    let (status, out, err) =
        run(&place, &[OsStr::new("probe"), OsStr::new("--json"), folder.as_os_str()]);
    assert_eq!(status, 0, "{err}");
    let probed: Value = serde_json::from_str(&out).unwrap();
    let files: Vec<&str> =
        probed.as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(files[0].ends_with("/照片/村店.jpg"), "{files:?}");

    let mut case = place.sample("self");
    let photos = ["照片/村店.jpg", "照片/%FF%FE.jpg"];
    case["attachments"] =
        photos.iter().map(|path| json!({"path": path, "kind": "photo"})).collect();
    let file = place.path("").join(name(CASE));
    fs::write(&file, case.to_string()).unwrap();
    let (status, _, err) = run(&place, &[OsStr::new("check"), file.as_os_str()]);
    assert_eq!(status, 0, "{err}");
    assert!(!err.contains("A401"), "{err}");
    let target = place.path("").join(name(b"\xB1\xA8\xCB\xCD"));
    let (status, out, err) = run(
        &place,
        &[
            OsStr::new("export"),
            file.as_os_str(),
            OsStr::new("--out"),
            target.as_os_str(),
            OsStr::new("--json"),
        ],
    );
    assert_eq!(status, 0, "{err}");
    let sent: Value = serde_json::from_str(&out).unwrap();
    assert!(sent["folder"].as_str().unwrap().contains("/报送/"), "{sent}");
    let there = fs::read_dir(&target).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_dir(there.join("附件")).unwrap().count(), 2);
}

/// What a terminal takes for orders: colours, a screen that is cleared, a line that is written over, text that runs
/// backwards, and a line of its own.
const HOSTILE: &str = "a\u{1B}[2J\u{1B}]0;b\u{7}\rc\u{202E}gpj\u{9B}31m\nd";

fn is_plain((_, out, err): &(i32, String, String), told: &str) {
    for text in [out, err] {
        let order = text.chars().find(|character| is_order(*character));
        assert_eq!(order, None, "{told}");
    }
}

#[test]
fn no_name_and_no_value_gives_orders_to_the_terminal() {
    let place = Place::new();
    let hostile = format!("{HOSTILE}.jpg");
    fs::create_dir(place.path("里面")).unwrap();
    fs::copy(photo(), place.path("里面").join(&hostile)).unwrap();
    let probed = run(&place, &os(&["probe", "里面"]));
    is_plain(&probed, "probe");
    // A note of ours stands below it.
    assert_eq!((probed.0, probed.1.lines().count()), (0, 2), "{}", probed.1);
    let as_json = run(&place, &os(&["probe", "--json", "里面"]));
    is_plain(&as_json, "probe --json");
    let file = serde_json::from_str::<Value>(&as_json.1).unwrap()[0]["file"].clone();
    assert_eq!(file, format!("里面/{hostile}"), "JSON is what it was");

    let sample = place.sample("self");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut case = sample.clone();
        change(&mut case);
        fs::write(place.path("案例.json"), case.to_string()).unwrap();
        let checked = run(&place, &os(&["check", "案例.json"]));
        is_plain(&checked, "check");
        is_plain(&run(&place, &os(&["check", "--json", "案例.json"])), "check --json");
        assert_ne!(checked.0, 0, "{}", checked.2);
        checked.2
    };
    with(&|case| case["call"] = json!(HOSTILE));
    with(&|case| case[HOSTILE] = json!(1));
    with(&|case| case["values"][HOSTILE] = json!(1));
    with(&|case| case["values"]["category"] = json!(HOSTILE));
    with(&|case| case["reasons"] = json!({format!("C201@{HOSTILE}"): HOSTILE}));
    // Control characters come in nowhere; what turns the direction does.
    with(&|case| case["values"]["phone"] = json!(HOSTILE));
    let told = with(&|case| {
        let path = "里面/没有\u{202E}gpj.exe";
        case["attachments"] = json!([{"path": path, "kind": "photo", "caption": "图\u{2066}"}]);
    });
    assert!(told.contains("没有<U+202E>gpj"), "it is shown: {told}");
    for line in told.lines() {
        let is_of_ours = ["✗", "△", "·", "    "].iter().any(|start| line.starts_with(start));
        assert!(is_of_ours, "a line that nobody wrote: {line}");
    }
    place.write("案例.json", &sample);
    for arguments in [
        ["explain", HOSTILE].as_slice(),
        &["about", HOSTILE],
        &["check", HOSTILE],
        &[HOSTILE],
        &["check", "案例.json", HOSTILE],
        &["new", "js-2020", "--route", HOSTILE],
        &["preview", "案例.json", "--dpi", HOSTILE, "-o", "a.png"],
        &["render", "案例.json", "-o", "没有/a\u{1B}b.pdf"],
        &["lint", HOSTILE],
    ] {
        let ran = run(&place, &os(arguments));
        is_plain(&ran, arguments[0]);
        assert_eq!(ran.0, 2, "{}", arguments[0]);
    }
    let (status, out, _) = {
        let out = "去处\u{1B}[2J";
        let mut case = sample.clone();
        case["values"]["case_name"] = json!("“一店”");
        fs::write(place.path("案例.json"), case.to_string()).unwrap();
        let ran = run(&place, &os(&["export", "案例.json", "--out", out]));
        is_plain(&ran, "export");
        ran
    };
    assert_eq!(status, 0);
    assert!(out.contains("去处␛[2J"), "{out}");
}

#[test]
fn what_is_no_ordinary_file_is_refused_at_once() {
    let place = Place::new();
    let pipe = |name: &str| {
        assert!(Command::new("mkfifo").arg(place.path(name)).status().unwrap().success());
    };
    pipe("管道.json");
    pipe("管道.jpg");
    pipe("管道.pdf");
    let _socket = UnixListener::bind(place.path("套接字.json")).unwrap();
    for file in ["管道.json", "套接字.json", "/dev/zero", "/dev/null", "/dev/tty"] {
        for arguments in [
            vec!["check", file],
            vec!["render", file, "-o", "a.pdf"],
            vec!["export", file, "--out", "o"],
        ] {
            let (status, _, err) = run(&place, &os(&arguments));
            assert_eq!(status, 2, "{arguments:?}: {err}");
            assert!(err.contains("这不是普通文件"), "{arguments:?}: {err}");
        }
    }
    let mut case = place.sample("self");
    case["attachments"] = json!([
        {"path": "管道.jpg", "kind": "photo"},
        {"path": "套接字.json", "kind": "document"},
    ]);
    for material in [
        json!({"pdf": "管道.pdf"}),
        json!({"blocks": [{"kind": "picture", "path": "管道.jpg", "caption": "图"}]}),
    ] {
        case["material"] = material;
        place.write("案例.json", &case);
        let (status, _, err) = run(&place, &os(&["check", "案例.json"]));
        assert_eq!((status, err.contains("附件1（管道.jpg）")), (1, true), "{err}");
        let (status, _, err) = run(&place, &os(&["export", "案例.json", "--out", "o", "--draft"]));
        assert!(status == 0 || err.contains("管道.jpg"), "{status}: {err}");
    }
    fs::create_dir(place.path("home")).unwrap();
    pipe("home/settings.toml");
    let (status, _, err) = run(&place, &os(&["calls"]));
    assert_eq!((status, err.contains("settings.toml")), (0, true), "{err}");
}

#[test]
fn a_limit_on_files_is_a_fault_like_a_full_disk() {
    let place = Place::new();
    let mut case = place.sample("self");
    case["attachments"] = json!([{"path": "大.bin", "kind": "document"}]);
    place.write("案例.json", &case);
    fs::write(place.path("大.bin"), vec![7; 3 << 20]).unwrap();
    let mut command = Command::new("sh");
    let limited = format!(
        "ulimit -f 2048; exec {} export 案例.json --out o --draft",
        env!("CARGO_BIN_EXE_shenbao")
    );
    command.args(["-c", &limited]).current_dir(place.path("")).env("SOURCE_DATE_EPOCH", NOON);
    let (status, _, err) = ended(command);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("文件太大") && !err.contains(".shenbao-"), "{err}");
    assert!(!place.path("o").exists(), "{:?}", place.names());
}

#[test]
fn folders_are_gone_through_as_far_as_they_go_and_the_rest_is_told() {
    let place = Place::new();
    let mut deep = place.path("一层");
    for _ in 0..40 {
        fs::create_dir(&deep).unwrap();
        fs::copy(photo(), deep.join("a.jpg")).unwrap();
        deep.push("层");
    }
    let (status, out, err) = run(&place, &os(&["probe", "-r", "一层"]));
    assert_eq!((status, out.matches("a.jpg").count()), (0, 33), "{err}");
    assert!(err.contains("在 32 层以下"), "{err}");
}

#[test]
fn a_case_file_without_its_folder_says_which_to_bring() {
    let place = Place::new();
    let mut case = place.sample("self");
    case["attachments"] = json!([
        {"path": "一店-附件/一.jpg", "kind": "photo"},
        {"path": "一店-附件/二.jpg", "kind": "photo"},
        {"path": "零散.jpg", "kind": "photo"},
    ]);
    place.write("案例.json", &case);
    for arguments in [["check", "案例.json"].as_slice(), &["export", "案例.json", "--out", "o"]]
    {
        let (status, _, err) = run(&place, &os(arguments));
        assert_eq!(status, 1, "{err}");
        assert_eq!(err.matches("文件夹“一店-附件”没有和案例文件一起来").count(), 2, "{err}");
    }
    fs::create_dir(place.path("一店-附件")).unwrap();
    let (_, _, err) = run(&place, &os(&["check", "案例.json"]));
    assert!(!err.contains("没有和案例文件一起来"), "{err}");
}

#[test]
fn another_file_under_the_name_that_a_case_file_notes_is_told() {
    let place = Place::new();
    fs::copy(photo(), place.path("一.jpg")).unwrap();
    let bytes = fs::read(photo()).unwrap();
    let noted = |digest: String| json!({"一.jpg": {"bytes": bytes.len(), "sha256": digest}});
    let mut case = place.sample("self");
    case["attachments"] = json!([{"path": "一.jpg", "kind": "photo"}]);
    case["files"] = noted(foundation::Digest::of(&bytes).to_string());
    place.write("案例.json", &case);
    let (status, _, err) = run(&place, &os(&["check", "案例.json"]));
    assert_eq!((status, err.contains("A414")), (0, false), "{err}");
    case["files"] = noted("0".repeat(64));
    place.write("案例.json", &case);
    let (status, _, err) = run(&place, &os(&["check", "案例.json"]));
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("A414 [attachments/1]"), "{err}");
}
