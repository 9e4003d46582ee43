#!/usr/bin/env python3
"""Cut the fonts of this folder out of their upstream files.

Called by make.sh, which fetches the upstream files. Everything here is
deterministic: the same input gives the same bytes.

    cut.py --noto-regular F --noto-bold F --noto-sans F --fang F --kai F --hana F
           --mappings Unihan_OtherMappings.txt.bz2
           --sources Unihan_IRGSources.txt.bz2 --out FOLDER
"""

import argparse
import bz2
import math
import os
import sys
import unicodedata

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program

# Seconds between 1904-01-01 (the epoch of the `head` table) and 1970-01-01.
MAC_EPOCH = 2082844800

# Edges of a polygon that turn by more than this are a corner, not a curve.
CORNER = math.cos(math.radians(32))

# How densely a fitted curve is compared with the polygon, in font units.
MARK_EVERY = 12

# Name records worth their bytes: copyright, family, style, unique id, full
# name, version, PostScript name, licence and its address.
NAME_IDS = {0, 1, 2, 3, 4, 5, 6, 13, 14}

# Reserved Font Names of LXGW WenKai: a changed font may not bear them.
RESERVED = ("LXGW", "霞鹜")

# Ideographs that GB 18030 puts among the two-byte codes although Unicode
# keeps them in the compatibility block.
GBK_COMPAT = {
    0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA0E, 0xFA0F,
    0xFA11, 0xFA13, 0xFA14, 0xFA18, 0xFA1F, 0xFA20, 0xFA21, 0xFA23, 0xFA24,
    0xFA27, 0xFA28, 0xFA29,
}

# Six more two-byte codes whose characters live in Extension B. Older mapping
# tables (Python's among them) send them to the private use area.
GBK_EXT_B = {0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE}

# Blocks of signs. Broad on purpose: signs cost little beside the ideographs,
# and a form may use any of them.
SIGN_RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x02FF), (0x0370, 0x04FF),
    (0x1E3F, 0x1E3F), (0x2000, 0x206F), (0x2070, 0x20CF), (0x2100, 0x23FF),
    (0x2460, 0x27BF), (0x2E80, 0x2FDF), (0x2FF0, 0x303F), (0x3040, 0x312F),
    (0x31A0, 0x31FF), (0x3200, 0x33FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
]

# Written out because forms need them; a font of the text roles that lacks one
# of these is reported in coverage.txt.
FORM_SIGNS = (
    "ǎǐǒǔǘǚǜńňǹāēīōūǖáéíóúàèìòùěêüḿ"
    "‰′″℃№㎡㎎㎏㎜㎝㎞°±×÷≥≤≈≠∶∞√∑∫∠⊥∥π"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⒈⒉⒊⒋⒌"
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    "←↑→↓─│┌┐└┘├┤┬┴┼━┃═║□■○●◎◇◆△▲☆★√✓×※§¥￥€$%"
    "、。〈〉《》「」『』【】〔〕〖〗“”‘’…—–·～（）［］｛｝，；：？！"
    "０１２３４５６７８９ＡＺａｚ々〇〆"
)

BLOCKS = [
    ("Basic Latin and Latin-1", 0x0000, 0x00FF),
    ("Latin Extended, IPA, modifiers", 0x0100, 0x02FF),
    ("Greek", 0x0370, 0x03FF),
    ("Cyrillic", 0x0400, 0x04FF),
    ("Punctuation, currency, letterlike", 0x1E00, 0x218F),
    ("Arrows, mathematics, technical", 0x2190, 0x23FF),
    ("Enclosed alphanumerics", 0x2460, 0x24FF),
    ("Box drawing, shapes, dingbats", 0x2500, 0x27BF),
    ("Radicals, description characters", 0x2E80, 0x2FFF),
    ("CJK punctuation", 0x3000, 0x303F),
    ("Kana, Bopomofo, strokes", 0x3040, 0x31FF),
    ("Enclosed CJK, CJK compatibility", 0x3200, 0x33FF),
    ("Extension A", 0x3400, 0x4DBF),
    ("Unified ideographs", 0x4E00, 0x9FFF),
    ("Compatibility ideographs", 0xF900, 0xFAFF),
    ("Vertical and small forms", 0xFE10, 0xFE6F),
    ("Full-width and half-width forms", 0xFF00, 0xFFEF),
    ("Extension B", 0x20000, 0x2A6DF),
    ("Extension C", 0x2A700, 0x2B73F),
    ("Extension D", 0x2B740, 0x2B81F),
    ("Extension E", 0x2B820, 0x2CEAF),
    ("Extension F", 0x2CEB0, 0x2EBEF),
    ("Extension G", 0x30000, 0x3134F),
    ("Compatibility supplement", 0x2F800, 0x2FA1F),
]


def span(first, last):
    return set(range(first, last + 1))


def with_property(path, wanted):
    """The code points for which a Unihan file gives the property `wanted`."""
    found = set()
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+") and f"\t{wanted}\t" in line:
                found.add(int(line.split("\t", 1)[0][2:], 16))
    return found


def two_byte(codec, lead_from, trail_from):
    """All characters which a Chinese codec writes in two bytes."""
    found = set()
    for lead in range(lead_from, 0xFF):
        for trail in range(trail_from, 0xFF):
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and unicodedata.category(text) != "Co":
                found.add(ord(text))
    return found


def is_han(code):
    return (
        0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or code == 0x3007
    )


# --- outlines ---------------------------------------------------------------


def simple_glyph(contours):
    """A simple glyph of contours [[(x, y, on), ...], ...], no hinting."""
    glyph = Glyph()
    points = [p for c in contours for p in c]
    glyph.numberOfContours = len(contours)
    if not contours:
        return glyph
    glyph.coordinates = GlyphCoordinates([(x, y) for x, y, _ in points])
    glyph.flags = bytearray(1 if on else 0 for _, _, on in points)
    ends, n = [], -1
    for contour in contours:
        n += len(contour)
        ends.append(n)
    glyph.endPtsOfContours = ends
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    return glyph


def tidy(contour):
    """Drop points which carry no shape: doubles, on-curve points in the
    middle of two off-curve ones (implied in TrueType), and on-curve points on
    the straight line between two on-curve ones. The outline stays the same.
    """
    points = contour
    while True:
        kept = []
        n = len(points)
        changed = False
        i = 0
        while i < n:
            x, y, on = points[i]
            px, py, pon = kept[-1] if kept else points[-1]
            nx, ny, non = points[(i + 1) % n]
            drop = False
            if n > 2 and on and pon and (x, y) == (px, py):
                drop = True
            elif n > 3 and on and not pon and not non:
                drop = 2 * x == px + nx and 2 * y == py + ny
            elif n > 3 and on and pon and non:
                ax, ay, bx, by = x - px, y - py, nx - x, ny - y
                drop = ax * by == ay * bx and ax * bx + ay * by >= 0
            if drop:
                changed = True
                n_left = len(kept) + (n - i - 1)
                if n_left < 3:
                    kept.append(points[i])
                    changed = False
            else:
                kept.append(points[i])
            i += 1
        points = kept
        if not changed:
            return points


def area_is_nil(contour):
    xs = {x for x, _, _ in contour}
    ys = {y for _, y, _ in contour}
    return len(contour) < 3 or len(xs) < 2 or len(ys) < 2


def straight(run, i, k, limit):
    """Do the points between run[i] and run[k] lie on the line between them?"""
    (x0, y0), (x1, y1) = run[i], run[k]
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    if length == 0:
        return False
    for x, y in run[i + 1 : k]:
        along = (x - x0) * dx + (y - y0) * dy
        if abs((x - x0) * dy - (y - y0) * dx) > limit * length:
            return False
        if not 0 <= along <= length * length:
            return False
    return True


def one_curve(run, i, k, limit):
    """The control point of a quadratic curve from run[i] to run[k] which stays
    within `limit` of the points between, or None. Least squares over
    chord-length parameters, which one Newton step then improves.
    """
    (x0, y0), (x1, y1) = run[i], run[k]
    inner = run[i + 1 : k]
    lengths = [0.0]
    for (ax, ay), (bx, by) in zip(run[i:k], run[i + 1 : k + 1]):
        lengths.append(lengths[-1] + math.hypot(bx - ax, by - ay))
    if lengths[-1] == 0:
        return None
    at = [length / lengths[-1] for length in lengths[1:-1]]
    for _ in range(2):
        sw = sx = sy = 0.0
        for t, (x, y) in zip(at, inner):
            u = 1 - t
            w = 2 * t * u
            sw += w * w
            sx += w * (x - u * u * x0 - t * t * x1)
            sy += w * (y - u * u * y0 - t * t * y1)
        if sw == 0:
            return None
        cx, cy = sx / sw, sy / sw
        worst, moved = 0.0, []
        for t, (x, y) in zip(at, inner):
            u = 1 - t
            ex = x - (u * u * x0 + 2 * t * u * cx + t * t * x1)
            ey = y - (u * u * y0 + 2 * t * u * cy + t * t * y1)
            tx = 2 * u * (cx - x0) + 2 * t * (x1 - cx)
            ty = 2 * u * (cy - y0) + 2 * t * (y1 - cy)
            speed = tx * tx + ty * ty
            if speed > 0:
                moved.append(min(1.0, max(0.0, t + (ex * tx + ey * ty) / speed)))
                worst = max(worst, abs(ex * ty - ey * tx) / math.sqrt(speed))
            else:
                moved.append(t)
                worst = max(worst, math.hypot(ex, ey))
        at = moved
        if worst <= limit and at == sorted(at):
            ax, ay, bx, by = cx - x0, cy - y0, x1 - cx, y1 - cy
            # A curve that turns back on itself is a hook, not a stroke's edge.
            if ax * bx + ay * by >= -0.3 * math.hypot(ax, ay) * math.hypot(bx, by):
                return cx, cy
        if worst > 6 * limit:
            return None
    return None


def refit(contour, limit):
    """HanaMinB draws its curves as polygons of many short edges. Put one
    quadratic curve, or one line, in the place of as many edges as `limit`
    allows; corners stay where they are. A third fewer points, and smoother.
    """
    points = [(x, y) for x, y, _ in contour]
    n = len(points)
    if n < 4 or not all(on for _, _, on in contour):
        return contour

    def is_corner(i):
        (px, py), (x, y), (nx, ny) = points[i - 1], points[i], points[(i + 1) % n]
        a, b = math.hypot(x - px, y - py), math.hypot(nx - x, ny - y)
        turn = (x - px) * (nx - x) + (y - py) * (ny - y)
        return turn < CORNER * a * b or a == 0 or b == 0

    corners = [i for i in range(n) if is_corner(i)] or [0]
    done = []
    for first, last in zip(corners, corners[1:] + [corners[0] + n]):
        # Between the vertices put marks on the edges, so that a curve is held
        # to the whole of a long edge and not to its ends only.
        run, vertices = [], []
        for k in range(first, last):
            (ax, ay), (bx, by) = points[k % n], points[(k + 1) % n]
            vertices.append(len(run))
            parts = max(1, math.ceil(math.hypot(bx - ax, by - ay) / MARK_EVERY))
            run += [
                (ax + (bx - ax) * s / parts, ay + (by - ay) * s / parts)
                for s in range(parts)
            ]
        vertices.append(len(run))
        run.append(points[last % n])
        i, end = 0, len(vertices) - 1
        while i < end:
            here = vertices[i]
            best, control = i + 1, None
            while best < end and straight(run, here, vertices[best + 1], limit):
                best += 1
            misses = 0
            for k in range(max(best + 1, i + 3), end + 1):
                found = one_curve(run, here, vertices[k], limit)
                if found:
                    best, control, misses = k, found, 0
                else:
                    misses += 1
                    if misses > 2:
                        break
            done.append((*run[here], True))
            if control:
                done.append((*control, False))
            i = best
    return done


def contours_of_truetype(glyf, name, scale=1, limit=0):
    """Contours with components resolved and, where wanted, refitted and
    scaled.
    """
    glyph = glyf[name]
    if glyph.numberOfContours == 0:
        return []
    coordinates, ends, flags = glyph.getCoordinates(glyf)
    contours, start = [], 0
    for end in ends:
        contour = [
            (x, y, bool(flags[start + k] & 1))
            for k, (x, y) in enumerate(coordinates[start : end + 1])
        ]
        start = end + 1
        if limit:
            contour = refit(tidy(contour), limit)
        contour = tidy([(round(x * scale), round(y * scale), on) for x, y, on in contour])
        if not area_is_nil(contour):
            contours.append(contour)
    return contours


def contours_of_cff(glyphs, name, max_err):
    """Contours of a CFF glyph as quadratic curves."""
    pen = TTGlyphPen(None)
    # CFF outlines run the other way round than TrueType outlines.
    glyphs[name].draw(Cu2QuPen(pen, max_err, reverse_direction=True))
    glyph = pen.glyph()
    if glyph.numberOfContours == 0:
        return []
    return contours_of_truetype({name: glyph}, name)


# --- one font ---------------------------------------------------------------


def cut(source, wanted, target, epoch, upem=None, max_err=None, limit=0, note="", called=None):
    """Write the characters `wanted` of the font `source` to `target`, under
    the name `called` where the licence keeps the old one for its owner.

    Every code point gets a glyph of its own, even where the source shares one
    (space and no-break space, U+2F00 and U+4E00, ...): in a PDF the text is
    found back by glyph, so a shared glyph would give back the wrong
    character. Glyph ids follow the code points.
    """
    font = TTFont(source, recalcTimestamp=False, lazy=False)
    cmap = font.getBestCmap()
    codes = sorted(c for c in wanted if c in cmap)
    old_upem = font["head"].unitsPerEm
    upem = upem or old_upem
    scale = upem / old_upem
    advance_of = font["hmtx"].metrics

    if "glyf" in font:
        glyf = font["glyf"]
        draw = lambda name: contours_of_truetype(glyf, name, scale, limit)
    else:
        assert scale == 1
        glyphs = font.getGlyphSet()
        draw = lambda name: contours_of_cff(glyphs, name, max_err)

    order = [".notdef"]
    outlines, metrics = {}, {}

    def add(new, old):
        glyph = simple_glyph(draw(old))
        glyph.recalcBounds(None)
        outlines[new] = glyph
        left = glyph.xMin if glyph.numberOfContours else 0
        metrics[new] = (round(advance_of[old][0] * scale), left)

    add(".notdef", font.getGlyphOrder()[0])
    table = {}
    for code in codes:
        name = f"u{code:05X}"
        order.append(name)
        add(name, cmap[code])
        table[code] = name

    built = FontBuilder(upem, isTTF=True)
    built.setupGlyphOrder(order)
    built.setupCharacterMap(table)
    built.setupGlyf(outlines, validateGlyphFormat=False)
    built.setupHorizontalMetrics(metrics)
    old = font["hhea"]
    built.setupHorizontalHeader(
        ascent=round(old.ascent * scale),
        descent=round(old.descent * scale),
        lineGap=round(old.lineGap * scale),
    )

    new = built.font
    new.recalcTimestamp = False
    new["OS/2"] = os2 = font["OS/2"]
    for field in (
        "ySubscriptXSize", "ySubscriptYSize", "ySubscriptXOffset",
        "ySubscriptYOffset", "ySuperscriptXSize", "ySuperscriptYSize",
        "ySuperscriptXOffset", "ySuperscriptYOffset", "yStrikeoutSize",
        "yStrikeoutPosition", "sTypoAscender", "sTypoDescender",
        "sTypoLineGap", "usWinAscent", "usWinDescent", "sxHeight",
        "sCapHeight",
    ):
        if hasattr(os2, field):
            setattr(os2, field, round(getattr(os2, field) * scale))
    # 0 = may be installed and embedded. All licences here allow both.
    os2.fsType = 0
    os2.usMaxContext = 0
    os2.recalcAvgCharWidth(new)
    os2.recalcUnicodeRanges(new)
    os2.recalcCodePageRanges(new)

    new["name"] = names = newTable("name")
    names.names = [
        r for r in font["name"].names if r.nameID in NAME_IDS and r.platformID == 3
    ]
    for record in names.names:
        if record.nameID == 5:
            # Says in the font itself that it is not the upstream file.
            record.string = record.toUnicode() + note
    if called:
        rename(names, *called)

    head = new["head"]
    head.fontRevision = font["head"].fontRevision
    head.created = font["head"].created
    head.modified = epoch + MAC_EPOCH
    head.macStyle = font["head"].macStyle
    head.flags = 0b11  # baseline at y = 0, left side bearing at x = 0
    head.fontDirectionHint = 2
    head.lowestRecPPEM = 6

    built.setupPost(keepGlyphNames=False)
    post = font["post"]
    new["post"].italicAngle = post.italicAngle
    new["post"].underlinePosition = round(post.underlinePosition * scale)
    new["post"].underlineThickness = round(post.underlineThickness * scale)
    new["post"].isFixedPitch = post.isFixedPitch

    new.save(target, reorderTables=True)
    check(target, codes)
    return set(codes)


def rename(names, english, chinese):
    """Take a reserved name out of every record but the copyright, which the
    licence wants kept.
    """
    for record in names.names:
        family = chinese if record.langID == 0x804 else english
        if record.nameID in (1, 4):
            record.string = family
        elif record.nameID == 3:
            record.string = f"{english}, cut"
        elif record.nameID == 6:
            record.string = english.replace(" ", "") + "-Regular"
        told = record.toUnicode()
        reserved = [name for name in RESERVED if name.lower() in told.lower()]
        assert record.nameID == 0 or not reserved, (record.nameID, told)


def check(path, codes):
    """What the PDF writer relies on."""
    font = TTFont(path)
    cmap = font.getBestCmap()
    assert sorted(cmap) == list(codes), "code points got lost"
    ids = [font.getGlyphID(cmap[c]) for c in codes]
    assert ids == list(range(1, len(codes) + 1)), "glyph ids out of order or shared"
    assert font["maxp"].numGlyphs == len(codes) + 1
    formats = sorted({t.format for t in font["cmap"].tables})
    assert formats in ([4], [4, 12], [12]), formats
    assert set(font.keys()) - {"GlyphOrder"} == {
        "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
    }
    glyf = font["glyf"]
    order = font.getGlyphOrder()
    empty = []
    for code, gid in zip(codes, ids):
        glyph = glyf[order[gid]]
        assert glyph.numberOfContours >= 0, f"U+{code:04X} is composite"
        if glyph.numberOfContours == 0:
            empty.append(code)
    for code in empty:
        # A blank glyph is right for spaces only.
        kind = unicodedata.category(chr(code))
        assert kind in ("Zs", "Cf", "Zl", "Zp") or code in (0x115F, 0x3164, 0xFFA0), (
            f"U+{code:04X} ({kind}) has no outline"
        )
    for space in (0x20, 0xA0):
        if space in cmap:
            assert font["hmtx"][cmap[space]][0] > 0, "space without advance"
    assert font["OS/2"].fsType == 0
    assert font["post"].formatType == 3


# --- the table --------------------------------------------------------------


def listed(codes):
    return " ".join(f"{chr(c)} U+{c:04X}" for c in sorted(codes)) or "none"


def coverage(path, fonts, tgh, gb2312_han, level2, mainland, assigned_all):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        say = lambda text="": print(text, file=out)
        say("字体覆盖表 / what the fonts of this folder hold")
        say("由 cut.py 写出，请勿手改 / written by cut.py, do not edit")
        say()
        for name, codes in fonts.items():
            font = TTFont(os.path.join(os.path.dirname(path), name), lazy=True)
            hhea, os2 = font["hhea"], font["OS/2"]
            say(f"{name}")
            say(
                f"  {os.path.getsize(os.path.join(os.path.dirname(path), name)):,} bytes, "
                f"{len(codes):,} characters, {font['maxp'].numGlyphs:,} glyphs, "
                f"{font['head'].unitsPerEm} units per em"
            )
            say(
                f"  hhea ascender {hhea.ascent}, descender {hhea.descent}, line gap {hhea.lineGap}; "
                f"typo {os2.sTypoAscender}, {os2.sTypoDescender}"
            )
            for block, first, last in BLOCKS:
                count = len(codes & span(first, last))
                if count:
                    say(f"    {block:<36}{count:>7,}")
            other = [c for c in codes if not any(a <= c <= b for _, a, b in BLOCKS)]
            if other:
                say(f"    {'Other':<36}{len(other):>7,}")
            if len(codes & gb2312_han) > 0 and not name.startswith("HanaMin"):
                say(f"  通用规范汉字表 8105 字中缺 {len(tgh - codes)} 字")
                say(f"  GB 2312 汉字 6763 字中缺 {len(gb2312_han - codes)} 字")
                missing = {ord(c) for c in FORM_SIGNS} - codes
                say(f"  表单常用符号缺 / form signs missing: {listed(missing)}")
            say()
        chain = fonts["NotoSerifSC-Regular.ttf"] | fonts["HanaMinB.ttf"]
        say("回退链 / the chain NotoSerifSC-Regular -> HanaMinB")
        say(f"  合计 {len(chain):,} 个字符 / characters together")
        say(f"  通用规范汉字表 8105 字中缺 {len(tgh - chain)} 字: {listed(tgh - chain)}")
        say(
            f"  GB 18030-2022 实现级别 2 的汉字（按下述口径共 {len(level2):,} 字）中缺 "
            f"{len(level2 - chain)} 字: {listed(level2 - chain)}"
        )
        say("    口径 / counted as: U+3007, U+3400-4DB5, U+4E00-9FEF, the 21 two-byte")
        say("    compatibility ideographs, the 6 two-byte ideographs of Extension B,")
        say("    and the 8,105 characters of 通用规范汉字表 wherever they are encoded")
        for block, first, last in [b for b in BLOCKS if b[0].startswith("Extension")]:
            if chain & span(first, last):
                assigned = assigned_all & span(first, last)
                gone = assigned - chain
                text = f"{len(gone):,} missing, {len(gone & mainland)} of them with a mainland source"
                if 0 < len(gone) <= 40:
                    text += f": {listed(gone)}"
                say(f"  {block}: {len(assigned & chain):,} of {len(assigned):,}, {text}")
        narrow = ("NotoSerifSC-Bold", "NotoSansSC-Medium", "FandolFang-Regular", "ShenbaoKai-Regular")
        for name in (f"{name}.ttf" for name in narrow):
            gone = tgh - fonts[name]
            if gone:
                say()
                say(f"{name}: 8105 字中由下一级字体代替的 {len(gone)} 字 / left to the next font")
                text = "".join(chr(c) for c in sorted(gone))
                for i in range(0, len(text), 40):
                    say("  " + text[i : i + 40])


def main():
    arguments = argparse.ArgumentParser()
    for name in ("noto-regular", "noto-bold", "noto-sans", "fang", "kai", "hana", "mappings", "sources", "out"):
        arguments.add_argument("--" + name, required=True)
    given = arguments.parse_args()
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])

    # 通用规范汉字表
    tgh = with_property(given.mappings, "kTGH")
    assert len(tgh) == 8105, f"kTGH holds {len(tgh)} characters, not 8105"
    mainland = with_property(given.sources, "kIRG_GSource")
    # Not Python's unicodedata: that changes with the version of Python.
    assigned = with_property(given.sources, "kRSUnicode")
    gb2312 = two_byte("gb2312", 0xA1, 0xA1)
    gb2312_han = {c for c in gb2312 if is_han(c)}
    gb18030 = two_byte("gb18030", 0x81, 0x40)
    signs = {c for c in gb2312 | gb18030 if not is_han(c)}
    for first, last in SIGN_RANGES:
        signs |= span(first, last)
    signs |= {ord(c) for c in FORM_SIGNS}
    level2 = (
        {0x3007} | span(0x3400, 0x4DB5) | span(0x4E00, 0x9FEF) | GBK_COMPAT | GBK_EXT_B | tgh
    )
    everyday = gb2312_han | {0x3007} | tgh | signs
    # Beyond level 2: whatever else the main font has of the two big blocks
    # and of the extensions, since it looks better than HanaMinB.
    wide = signs | level2 | span(0x3400, 0x4DBF) | span(0x4E00, 0x9FFF)
    wide |= span(0xF900, 0xFAFF) | span(0x20000, 0x3FFFF)

    def out(name):
        return os.path.join(given.out, name)

    fonts = {}

    def make(name, source, wanted, **more):
        fonts[name] = cut(source, wanted, out(name), epoch, **more)
        print(f"{name}: {len(fonts[name]):,} characters, {os.path.getsize(out(name)):,} bytes")
        sys.stdout.flush()

    make("NotoSerifSC-Regular.ttf", given.noto_regular, wide, note="; cut")
    make("NotoSerifSC-Bold.ttf", given.noto_bold, everyday, note="; cut")
    make("NotoSansSC-Medium.ttf", given.noto_sans, everyday, note="; cut")
    make(
        "FandolFang-Regular.ttf", given.fang, everyday, max_err=1.0,
        note="; cut and converted to TrueType outlines",
    )
    make(
        "ShenbaoKai-Regular.ttf", given.kai, everyday, note="; cut",
        called=("Shenbao Kai", "申报楷体"),
    )
    # Extension B whole. Of the later extensions only what China brought in:
    # there are the characters of its identity cards; the rest is Vietnamese,
    # Korean, Buddhist and the like and would cost another 4 MB.
    rare = span(0x20000, 0x2A6DF) | (mainland & span(0x2A700, 0x2EBEF))
    rare -= fonts["NotoSerifSC-Regular.ttf"]
    make(
        "HanaMinB.ttf", given.hana, rare, upem=512, limit=2,
        note="; cut, curves refitted, 512 units per em",
    )
    coverage(out("coverage.txt"), fonts, tgh, gb2312_han, level2, mainland, assigned)


if __name__ == "__main__":
    main()
