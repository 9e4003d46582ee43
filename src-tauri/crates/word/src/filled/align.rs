//! Which row of a Word file is which row of a form, and which cell which: the way through both from top to bottom on
//! which most fixed words meet. Rows of a list are met as often as the file has them.

use super::pattern::{Part, Pattern};
use super::text::{Compared, fold, likeness};
use crate::guess::text::core;

/// A cell of the form.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) pattern: Pattern,
    /// Its fixed words, and the core of them, where it has nothing else.
    label: Option<(String, String)>,
    /// From where to where it goes across, of the whole width 1.
    pub(crate) across: (f64, f64),
}

impl Asked {
    pub(crate) fn new(pattern: Pattern, across: (f64, f64)) -> Self {
        let words = pattern.words();
        let label = (!pattern.takes() && !words.is_empty()).then(|| {
            let core = fold(&core(&words));
            (words, core)
        });
        Self { pattern, label, across }
    }

    /// The core of its words, where it is a label.
    pub(crate) fn core(&self) -> Option<&str> {
        self.label.as_ref().map(|(_, core)| core.as_str())
    }
}

/// A cell of the Word file.
#[derive(Debug)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) compared: Compared,
    pub(crate) folded: String,
    pub(crate) core: String,
    pub(crate) across: (f64, f64),
    /// Where it stands, for people.
    pub(crate) place: String,
    /// Which block of the file it is of.
    pub(crate) block: usize,
    pub(crate) picture: bool,
}

/// A row of either: its cells, and of a row of the form the rows that repeat with it.
#[derive(Debug)]
pub(crate) struct AskedRow {
    pub(crate) cells: Vec<Asked>,
    /// The first and the last row of those that repeat together.
    pub(crate) repeats: Option<(usize, usize)>,
}

impl AskedRow {
    /// Whether it has words of its own to be known by.
    fn is_known_by_words(&self) -> bool {
        self.cells.iter().any(|cell| {
            cell.pattern.fixed().next().is_some() || cell.pattern.options().next().is_some()
        })
    }
}

/// A row of the file met by a row of the form: which cells by which, and which time a list's row it is.
#[derive(Debug)]
pub(crate) struct Met {
    pub(crate) asked: usize,
    pub(crate) given: usize,
    pub(crate) cells: Vec<(usize, usize)>,
}

/// The rows of both sides, and which words are labels of the form.
#[derive(Clone, Copy)]
struct Sides<'s> {
    asked: &'s [AskedRow],
    given: &'s [Vec<Given>],
    labels: &'s dyn Fn(&str) -> bool,
}

/// How well a cell of the form and one of the file fit; below 0 where they do not.
fn fits(asked: &Asked, given: &Given, labels: &dyn Fn(&str) -> bool) -> f64 {
    if let Some((words, core)) = &asked.label {
        return label_fits((words, core), given);
    }
    let overlap = overlap(asked.across, given.across);
    let words = asked.pattern.words();
    let options: Vec<&str> = asked.pattern.options().collect();
    if words.is_empty() && options.is_empty() {
        if !asked.pattern.takes() {
            return if given.folded.is_empty() { 0.1 } else { 0.0 };
        }
        return if labels(&given.core) { -1.0 } else { 0.6 + 0.4 * overlap };
    }
    let (mut met, mut all) = (0, 0);
    for part in &asked.pattern.parts {
        let Part::Fixed(words, _) = part else { continue };
        all += words.chars().count();
        let core = fold(&core(words));
        let is_there = |words: &str| given.compared.find(words, 0).is_some();
        if is_there(words) || (core.chars().count() >= 2 && is_there(&core)) {
            met += words.chars().count();
        }
    }
    for option in &options {
        all += option.chars().count();
        if given.compared.find(option, 0).is_some() {
            met += option.chars().count();
        }
    }
    match met as f64 / all.max(1) as f64 {
        share if share >= 0.4 => 1.0 + 2.5 * share + 0.2 * overlap,
        // Who chose an option may have left only that one.
        share if share > 0.0 && !options.is_empty() => 1.0 + overlap,
        // Fixed words around what is filled in may be gone, or be left out where they say nothing.
        share if !labels(&given.core) => 0.4 + share + 0.2 * overlap,
        _ => -0.3,
    }
}

fn label_fits((words, core): (&str, &str), given: &Given) -> f64 {
    if given.folded.is_empty() {
        return -0.5;
    }
    if given.folded == words {
        return 4.0;
    }
    if !core.is_empty() && given.core == core {
        return 3.6;
    }
    let long = core.chars().count() >= 2;
    if given.folded.starts_with(words) || (long && given.folded.starts_with(core)) {
        return 2.4;
    }
    if long && given.core.chars().count() >= 2 {
        let alike = likeness(core, &given.core);
        if alike >= 0.6 {
            return 1.0 + alike;
        }
    }
    -1.0
}

/// How much of the narrower of two spans lies in both.
fn overlap(one: (f64, f64), other: (f64, f64)) -> f64 {
    let both = one.1.min(other.1) - one.0.max(other.0);
    let narrower = (one.1 - one.0).min(other.1 - other.0);
    if narrower <= 0.0 { 0.0 } else { (both / narrower).clamp(0.0, 1.0) }
}

/// The best way through the cells of two rows; whether fixed words met is told by a score over 1.
fn cells(
    asked: &AskedRow,
    given: &[Given],
    labels: &dyn Fn(&str) -> bool,
) -> (f64, bool, Vec<(usize, usize)>) {
    let (n, m) = (asked.cells.len(), given.len());
    // Best so far, and the same where the last two met: neighbours that follow neighbours are worth more.
    let mut best = vec![vec![0.0_f64; m + 1]; n + 1];
    let mut met = vec![vec![f64::MIN; m + 1]; n + 1];
    let mut fit = vec![vec![0.0_f64; m]; n];
    for i in 0..n {
        for j in 0..m {
            fit[i][j] = fits(&asked.cells[i], &given[j], labels);
            if fit[i][j] > 0.0 {
                met[i + 1][j + 1] = fit[i][j] + best[i][j].max(met[i][j] + 0.5);
            }
            best[i + 1][j + 1] = best[i][j + 1].max(best[i + 1][j]).max(met[i + 1][j + 1]);
        }
    }
    let (mut i, mut j) = (n, m);
    let mut pairs = Vec::new();
    let mut by_words = false;
    let mut after = false;
    while i > 0 && j > 0 {
        if after || met[i][j] >= best[i][j] {
            pairs.push((i - 1, j - 1));
            by_words |= fit[i - 1][j - 1] > 1.0;
            after = met[i - 1][j - 1] + 0.5 >= best[i - 1][j - 1];
            (i, j) = (i - 1, j - 1);
        } else if best[i - 1][j] >= best[i][j - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    (best[n][m], by_words, pairs)
}

/// How a place of the way was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    None,
    /// The row of the form was not met.
    Skip,
    /// The row of the file was not met.
    Over,
    /// Both met; the place before is that behind this row of the form.
    Met(usize),
}

/// The best way through the rows of both.
pub(crate) fn rows(
    asked: &[AskedRow],
    given: &[Vec<Given>],
    labels: &dyn Fn(&str) -> bool,
) -> Vec<Met> {
    let (n, m) = (asked.len(), given.len());
    let mut best = vec![vec![0.0_f64; m + 1]; n + 1];
    let mut met = vec![vec![f64::MIN; m + 1]; n + 1];
    let mut step = vec![vec![Step::None; m + 1]; n + 1];
    let mut from = vec![vec![0_usize; m + 1]; n + 1];
    let known: Vec<bool> = asked.iter().map(AskedRow::is_known_by_words).collect();
    for j in 0..m {
        for i in 0..n {
            let (score, by_words, _) = cells(&asked[i], &given[j], labels);
            let above = asked[i].repeats.filter(|(first, _)| *first == i).map(|(_, last)| last + 1);
            let again = above.map_or(f64::MIN, |behind| met[behind][j]);
            if score > 0.0 && known[i] && by_words {
                let (before, way) = better((best[i][j], i), (again, above.unwrap_or(i)));
                met[i + 1][j + 1] = score + before;
                from[i + 1][j + 1] = way;
            } else if score > 0.0 && !known[i] {
                let (before, way) = better((met[i][j], i), (again, above.unwrap_or(i)));
                if before > f64::MIN {
                    met[i + 1][j + 1] = score + before;
                    from[i + 1][j + 1] = way;
                }
            }
            let ways = [
                (best[i][j + 1], Step::Skip),
                (best[i + 1][j], Step::Over),
                (met[i + 1][j + 1], Step::Met(from[i + 1][j + 1])),
            ];
            let (value, way) = ways
                .into_iter()
                .fold((f64::MIN, Step::None), |best, way| if way.0 > best.0 { way } else { best });
            best[i + 1][j + 1] = value;
            step[i + 1][j + 1] = way;
        }
    }
    back(Sides { asked, given, labels }, &step, (&from, &known))
}

fn better(one: (f64, usize), other: (f64, usize)) -> (f64, usize) {
    if other.0 >= one.0 && other.0 > f64::MIN { other } else { one }
}

/// The way back from the end to the beginning.
fn back(
    Sides { asked, given, labels }: Sides<'_>,
    step: &[Vec<Step>],
    (from, known): (&[Vec<usize>], &[bool]),
) -> Vec<Met> {
    let (mut i, mut j) = (asked.len(), given.len());
    let mut way = Vec::new();
    // A row that has no words of its own, or is met again, goes on from one that was met.
    let mut forced = false;
    while i > 0 && j > 0 {
        let here = if forced { Step::Met(from[i][j]) } else { step[i][j] };
        match here {
            Step::Skip => i -= 1,
            Step::Over => j -= 1,
            Step::Met(before) => {
                let (_, _, cells) = cells(&asked[i - 1], &given[j - 1], labels);
                way.push(Met { asked: i - 1, given: j - 1, cells });
                forced = !known[i - 1] || before != i - 1;
                (i, j) = (before, j - 1);
            }
            Step::None => break,
        }
    }
    way.reverse();
    way
}
