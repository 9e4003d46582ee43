//! What the tables hold, and the laws of reading and looking up.

use super::*;

fn exact(text: &str) -> (String, String) {
    match divisions().read(text) {
        Reading::Exact { division, rest } => (divisions().full_name(division), rest),
        other => panic!("{text}: {other:?}"),
    }
}

fn several(text: &str) -> Vec<String> {
    match divisions().read(text) {
        Reading::Several(places) => {
            places.into_iter().map(|place| divisions().full_name(place)).collect()
        }
        other => panic!("{text}: {other:?}"),
    }
}

fn texts(query: &str) -> Vec<String> {
    divisions().search(query, None, 20).into_iter().map(|found| found.text).collect()
}

fn first(query: &str) -> Found {
    let found = divisions().search(query, None, 5).into_iter().next();
    found.unwrap_or_else(|| panic!("{query}: nothing"))
}

fn listed(number: usize) -> &'static PovertyCounty {
    &poverty_counties()[number - 1]
}

fn is_listed(code: Option<&str>, text: &str, county: &PovertyCounty) -> bool {
    match national(code, text) {
        National::Yes(found) => found == county,
        National::Several(found) => code.is_some() && found.contains(&county),
        National::No => false,
    }
}

#[test]
fn tables_are_whole_and_small() {
    let count = |level| divisions().all().iter().filter(|row| row.level == level).count();
    assert_eq!(count(Level::Province), 32);
    assert_eq!(divisions().all().len(), 44_701);
    assert_eq!(count(Level::Town), 41_352);
    assert!(divisions().all().is_sorted_by_key(|row| row.code));
    for row in divisions().all() {
        assert_eq!(row.name.chars().count(), row.initials.len(), "{row:?}");
        assert_eq!(row.parent.is_none(), row.level == Level::Province, "{row:?}");
    }
    assert!(table::TEXT.len() + poverty::TEXT.len() < 1_500_000);
}

#[test]
fn list_has_832_counties_of_today() {
    assert_eq!(poverty_counties().len(), 832);
    let left = |year| poverty_counties().iter().filter(|county| county.left_year == year).count();
    assert_eq!([2016, 2017, 2018, 2019, 2020].map(left), [28, 125, 283, 344, 52]);
    for (at, county) in poverty_counties().iter().enumerate() {
        assert_eq!(usize::from(county.number), at + 1);
        let division = divisions().by_code(county.code).unwrap();
        assert_eq!((division.name, division.level), (county.county, Level::County));
        assert!(divisions().full_name(division).starts_with(county.province));
        for former in &county.former_codes {
            assert!(divisions().find(former.code).is_none(), "{former:?} is a code of today");
            assert!(divisions().by_code(former.code).is_some(), "{former:?}");
        }
    }
}

#[test]
fn initials_are_those_of_the_places() {
    let known = [
        ("500000", "CQS"),
        ("350200", "XMS"),
        ("341500", "LAS"),
        ("130726", "YX"),
        ("331000", "TZS"),
        ("130225", "LTX"),
        ("341021", "SX"),
        ("341600", "BZS"),
        ("411726", "BYX"),
        ("141024", "HTX"),
        ("410621", "XX"),
        ("140400", "CZS"),
        ("140428", "ZZX"),
        ("330382", "YQS"),
        ("360481", "RCS"),
        ("361124", "YSX"),
        ("540000", "XZZZQ"),
        ("621223", "TCX"),
        ("440113", "PYQ"),
        ("350105", "MWQ"),
    ];
    for (code, initials) in known {
        let division = divisions().by_code(code).unwrap();
        assert_eq!(division.initials, initials, "{}", division.name);
    }
}

#[test]
fn codes_find_divisions_of_today() {
    let name = |code| divisions().by_code(code).map(|division| divisions().full_name(division));
    assert_eq!(name("34").unwrap(), "安徽省");
    assert_eq!(name("3415").unwrap(), "安徽省六安市");
    assert_eq!(name("341523000000").unwrap(), "安徽省六安市舒城县");
    assert_eq!(name("130721").unwrap(), "河北省张家口市宣化区");
    assert_eq!(name("110105").unwrap(), "北京市朝阳区");
    assert_eq!(name("660000").unwrap(), "新疆生产建设兵团");
    assert_eq!(name("999999"), None);
    assert_eq!(name("安徽省六安市"), None);
    let county = divisions().by_code("110105").unwrap();
    assert_eq!(divisions().parent(county).unwrap().name, "北京市");
}

#[test]
fn search_finds_names_and_parts() {
    assert_eq!(first("舒城").text, "安徽省六安市舒城县");
    assert_eq!(first("舒城县").text, "安徽省六安市舒城县");
    assert_eq!(first("安徽舒城").text, "安徽省六安市舒城县");
    assert_eq!(first("舒城晓天").text, "安徽省六安市舒城县晓天镇");
    assert_eq!(first("舒城 晓天").text, "安徽省六安市舒城县晓天镇");
    assert_eq!(first("安徽省六安市舒城县晓天镇").text, "安徽省六安市舒城县晓天镇");
    assert_eq!(first("恩施州巴东").text, "湖北省恩施土家族苗族自治州巴东县");
    assert_eq!(first("北京").text, "北京市");
    assert!(texts("达斡尔").contains(&"黑龙江省齐齐哈尔市梅里斯达斡尔族区".to_owned()));
    assert_eq!(first("六安市寿县").text, "安徽省淮南市寿县");
    assert!(texts("市辖区").iter().all(|text| !text.ends_with("市辖区")));
    assert!(texts("").is_empty() && texts("  ").is_empty() && texts("没有这个地方").is_empty());
    assert!(texts(&"舒".repeat(500)).is_empty());
}

#[test]
fn search_finds_letters_codes_and_old_names() {
    assert!(texts("sc").contains(&"安徽省六安市舒城县".to_owned()));
    assert_eq!(first("scx").level, Level::County);
    assert!(texts("scx").contains(&"安徽省六安市舒城县".to_owned()));
    assert_eq!(first("ahsc").text, "安徽省六安市舒城县");
    assert_eq!(first("ah sc").text, "安徽省六安市舒城县");
    assert_eq!(first("ＡＨ　ｓｃ").text, "安徽省六安市舒城县");
    assert_eq!(first("安徽sc").text, "安徽省六安市舒城县");
    assert_eq!(first("3415").text, "安徽省六安市");
    assert_eq!(first("３４１５２３").text, "安徽省六安市舒城县");
    let found = first("宣化县");
    assert_eq!((found.text.as_str(), found.national), ("河北省张家口市宣化区", true));
    assert_eq!(found.old_name.as_deref(), Some("宣化县"));
    assert_eq!(first("大同县").text, "山西省大同市云州区");
    assert_eq!(first("130721").old_name.as_deref(), Some("宣化县"));
    for (old, new) in
        [("黔西县", "黔西市"), ("旬阳县", "旬阳市"), ("米林县", "米林市"), ("错那县", "错那市")]
    {
        assert!(first(old).text.ends_with(new) && first(new).text.ends_with(new), "{old}");
    }
}

#[test]
fn search_orders_by_fit_and_level_and_keeps_to_bounds() {
    assert_eq!(first("吉林").text, "吉林省");
    assert_eq!(texts("吉林")[1], "吉林省吉林市");
    let found = divisions().search("舒城", Some(Level::County), 20);
    assert!(found.iter().all(|found| found.level <= Level::County) && !found.is_empty());
    assert_eq!(divisions().search("镇", None, 7).len(), 7);
    assert!(first("舒城 晓天").national && !first("北京").national && !first("六安").national);
}

#[test]
fn typed_texts_are_read() {
    let shucheng = "安徽省六安市舒城县";
    let xiaotian = "安徽省六安市舒城县晓天镇";
    for (text, name, rest) in [
        ("安徽省六安市舒城县晓天镇某某村", xiaotian, "某某村"),
        ("安徽舒城县晓天镇", xiaotian, ""),
        ("安徽 舒城县 晓天镇 一村 二组", xiaotian, "一村 二组"),
        ("舒城县", shucheng, ""),
        ("六安舒城", shucheng, ""),
        ("舒城晓天", xiaotian, ""),
        ("中国安徽省，六安市，舒城县", shucheng, ""),
        ("镇安县木王镇", "陕西省商洛市镇安县木王镇", ""),
        ("北京朝阳区", "北京市朝阳区", ""),
        ("北京市市辖区朝阳区", "北京市朝阳区", ""),
        ("甘肃城关区", "甘肃省兰州市城关区", ""),
        ("拉萨城关区", "西藏自治区拉萨市城关区", ""),
        ("福州市鼓楼区", "福建省福州市鼓楼区", ""),
        ("湖北恩施州巴东县", "湖北省恩施土家族苗族自治州巴东县", ""),
        ("凉山州美姑县", "四川省凉山彝族自治州美姑县", ""),
        ("内蒙古兴安盟科右前旗", "内蒙古自治区兴安盟科尔沁右翼前旗", ""),
        ("新疆喀什地区莎车县", "新疆维吾尔自治区喀什地区莎车县", ""),
        ("广西融水县", "广西壮族自治区柳州市融水苗族自治县", ""),
        ("河北宣化县", "河北省张家口市宣化区", ""),
        ("大同县", "山西省大同市云州区", ""),
        ("毕节地区黔西县", "贵州省毕节市黔西市", ""),
        ("六安市寿县正阳关镇", "安徽省淮南市寿县正阳关镇", ""),
        ("江西省东乡县", "江西省抚州市东乡区", ""),
        ("吉林", "吉林省", ""),
        ("重庆市县奉节县", "重庆市奉节县", ""),
        ("海西州大柴旦", "青海省海西蒙古族藏族自治州大柴旦行政委员会", ""),
        ("长安区韦曲街道办事处某社区", "陕西省西安市长安区韦曲街道", "某社区"),
        ("安徽省合肥市巢湖路12号", "安徽省合肥市", "巢湖路12号"),
        ("甘肃省嘉峪关市", "甘肃省嘉峪关市", ""),
        ("广东省东莞市虎门镇", "广东省东莞市虎门镇", ""),
        ("舒城县（晓天镇）", xiaotian, ""),
    ] {
        assert_eq!(exact(text), (name.to_owned(), rest.to_owned()), "{text}");
    }
}

#[test]
fn ambiguous_and_unknown_texts_are_told() {
    assert_eq!(several("城关区"), ["西藏自治区拉萨市城关区", "甘肃省兰州市城关区"]);
    assert_eq!(several("鼓楼区").len(), 4);
    assert!(several("朝阳区").contains(&"吉林省长春市朝阳区".to_owned()));
    assert!(several("城关镇").len() > 50);
    for text in ["", "  ", "某某村", "朝阳路3号", "12345", "中国", "，"] {
        assert_eq!(divisions().read(text), Reading::Unknown, "{text}");
    }
}

#[test]
fn full_names_are_read_back() {
    let towns = divisions().all().iter().filter(|row| row.level == Level::Town).step_by(37);
    let others = divisions().all().iter().filter(|row| row.level < Level::Town && !row.placeholder);
    for division in others.chain(towns).filter(|row| !row.placeholder) {
        let name = divisions().full_name(division);
        match divisions().read(&format!("{name} 某村")) {
            Reading::Exact { division: found, rest } => {
                assert_eq!((found.code, rest.as_str()), (division.code, "某村"), "{name}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn every_county_of_the_list_is_national() {
    for county in poverty_counties() {
        let above = format!("{}{}", county.province, county.city);
        let listed = format!("{above}{}", county.listed_name);
        assert!(is_listed(None, &listed, county), "{listed}: {:?}", national(None, &listed));
        for alias in &county.aliases {
            let text = format!("{}{alias}", county.province);
            assert!(is_listed(None, &text, county), "{text}: {:?}", national(None, &text));
        }
        let merged = county.code == "632803";
        assert!(merged || is_listed(Some(county.code), "", county), "{}", county.code);
        assert!(is_listed(Some(county.code), county.listed_name, county), "{}", county.code);
        for former in &county.former_codes {
            assert!(is_listed(Some(former.code), "", county), "{former:?}");
        }
    }
}

#[test]
fn national_counties_are_told_from_others() {
    let yes = |code, text| match national(code, text) {
        National::Yes(county) => county.number,
        other => panic!("{code:?} {text}: {other:?}"),
    };
    assert_eq!(national(None, "兰州市城关区"), National::No);
    assert_eq!(listed(usize::from(yes(None, "拉萨市城关区"))).code, "540102");
    match national(None, "城关区") {
        National::Several(counties) => assert_eq!(counties[0].code, "540102"),
        other => panic!("{other:?}"),
    }
    assert_eq!(yes(None, "安徽省六安市舒城县晓天镇某村"), yes(Some("341523"), ""));
    assert_eq!(yes(Some("341523101"), ""), yes(Some("341523101201"), ""));
    assert_eq!(yes(Some("341500"), "安徽省六安市舒城县"), yes(None, "舒城县"));
    assert_eq!((yes(None, "冷湖行委"), yes(None, "青海茫崖行委")), (787, 788));
    assert_eq!((yes(Some("632803"), "茫崖市"), yes(None, "海西州冷湖镇")), (788, 787));
    assert_eq!(national(Some("110105"), "舒城县"), National::No);
    for text in ["", "北京市朝阳区", "江西省东乡县", "四川省绵阳市安县", "朝阳路"]
    {
        assert_eq!(national(None, text), National::No, "{text}");
    }
}

#[test]
fn running_text_names_counties() {
    let named = |text: &str| -> Vec<&str> {
        counties_named_in(text).into_iter().map(|county| county.county).collect()
    };
    assert_eq!(
        named("项目在安徽省舒城县、霍邱县和甘肃的礼县、康县推广，舒城县先行。"),
        ["舒城县", "霍邱县", "礼县", "康县"]
    );
    assert_eq!(named("在拉萨市城关区开展"), ["城关区"]);
    assert_eq!(named("河北省宣化县与原大同县"), ["宣化区", "云州区"]);
    assert_eq!(named("海东市民和县，海南州共和县"), ["民和回族土族自治县", "共和县"]);
    assert_eq!(named("科左中旗和紫云苗族布依族自治县"), ["科尔沁左翼中旗", "紫云苗族布依族自治县"]);
    assert_eq!(named("青海省冷湖行委"), ["茫崖市"]);
    for text in [
        "兰州市城关区",
        "城关区",
        "全国示范县",
        "健康县城建设",
        "安徽县域经济",
        "人民和县政府",
        "探索县域医共体",
        "比如县里的学校",
        "江西省东乡县",
        "创新县级机制",
        "管理县乡公路",
        "舒城",
        "河南县级医院",
        "共同富裕县域范例",
        "振兴和县城改造",
        "平安区域",
        "",
    ] {
        assert_eq!(named(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn any_text_is_taken() {
    let full =
        "新疆维吾尔自治区巴音郭楞蒙古自治州焉耆回族自治县（七个星镇） 3-2 Aa１２🙂e\u{301}\u{0}";
    let ends = full.char_indices().map(|(at, _)| at);
    for text in ends.clone().map(|at| &full[..at]).chain(ends.map(|at| &full[at..])) {
        for text in [text.to_owned(), text.repeat(9)] {
            divisions().search(&text, None, 3);
            divisions().read(&text);
            divisions().by_code(&text);
            national(Some(&text), &text);
            counties_named_in(&text);
        }
    }
}

#[test]
fn a_name_is_found_by_its_code_without_reading_the_table() {
    for division in divisions().all() {
        assert_eq!(table::name_of(division.code), Some(division.name), "{}", division.code);
    }
    for division in divisions().all().iter().filter(|division| !division.placeholder) {
        let name = divisions().full_name(division);
        assert_eq!(full_name_of(division.code), Some(name), "{}", division.code);
    }
    for unknown in ["", "0", "34152", "341599", "341523999", "999999", "#", "安徽省"] {
        assert_eq!(full_name_of(unknown), None, "{unknown}");
    }
}
