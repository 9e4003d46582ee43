//! The comment of a code, read into its parts.

/// What the user's page says of a code: five short texts in Chinese, each of whole sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What was found.
    pub says: String,
    /// Why it matters to those who read the case, or how it came about.
    pub why: String,
    /// What to do next.
    pub to_do: String,
    /// 错误, 提醒, 说明 or 按通知, and when which.
    pub level: String,
    /// The clauses it rests on, or that it is our own judgement and which.
    pub clause: String,
}

impl Explanation {
    /// What a comment begins with where its parts are listed, in the order of the page.
    pub(super) const HEADS: [&'static str; 4] = ["为什么", "怎么办", "程度", "依据"];

    /// Its parts beside what it says, each with its head, in the order of the page.
    pub fn parts(&self) -> [(&'static str, &str); 4] {
        let [why, to_do, level, clause] = Self::HEADS;
        [(why, &self.why), (to_do, &self.to_do), (level, &self.level), (clause, &self.clause)]
    }

    /// Reads a comment: what it says, then `- 为什么：…` and so on, each part on its line. A part that is not
    /// there is empty, which a test does not let pass.
    pub(super) fn read(comment: &str) -> Self {
        let part = |head: &str| {
            let mut lines = comment.lines();
            let found = lines.find_map(|line| {
                line.trim().strip_prefix("- ")?.strip_prefix(head)?.strip_prefix('：')
            });
            found.unwrap_or_default().to_owned()
        };
        let [why, to_do, level, clause] = Self::HEADS.map(part);
        let says = comment.lines().next().unwrap_or_default().trim().to_owned();
        Self { says, why, to_do, level, clause }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn every_code_says_all_of_it_in_whole_sentences() {
        for code in Code::ALL {
            let explanation = code.explanation();
            let says = ("说明", explanation.says.as_str());
            for (head, text) in explanation.parts().into_iter().chain([says]) {
                let ends = text.ends_with('。') && text.chars().count() >= 3;
                assert!(ends, "{} {head}: “{text}”", code.as_str());
            }
            let lines = code.comment().lines().count();
            assert_eq!(lines, 1 + Explanation::HEADS.len(), "{}", code.as_str());
            let known = ["错误", "提醒", "说明", "按通知"];
            assert!(known.iter().any(|word| explanation.level.contains(word)), "{}", code.as_str());
        }
    }
}
