//! Every character of Unicode, asked of all in this room that count, judge, fold and search: each answers as the one
//! table does. What names of files and paper make of them is asked where those stand.

use catalog::LengthUnit;
use foundation::Date;
use foundation::character::{is_han, is_unseen};

use crate::codes::normal_code;
use crate::codes::person_name::{doubt_of_name, normal_name};
use crate::rules::counted;
use crate::values::phone::is_mobile;
use crate::words::zi::{count_zi, counts_alone};
use crate::{Value, find_sensitive};

fn every() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

#[test]
fn ideographs_are_the_same_for_limits_for_counting_and_for_names() {
    for character in every() {
        let text = character.to_string();
        let is = is_han(character);
        assert_eq!(counted(&text, LengthUnit::Han) == 1, is, "{character:?}");
        if is {
            assert!(counts_alone(character), "{character:?}");
            assert_eq!(count_zi(&format!("a{character}b")).zi, 3, "{character:?}");
            // No blank stands beside one in a name, and none is doubted that is assigned.
            assert_eq!(normal_name(&format!("{character} a")), format!("{character}a"));
            let name = format!("{character}{character}");
            let is_assigned = character.is_alphabetic();
            assert_eq!(doubt_of_name(&name).is_none(), is_assigned || character == '〇', "{name}");
        }
    }
}

#[test]
fn what_nobody_sees_is_nothing_for_codes_names_phones_and_the_search() {
    let today = Date::constant(2020, 11, 1);
    for character in every().filter(|character| is_unseen(*character)) {
        assert!(!counts_alone(character), "{character:?}");
        assert_eq!(count_zi(&format!("a{character}b")).zi, 1, "{character:?}");
        assert_eq!(normal_code(&format!("9{character}1")), "91", "{character:?}");
        assert_eq!(normal_name(&format!("张{character}三")), "张三", "{character:?}");
        assert!(is_mobile(&format!("138{character}00138000")), "{character:?}");
        assert_eq!(
            find_sensitive(&format!("138{character}00138000"), today).len(),
            1,
            "{character:?}"
        );
        assert!(Value::Text(character.to_string()).is_empty(), "{character:?}");
    }
    // And whatever is seen is something.
    for character in every().filter(|c| !is_unseen(*c) && !c.is_whitespace()) {
        assert!(!Value::Text(character.to_string()).is_empty(), "{character:?}");
        assert_ne!(normal_name(&format!("张{character}三")), "张三", "{character:?}");
    }
}
