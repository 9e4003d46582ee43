//! Tables of what is found and what is not, the masks, and laws over generated texts. All numbers are
//! made up or published examples.

use proptest::prelude::*;

use super::*;
use SensitiveKind::{BankCard, IdNumber, Mobile, Passport, SecretMark};

const TODAY: Date = Date::constant(2020, 6, 10);

fn found(text: &str) -> Vec<(SensitiveKind, String, String)> {
    let all = find_sensitive(text, TODAY);
    all.into_iter().map(|one| (one.kind, one.found, one.masked)).collect()
}

/// A text, and what is found in it: kind, as written, masked.
const POSITIVES: &[(&str, SensitiveKind, &str, &str)] = &[
    ("11010519491231002X", IdNumber, "11010519491231002X", "110*************2X"),
    ("440524188001010014", IdNumber, "440524188001010014", "440*************14"),
    ("张三（身份证341524199001010015）", IdNumber, "341524199001010015", "341*************15"),
    ("621221198506150029，女", IdNumber, "621221198506150029", "621*************29"),
    ("编号：11010519491231002x", IdNumber, "11010519491231002x", "110*************2X"),
    (
        "１１０１０５１９４９１２３１００２Ｘ",
        IdNumber,
        "１１０１０５１９４９１２３１００２Ｘ",
        "110*************2X",
    ),
    ("证号341524 19900101 0015。", IdNumber, "341524 19900101 0015", "341*************15"),
    ("1 341524-1990-0101-0015", IdNumber, "341524-1990-0101-0015", "341*************15"),
    (
        "3 4 1 5 2 4 1 9 9 0 0 1 0 1 0 0 1 5",
        IdNumber,
        "3 4 1 5 2 4 1 9 9 0 0 1 0 1 0 0 1 5",
        "341*************15",
    ),
    ("11010519491231002 Ⅹ", IdNumber, "11010519491231002 Ⅹ", "110*************2X"),
    ("张三_341524199001010015.jpg", IdNumber, "341524199001010015", "341*************15"),
    ("身份证号码为 320106198704122141，", IdNumber, "320106198704122141", "320*************41"),
    ("身份证号是320106198704122141", IdNumber, "320106198704122141", "320*************41"),
    ("身份证（李明）320106198704122141", IdNumber, "320106198704122141", "320*************41"),
    ("身份证号码：110105491231002", IdNumber, "110105491231002", "110**********02"),
    ("110105491231002（证件号）", IdNumber, "110105491231002", "110**********02"),
    ("电话13800138000", Mobile, "13800138000", "138****8000"),
    ("138 0013 8000", Mobile, "138 0013 8000", "138****8000"),
    ("138-0013-8000，138", Mobile, "138-0013-8000", "138****8000"),
    ("138 00138000", Mobile, "138 00138000", "138****8000"),
    ("+86 13800138000", Mobile, "13800138000", "138****8000"),
    ("+8613800138000", Mobile, "13800138000", "138****8000"),
    ("+86-138-0013-8000", Mobile, "138-0013-8000", "138****8000"),
    ("手机：8613800138000", Mobile, "13800138000", "138****8000"),
    ("008613800138000", Mobile, "13800138000", "138****8000"),
    ("１９９００００８８８８", Mobile, "１９９００００８８８８", "199****8888"),
    ("\u{202D}13800138000\u{202C}", Mobile, "13800138000", "138****8000"),
    ("138\u{200B}0013\u{200B}8000", Mobile, "138\u{200B}0013\u{200B}8000", "138****8000"),
    ("Tel13800138000", Mobile, "13800138000", "138****8000"),
    ("邮箱13800138000@qq.com", Mobile, "13800138000", "138****8000"),
    ("1.13800138000 张三", Mobile, "13800138000", "138****8000"),
    ("13800138000 万某", Mobile, "13800138000", "138****8000"),
    ("6222021000000000009", BankCard, "6222021000000000009", "***************0009"),
    ("卡6217000010000000003转", BankCard, "6217000010000000003", "***************0003"),
    ("6228 4800 0000 0000 000", BankCard, "6228 4800 0000 0000 000", "***************0000"),
    ("4111111111111111", BankCard, "4111111111111111", "************1111"),
    ("卡号4111 1111 1111 1111", BankCard, "4111 1111 1111 1111", "************1111"),
    ("账号：1234567890123452", BankCard, "1234567890123452", "************3452"),
    ("622202 1000000000009", BankCard, "622202 1000000000009", "***************0009"),
    ("护照号E12345678", Passport, "E12345678", "E******78"),
    ("护照：EA1234567", Passport, "EA1234567", "E******67"),
    ("g12345678（护照）", Passport, "g12345678", "G******78"),
    ("秘密★1年", SecretMark, "秘密★1年", ""),
    ("机密 ★ 长期", SecretMark, "机密 ★ 长期", ""),
    ("绝密★", SecretMark, "绝密★", ""),
    ("关于某事的通知（秘密）", SecretMark, "（秘密）", ""),
    ("【机密】方案", SecretMark, "【机密】", ""),
    ("本件为机密级。", SecretMark, "机密级", ""),
    ("密级：秘密，份号1", SecretMark, "秘密", ""),
    ("\n　　绝　密　\n正文", SecretMark, "绝　密", ""),
    ("内部资料 注意保存", SecretMark, "内部资料 注意保存", ""),
    ("内部资料★", SecretMark, "内部资料★", ""),
    ("（内部资料，请勿外传）", SecretMark, "内部资料，请勿外传", ""),
];

#[test]
fn what_should_not_be_published_is_found() {
    for (text, kind, there, masked) in POSITIVES {
        let wanted = vec![(*kind, (*there).to_owned(), (*masked).to_owned())];
        assert_eq!(found(text), wanted, "{text}");
    }
}

const NEGATIVES: &[&str] = &[
    "",
    "2020年6月10日至7月31日，带动 3 个国家级贫困县、1280 户增收。",
    "投入资金1,286,500元，户均增收3,200.50元",
    "投入15000000000元",
    "总投资 13800000000.00 万",
    "交易额达13800000000 元",
    "￥13800138000",
    "播放量达到13812345678次",
    "寄出 13912345678 件",
    "订单号：13800138000",
    "快递单号 4111111111111111",
    "流水号6222021000000000009",
    "合同编号：13912345678",
    "专利号为13800138000",
    "统一社会信用代码：91350100M000100Y43",
    "914403001922038216",
    "53320000500000007C",
    "11100000000013127D",
    "组织机构代码71526726-X",
    "工商注册号340000000000017",
    "110105194912310021",
    "110105194902300028",
    "110105204912310029",
    "000000199001010018",
    "11010519491231002",
    "3415241990010100150",
    "A341524199001010015",
    "110105491231002",
    "身份证件齐全，编号 110105491331002",
    "12800138000",
    "1380013800",
    "138001380001",
    "x13800138000",
    "13800138000a",
    "2020-138-0013-8000",
    "138-0013-8000-1234",
    "156 2301 4500 3200",
    "1949 2019 123",
    "3.14159265358979",
    "0.13800138000",
    "010-55635823、0551-62606335、400-810-8888、12345",
    "8613800138000",
    "6222021000000000000",
    "2020061012345678",
    "1591234567890",
    "123456789012",
    "4111 1111 1111 1111",
    "https://mp.weixin.qq.com/s?id=13800138000&b=4111111111111111",
    "http://www.example.com/2020/13912345678.html",
    "E12345678",
    "护照办理窗口 12345678 号，A12345678",
    "护照\nE12345678",
    "EI1234567 护照",
    "商业秘密保护",
    "保守秘密，不泄露国家秘密。",
    "乡村振兴的秘密武器",
    "揭开“秘密”",
    "《绝密》",
    "机密级别的划分",
    "参与机密文件管理培训★优秀",
    "成功的秘密：\n★坚持",
    "内部资料整理、内部文件流转",
    "138****8000、341*************15、***************0009、E******78（护照）",
    "苏网办〔2020〕13号，GB 32100-2015，ISBN 978-7-04-012345-6",
    "经度118.796877，纬度32.060255，13800138000.5",
];

#[test]
fn what_may_be_published_is_left_alone() {
    for text in NEGATIVES {
        assert_eq!(found(text), [], "{text}");
    }
}

/// A text of numbers alone: whoever looks at all of them for each does not come to an end.
#[test]
fn a_book_of_numbers_is_read_in_its_length() {
    for (number, count) in [("11010519491231002X ", 10_000), ("341524199001010015\n", 10_000)] {
        let text = number.repeat(count);
        assert_eq!(find_sensitive(&text, TODAY).len(), count, "{number}");
    }
    assert_eq!(found(&"1 ".repeat(20_000)), []);
    assert_eq!(found(&"秘密的".repeat(20_000)), []);
}

#[test]
fn several_come_in_order() {
    let text = "秘密★1年\n张三，341524199001010015，13800138000，卡号6228480000000000000；\n\
                李四 13900139000 13700137000";
    let kinds: Vec<SensitiveKind> = found(text).into_iter().map(|one| one.0).collect();
    assert_eq!(kinds, [SecretMark, IdNumber, Mobile, BankCard, Mobile, Mobile]);
    assert_eq!(
        mask(text, &find_sensitive(text, TODAY)),
        "秘密★1年\n张三，341*************15，138****8000，卡号***************0000；\n\
         李四 139****9000 137****7000"
    );
}

#[test]
fn parted_numbers_stand_side_by_side() {
    let text = "138 0013 8000 139 0013 9000";
    assert_eq!(mask(text, &find_sensitive(text, TODAY)), "138****8000 139****9000");
}

#[test]
fn the_vectors_are_found_or_not() {
    let vectors: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../tests/vectors/test_vectors.json"))
            .unwrap();
    for (key, kind) in [("id18", IdNumber), ("luhn", BankCard), ("mobile", Mobile)] {
        for row in vectors[key].as_array().unwrap() {
            let text = row["in"].as_str().unwrap();
            // With the country code and no plus sign, only a label tells.
            let told = format!("联系：{text}");
            let kinds: Vec<SensitiveKind> = found(&told).into_iter().map(|one| one.0).collect();
            let wanted = if row["valid"].as_bool().unwrap() { vec![kind] } else { vec![] };
            assert_eq!(kinds, wanted, "{key} {text}");
        }
    }
    for key in ["uscc", "org", "landline", "service", "postcode", "zishu", "filename"] {
        for row in vectors[key].as_array().unwrap() {
            let text = row["in"].as_str().unwrap_or_default();
            // No service number, but a mobile number.
            if !text.ends_with("13800138000") {
                assert_eq!(found(text), [], "{key} {text}");
            }
        }
    }
}

#[test]
fn a_mask_leaves_alone_what_has_changed() {
    let text = "电话13800138000";
    let all = find_sensitive(text, TODAY);
    for other in ["", "电", "电话13800138001", "某人的电话：13800138000"] {
        assert_eq!(mask(other, &all), other);
    }
    let twice = [all.clone(), all].concat();
    assert_eq!(mask(text, &twice), "电话138****8000");
}

/// Pieces that meet in real texts and at the seams of the rules.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(POSITIVES).prop_map(|row| row.0.to_owned()),
        prop::sample::select(NEGATIVES).prop_map(|text| (*text).to_owned()),
        "[0-9]{1,20}",
        "[ \\-—*.,，；\n\tXx★（）()a-z0-9]{0,4}",
        prop::sample::select(
            &["身份证", "卡号", "护照", "手机", "代码", "秘密", "元", "+86", "张三"][..]
        )
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn places_are_in_order_and_hold_what_was_found(text in pieces()) {
        let all = find_sensitive(&text, TODAY);
        let mut end = 0;
        for one in &all {
            prop_assert!(one.start >= end && one.end > one.start);
            prop_assert_eq!(text.get(one.start..one.end), Some(one.found.as_str()));
            prop_assert_eq!(one.masked.is_empty(), one.kind == SecretMark);
            end = one.end;
        }
    }

    #[test]
    fn nothing_is_left_behind_a_mask(text in pieces()) {
        let masked = mask(&text, &find_sensitive(&text, TODAY));
        let mut again = find_sensitive(&masked, TODAY);
        again.retain(|one| one.kind != SecretMark);
        prop_assert_eq!(again, []);
    }

    #[test]
    fn a_mobile_number_among_chinese_characters_is_found(
        before in "[\u{4E00}-\u{9FA5}]{0,30}",
        number in "1[3-9][0-9]{9}",
        after in "[，。；、\n][\u{4E00}-\u{9FA5}]{0,30}",
    ) {
        let kinds: Vec<_> = found(&format!("{before}，{number}{after}")).into_iter().map(|one| (one.0, one.1)).collect();
        prop_assert_eq!(kinds, [(Mobile, number)]);
    }
}
