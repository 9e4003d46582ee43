//! Reads `guidance.toml`: projects, measures, targets and notes of one document.

use std::collections::BTreeSet;

use foundation::Code;

use crate::guidances::guidance::{Guidance, Measure, Note, Project, Target};
use crate::guidances::guidance_keys::GUIDANCE;
use crate::reading::fault::{Page, probably_meant};
use crate::reading::toml_reader::{Said, Table, check_id, parse};

/// Reads a guidance; it can be used only if the page has no faults.
pub(crate) fn read(id: &str, page: &Page<'_>) -> Option<Guidance> {
    let document = parse(page);
    if page.has_faults() {
        return None;
    }
    let table = Table::new(page, document.get_ref(), 0, &GUIDANCE);
    let mut reader = GuidanceReader { page, ids: BTreeSet::new() };
    let projects = reader.projects(&table);
    let measures = reader.measures(&table, &projects);
    let guidance = Guidance {
        id: id.to_owned(),
        title: table.text("title").value,
        document: optional(&table, "document"),
        issuer: table.text("issuer").value,
        source: table.text("source").value,
        targets: reader.targets(&table, &projects, &measures),
        notes: reader.notes(&table, &measures),
        projects,
        measures,
    };
    table.finish();
    Some(guidance)
}

struct GuidanceReader<'p> {
    page: &'p Page<'p>,
    /// Of measures, targets and notes: a face names what was found by one id.
    ids: BTreeSet<String>,
}

impl<'p> GuidanceReader<'p> {
    fn projects(&self, table: &Table<'p, '_>) -> Vec<Project> {
        let mut ids = BTreeSet::new();
        let mut projects = Vec::new();
        for table in table.tables("project") {
            let id = new_id(self.page, &table, &mut ids);
            projects.push(Project { id, title: table.text("title").value });
            table.finish();
        }
        projects
    }

    fn measures(&mut self, table: &Table<'p, '_>, projects: &[Project]) -> Vec<Measure> {
        let tables = table.tables("measure");
        if tables.is_empty() {
            let hint = "请加 [[measure]]，写 id、project、title 等。".into();
            self.page.fault(Code::KeyMissing, table.at, "指引没有措施。".into(), hint);
        }
        tables.into_iter().map(|table| self.measure(table, projects)).collect()
    }

    fn measure(&mut self, table: Table<'p, '_>, projects: &[Project]) -> Measure {
        let measure = Measure {
            id: new_id(self.page, &table, &mut self.ids),
            project: self.project(&table, projects),
            number: table.text("number").value,
            title: table.text("title").value,
            departments: words(&table, "departments"),
            gist: table.text("gist").value,
            terms: words(&table, "terms"),
            source: table.text("source").value,
        };
        table.finish();
        measure
    }

    fn targets(
        &mut self,
        table: &Table<'p, '_>,
        projects: &[Project],
        measures: &[Measure],
    ) -> Vec<Target> {
        let tables = table.tables("target");
        tables.into_iter().map(|table| self.target(table, projects, measures)).collect()
    }

    fn target(
        &mut self,
        table: Table<'p, '_>,
        projects: &[Project],
        measures: &[Measure],
    ) -> Target {
        let project = self.project(&table, projects);
        let said = table.opt_text("measure");
        let measure = said.as_ref().and_then(|said| self.measure_of(said, measures));
        if let (Some(said), Some(measure)) = (said, measure)
            && measure.project != project
        {
            let message = format!("措施“{}”不属于“{project}”。", said.value);
            let hint = format!("它属于“{}”，请改 project 或 measure。", measure.project);
            self.page.fault(Code::BadValue, said.at, message, hint);
        }
        let target = Target {
            id: new_id(self.page, &table, &mut self.ids),
            project,
            measure: measure.map(|measure| measure.id.clone()),
            what: table.text("what").value,
            value: table.text("value").value,
            by: optional(&table, "by"),
            source: table.text("source").value,
        };
        table.finish();
        target
    }

    fn notes(&mut self, table: &Table<'p, '_>, measures: &[Measure]) -> Vec<Note> {
        let mut notes = Vec::new();
        for table in table.tables("note") {
            let said = table.opt_text("measure");
            let measure = said.as_ref().and_then(|said| self.measure_of(said, measures));
            notes.push(Note {
                id: new_id(self.page, &table, &mut self.ids),
                measure: measure.map(|measure| measure.id.clone()),
                title: table.text("title").value,
                text: table.text("text").value,
                source: table.text("source").value,
            });
            table.finish();
        }
        notes
    }

    /// The project that a table names; a fault if there is none.
    fn project(&self, table: &Table<'p, '_>, projects: &[Project]) -> String {
        let said = table.text("project");
        let known = projects.iter().map(|project| project.id.as_str());
        self.check_known(&said, "类别", known);
        said.value
    }

    fn measure_of<'m>(&self, said: &Said<String>, measures: &'m [Measure]) -> Option<&'m Measure> {
        self.check_known(said, "措施", measures.iter().map(|measure| measure.id.as_str()));
        measures.iter().find(|measure| measure.id == said.value)
    }

    fn check_known<'k>(
        &self,
        said: &Said<String>,
        kind: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        if !said.value.is_empty() && known.clone().all(|id| id != said.value) {
            let message = format!("没有{kind}“{}”。", said.value);
            let hint = probably_meant(&said.value, known);
            self.page.fault(Code::UnknownReference, said.at, message, hint);
        }
    }
}

fn new_id(page: &Page<'_>, table: &Table<'_, '_>, ids: &mut BTreeSet<String>) -> String {
    let id = table.text("id");
    check_id(page, &id);
    if !id.value.is_empty() && !ids.insert(id.value.clone()) {
        let message = format!("代号“{}”用了两次。", id.value);
        page.fault(Code::DuplicateId, id.at, message, String::new());
    }
    id.value
}

fn optional(table: &Table<'_, '_>, key: &'static str) -> String {
    table.opt_text(key).map(|said| said.value).unwrap_or_default()
}

fn words(table: &Table<'_, '_>, key: &'static str) -> Vec<String> {
    table.texts(key).into_iter().map(|said| said.value).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Catalog, Fault, Folder, guidance, lint};

    fn built_in() -> Folder {
        let folders = Catalog::built_in_folders();
        folders.into_iter().find(|folder| folder.id() == "gansu-2017").unwrap()
    }

    /// The faults after `from` was written as `to`, once.
    fn faults(from: &str, to: &str) -> Vec<Fault> {
        let mut folder = built_in();
        let text = folder.files.get_mut("guidance.toml").unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
        lint(&[folder], &[])
    }

    #[test]
    fn guidance_of_the_program_has_no_faults() {
        assert_eq!(lint(&[built_in()], &[]), []);
        assert_eq!(guidance().len(), 1);
    }

    #[test]
    fn guidance_has_the_25_measures_of_the_plan() {
        // Source: 甘办发〔2017〕19号 二 to 七; the number of those who answer for each, counted in
        // its brackets. 七(六) has none.
        let asked: [(&str, &[usize]); 6] = [
            ("coverage", &[12, 15, 6]),
            ("e_commerce", &[4, 4, 9, 8]),
            ("education", &[3, 13, 12]),
            ("information", &[10, 4, 4, 8, 7]),
            ("charity", &[2, 4, 4, 6]),
            ("safeguards", &[3, 2, 7, 7, 3, 0]),
        ];
        let plan = &guidance()[0];
        assert_eq!(plan.measures.len(), 25);
        for (project, counts) in asked {
            let measures = plan.for_project(project).measures;
            let found: Vec<usize> = measures.iter().map(|m| m.departments.len()).collect();
            assert_eq!(found, counts, "{project}");
            let numbers: String = measures.iter().map(|m| m.number.as_str()).collect();
            assert!("一二三四五六".starts_with(&numbers), "{project}: {numbers}");
        }
        let departments = &plan.measure("charity_2").unwrap().departments;
        assert_eq!(departments[..], ["省委网信办", "团省委", "省教育厅", "省旅游发展委"]);
    }

    #[test]
    fn guidance_for_a_project_holds_its_targets_only() {
        let plan = &guidance()[0];
        let education = plan.for_project("education");
        assert!(education.targets.iter().any(|target| target.id == "practical_skill"));
        assert!(education.targets.iter().all(|target| target.project == "education"));
        assert_eq!(plan.for_project("nothing"), crate::guidances::guidance::GuidanceFor::default());
    }

    #[test]
    fn guidance_that_names_an_unknown_measure_says_which_was_meant() {
        let found = faults("measure = \"education_2\"", "measure = \"educaton_2\"");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code.as_str(), "K607");
        assert_eq!(found[0].hint, "是否想写“education_2”？");
        assert_eq!(found[0].file, "assets/guidance/gansu-2017/guidance.toml");
        assert_eq!(found[0].column, 11);
    }

    #[test]
    fn guidance_that_the_readme_shows_has_no_faults() {
        let readme = include_str!("../../../../../assets/guidance/README.md");
        let example = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
        let files = [("guidance.toml", example), ("SOURCES.md", "")];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        assert_eq!(lint(&[Folder { path: "example".into(), files }], &[]), []);
    }

    #[test]
    fn guidance_with_a_slip_is_told_its_kind() {
        let code = |from: &str, to: &str| faults(from, to)[0].code.as_str();
        assert_eq!(code("id = \"loans\"", "id = \"coverage_1\""), "K606");
        assert_eq!(code("gist = ", "gits = "), "K604");
        assert_eq!(code("by = ", "bye = "), "K602");
        assert_eq!(code("project = \"charity\"", "project = \"charty\""), "K607");
        assert_eq!(code("measure = \"education_2\"", "measure = \"charity_1\""), "K612");
        let mut folder = built_in();
        folder.files.remove("SOURCES.md");
        assert_eq!(lint(&[folder], &[])[0].code.as_str(), "K611");
    }
}
