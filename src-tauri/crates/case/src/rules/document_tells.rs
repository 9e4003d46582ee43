//! A438: a document that goes along as it is says more than it shows: who wrote it, for whom, what was remarked and
//! changed, where its photos were taken, what is hidden in it; or nobody looked. The same of the layers that are off in
//! the PDF of the material.

use foundation::{Code, FieldPath, Finding, Severity};
use media::{Container, DocumentFacts};

use super::Input;
use super::attachment_words::Sent;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::DocumentEvidence;

pub(super) const RULE: Rule = Rule {
    name: "document_tells",
    codes: &[Code::DocumentTells],
    looks: &[Look::Whole(NO_FIELD, FILES, document_tells)],
};

fn document_tells(input: Input<'_>, findings: &mut Vec<Finding>) {
    findings.extend(layers_off(input));
    for sent in input.sent() {
        match &sent.file.document {
            Some(DocumentEvidence::Read(facts)) if facts.is_all_unseen() => {
                findings.push(seen_in_part(&sent));
            }
            Some(DocumentEvidence::Read(facts)) if !facts.is_empty() => {
                findings.push(finding(&sent, facts));
            }
            Some(DocumentEvidence::NotRead) => findings.push(not_looked_into(&sent)),
            Some(DocumentEvidence::Read(_)) | None => {}
        }
    }
}

/// Of what is merged only its pages come along, with all that they hold.
fn layers_off(input: Input<'_>) -> Option<Finding> {
    let (what, _) = input.material_as_pdf().filter(|(_, pdf)| pdf.has_hidden)?;
    let message = format!(
        "{what}里有关掉的图层或不显示的文字：看不见，但会一起报送，别人打开图层或复制文字就能看到。"
    );
    let hint = "可以公开的，不用管；要去掉的，请在原来的程序里删掉它们，重新导出 PDF。";
    let finding =
        Finding::new(Code::DocumentTells, Severity::Warning, FieldPath::material(), message);
    Some(finding.hint(hint))
}

fn finding(sent: &Sent<'_>, facts: &DocumentFacts) -> Finding {
    let named =
        [("作者", &facts.author), ("最后修改的人", &facts.last_author), ("单位", &facts.company)];
    let named = named.into_iter().filter_map(|(what, name)| Some((what, name.as_ref()?)));
    let mut named: Vec<String> = named.map(|(what, name)| format!("{what}“{name}”")).collect();
    let hidden = match container(sent) {
        Some(Container::Pdf) => "关掉的图层、不显示的文字或看不见的表单栏目",
        _ => "隐藏的文字、行列、工作表、幻灯片或备注（也包括和底色一样、小得看不见的）",
    };
    named.extend(facts.path.iter().map(|path| format!("文件在电脑里的位置“{path}”")));
    let parts = [
        (facts.has_properties, "自定义的文档属性或数据"),
        (facts.has_remarks, "批注"),
        (facts.has_changes, "没有接受的修订"),
        (facts.has_files, "嵌在里面的文件"),
        (facts.has_places, "照片的拍摄地点"),
        (facts.has_scripts, "打开时会运行的程序"),
        (facts.has_hidden, hidden),
        (facts.has_leftovers, "透视表或外部链接里留存的、表上没有的数据"),
        (facts.has_cropped, "图片裁掉的部分"),
        (facts.has_older, "改动以前的版本（改掉、删掉的内容）"),
        (facts.is_seen_in_part, "太大、程序没有看的部分"),
    ];
    named.extend(parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, what)| what.into()));
    let message = format!("{}照原样报送，里面还有：{}。", sent.what, named.join("、"));
    let hint = match container(sent) {
        Some(Container::Pdf) => {
            "可以公开的，不用管；要去掉的，请从原来的文档重新导出，批注和附带的文件先删掉，或用 PDF 软件的“清理文档”“属性”去掉，再重新添加。"
        }
        _ => {
            "可以公开的，不用管；要去掉的，请用原来的程序打开，在“文件”“信息”里检查文档并删除，再重新添加。"
        }
    };
    sent.warning(Code::DocumentTells, message, hint)
}

fn container(sent: &Sent<'_>) -> Option<Container> {
    sent.file.media.as_ref().map(|media| media.facts.container)
}

fn seen_in_part(sent: &Sent<'_>) -> Finding {
    let message = format!(
        "{}照原样报送，里面有太大、太多的照片或内容，程序没有看完（可能写着拍摄地点等）。",
        sent.what
    );
    let hint =
        "请用原来的程序打开，在“文件”“信息”里检查文档，图片压缩后再添加；可以公开的，不用管。";
    let path = FieldPath::attachment(sent.index);
    Finding::new(Code::DocumentTells, Severity::Note, path, message).hint(hint)
}

fn not_looked_into(sent: &Sent<'_>) -> Finding {
    use Container::{Excel, Pdf, Slides, Word, Zip};
    // The program reads these where anybody can. What was cut off has no list that says which of them it is.
    let ending = sent.attachment.path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let is_office = matches!(ending.as_deref(), Some("docx" | "xlsx" | "pptx"));
    let is_read = match container(sent) {
        Some(Pdf | Word | Excel | Slides) => true,
        Some(Zip) => is_office,
        _ => false,
    };
    if is_read {
        let message = format!(
            "{}程序打不开：可能已损坏、没有复制完整，或加了密码。别人也可能打不开。",
            sent.what
        );
        let hint = "请用原来的程序打开看一看，打不开的请换一份。打得开的，请在“属性”里看看写着的作者、单位，程序没有看到。";
        return sent.warning(Code::DocumentTells, message, hint);
    }
    let message = format!("{}照原样报送，里面写着的作者、单位等信息，程序没有看。", sent.what);
    let hint = "请在原来的程序的“属性”里看一看；可以公开的，不用管。";
    let path = FieldPath::attachment(sent.index);
    Finding::new(Code::DocumentTells, Severity::Note, path, message).hint(hint)
}
