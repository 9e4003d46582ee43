//! `assets/CODES.md`, the user's page of codes, is written from the table and committed. `BLESS=1`
//! (`make bless`) writes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use super::{Code, RETIRED};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/CODES.md");

const HEAD: &str = "\
# 检查结果的代码

程序检查出来的每一个问题都有一个代码，例如 F101。这里写明每个代码的意思。在终端里，`shenbao explain F101` 会印出同样的内容；在窗口里，点问题旁边的代码就能看到。

程度有四种说法：

- **错误**：必须处理，改好以前不能生成正式稿；草稿随时能存、能印。
- **提醒**：请看一看，不改也能生成正式稿。
- **说明**：只是告诉一声。
- **按通知**：通知写“应当”“必须”的是错误；写“原则上”的，不改就要写明理由，写了理由就能生成正式稿；只是提倡的是提醒。

“依据”写明这项检查出自通知或表上的哪一类条款；具体是哪一条，写在每个问题的后面。写着“本程序的判断”的，通知没有说，是程序为填表人着想加上的。

";

/// The groups of the page, by letter.
const GROUPS: [(char, &str); 6] = [
    ('F', "表上的栏目"),
    ('C', "征集的要求"),
    ('N', "文件名"),
    ('A', "附件和案例材料"),
    ('L', "排版"),
    ('K', "做表的人写的文件"),
];

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (letter, title) in GROUPS {
        let in_group = |code: &&Code| code.as_str().starts_with(letter);
        let codes: Vec<&str> =
            Code::ALL.iter().filter(in_group).map(|code| code.as_str()).collect();
        let links = codes.iter().map(|code| format!("[{code}](#{})", code.to_lowercase()));
        page += &format!("- {letter} {title}：{}\n", links.collect::<Vec<_>>().join(" "));
    }
    for (letter, title) in GROUPS {
        page += &format!("\n# {letter} {title}\n");
        for code in Code::ALL.iter().filter(|code| code.as_str().starts_with(letter)) {
            let explanation = code.explanation();
            page += &format!("\n## {}\n\n{}\n\n", code.as_str(), explanation.says);
            for (head, text) in explanation.parts() {
                page += &format!("- {head}：{text}\n");
            }
        }
    }
    page += "\n# 不再使用的代码\n\n";
    for (code, why) in RETIRED {
        page += &format!("- {code}：{why}\n");
    }
    page
}

#[test]
fn the_page_of_codes_is_fresh() {
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let there = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert_eq!(there, page, "assets/CODES.md: run `make bless`");
}

#[test]
fn every_code_stands_in_a_group() {
    for code in Code::ALL {
        assert!(GROUPS.iter().any(|(letter, _)| code.as_str().starts_with(*letter)), "{code:?}");
    }
}
