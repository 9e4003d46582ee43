//! Figures inside one process: how long the program takes for a request once it runs, and which step
//! takes it. Alone (`cargo bench -p workbench`) it prints medians; with `--serve` it takes one figure
//! a line and answers with nanoseconds, so that `measure.py` can measure others in between.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the real clock")]
#![allow(clippy::print_stdout, reason = "its figures are its work")]

mod collecting;
mod together;

use std::hint::black_box;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use case::{Attachment, AttachmentKind, Edit, Other, Others, Region, Value};
use catalog::Catalog;
use catalog::regions::divisions;
use foundation::{Mm, Timestamp};
use media::{Orientation, PaperPicture, Pixels};
use paper::{Copy, Item, Page, Sheets, Title, compose, draw, write_pdf};
use workbench::{OpenCase, Workbench};

use collecting::Collecting;
use together::{Together, Typing};

/// Repetitions when it runs alone, and when a figure is begun no more.
const REPETITIONS: usize = 31;
const LONGEST: Duration = Duration::from_secs(4);
/// The page of the overview, at the density of a screen.
const PAGE: usize = 2;
const DPI: u32 = 96;
/// Put before the overview in turn: none of them stands on the form otherwise.
const MARKS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

type Figure = fn(&mut Bench) -> Duration;

/// Requests as doors make them, then the steps that they are made of.
const FIGURES: [(&str, Figure); 26] = [
    ("render", Bench::render),
    ("findings", Bench::findings),
    ("picture", Bench::picture),
    ("export", Bench::export),
    ("places", Bench::places),
    ("typed place", Bench::typed_place),
    ("largest", Bench::largest),
    ("largest key", Bench::largest_key),
    ("largest text", Bench::largest_text),
    ("summaries 100", |bench| bench.summaries(100)),
    ("summaries 1000", |bench| bench.summaries(1_000)),
    ("summaries 5000", |bench| bench.summaries(together::MOST)),
    ("collect 100", |bench| bench.collect(100)),
    ("collect 1000", |bench| bench.collect(1_000)),
    ("collect 5000", |bench| bench.collect(together::MOST)),
    ("sheet 1600", Bench::sheet),
    ("changed pdf", Bench::changed_pdf),
    ("changed pictures", Bench::changed_pictures),
    ("pages 500", Bench::many_pages),
    ("step catalog", Bench::catalog),
    ("step open", Bench::open),
    ("step check", Bench::check),
    ("step compose", Bench::compose),
    ("step pdf", Bench::pdf),
    ("step draw", Bench::draw),
    ("scanned page", Bench::scanned_page),
];

/// What people type to find a place: names, parts, several parts, initials, codes, old names.
const SEARCHES: [&str; 12] = [
    "舒城",
    "城关",
    "安徽舒城",
    "舒城 晓天",
    "scx",
    "lz",
    "ahsc",
    "3415",
    "宣化县",
    "内蒙古",
    "不存在",
    "新",
];
/// Places as they are typed, with and without what stands above them.
const TYPED: [&str; 6] = [
    "安徽省六安市舒城县晓天镇某某村",
    "镇安县木王镇",
    "城关区",
    "六安寿县",
    "河北省宣化县",
    "某某公司",
];

struct Bench {
    workbench: Workbench,
    largest: OpenCase,
    /// Made when they are asked for first: they take a second.
    together: Option<Together>,
    collecting: Option<Collecting>,
    typing: Option<Typing>,
    folder: tempfile::TempDir,
    file: PathBuf,
    open: OpenCase,
    overview: String,
    turn: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, what, folder, made] = arguments.as_slice()
        && what == "--photos"
    {
        return photos(Path::new(folder), Path::new(made));
    }
    let mut bench = Bench::new();
    if std::env::args().any(|argument| argument == "--serve") {
        return serve(&mut bench);
    }
    println!("{:<14} {:>10} {:>10}", "figure", "first ms", "median ms");
    for (name, figure) in FIGURES {
        let first = figure(&mut bench);
        let mut times = vec![first];
        while times.len() <= REPETITIONS && times.iter().sum::<Duration>() < LONGEST {
            times.push(figure(&mut bench));
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("{name:<14} {:>10.3} {:>10.3}", ms(first), ms(times[times.len() / 2]));
    }
}

/// A whole process for the photos alone, as img2pdf does it: each goes through unchanged, on A4.
fn photos(folder: &Path, made: &Path) {
    let entries = std::fs::read_dir(folder).expect("the runner made the photos");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    let page = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("the runner made the photo");
        let pixels = Pixels::Jpeg {
            bytes: bytes.into(),
            components: 3,
            orientation: Orientation::None,
            profile: None,
        };
        let picture = PaperPicture::new((4000, 3000), pixels);
        let (x, y, width, height) = (Mm(25.0), Mm(25.0), Mm(160.0), Mm(120.0));
        let item =
            Item::Picture { x, y, width, height, picture, cropped: false, field: None, part: None };
        Page {
            width: Mm(210.0),
            height: Mm(297.0),
            items: vec![item],
            under: None,
            cells: Vec::new(),
        }
    };
    let sheets =
        Sheets { pages: paths.iter().map(page).collect(), outline: Vec::new(), parts: Vec::new() };
    let pdf = write_pdf(&sheets, &title()).expect("photos can be written");
    std::fs::write(made, pdf).expect("the runner's folder is writable");
}

fn serve(bench: &mut Bench) {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the runner speaks UTF-8");
        let figure = FIGURES.iter().find(|(name, _)| *name == line);
        let (_, figure) = figure.expect("the runner asks for figures of this list only");
        println!("{}", figure(bench).as_nanos());
    }
}

/// A case at every bound: texts just below what F114 takes, 300 typed places in each list, 1,000 rows, 200
/// attachments, 100 other cases.
fn largest(sample: &OpenCase) -> OpenCase {
    let mut open = sample.clone();
    let overview = open.case.value("overview").and_then(Value::as_text).unwrap_or_default();
    let text: String = overview.chars().cycle().take(29_900).collect();
    let place =
        |index: usize| Region { code: None, text: format!("{}{index}组", TYPED[index % 2]) };
    let places: Vec<Region> = (0..300).map(place).collect();
    let row = ["unit", "name", "post", "mobile"].map(|id| {
        let text = if id == "mobile" { "13812345678" } else { "李明" };
        (id.to_owned(), Value::Text(text.into()))
    });
    let rows = vec![row.into_iter().collect(); 1_000];
    let values = [
        ("overview", Value::Text(text.clone())),
        ("opinion", Value::Text(text)),
        ("regions", Value::Regions(places.clone())),
        ("benefit_regions", Value::Regions(places)),
        ("liaisons", Value::Rows(rows)),
    ];
    open.case.values.extend(values.map(|(id, value)| (id.to_owned(), value)));
    open.case.attachments = (0..200)
        .map(|index| Attachment {
            path: format!("{index}.jpg"),
            kind: AttachmentKind::Photo,
            caption: format!("第{index}期培训班在村服务站开班"),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        })
        .collect();
    open.others = Others::new(&sample.case.call, vec![Other::of(&sample.case); 100]);
    open
}

/// A day on which the call was open, so that there are no findings.
fn moment() -> Timestamp {
    "2020-06-20T04:00:00Z".parse().expect("a fixed moment")
}

fn title() -> Title {
    Title {
        title: "案例名称".into(),
        author: "单位名称".into(),
        subject: "申报表".into(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let time = start.elapsed();
    drop(made);
    time
}

impl Bench {
    fn new() -> Self {
        let workbench = Workbench::new(Box::new(moment()));
        // Beside the program, so that syncs reach the disk that the program lies on.
        let program = std::env::current_exe().expect("the program has a place");
        let beside = program.parent().expect("a file lies in a folder");
        let folder = tempfile::tempdir_in(beside).expect("the folder of the program is writable");
        let file = folder.path().join("case.json");
        let desk = workbench.desk();
        let text = desk.new_case("js-2020", Some("recommended"), true).expect("there is a sample");
        desk.write_file(&file, text.as_bytes()).expect("the folder was made just now");
        let open = desk.open(&file).expect("the sample can be read");
        let Some(Value::Text(overview)) = open.case.value("overview").cloned() else {
            unreachable!("the sample has an overview")
        };
        let largest = largest(&open);
        Self {
            workbench,
            largest,
            together: None,
            collecting: None,
            typing: None,
            folder,
            file,
            open,
            overview,
            turn: 0,
        }
    }

    fn places(&mut self) -> Duration {
        self.turn += 1;
        let words = SEARCHES[self.turn % SEARCHES.len()];
        timed(|| divisions().search(words, None, 12))
    }

    fn typed_place(&mut self) -> Duration {
        self.turn += 1;
        let text = TYPED[self.turn % TYPED.len()];
        timed(|| divisions().read(text))
    }

    /// One character of the largest case changes, and all of it is checked.
    fn largest(&mut self) -> Duration {
        self.turn += 1;
        let name = MARKS[self.turn % MARKS.len()].to_owned();
        timed(|| {
            let value = Some(Value::Text(name));
            self.largest.case.apply(Edit::SetValue { field: "case_name".into(), value });
            self.workbench.desk().check(&self.largest)
        })
    }

    /// One character of the name of the largest case, as a face types it: request to answer.
    fn largest_key(&mut self) -> Duration {
        self.turn += 1;
        let name = MARKS[self.turn % MARKS.len()];
        self.typing().key("values/case_name", name)
    }

    /// One character of its longest text.
    fn largest_text(&mut self) -> Duration {
        self.turn += 1;
        let overview = self.largest.case.value("overview").and_then(Value::as_text);
        let text = format!("{}{}", MARKS[self.turn % MARKS.len()], overview.unwrap_or_default());
        self.typing().key("values/overview", &text)
    }

    fn typing(&mut self) -> &mut Typing {
        let (largest, folder) = (&self.largest, &self.folder);
        self.typing.get_or_insert_with(|| {
            let home = tempfile::tempdir_in(folder.path()).expect("the folder is ours");
            Typing::new(largest, moment(), home)
        })
    }

    fn together(&mut self) -> &Together {
        let folder = &self.folder;
        self.together.get_or_insert_with(|| {
            Together::new(tempfile::tempdir_in(folder.path()).expect("the folder is ours"))
        })
    }

    fn collect(&mut self, count: usize) -> Duration {
        let beside = self.folder.path();
        let collecting = self.collecting.get_or_insert_with(|| {
            Collecting::new(tempfile::tempdir_in(beside).expect("the folder is ours"))
        });
        collecting.collect(&self.workbench, count)
    }

    fn summaries(&mut self, count: usize) -> Duration {
        self.together().summaries(count)
    }

    fn sheet(&mut self) -> Duration {
        self.together();
        let together = self.together.as_ref().expect("it was just made");
        together.sheet(&self.workbench)
    }

    /// What a key in the window does: one character of the overview is another one now.
    fn change(&mut self) {
        self.turn += 1;
        let text = format!("{}{}", MARKS[self.turn % MARKS.len()], self.overview);
        let value = Some(Value::Text(text));
        self.open.case.apply(Edit::SetValue { field: "overview".into(), value });
    }

    /// Case file to PDF, as `shenbao render` but for start and writing.
    fn render(&mut self) -> Duration {
        let desk = self.workbench.desk();
        timed(|| {
            let open = desk.open(&self.file).expect("the sample can be read");
            desk.render(&open, None, Copy::Final).expect("the sample can be printed")
        })
    }

    fn findings(&mut self) -> Duration {
        timed(|| {
            self.change();
            self.workbench.desk().check(&self.open)
        })
    }

    fn picture(&mut self) -> Duration {
        timed(|| {
            self.change();
            let desk = self.workbench.desk();
            desk.preview(&self.open, None, PAGE, DPI).expect("the page can be drawn")
        })
    }

    /// One character becomes one that never stood there, so that a font has to be cut anew; then the PDF.
    fn changed_pdf(&mut self) -> Duration {
        timed(|| {
            self.change_to_a_new_one();
            let case = &self.open.case;
            write_pdf(&compose(case.call.main_form(), case, Copy::Final), &title())
        })
    }

    /// The same, then the pictures of both pages.
    fn changed_pictures(&mut self) -> Duration {
        timed(|| {
            self.change_to_a_new_one();
            let case = &self.open.case;
            let sheets = compose(case.call.main_form(), case, Copy::Final);
            [draw(&sheets, 1, DPI), draw(&sheets, 2, DPI)]
        })
    }

    /// The characters of Unicode's first block of Han in turn: none comes twice.
    fn change_to_a_new_one(&mut self) {
        self.turn += 1;
        let at = u32::try_from(self.turn).expect("a bench ends") * 7;
        let mark = char::from_u32(0x4E00 + at % 0x5000).expect("all are characters");
        let value = Some(Value::Text(format!("{mark}{}", self.overview)));
        self.open.case.apply(Edit::SetValue { field: "overview".into(), value });
    }

    /// The two pages 250 times over, to bytes.
    fn many_pages(&mut self) -> Duration {
        let case = &self.open.case;
        let mut sheets = compose(case.call.main_form(), case, Copy::Final);
        sheets.pages = std::iter::repeat_n(sheets.pages, 250).flatten().collect();
        timed(|| write_pdf(&sheets, &title()))
    }

    /// Case file to folder, synced and read back.
    fn export(&mut self) -> Duration {
        let desk = self.workbench.desk();
        let target = self.folder.path().join("sent");
        let time = timed(|| {
            let open = desk.open(&self.file).expect("the sample can be read");
            desk.export(&open, &target, Copy::Final, &foundation::Unwatched)
                .expect("the sample can be sent")
        });
        std::fs::remove_dir_all(&target).expect("what was written can be removed");
        time
    }

    fn catalog(&mut self) -> Duration {
        timed(|| Catalog::built_in().calls().len())
    }

    fn open(&mut self) -> Duration {
        timed(|| self.workbench.desk().open(&self.file))
    }

    fn check(&mut self) -> Duration {
        timed(|| self.workbench.desk().check(&self.open))
    }

    fn compose(&mut self) -> Duration {
        let case = &self.open.case;
        timed(|| compose(case.call.main_form(), case, Copy::Final))
    }

    fn pdf(&mut self) -> Duration {
        let case = &self.open.case;
        let sheets = compose(case.call.main_form(), case, Copy::Final);
        timed(|| write_pdf(&sheets, &title()))
    }

    /// A page as a scanner writes it, JPEG at 300 to the inch, read against its case file.
    fn scanned_page(&mut self) -> Duration {
        let file = self.folder.path().join("scan.jpg");
        if !file.exists() {
            let case = &self.open.case;
            let sheets = compose(case.call.main_form(), case, Copy::Final);
            let drawn = image::load_from_memory(&draw(&sheets, 1, 300).expect("a page is drawn"));
            let drawn = drawn.expect("it is a PNG");
            drawn.to_rgb8().save(&file).expect("the folder is writable");
        }
        let (desk, files) = (self.workbench.desk(), [file]);
        timed(|| {
            let scanned = desk.scan(&files, Some(&self.file), &|_| {}).expect("the case is read");
            assert!(scanned.pages[0].is_good());
        })
    }

    fn draw(&mut self) -> Duration {
        let case = &self.open.case;
        let sheets = compose(case.call.main_form(), case, Copy::Final);
        timed(|| draw(&sheets, PAGE, DPI))
    }
}
