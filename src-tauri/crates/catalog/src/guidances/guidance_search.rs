//! Finds words in a guidance. Where a word was found decides the order; how often does not.

use foundation::character::half_width;

use crate::guidances::guidance::{Guidance, Hit};

/// Where a word may be found, the best first.
const PLACES: usize = 4;
type Places<'g> = [Vec<&'g str>; PLACES];

impl Guidance {
    /// What fits every one of `words`, parted by spaces, in any part: titles first, then terms,
    /// departments and the rest. Half and full width, small and capital are alike. Without words,
    /// everything in its order.
    pub fn search(&self, words: &str) -> Vec<Hit<'_>> {
        let folded = folded(words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut found: Vec<(usize, Hit<'_>)> = everything(self)
            .filter_map(|hit| Some((distance(&places(self, hit), &words)?, hit)))
            .collect();
        // Stable: what is equally good stays in the document's order.
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, hit)| hit).collect()
    }
}

fn everything(guidance: &Guidance) -> impl Iterator<Item = Hit<'_>> {
    let measures = guidance.measures.iter().map(Hit::Measure);
    let targets = guidance.targets.iter().map(Hit::Target);
    measures.chain(targets).chain(guidance.notes.iter().map(Hit::Note))
}

/// The texts of a hit: title, terms, departments, the rest.
fn places<'g>(guidance: &'g Guidance, hit: Hit<'g>) -> Places<'g> {
    let project = |id: &str| guidance.project(id).map_or("", |project| project.title.as_str());
    match hit {
        Hit::Measure(measure) => [
            vec![&measure.title],
            measure.terms.iter().map(String::as_str).collect(),
            measure.departments.iter().map(String::as_str).collect(),
            vec![&measure.gist, project(&measure.project)],
        ],
        Hit::Target(target) => [
            vec![&target.what],
            Vec::new(),
            Vec::new(),
            vec![&target.value, &target.by, project(&target.project)],
        ],
        Hit::Note(note) => [vec![&note.title], Vec::new(), Vec::new(), vec![&note.text]],
    }
}

/// How far from the best place the words are, added up; `None` if one of them is nowhere.
fn distance(places: &Places<'_>, words: &[&str]) -> Option<usize> {
    let places = places.each_ref().map(|texts| texts.iter().map(|text| folded(text)).collect());
    let place_of = |word: &&str| {
        places.iter().position(|texts: &Vec<String>| texts.iter().any(|text| text.contains(word)))
    };
    words.iter().map(place_of).sum()
}

/// Full width made half, capitals made small, and the quotation marks away: “N+1” is looked for as
/// `n+1` and as `Ｎ＋１`.
fn folded(text: &str) -> String {
    let marks = ['“', '”', '"'];
    text.chars()
        .map(half_width)
        .filter(|c| !marks.contains(c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance;

    fn ids(words: &str) -> Vec<&'static str> {
        guidance()[0].search(words).into_iter().map(Hit::id).collect()
    }

    #[test]
    fn guidance_is_found_by_title_before_terms_before_departments_before_the_rest() {
        // 电商 stands in the title of e_commerce_3, in terms of the next five, and for the last two
        // measures of the project only in 农村电商工程.
        let found = ids("电商");
        assert_eq!(found[0], "e_commerce_3");
        assert_eq!(
            found[1..6],
            ["e_commerce_1", "education_2", "education_3", "safeguards_2", "safeguards_3"]
        );
        assert_eq!(found[6..8], ["e_commerce_2", "e_commerce_4"]);
        // A department before a gist: safeguards_6 has no departments but names this one.
        let measures = ids("省扶贫办");
        assert_eq!(measures.last(), Some(&"lead"));
        assert_eq!(measures[measures.len() - 2], "safeguards_6");
    }

    #[test]
    fn guidance_is_found_by_department_exactly() {
        let guidance = &guidance()[0];
        let named = guidance.measures.iter().filter(|m| m.departments.contains(&"省商务厅".into()));
        let named: Vec<&str> = named.map(|measure| measure.id.as_str()).collect();
        assert_eq!(named.len(), 8);
        let mut found = ids("省商务厅");
        // The note on the joint meeting names it too, as one that takes part.
        assert_eq!(found.pop(), Some("lead"));
        assert_eq!(found, named);
    }

    #[test]
    fn guidance_is_found_by_figure_in_either_width() {
        assert_eq!(ids("98%"), ["village_broadband"]);
        assert_eq!(ids("９８％"), ["village_broadband"]);
        assert_eq!(ids("50MBPS"), ["broadband_speed"]);
        assert_eq!(ids("Ｎ＋１"), ["charity_1"]);
        assert_eq!(ids("13439"), ["village_post"]);
    }

    #[test]
    fn guidance_fits_all_words_or_none() {
        assert_eq!(ids("省邮政管理局　快递下乡"), ["e_commerce_3"]);
        assert_eq!(ids("快递下乡 没有这个词"), [""; 0]);
    }

    #[test]
    fn guidance_without_words_is_everything_in_order() {
        let guidance = &guidance()[0];
        let all = ids(" \u{3000}");
        let count = guidance.measures.len() + guidance.targets.len() + guidance.notes.len();
        assert_eq!(all.len(), count);
        assert_eq!((all[0], all[25]), ("coverage_1", "village_broadband"));
    }
}
