//! The UI's types are generated from the table of requests and committed. `BLESS=1` (make bless) writes them.
#![allow(clippy::disallowed_methods, reason = "a test of files in the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

use crate::ask::Ask;
use crate::refusal::Refusal;
use crate::requests::{Visit, visit};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/host/bindings");
const HEAD: &str = "// Written from the table of requests (workbench/src/requests.rs) by `make bless`. Do not edit.\n";

/// The types that are generated, by the path of their file without its ending.
struct Types {
    config: Config,
    files: BTreeMap<String, String>,
    /// One member of the union of requests each.
    asked: String,
    /// One entry of the map of replies each.
    replies: String,
    /// What these two files name.
    imports: [BTreeSet<(String, String)>; 2],
}

/// Numbers beyond 2^53 are told by nobody: all are numbers in TypeScript.
fn config() -> Config {
    Config::default().with_large_int("number")
}

impl Visit for Types {
    fn request<A: Ask<Answer: TS> + TS + 'static>(&mut self, name: &'static str) {
        let (said, doc) = (A::inline(&self.config), A::docs().expect("a request is documented"));
        let doc = doc.trim_end();
        let fields = said.trim_start_matches("Record<symbol, never>").trim_start_matches('{');
        let end = if fields.is_empty() { "}" } else { "" };
        self.asked += &format!("{doc}\n  | {{ ask: '{name}';{fields}{end}\n");
        A::visit_dependencies(&mut Found(self, Some(0)));
        let answer = A::Answer::name(&self.config);
        self.replies += &format!("{doc}\n  {name}: {answer};\n");
        Found(self, Some(1)).visit::<A::Answer>();
    }
}

/// Takes in a type with all that it names. The types that a request or an answer itself names are imported by the
/// file of this number.
struct Found<'t>(&'t mut Types, Option<usize>);

impl TypeVisitor for Found<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let Some(path) = T::output_path() else {
            // A list, a box: what is in it counts.
            return T::visit_generics(&mut Found(self.0, self.1));
        };
        let path = path.with_extension("").to_str().expect("names are ASCII").to_owned();
        if let Some(file) = self.1 {
            self.0.imports[file].insert((T::ident(&self.0.config), path.clone()));
        }
        if !self.0.files.contains_key(&path) {
            let text = T::export_to_string(&self.0.config).expect("types can be written down");
            self.0.files.insert(path, text);
            T::visit_dependencies(&mut Found(self.0, None));
        }
    }
}

/// Every file of the folder, by its path without its ending.
fn generated() -> BTreeMap<String, String> {
    let mut types = Types {
        config: config(),
        files: BTreeMap::new(),
        asked: String::new(),
        replies: String::new(),
        imports: Default::default(),
    };
    visit(&mut types);
    Found(&mut types, None).visit::<Refusal>();
    let imports = |file: usize| {
        let import = |(name, path): &(String, String)| {
            format!("import type {{ {name} }} from './{path}';\n")
        };
        types.imports[file].iter().map(import).collect::<String>()
    };
    let request = format!(
        "{HEAD}{}\n/** What a face may ask. `ask` names it. */\nexport type Request =\n{};\n",
        imports(0),
        types.asked.trim_end()
    );
    let replies = format!(
        "{HEAD}{}\n/** What each request gets. */\nexport interface Replies {{\n{}}}\n",
        imports(1),
        types.replies
    );
    let mut files = types.files;
    files.extend([("Request".to_owned(), request), ("Replies".to_owned(), replies)]);
    let name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
    let line = |path| format!("export type {{ {} }} from './{path}';\n", name(path));
    let index = files.keys().map(line).collect::<String>();
    files.insert("index".to_owned(), format!("{HEAD}{index}"));
    files
}

/// What lies in a folder and those in it, by paths without endings.
fn there(folder: &Path, before: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        match name.strip_suffix(".ts") {
            Some(name) => all.extend([format!("{before}{name}")]),
            None => all.extend(there(&entry.path(), &format!("{before}{name}/"))),
        }
    }
    all
}

#[test]
fn the_types_of_the_ui_are_fresh() {
    let files = generated();
    let bless = std::env::var_os("BLESS").is_some();
    for (path, text) in &files {
        let path = format!("{FOLDER}/{path}.ts");
        if bless {
            std::fs::write(&path, text).unwrap();
        } else {
            let there = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(&there, text, "{path}: run `make bless`");
        }
    }
    for old in there(Path::new(FOLDER), "").iter().filter(|path| !files.contains_key(*path)) {
        let path = format!("{FOLDER}/{old}.ts");
        if bless {
            std::fs::remove_file(&path).unwrap();
        } else {
            panic!("{path} is of no use any more: run `make bless`");
        }
    }
}
