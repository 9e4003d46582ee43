//! What is doubtful: each decision that may well be another is asked here and goes on with the likeliest
//! answer, or with the one that was given. Nothing waits for an answer.

use std::collections::BTreeSet;

use serde::Serialize;

/// Where something stands in the Word file; all numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// A cell: the table, and the row and column of the grid where it begins.
    Cell {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A paragraph outside of tables.
    Line {
        /// The block of the file.
        block: usize,
    },
    /// A sentence of the notice.
    Notice {
        /// The sentence.
        sentence: usize,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cell { table, row, column } => write!(out, "表{table} 第{row}行第{column}列"),
            Self::Line { block } => write!(out, "第{block}段"),
            Self::Notice { sentence } => write!(out, "通知第{sentence}句"),
        }
    }
}

/// Something that a person should decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Names it in an answer; the same for the same file.
    pub key: String,
    /// What it is about.
    pub place: Place,
    /// The words that stand there.
    pub words: String,
    /// What is asked. Chinese.
    pub text: String,
    /// Two to four answers. Chinese.
    pub options: Vec<String>,
    /// The index of the option that is taken.
    pub taken: usize,
    /// How doubtful it is, 0 to 100.
    pub doubt: u8,
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The key of the question.
    pub question: String,
    /// The index of the option.
    pub option: usize,
}

/// Questions that are shown; what is more is a mark in the file.
pub(crate) const MOST_QUESTIONS: usize = 8;

/// What is asked at one place.
pub(crate) struct Doubt<'a> {
    pub(crate) place: Place,
    pub(crate) words: &'a str,
    /// What about the place is asked: one word.
    pub(crate) aspect: &'static str,
    pub(crate) text: String,
    pub(crate) options: &'a [&'a str],
    pub(crate) likely: usize,
    pub(crate) doubt: u8,
}

/// Takes decisions, and notes what was doubtful.
pub(crate) struct Asker<'a> {
    answers: &'a [Answer],
    questions: Vec<Question>,
    /// The keys of the questions.
    asked: BTreeSet<String>,
    /// Remarks on what was just decided and not answered.
    pending: Vec<String>,
}

impl<'a> Asker<'a> {
    pub(crate) fn new(answers: &'a [Answer]) -> Self {
        Self { answers, questions: Vec::new(), asked: BTreeSet::new(), pending: Vec::new() }
    }

    /// The option that was answered, or the likely one.
    pub(crate) fn ask(&mut self, doubt: &Doubt<'_>) -> usize {
        let key = format!("{} {}", doubt.place, doubt.aspect);
        let given = self.answers.iter().rev().find(|answer| answer.question == key);
        let given =
            given.map(|answer| answer.option).filter(|option| *option < doubt.options.len());
        let taken = given.unwrap_or(doubt.likely);
        if given.is_none() {
            self.pending.push(format!("请核对：{}现在按“{}”。", doubt.text, doubt.options[taken]));
        }
        if self.asked.insert(key.clone()) {
            self.questions.push(Question {
                key,
                place: doubt.place,
                words: doubt.words.trim().to_owned(),
                text: doubt.text.clone(),
                options: doubt.options.iter().map(|&option| option.to_owned()).collect(),
                taken,
                doubt: doubt.doubt,
            });
        }
        taken
    }

    /// The remarks on what was decided since.
    pub(crate) fn take_remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.pending)
    }

    /// All questions, in the order in which they were asked.
    pub(crate) fn into_questions(self) -> Vec<Question> {
        self.questions
    }
}

/// The most doubtful questions, in the order of the file.
pub(crate) fn most_doubtful(questions: Vec<Question>) -> Vec<Question> {
    let mut ranked: Vec<(usize, Question)> = questions.into_iter().enumerate().collect();
    ranked.sort_by_key(|(index, question)| (std::cmp::Reverse(question.doubt), *index));
    ranked.truncate(MOST_QUESTIONS);
    ranked.sort_by_key(|(index, _)| *index);
    ranked.into_iter().map(|(_, question)| question).collect()
}
