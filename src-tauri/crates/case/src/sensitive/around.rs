//! What the surroundings make of a number: where it may start and end, the label before it, the words
//! close by, the unit after it. Judgements all, each for something that reports and notices number.

use super::glyphs::Line;

/// How far words reach to the number after them. Judgement: half a line of a form.
const REACH: usize = 16;

/// How far words reach to the number before them, as in `E12345678（护照）`.
const REACH_BACK: usize = 8;

/// Labels that make another number of what follows.
const OTHER_NUMBERS: [&str; 42] = [
    "单号",
    "编号",
    "流水号",
    "流水",
    "序列号",
    "序号",
    "批号",
    "批次号",
    "批次",
    "合同号",
    "合同",
    "订单",
    "运单",
    "快递",
    "票号",
    "发票",
    "凭证号",
    "证书号",
    "注册号",
    "登记号",
    "备案号",
    "备案",
    "备",
    "字第",
    "许可证",
    "代码",
    "编码",
    "条码",
    "案号",
    "文号",
    "档号",
    "档案号",
    "专利号",
    "识别号",
    "税号",
    "学号",
    "工号",
    "型号",
    "设备号",
    "群号",
    "QQ",
    "ISBN",
];

/// What is counted or paid: the number behind it is how many or how much.
const COUNTED: [&str; 47] = [
    "人次",
    "户次",
    "车次",
    "阅读",
    "浏览",
    "播放",
    "点击",
    "访问",
    "观看",
    "下载",
    "曝光",
    "点赞",
    "转发",
    "评论",
    "粉丝",
    "流量",
    "阅读数",
    "播放数",
    "点击数",
    "访问数",
    "人数",
    "户数",
    "总数",
    "数量",
    "次数",
    "量",
    "额",
    "投资",
    "投入",
    "资金",
    "经费",
    "金",
    "款",
    "收入",
    "产值",
    "营收",
    "利润",
    "价值",
    "市值",
    "成本",
    "费用",
    "面积",
    "里程",
    "产量",
    "合计",
    "总计",
    "共计",
];

/// What stands between what is counted and the number.
const ABOUT: [&str; 16] = [
    "已经", "达到", "超过", "突破", "累计", "高达", "多达", "将近", "接近", "大约", "约", "达",
    "超", "近", "共", "已",
];

/// Units that make an amount of what stands before them. 万 and 千 alone may start a name.
const UNITS: [&str; 40] = [
    "元", "万元", "万人", "万户", "万亩", "万次", "亿", "吨", "亩", "斤", "公里", "公斤", "公顷",
    "平方", "立方", "人次", "人", "户", "次", "件", "笔", "%", "‰", "千瓦", "千克", "千米", "千字",
    "米", "度", "册", "株", "棵", "辆", "台", "字", "kg", "KB", "MB", "kWh", "倍",
];

/// Whether a number may start here: not within a word, a decimal fraction or a mask.
pub(super) fn starts_freely(line: &Line, place: usize) -> bool {
    match line.before(place) {
        Some(letter) if letter.is_ascii_alphanumeric() => {
            let word = line.back(place, 6).to_ascii_lowercase();
            ["tel", "phone", "mobile"].iter().any(|label| word.ends_with(label))
        }
        Some('*') => !line.back(place, 3).ends_with("***"),
        // `1.13800138000` is the first of a list, `0.138` and `2020.138` are not.
        Some('.') => {
            let before = line.back(place - 1, 3);
            let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
            digits < 3 && !(digits == 1 && before.ends_with('0'))
        }
        _ => true,
    }
}

/// Whether a number may end here.
pub(super) fn ends_freely(line: &Line, place: usize) -> bool {
    match line.at(place) {
        Some('*') => !line.has(place, "***"),
        Some('.') => !line.at(place + 1).is_some_and(|next| next.is_ascii_digit()),
        next => !next.is_some_and(|next| next.is_ascii_alphanumeric()),
    }
}

/// Whether one of the words stands close by on the same line.
pub(super) fn near(line: &Line, from: usize, to: usize, words: &[&str]) -> bool {
    let (before, after) = (line.back(from, REACH), line.ahead(to, REACH_BACK));
    words.iter().any(|word| before.contains(word) || after.contains(word))
}

/// What stands right before a number, without the colon and the like.
pub(super) fn label(line: &Line, from: usize) -> String {
    let mut before = line.back(from, REACH);
    let is_mark = |c: char| c.is_whitespace() || ":=#+([【“\"'为是".contains(c);
    before.truncate(before.trim_end_matches(is_mark).len());
    before
}

/// Whether a number counts or names something else: an amount, or a number with another label.
pub(super) fn is_counted(line: &Line, from: usize, to: usize) -> bool {
    let label = label(line, from);
    let mut what = label.strip_suffix('码').unwrap_or(&label);
    let is_other = |other: &&str| label.ends_with(*other) || what.ends_with(*other);
    if OTHER_NUMBERS.iter().any(is_other) || label.ends_with(['第', '¥', '￥', '$', '€']) {
        return true;
    }
    // 总投资（元）
    if let Some((_, unit)) = label.strip_suffix(')').and_then(|label| label.rsplit_once('('))
        && UNITS.contains(&unit)
    {
        return true;
    }
    while let Some(rest) = ABOUT.iter().find_map(|about| what.strip_suffix(about)) {
        what = rest;
    }
    let after = line.after_spaces(to);
    COUNTED.iter().any(|counted| what.ends_with(counted))
        || UNITS.iter().any(|unit| line.has(after, unit))
}

/// The letters and Chinese characters before a number, without the marks between: `身份证号（18位）：` gives
/// `身份证号位`. Whether one of the labels ends there, also where 为 or 是 stands between, or a name in brackets.
pub(super) fn is_labelled(line: &Line, from: usize, labels: &[&str]) -> bool {
    let before = line.back_over_line_end(from, REACH);
    let without_brackets = before.trim_end().strip_suffix(['）', ')']);
    let without_brackets = without_brackets.and_then(|rest| Some(rest.rsplit_once(['（', '('])?.0));
    [Some(before.as_str()), without_brackets].into_iter().flatten().any(|before| {
        let words: String = before.chars().filter(|c| c.is_alphabetic()).collect();
        let words = words.strip_suffix(['为', '是', '系']).unwrap_or(&words);
        labels.iter().any(|label| words.ends_with(label))
    })
}

/// The links of a text by their glyphs, in order: numbers in them are names of pages.
pub(super) fn links(line: &Line) -> Vec<(usize, usize)> {
    let is_part = |c: char| c.is_ascii_graphic() && !",;<>()\"".contains(c);
    let mut links = Vec::new();
    let mut at = 0;
    while at < line.glyphs.len() {
        if ["http://", "https://", "www."].iter().any(|start| line.has(at, start)) {
            let length = line.glyphs[at..].iter().take_while(|glyph| is_part(glyph.folded)).count();
            links.push((at, at + length));
            at += length;
        } else {
            at += 1;
        }
    }
    links
}
