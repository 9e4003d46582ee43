//! The characters of a text that are set: NFC, without marks that have no shape, and radicals as the
//! ideographs they look like: who copies from a PDF often gets the radical, and then nothing finds it.

use foundation::character::is_unseen;

/// For U+2E80 and those that follow, the ideograph of the same shape; 　 where there is none, or none that a face has.
/// Source: Unicode 15.0, EquivalentUnifiedIdeograph.txt.
const SUPPLEMENT: &str = concat!(
    "　厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑　忄心扌攵　旡日月歺母",
    "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹",
    "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠",
    "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
);
/// The same for U+2F00 and those that follow.
const KANGXI: &str = concat!(
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀",
    "寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋",
    "比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸",
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛",
    "辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻",
    "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
);

/// The characters of a text that are set, a tab as a gap of two places.
pub(crate) fn printable(text: &str) -> impl Iterator<Item = char> {
    let wide = |character| if character == '\t' { TAB } else { [Some(character), None] };
    case::composed(text).flat_map(wide).flatten().filter_map(|character| match character {
        '\n' => Some('\n'),
        '\u{2E80}'..='\u{2EF3}' => Some(ideograph(SUPPLEMENT, 0x2E80, character)),
        '\u{2F00}'..='\u{2FD5}' => Some(ideograph(KANGXI, 0x2F00, character)),
        _ if is_unseen(character) || character.is_control() => None,
        _ => Some(character),
    })
}

/// Judgement: wide enough to part what somebody typed in columns; where the next stop is, only a table can say.
const TAB: [Option<char>; 2] = [Some('\u{3000}'), Some('\u{3000}')];

/// Radicals are rare: a walk through the table is quick enough.
fn ideograph(table: &str, first: u32, radical: char) -> char {
    let place = (u32::from(radical) - first) as usize;
    table.chars().nth(place).filter(|found| *found != '\u{3000}').unwrap_or(radical)
}

#[cfg(test)]
mod tests {
    use foundation::character::is_han;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn radicals_are_set_as_the_ideographs_they_look_like() {
        let set: String = printable("⼀⾦⻋⻢⻰⺟⻳⿕⺀⺚").collect();
        assert_eq!(set, "一金车马龙母龟龠⺀⺚");
    }

    #[test]
    fn the_tables_end_where_the_blocks_end() {
        assert_eq!(SUPPLEMENT.chars().count(), 0x2EF4 - 0x2E80);
        assert_eq!(KANGXI.chars().count(), 0x2FD6 - 0x2F00);
        // Unicode's own foldings of the block, which NFKC knows.
        for (place, ideograph) in KANGXI.chars().enumerate() {
            let radical = char::from_u32(0x2F00 + place as u32).unwrap();
            assert_eq!(radical.to_string().nfkc().collect::<String>(), ideograph.to_string());
        }
    }

    #[test]
    fn every_ideograph_of_the_tables_can_be_set() {
        for ideograph in SUPPLEMENT.chars().chain(KANGXI.chars()).filter(|c| *c != '\u{3000}') {
            assert!(
                crate::fonts::Fonts::default().glyph(catalog::FontRole::Song, ideograph).is_some(),
                "{ideograph}"
            );
        }
    }

    /// What old fonts had in private places is put in the place of it when a text comes in.
    #[test]
    fn what_private_characters_stand_for_can_be_set() {
        for stood in ('\0'..=char::MAX).filter_map(foundation::entry::stood_for) {
            let glyph = crate::fonts::Fonts::default().glyph(catalog::FontRole::Song, stood);
            assert!(glyph.is_some(), "{stood}");
        }
    }

    /// The same is asked of counting, codes and names where those stand.
    #[test]
    fn every_character_is_what_the_table_says() {
        for character in '\0'..=char::MAX {
            let set: Vec<char> = printable(character.encode_utf8(&mut [0; 4])).collect();
            let is_kept_control = matches!(character, '\t' | '\n');
            let is_gone = is_unseen(character) || (character.is_control() && !is_kept_control);
            assert_eq!(set.is_empty(), is_gone, "{character:?}");
            if is_han(character) {
                // Compatibility ideographs become those that they stand for.
                assert!(set.iter().all(|set| is_han(*set)), "{character:?}: {set:?}");
            }
        }
    }

    #[test]
    fn text_is_composed_and_what_has_no_shape_is_left_out() {
        let set: String = printable("u\u{308}\u{200B}\t豈\u{FE00}金").collect();
        assert_eq!(set, "ü　　豈金");
    }
}
