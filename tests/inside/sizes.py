"""Photos whose header says other sides than what is stored: twice or half as high or wide. Whoever goes through them sees it, and
tells."""

import struct
import zlib

from corpus import convert, run
from damage import photo
from headers import patched

SIDES = (640, 480)


def other_sides():
    for name, (width, height) in {"higher": (1, 2), "wider": (2, 1), "lower": (1, 0.5), "narrower": (0.5, 1)}.items():
        yield name, (int(SIDES[0] * width), int(SIDES[1] * height))


def tiff(data, tag, value):
    """Another value of a tag of one number."""
    order = "<" if data[:2] == b"II" else ">"
    place = struct.unpack(order + "I", data[4:8])[0]
    for at in range(place + 2, place + 2 + 12 * struct.unpack(order + "H", data[place:place + 2])[0], 12):
        found, kind = struct.unpack(order + "HH", data[at:at + 4])
        if found == tag:
            field = struct.pack(order + "HH", value, 0) if kind == 3 else struct.pack(order + "I", value)
            return data[:at + 8] + field + data[at + 12:]
    raise SystemExit(f"no tag {tag}")


def make(folder, parts):
    table = []

    def put(name, data, size, told):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": list(size), "asked": None, "told": told})

    def each(name, ending, data, change):
        put(f"sides_{name}_own.{ending}", data, SIDES, False)
        for how, (width, height) in other_sides():
            put(f"sides_{name}_{how}.{ending}", change(data, width, height), (width, height), True)
    photo(parts / "plain.ppm")
    for name, options in {"baseline": [], "progressive": ["-progressive"], "restart": ["-restart", "4B"]}.items():
        mark = b"\xff\xc2" if name == "progressive" else b"\xff\xc0"
        each(name, "jpg", run("cjpeg", *options, parts / "plain.ppm"), lambda data, width, height: patched(data, mark, 5, ">HH", height, width))
    for name, options in {"plain": ["-compress", "None"], "lzw": ["-compress", "LZW"], "zip": ["-compress", "Zip"], "bits": ["-compress", "RLE"],
                          "strips": ["-compress", "LZW", "-define", "tiff:rows-per-strip=16"], "strips_plain": ["-compress", "None", "-define", "tiff:rows-per-strip=16"],
                          "tiles": ["-compress", "Zip", "-define", "tiff:tile-geometry=64x64"], "jpeg": ["-compress", "JPEG", "-quality", "90"]}.items():
        photo(parts / f"a_{name}.tif", *options)
        data = (parts / f"a_{name}.tif").read_bytes()
        each(f"tiff_{name}", "tif", data, lambda data, width, height: tiff(tiff(data, 256, width), 257, height))
    for name, options in {"plain": [], "packed": ["-colors", "200", "-type", "Palette", "-compress", "RLE"]}.items():
        photo(parts / f"a_{name}.bmp", *options)
        each(f"bmp_{name}", "bmp", (parts / f"a_{name}.bmp").read_bytes(), lambda data, width, height: data[:18] + struct.pack("<ii", width, height) + data[26:])
    photo(parts / "a.png")
    png = (parts / "a.png").read_bytes()

    def headed(data, width, height):
        head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
        return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]
    each("png", "png", png, headed)
    for name, options in {"lossy": ["-quality", "90"], "lossless": ["-define", "webp:lossless=true"]}.items():
        photo(parts / f"{name}.webp", *options)
        data = (parts / f"{name}.webp").read_bytes()
        if name == "lossy":
            each(name, "webp", data, lambda data, width, height: patched(data, b"\x9d\x01\x2a", 3, "<HH", width, height))
        else:
            bits = lambda width, height: width - 1 | height - 1 << 14
            old = struct.unpack("<I", data[21:25])[0] & ~(1 << 28) - 1
            each(name, "webp", data, lambda data, width, height: data[:21] + struct.pack("<I", bits(width, height) | old & 0xF0000000) + data[25:])
    return table
