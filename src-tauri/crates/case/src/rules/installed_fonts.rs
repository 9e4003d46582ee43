//! L503: what is put on paper is set in fonts of this machine, and looks otherwise on another.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, PRINTING, Rule};

pub(super) const RULE: Rule = Rule {
    name: "installed_fonts",
    codes: &[Code::InstalledFonts],
    looks: &[Look::Whole(NO_FIELD, PRINTING, installed_fonts)],
};

fn installed_fonts(input: Input<'_>, findings: &mut Vec<Finding>) {
    let fonts = input.evidence.printing.iter().flat_map(|printing| &printing.fonts);
    let used: Vec<String> =
        fonts.map(|font| format!("{}用 {}", font.instead_of.chinese(), font.name)).collect();
    if used.is_empty() {
        return;
    }
    let message =
        format!("排版用了本机安装的字体：{}。换一台电脑，排出来可能不同。", used.join("，"));
    let path = FieldPath::case();
    let finding = Finding::new(Code::InstalledFonts, Severity::Note, path, message);
    findings.push(finding.hint(
        "要和别处一样，请不加 --installed-fonts，并把 settings.toml 里的 prefer_installed_fonts 改成 false。",
    ));
}
