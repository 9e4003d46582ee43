"""Headers that say what cannot be, containers that crop, and turns that stand in unusual places."""

import struct
import zlib

from corpus import convert, ffmpeg


def lies(folder, parts, table):
    def put(name, data, close=None):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": None, "close": close, "quick": close, "verdict": "unreadable", "lies": True})

    def tiff(width, height, compression, order="<"):
        tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, compression), (262, 3, 1), (273, 4, 200), (277, 3, 1), (278, 4, height), (279, 4, 800)]
        body = b"".join(struct.pack(order + "HHI", tag, kind, 1) + (struct.pack(order + "I", value) if kind == 4 else struct.pack(order + "HH", value, 0)) for tag, kind, value in tags)
        return ((b"II\x2a\0" if order == "<" else b"MM\0\x2a") + struct.pack(order + "IH", 8, len(tags)) + body + bytes(4)).ljust(1000, b"\1")
    for name, compression in {"plain": 1, "fax": 4, "lzw": 5, "jpeg": 7, "zip": 8, "bits": 32773}.items():
        put(f"tiff_lies_{name}.tif", tiff(1728, 830951160, compression))
        put(f"tiff_lies_large_{name}.tif", tiff(60_000, 60_000, compression, ">"))
    put("tiff_lies_sides.tif", tiff(2**31, 2**31, 34661))
    convert("-size", "64x64", "plasma:", parts / "small.jpg")
    small = bytearray((parts / "small.jpg").read_bytes())
    at = small.index(b"\xff\xc0")
    struct.pack_into(">HH", small, at + 5, 65_000, 65_000)
    put("jpeg_lies.jpg", bytes(small), False)
    put("bmp_lies.bmp", b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 40_000, 40_000, 1, 24, 0, 0, 0, 0, 0, 0), False)


def crops(folder, parts, table):
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=864x480:r=5:d=1", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", parts / "crop.mp4")
    for end in ("mp4", "mov", "mkv"):
        ffmpeg("-i", parts / "crop.mp4", "-c", "copy", parts / f"crop.{end}") if end != "mp4" else None
        whole = (parts / f"crop.{end}").read_bytes()
        for width, height in ((864, 480), (854, 480), (850, 478), (854, 470), (848, 480), (864, 464), (870, 480)):
            data = bytearray(whole)
            if end == "mkv":
                # Width and height of the track stand behind their marks.
                at, down = data.index(b"\xb0\x82\x03\x60"), data.index(b"\xba\x82\x01\xe0")
                struct.pack_into(">H", data, at + 2, width)
                struct.pack_into(">H", data, down + 2, height)
            else:
                struct.pack_into(">HH", data, data.index(b"avc1", data.index(b"stsd")) + 28, width, height)
            name = f"crop_{width}x{height}.{end}"
            (folder / name).write_bytes(bytes(data))
            fits = width <= 864 and height <= 480 and -(-width // 16) == 54 and -(-height // 16) == 30
            table.append({"file": name, "size": [width, height] if fits else [864, 480], "close": True, "quick": True, "sized": True})


def turns(folder, parts, table):
    convert("-size", "120x80", "-seed", "5", "plasma:", "-strip", parts / "turn.png")
    convert(parts / "turn.png", parts / "turn.webp")
    convert(parts / "turn.png", parts / "turn.jpg")

    def exif(number, order="<", behind=0):
        head = (b"II\x2a\0" if order == "<" else b"MM\0\x2a") + struct.pack(order + "I", 8 + behind)
        entry = struct.pack(order + "HHIHH", 0x112, 3, 1, number, 0)
        return head + bytes(behind) + struct.pack(order + "H", 1) + entry + bytes(4)

    def put(name, data, number):
        (folder / name).write_bytes(data)
        size = [80, 120] if number >= 5 else [120, 80]
        table.append({"file": name, "size": size, "close": True, "quick": True, "turn": {6: 90, 8: 270, 3: 180, 1: 0}[number]})

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    png, webp, jpg = ((parts / f"turn.{end}").read_bytes() for end in ("png", "webp", "jpg"))
    start, end = png.index(b"IDAT") - 4, len(png) - 12
    for number in (6, 8, 3):
        for order, letter in (("<", "II"), (">", "MM")):
            block = exif(number, order)
            for prefix, said in ((b"", "bare"), (b"Exif\0\0", "prefix")):
                body = prefix + block
                size = struct.unpack("<HH", webp[webp.index(b"\x9d\x01\x2a") + 3:][:4])
                head = b"VP8X" + struct.pack("<II", 10, 8) + struct.pack("<I", size[0] - 1)[:3] + struct.pack("<I", size[1] - 1)[:3]
                riff = b"WEBP" + head + webp[12:] + b"EXIF" + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
                put(f"turn_{number}_{letter}_{said}.webp", b"RIFF" + struct.pack("<I", len(riff)) + riff, number)
            put(f"turn_{number}_{letter}_front.png", png[:start] + chunk(b"eXIf", block) + png[start:], number)
            put(f"turn_{number}_{letter}_behind.png", png[:end] + chunk(b"eXIf", block) + chunk(b"tEXt", b"Comment\0behind") + png[end:], number)
            text = b"\nexif\n%8d\n" % (len(block) + 6) + (b"Exif\0\0" + block).hex().encode() + b"\n"
            put(f"turn_{number}_{letter}_text.png", png[:start] + chunk(b"tEXt", b"Raw profile type exif\0" + text) + png[start:], number)
            put(f"turn_{number}_{letter}_packed.png", png[:start] + chunk(b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(text)) + png[start:], number)
            deep = b"Exif\0\0" + exif(number, order, 20_000)
            put(f"turn_{number}_{letter}_deep.jpg", jpg[:2] + b"\xff\xe1" + struct.pack(">H", len(deep) + 2) + deep + jpg[2:], number)


def make(folder, parts):
    table = []
    for part in (lies, crops, turns):
        part(folder, parts, table)
    return table
