//! Guidance: a plan or notice from above that a case may lean on, told in short: its measures with
//! who answers for them, its targets and its words. Nothing here is checked against a case; a person
//! looks it up while writing.

/// One document, retold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guidance {
    /// The folder's name.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// Its number, such as `甘办发〔2017〕19号`; may be empty.
    pub document: String,
    /// Who issued it.
    pub issuer: String,
    /// How clauses of it are cited.
    pub source: String,
    /// The parts into which it puts its measures.
    pub projects: Vec<Project>,
    /// In the document's order.
    pub measures: Vec<Measure>,
    /// In the file's order.
    pub targets: Vec<Target>,
    /// What is neither measure nor target.
    pub notes: Vec<Note>,
}

/// A part of the document, such as 农村电商工程.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The same as the option of a form's choice, where there is one.
    pub id: String,
    /// Its name.
    pub title: String,
}

/// Something that the document says shall be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Unique among measures, targets and notes.
    pub id: String,
    /// The part it stands in.
    pub project: String,
    /// Its number there, such as 一.
    pub number: String,
    /// Its name, word for word.
    pub title: String,
    /// Who answers for it, word for word; may be empty.
    pub departments: Vec<String>,
    /// What it is about, in our own words.
    pub gist: String,
    /// The document's words that are worth using.
    pub terms: Vec<String>,
    /// The clause.
    pub source: String,
}

/// A figure or state that the document wants reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Unique among measures, targets and notes.
    pub id: String,
    /// The part it belongs to.
    pub project: String,
    /// The measure it belongs to, where there is one; always one of the same part.
    pub measure: Option<String>,
    /// Of what.
    pub what: String,
    /// The figure as the document has it, such as 98%以上.
    pub value: String,
    /// By when, where the document says so; may be empty.
    pub by: String,
    /// The clause.
    pub source: String,
}

/// Something else worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Unique among measures, targets and notes.
    pub id: String,
    /// The measure it belongs to, where there is one.
    pub measure: Option<String>,
    /// What it is about.
    pub title: String,
    /// In our own words.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// What a guidance has for one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuidanceFor<'g> {
    /// In the document's order.
    pub measures: Vec<&'g Measure>,
    /// In the file's order.
    pub targets: Vec<&'g Target>,
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit<'g> {
    /// A measure.
    Measure(&'g Measure),
    /// A target.
    Target(&'g Target),
    /// A note.
    Note(&'g Note),
}

impl<'g> Hit<'g> {
    /// The id of what was found, unique in its guidance.
    pub fn id(self) -> &'g str {
        match self {
            Self::Measure(measure) => &measure.id,
            Self::Target(target) => &target.id,
            Self::Note(note) => &note.id,
        }
    }
}

impl Guidance {
    /// The project with this id.
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }

    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The measures and targets of a project; nothing for one that the document does not have.
    pub fn for_project(&self, project: &str) -> GuidanceFor<'_> {
        GuidanceFor {
            measures: self.measures.iter().filter(|measure| measure.project == project).collect(),
            targets: self.targets.iter().filter(|target| target.project == project).collect(),
        }
    }
}
