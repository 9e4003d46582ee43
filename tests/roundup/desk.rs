//! Collections that the tests make themselves: cases of one call that differ in their texts, their packages, and planted
//! doubles and faults.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::place::Place;

/// The office of the tests.
pub(crate) const OFFICE: [&str; 6] =
    ["--call", "js-2020", "--by", "南京市委网信办", "--kind", "cyberspace_office"];

/// A place in which cases are made.
pub(crate) struct Office {
    pub(crate) place: Place,
    sample: Value,
}

impl Office {
    pub(crate) fn new() -> Self {
        let place = Place::new();
        let sample = place.sample("recommended");
        for folder in ["收到", "收到/甲", "收到/乙"] {
            fs::create_dir(place.path(folder)).unwrap();
        }
        Self { place, sample }
    }

    /// A case of its own: name, unit and text follow from its number.
    pub(crate) fn case(&self, number: u64) -> Value {
        let mut case = self.sample.clone();
        case["id"] = json!(format!("{:032x}", 0xA000 + number));
        case["revision"] = json!(1);
        let values = &mut case["values"];
        values["case_name"] = json!(format!("第{number}号助农增收案例"));
        values["org_name"] = json!(format!("江苏第{number}号农业科技有限公司"));
        let overview = values["overview"].as_str().unwrap().to_owned();
        values["overview"] = json!(shuffled(&overview, number));
        case
    }

    /// Writes a case file and its package, and takes the case file away.
    pub(crate) fn pack(&self, case: &Value, to: &str) {
        self.place.write("case.json", case);
        self.place.expect(0, &["pack", "case.json", "-o", to]);
        fs::remove_file(self.place.path("case.json")).unwrap();
    }

    /// Runs the office with these arguments behind its own.
    pub(crate) fn expect(&self, status: i32, arguments: &[&str]) -> crate::place::Answer {
        let all: Vec<&str> = ["roundup"].iter().chain(arguments).chain(&OFFICE).copied().collect();
        self.place.expect(status, &all)
    }

    /// Ten cases with planted doubles and faults.
    pub(crate) fn planted(&self) {
        for number in 1..=6 {
            let folder = if number % 2 == 0 { "甲" } else { "乙" };
            self.pack(&self.case(number), &format!("收到/{folder}/{number}.shenbao"));
        }
        // The first again, by another way: the unit writes itself in another way.
        let mut double = self.case(7);
        double["values"]["case_name"] = json!("“第1号” 助农增收案例");
        double["values"]["org_name"] = json!("江苏第１号农业科技股份有限公司");
        self.pack(&double, "收到/7.shenbao");
        // The second again, under another name.
        let mut double = self.case(8);
        double["values"]["overview"] = self.case(2)["values"]["overview"].clone();
        self.pack(&double, "收到/甲/8.shenbao");
        // The third again, newer, as a case file; and as it was, once more.
        let mut newer = self.case(3);
        newer["revision"] = json!(5);
        newer["values"]["contact"] = json!("王芳");
        self.place.write("收到/第三个-新.json", &newer);
        fs::copy(self.place.path("收到/乙/3.shenbao"), self.place.path("收到/3（2）.shenbao"))
            .unwrap();
        // One that is not ready.
        let mut open = self.case(9);
        open["values"]["contact"] = Value::Null;
        self.pack(&open, "收到/9.shenbao");
        // Of another call.
        let other = self.place.expect(0, &["new", "ah-2024", "--route", "city", "--sample"]);
        let other: Value = serde_json::from_str(&other.out).unwrap();
        self.pack(&other, "收到/安徽.shenbao");
        // Cut off, changed on the way, another file.
        let good = fs::read(self.place.path("收到/9.shenbao")).unwrap();
        fs::write(self.place.path("收到/断.shenbao"), &good[..good.len() / 2]).unwrap();
        fs::write(self.place.path("收到/空.shenbao"), b"").unwrap();
        fs::write(self.place.path("收到/说明.txt"), "请查收").unwrap();
    }
}

/// The same characters in another order: texts that share no more than two strangers do.
fn shuffled(text: &str, seed: u64) -> String {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in (1..characters.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = usize::try_from(state % (at as u64 + 1)).unwrap();
        characters.swap(at, other);
    }
    // Figures that shuffling brought together would be told.
    characters.retain(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation());
    let text: String = characters.into_iter().collect();
    format!("带动 300 户，人均增收 2600 元。{text}")
}

/// Every file below a folder with its bytes, in the order of their names.
pub(crate) fn all_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    names.sort_by_key(|entry| entry.file_name());
    for entry in names {
        let name = entry.file_name().into_string().unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => all.extend(
                all_in(&entry.path())
                    .into_iter()
                    .map(|(path, bytes)| (format!("{name}/{path}"), bytes)),
            ),
            false => all.push((name, fs::read(entry.path()).unwrap())),
        }
    }
    all
}
