"""Pictures that no camera took: screens of phones and computers with texts and panels, posters, charts and clean scans, as
they are saved and as chat programs send them on; and photos that are hard to tell from them. All comes from a number."""

import random
from pathlib import Path

from corpus import convert
from scenes import FONT, colour

SCREENS = [(1080, 2400), (1170, 2532), (1080, 2340), (750, 1334), (1284, 2778), (1220, 2712), (1920, 1080), (1366, 768), (1440, 900), (1440, 3200)]
WORDS = "助农增收村民合作社电商直播培训物流快递产品销售苹果茶叶大米订单帮扶县乡镇带动就业收入增长平台"
MADE = 96
HARD = 84


def words(rng, least, most):
    return "".join(rng.choice(WORDS) for _ in range(rng.randint(least, most)))


def line(rng, x, y, size, shade, least=4, most=22):
    return f"fill {shade} font-size {size} text {x},{y} '{words(rng, least, most)}'"


def photo_in(rng, number, width, height):
    """A piece of a photo, as pages show."""
    return ["(", "-seed", number * 7 + 1, "-size", f"{width // 2}x{height // 2}", "plasma:fractal", "-resize", f"{width}x{height}!", "-seed", number,
            "-attenuate", "0.2", "+noise", "Gaussian", ")"]


def status_bar(rng, wide):
    return [f"fill #ffffff rectangle 0,0 {wide},90", f"fill #111111 font-size 40 text 60,62 '{rng.randint(7, 22)}:{rng.randint(10, 59)}'",
            f"fill #111111 rectangle {wide - 130},34 {wide - 60},64"]


def chat(rng, wide, high, number):
    back = rng.choice(["#ededed", "#f5f5f5", "#111111"])
    draw, y = [f"fill {back} rectangle 0,0 {wide},{high}", *status_bar(rng, wide)], 180
    while y < high - 260:
        own = rng.random() < 0.4
        lines = rng.randint(1, 3)
        left = wide // 4 if own else 150
        draw.append(f"fill {'#95ec69' if own else '#ffffff'} roundrectangle {left},{y} {left + wide * 6 // 10},{y + 40 + 62 * lines} 14,14")
        draw.append(f"fill {colour(rng)} rectangle {wide - 130 if own else 30},{y} {wide - 30 if own else 130},{y + 100}")
        draw += [line(rng, left + 30, y + 62 + 62 * n, 42, "#191919", 5, wide // 110) for n in range(lines)]
        y += 120 + 62 * lines
    return draw, []


def page(rng, wide, high, number):
    draw, y, shown = ["fill #ffffff rectangle 0,0 %d,%d" % (wide, high), *status_bar(rng, wide)], 140, []
    draw.append(line(rng, 50, y + 60, 56, "#222222", 8, 14))
    y += 130
    while y < high - 200:
        if rng.random() < 0.2 and len(shown) < 2:
            tall = rng.randint(high // 10, high // 6)
            shown.append((photo_in(rng, number, wide - 100, tall), 50, y))
            y += tall + 50
            continue
        draw += [line(rng, 50, y + 40 + 58 * n, 38, "#333333", 10, wide // 48) for n in range(rng.randint(1, 4))]
        y += rng.choice([120, 200, 260])
    return draw, shown


def shop(rng, wide, high, number):
    tall = int(high * rng.uniform(0.25, 0.4))
    draw = ["fill #f4f4f4 rectangle 0,0 %d,%d" % (wide, high), *status_bar(rng, wide)]
    draw += [f"fill #ffffff rectangle 0,{90 + tall} {wide},{high * 7 // 10}", line(rng, 40, 180 + tall, 48, "#222222", 8, 16), line(rng, 40, 260 + tall, 64, "#ff5000", 3, 5)]
    draw += [line(rng, 40, high * 7 // 10 + 90 + 80 * n, 36, "#666666", 6, 18) for n in range(max(1, high // 500))]
    draw.append(f"fill #ff5000 rectangle {wide // 2},{high - 110} {wide},{high}")
    return draw, [(photo_in(rng, number, wide, tall), 0, 90)]


def table(rng, wide, high, number):
    draw = ["fill #ffffff rectangle 0,0 %d,%d" % (wide, high), f"fill #217346 rectangle 0,0 {wide},{high // 12}"]
    across, down = wide // rng.randint(5, 9), max(34, high // rng.randint(18, 30))
    for y in range(high // 8, high, down):
        draw += [f"fill #d4d4d4 rectangle 0,{y} {wide},{y + 1}"]
        draw += [line(rng, x + 8, y + down - 10, down * 6 // 10, "#202020", 1, 4) for x in range(0, wide, across)]
    draw += [f"fill #d4d4d4 rectangle {x},{high // 8} {x + 1},{high}" for x in range(0, wide, across)]
    return draw, []


def poster(rng, wide, high, number):
    base = colour(rng, 120, 230)
    draw = [f"fill {base} rectangle 0,0 {wide},{high}", f"fill {colour(rng, 0, 255)} rectangle {wide // 12},{high // 10} {wide * 11 // 12},{high // 3}"]
    draw += [f"fill {colour(rng)} circle {rng.randint(0, wide)},{rng.randint(high // 3, high)} {rng.randint(0, wide)},{rng.randint(high // 3, high)}" for _ in range(rng.randint(1, 3))]
    draw += [line(rng, wide // 8, high // 5 + n * wide // 8, wide // 10, "#ffffff", 4, 7) for n in range(2)]
    draw += [line(rng, wide // 8, high // 2 + n * wide // 14, wide // 24, "#101010", 6, 14) for n in range(6)]
    return draw, []


def scan(rng, wide, high, number):
    draw, y = ["fill #ffffff rectangle 0,0 %d,%d" % (wide, high), line(rng, wide // 4, high // 12, wide // 24, "#000000", 6, 10)], high // 8
    while y < high * 9 // 10:
        draw.append(line(rng, wide // 12, y, wide // 40, "#101010", 12, 32))
        y += wide // 22 * rng.choice([1, 1, 1, 2])
    draw.append(f"fill none stroke #c81e1e stroke-width 9 circle {wide * 2 // 3},{high * 4 // 5} {wide * 2 // 3 + wide // 10},{high * 4 // 5} stroke none")
    return draw, []


def chart(rng, wide, high, number):
    draw = ["fill #fafafa rectangle 0,0 %d,%d" % (wide, high), line(rng, wide // 6, high // 10, wide // 26, "#333333", 8, 14)]
    bars = rng.randint(5, 12)
    for bar in range(bars):
        left = wide // 8 + bar * wide * 3 // 4 // bars
        draw.append(f"fill {colour(rng, 40, 220)} rectangle {left},{high * rng.randint(3, 7) // 10} {left + wide // 2 // bars},{high * 4 // 5}")
    draw.append(f"fill #888888 rectangle {wide // 10},{high * 4 // 5} {wide * 9 // 10},{high * 4 // 5 + 4}")
    return draw, []


KINDS = [chat, page, shop, table, page, poster, scan, chart]
SAVED = [([], "png"), (["-quality", "92"], "jpg"), (["-quality", "80"], "jpg"), (["-resize", "60%", "-quality", "72"], "jpg"), (["-quality", "80"], "webp")]


def drawn(path: Path, number: int, how):
    rng = random.Random(number)
    wide, high = SCREENS[number % len(SCREENS)]
    kind = KINDS[number % len(KINDS)]
    if kind in (scan,) and wide > high:
        wide, high = 1654, 2339
    draw, shown = kind(rng, wide, high, number)
    pieces = [part for piece, x, y in shown for part in [*piece, "-geometry", f"+{x}+{y}", "-composite"]]
    convert("-size", f"{wide}x{high}", "xc:white", "-font", FONT, "-draw", "\n".join(draw), *pieces, "-depth", "8", *how, path)


# What makes a photo look drawn: clipped skies, white walls, chat programs that pack hard and cameras that smooth all noise.
HARDER = {
    "clipped": ["-evaluate", "multiply", "1.7", "-quality", "85"],
    "packed_hard": ["-resize", "1080x", "-quality", "28"],
    "smoothed": ["-statistic", "median", "5x5", "-quality", "60"],
    "fog": ["+level", "55%,95%", "-blur", "0x1", "-quality", "70"],
    "few_colours": ["-posterize", "40", "-quality", "80"],
    "as_png_small": ["-resize", "50%"],
}


def make(folder: Path):
    entries, work = [], []
    for number in range(MADE):
        how, ending = SAVED[number % len(SAVED)]
        path = folder / f"{number:03}.{ending}"
        entries.append(dict(file=path.name, kind=KINDS[number % len(KINDS)].__name__, made="drawn"))
        work.append(lambda p=path, n=number, h=how: drawn(p, n, h))
    for number in range(HARD):
        made, how = list(HARDER.items())[number % len(HARDER)]
        ending = "png" if made == "as_png_small" else "jpg"
        path = folder / f"hard_{number:03}.{ending}"
        # Photos of the other part, which is made before.
        source = folder.parent / "photos" / f"{number * 7 % 150:03}.jpg"
        entries.append(dict(file=path.name, kind=made, made="taken"))
        work.append(lambda p=path, s=source, h=how: convert(s, *h, p))
    return entries, work
