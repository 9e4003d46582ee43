"""Photos that were never taken: 150 scenes out of doors, in halls, on paper and at night, each with parts that are sharp
and parts that are not, and with noise; moments later in the same place; copies as people make them; and what is wrong
with some. All of a scene comes from its number."""

import random
from pathlib import Path

from corpus import convert

# Texts are set in a font that is always there.
FONT = Path(__file__).parent.parent.parent / "assets" / "fonts" / "NotoSansSC-Medium.ttf"

# What is drawn is thought of in these, and made in fewer pixels.
WIDE, HIGH = 1600, 1200
SHARE = 0.6
ACROSS, DOWN = int(WIDE * SHARE), int(HIGH * SHARE)
SCENES = 150
SERIES = 12


def colour(rng, low=0, high=255):
    return "#" + "".join(f"{rng.randint(low, high):02x}" for _ in range(3))


def polygon(rng, x, y, size):
    points = [f"{x + rng.randint(-size, size)},{y + rng.randint(-size, size)}" for _ in range(rng.randint(3, 6))]
    return "polygon " + " ".join(points)


def person(rng, x, foot, tall):
    """A head, a body and legs."""
    head = tall // 9
    parts = [f"fill {colour(rng, 20, 220)} roundrectangle {x - head},{foot - tall + 2 * head} {x + head},{foot - tall // 3} 9,9",
             f"fill {colour(rng, 10, 90)} rectangle {x - head + 3},{foot - tall // 3} {x - 3},{foot} rectangle {x + 3},{foot - tall // 3} {x + head - 3},{foot}",
             f"fill #c89a78 circle {x},{foot - tall + head} {x},{foot - tall}",
             f"fill #201810 ellipse {x},{foot - tall + head // 2} {head - 2},{head // 2} 180,360"]
    return parts


def outdoors(rng):
    horizon = rng.randint(350, 800)
    back = [f"fill {colour(rng, 120, 250)} rectangle 0,0 {WIDE},{horizon}", f"fill {colour(rng, 40, 170)} rectangle 0,{horizon} {WIDE},{HIGH}"]
    for _ in range(rng.randint(2, 6)):
        x, w = rng.randint(0, WIDE), rng.randint(150, 700)
        back.append(f"fill {colour(rng, 60, 160)} polygon {x - w},{horizon} {x},{horizon - rng.randint(60, 330)} {x + w},{horizon}")
    front = []
    for _ in range(rng.randint(1, 6)):
        x, w, h = rng.randint(0, WIDE - 200), rng.randint(120, 420), rng.randint(100, 400)
        front.append(f"fill {colour(rng, 90, 240)} rectangle {x},{horizon - h} {x + w},{horizon + 60}")
        front += [f"fill {colour(rng, 20, 90)} rectangle {x + 20 + 60 * n},{horizon - h + 30} {x + 55 + 60 * n},{horizon - h + 80}" for n in range(w // 70)]
    for _ in range(rng.randint(0, 9)):
        front += person(rng, rng.randint(60, WIDE - 60), rng.randint(horizon + 80, HIGH - 20), rng.randint(160, 420))
    return back, front, rng.uniform(0.25, 0.6)


def hall(rng):
    back = [f"fill {colour(rng, 140, 240)} rectangle 0,0 {WIDE},{HIGH}", f"fill {colour(rng, 60, 150)} polygon 0,{HIGH} {WIDE},{HIGH} {WIDE - 350},700 350,700"]
    back.append(f"fill {colour(rng, 100, 220)} rectangle 500,{rng.randint(80, 200)} {rng.randint(900, 1200)},{rng.randint(330, 480)}")
    front = [f"fill {colour(rng, 130, 220)} rectangle 380,60 1220,150", "fill white font-size 60 text 420,128 'TRAINING " + str(rng.randint(1000, 9999)) + "'"]
    for row in range(3):
        for seat in range(rng.randint(2, 7)):
            front += person(rng, rng.randint(80, WIDE - 80), 760 + 170 * row, rng.randint(230, 380))
    return back, front, rng.uniform(0.15, 0.4)


def paper(rng):
    back = [f"fill {colour(rng, 225, 255)} rectangle 0,0 {WIDE},{HIGH}"]
    front = [f"fill black font-size 54 text 420,120 'No. {rng.randint(10, 99)} / {rng.randint(2015, 2024)}'"]
    y = 190
    while y < HIGH - 80:
        indent = rng.choice([120, 120, 200])
        words = " ".join("".join(rng.choice("abcdeghiklmnorstuwz") for _ in range(rng.randint(2, 11))) for _ in range(rng.randint(4, 14)))
        front.append(f"fill #181818 font-size 34 text {indent},{y} '{words}'")
        y += rng.choice([52, 52, 52, 110])
    if rng.random() < 0.5:
        x, y = rng.randint(700, 1200), rng.randint(600, 1000)
        front.append(f"fill none stroke #c03030 stroke-width 7 circle {x},{y} {x + 110},{y} stroke none")
    return back, front, rng.uniform(0.0, 0.08)


def night(rng):
    back = [f"fill {colour(rng, 4, 30)} rectangle 0,0 {WIDE},{HIGH}"]
    front = []
    for _ in range(rng.randint(30, 80)):
        x, y, r = rng.randint(0, WIDE), rng.randint(300, HIGH), rng.randint(6, 60)
        front.append(f"fill {colour(rng, 150, 255)} rectangle {x},{y} {x + r},{y + 2 * r}")
    for _ in range(4):
        front += person(rng, rng.randint(60, WIDE - 60), rng.randint(900, HIGH - 20), rng.randint(200, 420))
    return back, front, rng.uniform(0.05, 0.2)


KINDS = [outdoors] * 9 + [hall] * 4 + [paper, night]


def scene(path: Path, number: int, moment: int = 0):
    """`moment` is how many moments later: the camera was moved a little and people have."""
    rng = random.Random(number)
    back, front, texture = KINDS[number % len(KINDS)](rng)
    later = random.Random(number * 100 + moment)
    for _ in range(3 if moment else 0):
        front += person(later, later.randint(60, WIDE - 60), later.randint(800, HIGH - 20), later.randint(200, 460))
    soft = rng.choice([0, 0, 2, 5, 9])
    noise = rng.choice([0.05, 0.1, 0.2, 0.35])
    back, front = (f"scale {SHARE} {SHARE}\n" + "\n".join(words) for words in (back, front))
    # As nature is: more in the large than in the small.
    plasma = ["(", "-seed", number + 1, "-size", f"{ACROSS // 3}x{DOWN // 3}", "plasma:fractal", "-resize", f"{ACROSS}x{DOWN}!",
              "-alpha", "set", "-channel", "A", "-evaluate", "set", f"{texture * 100:.0f}%", "+channel", ")"]
    # Out of focus, by way of a smaller picture.
    blur = ["-resize", "25%", "-blur", f"0x{soft / 4}", "-resize", f"{ACROSS}x{DOWN}!"] if soft else []
    moved = [] if not moment else ["-distort", "SRT", f"{ACROSS / 2},{DOWN / 2} {later.uniform(1.02, 1.07):.3f} {later.uniform(-1.5, 1.5):.2f} "
                                   f"{ACROSS / 2 + later.randint(-50, 50)},{DOWN / 2 + later.randint(-36, 36)}"]
    convert("-size", f"{ACROSS}x{DOWN}", "xc:gray50", "-font", FONT, "-draw", back, *plasma, "-composite", *blur,
            "-draw", front, *moved, "-blur", "0x0.5", "-seed", number + 3 + moment, "-attenuate", noise, "+noise", "Gaussian",
            "-quality", rng.choice([82, 88, 93]), path)


COPIES = {
    "packed_again": (["-quality", "55"], "jpg"),
    "smaller": (["-resize", "50%", "-quality", "75"], "jpg"),
    "much_smaller": (["-resize", "20%", "-quality", "60"], "jpg"),
    "brighter": (["-evaluate", "multiply", "1.2", "-quality", "85"], "jpg"),
    "gamma": (["-gamma", "1.3", "-quality", "85"], "jpg"),
    "paler": (["+level", "12%,88%", "-quality", "85"], "jpg"),
    "richer": (["-sigmoidal-contrast", "4x50%", "-quality", "85"], "jpg"),
    "small_and_brighter": (["-resize", "480x", "-evaluate", "multiply", "1.15", "-quality", "50"], "jpg"),
    "grey": (["-colorspace", "Gray", "-quality", "85"], "jpg"),
    "as_png": (["-resize", "40%"], "png"),
    "as_webp": (["-resize", "60%", "-quality", "60"], "webp"),
}
POOR = {
    "blurred_2": ["-blur", "0x2"],
    "blurred_3": ["-blur", "0x3"],
    "blurred_5": ["-blur", "0x5"],
    "shaken": ["-motion-blur", "0x6+30"],
    "dark": ["-evaluate", "multiply", "0.22"],
    "bars_above": ["-background", "black", "-gravity", "center", "-extent", f"{ACROSS}x{DOWN * 4 // 3}"],
    "bars_beside": ["-background", "#020202", "-gravity", "center", "-extent", f"{ACROSS * 5 // 4}x{DOWN}"],
}


def make(folder: Path):
    entries, first, then = [], [], []

    def put(name, work, later=False, **known):
        entries.append(dict(file=name, **known))
        (then if later else first).append(work)

    for number in range(SCENES):
        own = folder / f"{number:03}.jpg"
        kind = KINDS[number % len(KINDS)].__name__
        put(own.name, lambda p=own, n=number: scene(p, n), scene=number, kind=kind, made="as_taken")
        # Each copy of every third scene, so that each scene has three or four.
        for index, (name, (how, ending)) in enumerate(COPIES.items()):
            if (number + index) % 3 == 0:
                path = folder / f"{number:03}_{name}.{ending}"
                put(path.name, lambda p=path, o=own, h=how: convert(o, *h, p), later=True, scene=number, kind=kind, made=name)
        for index, (name, how) in enumerate(POOR.items()):
            if (number + index) % (2 if name == "blurred_3" else 3) == 0:
                path = folder / f"{number:03}_{name}.jpg"
                # What is out of focus has the noise of the camera as well.
                noise = ["-attenuate", "0.08", "-seed", number, "+noise", "Gaussian"] if "blur" in name or name == "shaken" else []
                put(path.name, lambda p=path, o=own, h=how + noise: convert(o, *h, "-quality", "85", p), later=True, scene=number, kind=kind, made=name)
    for number in range(SERIES):
        for moment in (1, 2, 3):
            path = folder / f"{number:03}_later_{moment}.jpg"
            put(path.name, lambda p=path, n=number, m=moment: scene(p, n, m), scene=number, kind=KINDS[number % len(KINDS)].__name__, made="later")
    # Copies come in line behind what they are made of.
    return entries, first + then
