"""Headers that say what cannot be, containers that crop, and turns that stand in unusual places."""

import struct
import zlib

from corpus import convert, ffmpeg, run


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
    # Two blocks: browsers, ImageMagick and Pillow go by the first one alone.
    dots = exif(1).replace(struct.pack("<HHIHH", 0x112, 3, 1, 1, 0), struct.pack("<HHIHH", 0x128, 3, 1, 2, 0))
    for first, second in ((6, 8), (1, 6), (6, 1), (None, 6), (8, None)):
        blocks = [dots if number is None else exif(number) for number in (first, second)]
        name = f"turn_two_{first}_{second}"
        segments = [b"\xff\xe1" + struct.pack(">H", len(block) + 8) + b"Exif\0\0" + block for block in blocks]
        put(f"{name}.jpg", jpg[:2] + b"".join(segments) + jpg[2:], first or 1)
        turned(folder / f"{name}.jpg", first or 1)
        extended = b"EXIF".join([b"", *(struct.pack("<I", len(block)) + block for block in blocks)])
        size = struct.unpack("<HH", webp[webp.index(b"\x9d\x01\x2a") + 3:][:4])
        head = b"VP8X" + struct.pack("<II", 10, 8) + struct.pack("<I", size[0] - 1)[:3] + struct.pack("<I", size[1] - 1)[:3]
        riff = b"WEBP" + head + webp[12:] + extended
        put(f"{name}.webp", b"RIFF" + struct.pack("<I", len(riff)) + riff, first or 1)


def turned(path, number):
    """Asks ImageMagick whether it shows it so."""
    said = run("identify", "-format", "%[orientation]", path).decode().strip()
    names = {1: ("TopLeft", "Undefined"), 3: ("BottomRight",), 6: ("RightTop",), 8: ("LeftBottom",)}
    if said not in names[number]:
        raise SystemExit(f"{path}: {said}, not {number}")


def box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def patched(data, mark, offset, kind, *values):
    """The same with other numbers behind a mark, wherever it stands."""
    data, at = bytearray(data), data.find(mark)
    assert at >= 0, mark
    while at >= 0:
        struct.pack_into(kind, data, at + offset, *values)
        at = data.find(mark, at + 1)
    return bytes(data)


def disagree(folder, parts, table):
    """Containers that say another size than the picture in them, each beside one that says the same."""
    def put(name, data, size=None, close=None, quick=None, **more):
        (folder / name).write_bytes(data)
        verdict = "unreadable" if size is None else "below"
        table.append({"file": name, "size": size, "close": close, "quick": close if quick is None else quick, "verdict": verdict,
                      **({"lies": True} if size is None else {}), **more})
    convert("-size", "96x64", "-seed", "9", "plasma:", "-strip", parts / "own.png")
    own, large = [96, 64], (4000, 3000)

    run("cwebp", "-quiet", "-q", "80", parts / "own.png", "-o", parts / "own.webp")
    still = (parts / "own.webp").read_bytes()[12:]
    side = lambda number: struct.pack("<I", number - 1)[:3]
    chunk = lambda name, body: name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
    riff = lambda *chunks: chunk(b"RIFF", b"WEBP" + b"".join(chunks))
    head = lambda size, flags=0: chunk(b"VP8X", bytes([flags, 0, 0, 0]) + side(size[0]) + side(size[1]))
    frame = lambda corner, size: chunk(b"ANMF", struct.pack("<I", corner[0])[:3] + struct.pack("<I", corner[1])[:3] + side(size[0]) + side(size[1]) + b"\x64\0\0\0" + still)
    moving = chunk(b"ANIM", bytes(6))
    put("own_canvas.webp", riff(head(own), still), own, True)
    put("lies_canvas.webp", riff(head(large), still))
    put("lies_canvas_small.webp", riff(head((32, 32)), still))
    put("own_frames.webp", riff(head((96, 128), 2), moving, frame((0, 0), own), frame((0, 32), own)), [96, 128], True)
    put("lies_frames.webp", riff(head(large, 2), moving, frame((0, 0), own)))
    put("lies_frame_beyond.webp", riff(head(own, 2), moving, frame((8, 0), own)))
    put("lies_frame_size.webp", riff(head(large, 2), moving, frame((0, 0), large)))
    put("lies_no_picture.webp", riff(head(large)), close=False, note="NoPicture")

    convert(parts / "own.png", "-colors", "16", parts / "own.gif")
    gif = (parts / "own.gif").read_bytes()
    screen = lambda width, height: gif[:6] + struct.pack("<HH", width, height) + gif[10:]
    put("own_screen.gif", gif, own, True)
    put("lies_screen.gif", screen(*large))
    put("lies_screen_small.gif", screen(32, 32))
    put("lies_no_picture.gif", gif[:6] + struct.pack("<HHBBB", *large, 0, 0, 0) + b"\x21\xfe\x08comments\0;", close=False, note="NoPicture")

    bmp = lambda size, depth, packed, data: b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, *size, 1, depth, packed, len(data), 0, 0, 0, 0) + data
    put("lies_runs.bmp", bmp(large, 8, 1, b"\xff\x07\0\1"))
    put("lies_depth.bmp", bmp(large, 0, 0, b""))
    put("lies_jpeg.bmp", bmp(large, 0, 4, b"\xff\xd8\xff"))

    for name, make in {"heic": ["heif-enc", "-q", "60", parts / "own.png", "-o"], "avif": ["avifenc", "-s", "10", parts / "own.png"]}.items():
        run(*make, parts / f"own.{name}")
        whole = (parts / f"own.{name}").read_bytes()
        put(f"own_item.{name}", whole, own, True)
        for said, size in {"large": large, "small": (32, 16), "turned": (64, 96)}.items():
            put(f"lies_item_{said}.{name}", patched(whole, b"ispe", 8, ">II", *size))
        empty = whole[:whole.index(b"mdat") - 4] + box(b"mdat")
        put(f"lies_no_picture.{name}", empty, close=False, note="NoPicture")
    convert("-size", "128x64", "-seed", "9", "plasma:", "-strip", parts / "wide.png")
    run("avifenc", "-s", "10", "--grid", "2x1", parts / "wide.png", parts / "grid.avif")
    grid = (parts / "grid.avif").read_bytes()
    put("own_grid.avif", grid, [128, 64], True)
    lies = grid.replace(struct.pack(">HH", 128, 64), struct.pack(">HH", *large), 1)
    put("lies_grid.avif", patched(lies, struct.pack(">II", 128, 64), 0, ">II", *large))

    convert(parts / "own.png", parts / "own.jp2")
    jp2 = (parts / "own.jp2").read_bytes()
    put("own_header.jp2", jp2, own, True)
    put("lies_header.jp2", patched(jp2, b"ihdr", 4, ">II", large[1], large[0]), own, True, note="Contradictory", lies=True)

    run("cjxl", "--quiet", "--container=1", parts / "own.png", parts / "own.jxl")
    jxl = (parts / "own.jxl").read_bytes()
    put("own_boxes.jxl", jxl, own, True)
    put("own_boxes_behind.jxl", jxl + b"stray text that is no box " * 5, own, True, note="DataBehind")
    put("own_boxes_behind_short.jxl", jxl + b"text", own, True, note="DataBehind")
    put("own_boxes_cut.jxl", jxl[:len(jxl) * 2 // 3], own, False)


def frames(folder, parts, table):
    """JPEGs of every kind of frame: what is not supported is not called damaged."""
    def put(name, data, size=(96, 64), **more):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": size and list(size), "close": True, "quick": True, **more})
    convert("-size", "96x64", "-seed", "9", "plasma:", "-strip", "-sampling-factor", "1x1", parts / "frame.jpg")
    whole = (parts / "frame.jpg").read_bytes()
    at = whole.index(b"\xff\xc0")
    for kind in (0xC3, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF):
        data = whole[:at + 1] + bytes([kind]) + whole[at + 2:]
        put(f"jpeg_frame_{kind:x}.jpg", data, None if kind == 0xC8 else (96, 64), why="Unsupported")
    levels = whole[:at] + b"\xff\xde\0\x11\x08" + struct.pack(">HH", 128, 192) + b"\3\1\x11\0\2\x11\0\3\x11\0" + whole[at:]
    put("jpeg_frame_levels.jpg", levels, (192, 128), why="Unsupported")
    for name, codec in (("lossless", "ljpeg"), ("ls", "jpegls")):
        ffmpeg("-i", parts / "own.png", "-c:v", codec, "-pix_fmt", "bgr24" if codec == "ljpeg" else "rgb24", "-f", "image2", parts / f"{name}.jpg")
        put(f"jpeg_frame_{name}.jpg", (parts / f"{name}.jpg").read_bytes(), why="Unsupported")
    frame = whole[at:at + 2 + struct.unpack(">H", whole[at + 2:at + 4])[0]]
    twice = frame[:5] + struct.pack(">HH", 3000, 4000) + frame[9:]
    (folder / "jpeg_two_frames.jpg").write_bytes(whole[:at] + frame + twice + whole[at + len(frame):])
    table.append({"file": "jpeg_two_frames.jpg", "size": None, "close": None, "quick": None, "verdict": "unreadable", "lies": True})


def heads_of_films(folder, parts, table):
    """Films of which only the head is there, and heads that say another size than the stream."""
    def put(name, data, size=None, close=False, **more):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": size, "close": close, "quick": close, "verdict": "below" if size else "unreadable", "kind": "video", **more})
    source = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=10:d=1", "-f", "lavfi", "-i", "sine=d=1", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    fast = ["-c:v", "libx264", "-preset", "ultrafast"]
    for name, flags in {"pieces": "frag_keyframe+empty_moov", "base": "frag_keyframe+empty_moov+default_base_moof"}.items():
        ffmpeg(*source, *fast, "-movflags", flags, parts / f"{name}.mp4")
        whole = (parts / f"{name}.mp4").read_bytes()
        put(f"head_{name}_whole.mp4", whole, [320, 240], True)
        head = whole[:whole.index(b"moof") - 4]
        put(f"head_{name}_only.mp4", head, note="NoPicture")
        put(f"head_{name}_and_data.mp4", head + box(b"mdat", bytes(range(200))), note="NoPicture")
    ffmpeg(*source[:4], "-pix_fmt", "yuv420p", *fast, parts / "plain.mp4")
    plain = (parts / "plain.mp4").read_bytes()
    for name, mark, offset in (("sizes", b"stsz", 12), ("chunks", b"stco", 8)):
        put(f"head_no_{name}.mp4", patched(plain, mark, offset, ">I", 0), note="NoPicture")
    at = plain.index(b"stsz")
    count = struct.unpack(">I", plain[at + 12:at + 16])[0]
    put("head_empty_samples.mp4", plain[:at + 16] + bytes(4 * count) + plain[at + 16 + 4 * count:], note="NoPicture")
    ffmpeg(*source[:4], "-pix_fmt", "yuv420p", "-c:v", "libsvtav1", "-preset", "12", parts / "av1.mp4")
    av1 = (parts / "av1.mp4").read_bytes()
    put("head_own_av1.mp4", av1, [320, 240], True)
    at = av1.index(b"av01", av1.index(b"stsd"))
    put("head_lies_av1.mp4", av1[:at + 28] + struct.pack(">HH", 4000, 3000) + av1[at + 32:], [320, 240], True)
    ffmpeg(*source[:4], "-pix_fmt", "yuv420p", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1", parts / "hevc.mp4")
    hevc = (parts / "hevc.mp4").read_bytes()
    for brand in (b"msf1", b"hevc", b"hevs"):
        (folder / f"sequence_{brand.decode()}.heic").write_bytes(hevc[:8] + brand + hevc[12:])
        table.append({"file": f"sequence_{brand.decode()}.heic", "size": None, "close": True, "quick": True, "verdict": "unreadable", "note": "Sequence",
                      "why": "Unsupported"})


def replaced(data, path, other):
    """The same with another box at the end of a path of boxes; those around it grow with it."""
    at = 0
    while data[at + 4:at + 8] != path[0]:
        at += struct.unpack(">I", data[at:at + 4])[0]
    end = at + struct.unpack(">I", data[at:at + 4])[0]
    inner = other if len(path) == 1 else box(path[0], replaced(data[at + 8:end], path[1:], other))
    return data[:at] + inner + data[end:]


def films_elsewhere(folder, parts, table):
    """Films that only name the files in which their pictures lie, beside those that hold what they name."""
    def put(name, data, close, **more):
        (folder / name).write_bytes(data)
        size = more.pop("size", [320, 240])
        table.append({"file": name, "size": size, "close": close, "quick": close, "kind": "video", **more})
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x240:r=10:d=1", "-pix_fmt", "yuv420p", "-c:v", "mjpeg", parts / "frames.mov")
    whole = (parts / "frames.mov").read_bytes()
    alias = box(b"alis", bytes(10) + b"NONAME" + bytes(30) + b"/render/frame001.jpg")
    others = {"alias": alias, "url": box(b"url ", bytes(4) + b"file:///render/frames.mov\0"), "own_alias": box(b"alis", b"\0\0\0\1"),
              "own_url": box(b"url ", b"\0\0\0\1"), "nameless": box(b"url ", bytes(4))}
    data = whole.index(b"mdat") - 4
    length = struct.unpack(">I", whole[data:data + 4])[0]
    for name, other in others.items():
        entries = box(b"dref", struct.pack(">II", 0, 1), other)
        told = replaced(whole, [b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"], entries)
        is_elsewhere = name in ("alias", "url")
        put(f"elsewhere_{name}_said.mov", told, True)
        without = told[:data] + told[data + length:]
        put(f"elsewhere_{name}_only.mov", without, False, **({"note": "Elsewhere"} if is_elsewhere else {}))
        # What lies there is sound, or anything else.
        sound = told[:data + 8] + bytes(length - 8) + told[data + length:]
        put(f"elsewhere_{name}_sound.mov", sound, False, note="Elsewhere" if is_elsewhere else "BrokenInside")
    named = box(b"rmra", box(b"rmda", box(b"rdrf", bytes(4) + b"alis" + struct.pack(">I", 20) + b"/render/frames.mov\0\0")))
    put("elsewhere_films.mov", whole[:data] + box(b"moov", named), False, size=None, note="Elsewhere", verdict="unreadable")


def make(folder, parts):
    table = []
    for part in (lies, crops, turns, disagree, frames, heads_of_films, films_elsewhere):
        part(folder, parts, table)
    return table
