//! The words for a draft that is not as it was written.

use store::Flaw;

/// What is told when a draft is opened that is not as it was written.
pub(super) fn messages(draft: &store::Draft) -> Vec<String> {
    let mut messages = Vec::new();
    match &draft.flaw {
        Some(Flaw::FromCopy { day }) => messages
            .push(format!("这份草稿是从 {day} 的备份恢复的，那以后改过的内容不在里面。请核对。")),
        Some(Flaw::InPart) => {
            messages.push("这份草稿损坏过，只有能读出的部分在这里。请逐项核对。".to_owned());
        }
        Some(Flaw::Older) => {
            messages.push(
                "这份草稿最后一次保存的内容损坏了，这里是再前一次保存的。请核对。".to_owned(),
            );
        }
        Some(Flaw::Parts) => messages
            .push("一部分撤销记录或附件的登记损坏过，已经去掉；填写的内容没有受影响。".to_owned()),
        _ => {}
    }
    if draft.flaws.steps {
        messages.push("一部分撤销记录在磁盘上损坏了，已经去掉；填写的内容没有受影响。".to_owned());
    }
    if draft.flaws.kept {
        let lost = "有附件的登记在磁盘上损坏了，这些附件会显示为找不到。请重新添加同一个文件。";
        messages.push(lost.to_owned());
    }
    if draft.flaws.versions {
        let lost = "有历史版本在磁盘上损坏了，已经去掉；填写的内容没有受影响。";
        messages.push(lost.to_owned());
    }
    messages
}
