"""Photos with bytes that no program shows: within the data of their picture, behind its last block, and behind the end of the
file. They are told, and gone in a cleaned copy that shows the same. Beside them codes that nobody goes through, and heights that
come late."""

import random
import struct

from corpus import convert, run
from damage import photo, scan_of

# Words as somebody leaves them, of more than one letter, and without marks of a JPEG.
WORDS = b"name=Zhang San; path=C:/Users/zhangsan/Desktop/report.jpg; " * 3


def jpegs(folder, parts, put):
    photo(parts / "plain.ppm")
    kinds = {"baseline": ["-quality", "85"], "grey": ["-grayscale"], "progressive": ["-progressive"], "restart": ["-restart", "4B"],
             "full": ["-sample", "1x1"], "optimized": ["-optimize"]}
    for name, options in kinds.items():
        whole = run("cjpeg", *options, parts / "plain.ppm")
        put(f"bare_jpeg_{name}.jpg", whole, None)
        put(f"stray_jpeg_{name}.jpg", whole[:-2] + WORDS + b"\xff\xd9")
        put(f"stray_jpeg_{name}_few.jpg", whole[:-2] + b"Li" + b"\xff\xd9")
        put(f"stray_jpeg_{name}_stuffed.jpg", whole[:-2] + b"\xff\0\xff\0" + WORDS + b"\xff\xd9")
        put(f"stray_jpeg_{name}_padded.jpg", whole[:-2] + bytes(9) + b"\xff\xd9", None)
        if name == "restart":
            at = whole.index(b"\xff\xd1")
            put("stray_jpeg_at_restart.jpg", whole[:at] + WORDS + whole[at:])
        if name == "progressive":
            first = scan_of(whole)[0]
            at = whole.index(b"\xff\xc4", first)
            put("stray_jpeg_first_scan.jpg", whole[:at] + WORDS + whole[at:])
    # So much that it may as well come from a piece that was lost.
    whole = run("cjpeg", parts / "plain.ppm")
    put("bare_jpeg.jpg", whole, None)
    put("stray_jpeg_much.jpg", whole[:-2] + WORDS * 40 + b"\xff\xd9", "BrokenInside", False)
    (parts / "whole.jpg").write_bytes(whole)
    # Half the height: what the lower half holds is not shown by anybody.
    half = bytearray(whole)
    struct.pack_into(">H", half, whole.index(b"\xff\xc0") + 5, 240)
    put("stray_jpeg_lower_half.jpg", bytes(half), "BrokenInside", False, size=[640, 240], bare="bare_jpeg_upper_half.jpg")
    put("bare_jpeg_upper_half.jpg", run("jpegtran", "-crop", "640x240+0+0", parts / "whole.jpg"), None, size=[640, 240])


def codes(folder, parts, put):
    # A piece of it may be missing, which nobody sees.
    whole = run("cjpeg", "-arithmetic", parts / "plain.ppm")
    start, end = scan_of(whole)
    put("codes_arithmetic.jpg", whole, "NotGoneThrough")
    put("codes_arithmetic_progressive.jpg", run("cjpeg", "-arithmetic", "-progressive", parts / "plain.ppm"), "NotGoneThrough")
    put("codes_arithmetic_half.jpg", whole[:start + (end - start) // 2].rstrip(b"\xff") + b"\xff\xd9", "NotGoneThrough")
    plain = run("cjpeg", parts / "plain.ppm")
    late = lambda lines: b"\xff\xdc" + struct.pack(">HH", 4, lines)
    put("lines_said_twice.jpg", plain[:-2] + late(480) + plain[-2:], None)
    put("lines_said_otherwise.jpg", plain[:-2] + late(4800) + plain[-2:], None, quick=None, size=None, verdict="unreadable", lies=True, close_only=True)
    without = bytearray(plain)
    struct.pack_into(">H", without, plain.index(b"\xff\xc0") + 5, 0)
    put("lines_said_late.jpg", bytes(without[:-2]) + late(480) + plain[-2:], None, size=None, quick=None, verdict="unreadable", lies=True)
    # Tables that no code can be read by: decoders refuse them.
    tables = bytearray(plain)
    tables[plain.index(b"\xff\xc4") + 5] = 9
    put("codes_refused.jpg", bytes(tables), "BrokenInside", False)


def others(folder, parts, put):
    # Each beside one that shows the same and nothing else has.
    photo(parts / "a.webp", "-quality", "90")
    webp = (parts / "a.webp").read_bytes()
    put("bare_behind.webp", webp, None)
    put("stray_behind.webp", webp + WORDS, quick_note=True)
    put("stray_behind_zeros.webp", webp + bytes(40), None)
    for name, options in {"lossy": ["-quality", "80"], "lossless": ["-define", "webp:lossless=true"], "clear": ["-quality", "80", "-alpha", "set", "-channel", "A", "-evaluate", "set", "60%"]}.items():
        photo(parts / f"{name}.webp", *options)
        webp = (parts / f"{name}.webp").read_bytes()
        put(f"bare_{name}.webp", webp, None)
        at = max(webp.find(b"VP8 "), webp.find(b"VP8L"))
        length = struct.unpack("<I", webp[at + 4:at + 8])[0]
        end = at + 8 + length
        for what, words in {"words": WORDS, "noise": bytes(random.Random(4).choices(range(256), k=3001))}.items():
            data = webp[at + 8:end] + words
            data = webp[:4] + bytes(4) + webp[8:at + 4] + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) + webp[end + length % 2:]
            put(f"stray_{name}_{what}.webp", data[:4] + struct.pack("<I", len(data) - 8) + data[8:])
    for name, options in {"plain": [], "palette": ["-colors", "200", "-type", "Palette"], "packed": ["-colors", "200", "-type", "Palette", "-compress", "RLE"]}.items():
        photo(parts / "a.bmp", *options)
        bmp = (parts / "a.bmp").read_bytes()
        put(f"bare_behind_{name}.bmp", bmp, None)
        put(f"stray_behind_{name}.bmp", bmp + WORDS, quick_note=True)
        put(f"stray_behind_zeros_{name}.bmp", bmp + bytes(40), None)
    photo(parts / "a.gif", "-colors", "200")
    convert(parts / "a.gif", parts / "a.gif", parts / "two.gif")
    for name in ("a", "two"):
        gif = (parts / f"{name}.gif").read_bytes()
        assert gif[-2:] == b"\0;"
        put(f"bare_within_{name}.gif", gif, None)
        for what, words in {"words": WORDS, "few": b"Li"}.items():
            put(f"stray_within_{name}_{what}.gif", gif[:-2] + bytes([len(words)]) + words + gif[-2:])
        # In the piece in which the codes end.
        at, last = first_piece(gif), None
        while gif[at]:
            last, at = at, at + 1 + gif[at]
        if name == "a" and gif[last] < 100:
            grown = bytearray(gif)
            grown[last] += 30
            put("stray_within_last_piece.gif", bytes(grown[:at]) + WORDS[:30] + bytes(grown[at:]))


def first_piece(gif):
    """Where the pieces of the first picture begin."""
    at = 13 + (3 << (gif[10] & 7) + 1 if gif[10] & 0x80 else 0)
    while gif[at] != 0x2C:
        at += 2
        while gif[at]:
            at += 1 + gif[at]
        at += 1
    return at + 10 + (3 << (gif[at + 9] & 7) + 1 if gif[at + 9] & 0x80 else 0) + 1


def make(folder, parts):
    table = []

    bare = None

    def put(name, data, note="DataBehind", close=True, quick=True, size=(640, 480), quick_note=False, **more):
        nonlocal bare
        (folder / name).write_bytes(data)
        bare = name if name.startswith("bare") else bare
        close = None if more.get("lies") else close
        table.append({"file": name, "size": size and list(size), "close": close, "quick": quick, "asked": None,
                      **({"note": note, "note_is_close": not quick_note} if note else {}),
                      **({"bare": more.pop("bare", bare)} if name.startswith("stray") else {}), **more})
    for part in (jpegs, codes, others):
        part(folder, parts, put)
    return table
