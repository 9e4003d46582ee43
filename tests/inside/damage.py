"""Photos and films with something missing inside, or with other bytes behind their end, beside whole ones."""

import random
import struct
import zlib

from corpus import convert, ffmpeg, run

HOLE = {"close": False, "quick": False}


def photo(path, *options):
    """A picture with a detail in every place, as a photo has."""
    convert("-size", "640x480", "-seed", "7", "plasma:", "-attenuate", "0.5", "+noise", "Gaussian", "-depth", "8", *options, path)


def scan_of(data: bytes):
    """Where the first scan of a JPEG begins, and where its last one ends."""
    at = 2
    while data[at + 1] != 0xDA:
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return at + 2 + struct.unpack(">H", data[at + 2:at + 4])[0], len(data) - 2


def with_hole(data: bytes, first: float, last: float, scan=None):
    start, end = scan or scan_of(data)
    a, b = start + int((end - start) * first), start + int((end - start) * last)
    return data[:a] + bytes(b - a) + data[b:]


def jpegs(folder, parts, table):
    def put(name, data, close=True, quick=None, **more):
        (folder / name).write_bytes(data)
        quick = (True if close else None) if quick is None else quick
        table.append({"file": name, "size": [640, 480], "close": close, "quick": quick, "asked": "djpeg", **more})
    kinds = {"baseline": ["-quality", "90"], "grey": ["-colorspace", "Gray"], "progressive": ["-interlace", "JPEG", "-quality", "90"],
             "full": ["-sampling-factor", "1x1"], "restart": None, "cmyk": ["-colorspace", "CMYK"], "fine": ["-interlace", "JPEG", "-quality", "99"]}
    for name, options in kinds.items():
        path = parts / f"{name}.jpg"
        if options is None:
            photo(parts / "plain.ppm")
            path.write_bytes(run("cjpeg", "-restart", "4B", "-quality", "85", parts / "plain.ppm"))
        else:
            photo(path, *options)
        whole = path.read_bytes()
        put(f"jpeg_{name}.jpg", whole)
        start, end = scan_of(whole)
        put(f"jpeg_{name}_half_zero.jpg", whole[:start + (end - start) // 2] + bytes((end - start) // 2) + b"\xff\xd9", False, False)
        put(f"jpeg_{name}_half_and_end.jpg", whole[:start + (end - start) // 2].rstrip(b"\xff") + b"\xff\xd9", False)
        put(f"jpeg_{name}_hole.jpg", with_hole(whole, 0.3, 0.5), False, False)
        noise = bytes(random.Random(5).choices(range(1, 255), k=2000))
        middle = start + (end - start) // 3
        put(f"jpeg_{name}_noise.jpg", whole[:middle] + noise + whole[middle + 2000:], False)
        put(f"jpeg_{name}_piece_lost.jpg", whole[:middle].rstrip(b"\xff") + whole[middle + 4096:].lstrip(b"\0"), False)
    # One colour needs so few bits that its code may be all zeros: it is whole.
    for colour in ("white", "black", "gray50", "red"):
        convert("-size", "1200x800", f"xc:{colour}", parts / "flat.ppm")
        (parts / "flat.jpg").write_bytes(run("cjpeg", "-optimize", parts / "flat.ppm"))
        put(f"jpeg_flat_{colour}.jpg", (parts / "flat.jpg").read_bytes(), size=[1200, 800])
        (parts / "flat.jpg").write_bytes(run("cjpeg", "-optimize", "-progressive", parts / "flat.ppm"))
        put(f"jpeg_flat_progressive_{colour}.jpg", (parts / "flat.jpg").read_bytes(), size=[1200, 800])
    convert("-size", "800x1200", "gradient:white-white", "-fill", "navy", "-draw", "rectangle 0,1080 800,1200", parts / "half.ppm")
    put("jpeg_half_white.jpg", run("cjpeg", "-optimize", parts / "half.ppm"), size=[800, 1200])
    whole = (folder / "jpeg_baseline.jpg").read_bytes()
    put("jpeg_behind_zeros.jpg", whole + bytes(5000))
    put("jpeg_behind_video.jpg", whole + bytes(random.Random(3).choices(range(256), k=30_000)), note="DataBehind")
    put("jpeg_fill_before_end.jpg", whole[:-2] + b"\xff" * 64 + b"\xff\xd9", asked=None)
    arithmetic = run("cjpeg", "-arithmetic", parts / "plain.ppm")
    put("jpeg_arithmetic.jpg", arithmetic, note="NotGoneThrough", note_is_close=True)


def pngs(folder, parts, table):
    def chunks(data):
        at = 8
        while at < len(data):
            length, name = struct.unpack(">I4s", data[at:at + 8])
            yield name, data[at + 8:at + 8 + length]
            at += 12 + length

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    def put(name, data, close=True, quick=None, size=(640, 480), **more):
        (folder / name).write_bytes(data)
        quick = (True if close else None) if quick is None else quick
        table.append({"file": name, "size": size and list(size), "close": close, "quick": quick, "asked": "convert", **more})
    for name, options in {"plain": [], "passes": ["-interlace", "PNG"], "palette": ["-colors", "200", "-define", "png:color-type=3"],
                          "deep": ["-depth", "16"], "black": ["-monochrome"], "alpha": ["-alpha", "set"]}.items():
        photo(parts / "a.png", *options)
        whole = (parts / "a.png").read_bytes()
        put(f"png_{name}.png", whole)
        data = b"".join(body for kind, body in chunks(whole) if kind == b"IDAT")
        head = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in chunks(whole) if kind in (b"IHDR", b"PLTE", b"tRNS"))
        end = chunk(b"IEND", b"")
        put(f"png_{name}_half.png", head + chunk(b"IDAT", data[:len(data) // 2]) + end, False)
        put(f"png_{name}_hole.png", head + chunk(b"IDAT", data[:len(data) // 3] + bytes(len(data) // 4) + data[len(data) * 7 // 12:]) + end, False, False)
        broken = bytearray(whole)
        broken[len(whole) // 2] ^= 0x55
        put(f"png_{name}_bit.png", bytes(broken), False)
        put(f"png_{name}_many_chunks.png", head + b"".join(chunk(b"IDAT", data[at:at + 500]) for at in range(0, len(data), 500)) + end)
    convert("-size", "2000x1500", "xc:white", parts / "flat.png")
    put("png_flat.png", (parts / "flat.png").read_bytes(), size=(2000, 1500))
    for name, (width, height) in {"lies": (4000, 3000), "lies_most": (2**31 - 1, 2**31 - 1), "lies_wide": (2**31 - 1, 1)}.items():
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        put(f"png_{name}.png", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(16))) + chunk(b"IEND", b""),
            False, False, size=None, verdict="unreadable")


def gifs(folder, parts, table):
    def put(name, data, close=True, quick=None, **more):
        (folder / name).write_bytes(data)
        quick = (True if close else None) if quick is None else quick
        table.append({"file": name, "size": [640, 480], "close": close, "quick": quick, "asked": None, **more})
    photo(parts / "a.gif", "-colors", "200")
    whole = (parts / "a.gif").read_bytes()
    put("gif_plain.gif", whole, asked="ffmpeg")
    convert(parts / "a.gif", parts / "a.gif", parts / "two.gif")
    put("gif_moving.gif", (parts / "two.gif").read_bytes(), asked="ffmpeg")
    put("gif_behind.gif", whole + b"more that does not belong here" * 9, note="DataBehind")
    put("gif_behind_zeros.gif", whole + bytes(30))
    put("gif_hole.gif", with_hole(whole, 0.3, 0.6, (800, len(whole) - 1)), False, False)
    cut = whole[:len(whole) // 2]
    put("gif_half_and_end.gif", cut + bytes(256) + b"\0;", False)


def others(folder, parts, table):
    def put(name, data, size, close=True, quick=None, **more):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": size, "close": close, "quick": close if quick is None else quick, "asked": None, **more})
    photo(parts / "a.webp", "-quality", "90")
    webp = (parts / "a.webp").read_bytes()
    put("webp_plain.webp", webp, [640, 480], asked="dwebp")
    for end in ("jp2", "j2k"):
        photo(parts / f"a.{end}", "-quality", "60")
        whole = (parts / f"a.{end}").read_bytes()
        put(f"jp2_plain.{end}", whole, [640, 480])
        put(f"jp2_behind.{end}", whole + b"\0\0\0\x01zz" + b"stray bytes" * 8, [640, 480], note="DataBehind")
    box = struct.pack(">I4s", 8 + 16 + 3, b"uuid") + bytes(range(16)) + b"abc"
    put("jp2_box_behind.jp2", (parts / "a.jp2").read_bytes() + box, [640, 480])
    run("heif-enc", "-q", "60", "-o", parts / "a.heic", folder / "png_plain.png")
    heic = (parts / "a.heic").read_bytes()
    put("heic_plain.heic", heic, [640, 480])
    put("heic_behind.heic", heic + b"stray bytes" * 8, [640, 480], note="DataBehind")
    put("heic_behind_zeros.heic", heic + bytes(6), [640, 480], note="DataBehind")


def coded(folder, parts, table):
    """Photos of which a decoder has to say whether they are whole, with a hole of zeros and without a piece."""
    def put(name, data, close=True, size=(640, 480), **more):
        (folder / name).write_bytes(data)
        # A bare stream does not say where it ends.
        quick = True if close and not name.endswith(".jxl") else None
        table.append({"file": name, "size": size and list(size), "close": close, "quick": quick, "asked": None, **more})

    def magick(*options):
        return lambda path, picture: convert(picture, *options, path)
    picture = parts / "coded.png"
    photo(picture)
    flat = parts / "coded_flat.png"
    convert("-size", "3000x2000", "xc:white", "-fill", "navy", "-draw", "rectangle 0,1800 3000,2000", flat)
    kinds = {
        "lossy.webp": magick("-quality", "90"), "lossless.webp": magick("-define", "webp:lossless=true"),
        "lossy.jp2": magick("-quality", "60"), "lossless.jp2": magick("-quality", "100"), "lossy.j2k": magick("-quality", "60"),
        "tiles.jp2": magick("-define", "jp2:tilewidth=128", "-define", "jp2:tileheight=128"), "layers.jp2": magick("-define", "jp2:rate=20,10,5,2"),
        "lossy.jxl": lambda path, picture: run("cjxl", "-d", "1", picture, path),
        "lossless.jxl": lambda path, picture: run("cjxl", "-d", "0", picture, path),
        "lzw.tif": magick("-compress", "LZW"), "zip.tif": magick("-compress", "Zip"), "jpeg.tif": magick("-compress", "JPEG", "-quality", "90"),
        "plain.heic": lambda path, picture: run("heif-enc", "-q", "70", "-o", path, picture),
    }
    for name, make in kinds.items():
        stem, end = name.split(".")
        make(parts / name, picture)
        whole = (parts / name).read_bytes()
        put(f"coded_{name}", whole)
        # Headers stand in front, directories of a TIFF behind.
        scan = (len(whole) // 8, len(whole) * 7 // 8)
        put(f"coded_{stem}_hole.{end}", with_hole(whole, 0.3, 0.6, scan), False)
        put(f"coded_{stem}_hole_late.{end}", with_hole(whole, 0.8, 1, scan), False)
        a, b = scan[0] + 5000, scan[0] + 5000 + 8192
        put(f"coded_{stem}_piece_lost.{end}", whole[:a] + whole[b:], False, None if end == "tif" else (640, 480))
        make(parts / name, flat)
        put(f"coded_{stem}_flat.{end}", (parts / name).read_bytes(), size=(3000, 2000))
        if end == "jxl":
            # Bare, it says nowhere how long it is.
            put(f"coded_{stem}_behind.{end}", whole + b"stray bytes" * 40, note="DataBehind", note_is_close=True)
            put(f"coded_{stem}_behind_zeros.{end}", whole + bytes(3000))


def large_avi(frames):
    """An AVI as it is written where it may grow beyond 1 GB: each part has an index of its own, and one names those."""
    def chunk(name, body):
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    def header(place, length):
        index = struct.pack("<HBBI4s12x", 4, 0, 0, 1, b"00dc") + struct.pack("<QII", place, length, len(frames))
        stream = chunk(b"strh", b"vidsMJPG" + struct.pack("<IHHIIIIIIII8x", 0, 0, 0, 0, 1, 10, 0, len(frames), 0, 0, 0))
        stream += chunk(b"strf", struct.pack("<IiiHH4sIiiII", 40, 320, 240, 1, 24, b"MJPG", 0, 0, 0, 0, 0)) + chunk(b"indx", index)
        main = chunk(b"avih", struct.pack("<14I", 100_000, 0, 0, 0, len(frames), 0, 1, 0, 320, 240, 0, 0, 0, 0))
        return chunk(b"LIST", b"hdrl" + main + chunk(b"LIST", b"strl" + stream))
    start = 12 + len(header(0, 0)) + 12
    pictures, records = b"", b""
    for frame in frames:
        records += struct.pack("<II", start + len(pictures) + 8, len(frame))
        pictures += chunk(b"00dc", frame)
    index = chunk(b"ix00", struct.pack("<HBBI4sQI", 2, 0, 1, len(frames), b"00dc", 0, 0) + records)
    body = b"AVI " + header(start + len(pictures), len(index)) + chunk(b"LIST", b"movi" + pictures + index)
    return chunk(b"RIFF", body)


def films(folder, parts, table):
    picture = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=10:d=4", "-pix_fmt", "yuv420p"]
    fast = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10"]

    def put(name, data, close=True, asked="ffmpeg", **more):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": [320, 240], "close": close, "quick": close, "asked": asked, "kind": "video", **more})
    for name, options in {"h264.mp4": fast, "hevc.mp4": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
                          "mpeg4.mp4": ["-c:v", "mpeg4"], "mjpeg.mov": ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"],
                          "front.mp4": [*fast, "-movflags", "faststart"], "prores.mov": ["-c:v", "prores", "-pix_fmt", "yuv422p10le"],
                          "raw.mov": ["-c:v", "rawvideo", "-t", "0.5"], "av1.mp4": ["-c:v", "libsvtav1", "-preset", "12"]}.items():
        ffmpeg(*picture, *options, parts / name)
        whole = (parts / name).read_bytes()
        stem, end = name.split(".")
        put(f"film_{name}", whole, asked=None if stem == "raw" else "ffmpeg")
        at = 0
        while whole[at + 4:at + 8] != b"mdat":
            at += struct.unpack(">I", whole[at:at + 4])[0]
        data = (at + 8, at + struct.unpack(">I", whole[at:at + 4])[0])
        if stem != "raw":
            put(f"film_{stem}_zero.{end}", with_hole(whole, 0, 1, data), False)
            put(f"film_{stem}_last_half_zero.{end}", with_hole(whole, 0.4, 1, data), False)
        if stem != "front":
            put(f"film_{stem}_behind.{end}", whole + b"stray bytes that are no box" * 4, asked=None, note="DataBehind")
            put(f"film_{stem}_behind_long.{end}", whole + b"\x7f\xff\xff\xffabcd" + b"stray" * 40, asked=None, note="DataBehind")
    # Black needs hardly any bits, and room between samples is no hole.
    ffmpeg("-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=4", "-pix_fmt", "yuv420p", *fast, parts / "black.mp4")
    put("film_black.mp4", (parts / "black.mp4").read_bytes())
    whole = (parts / "front.mp4").read_bytes()
    put("film_room_behind.mp4", whole + struct.pack(">I4s", 200_008, b"free") + bytes(200_000))
    for name, options in {"plain.ts": fast, "plain.mkv": fast, "plain.avi": ["-c:v", "mpeg4", "-q:v", "2"], "plain.flv": fast,
                          "plain.wmv": ["-c:v", "wmv2", "-q:v", "2"], "plain.mpg": ["-c:v", "mpeg2video", "-r", "25", "-q:v", "2"]}.items():
        ffmpeg(*picture, *options, parts / name)
        whole = (parts / name).read_bytes()
        end = name.split(".")[1]
        whole_said = None if end in ("ts", "mpg") else True
        put(f"film_{name}", whole, whole_said)
        ffmpeg("-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=4", "-pix_fmt", "yuv420p", *options, parts / f"black.{end}")
        put(f"film_black.{end}", (parts / f"black.{end}").read_bytes(), whole_said)
    for name, options in {"plain.webm": ["-c:v", "libvpx", "-deadline", "realtime"], "live.mkv": [*fast, "-live", "1"], "hevc.mkv": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
                          "clock.m2ts": fast, "mjpeg.avi": ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], "h264.avi": fast,
                          "mpeg2.ts": ["-c:v", "mpeg2video", "-q:v", "2"], "dvd.vob": ["-c:v", "mpeg2video", "-r", "25", "-b:v", "4M", "-f", "dvd"],
                          "mpeg1.mpg": ["-c:v", "mpeg1video", "-r", "25", "-q:v", "2"]}.items():
        ffmpeg(*picture, *options, parts / name)
        end = name.split(".")[1]
        whole_said = None if end in ("ts", "m2ts", "mpg", "vob") or name == "live.mkv" else True
        put(f"film_{name}", (parts / name).read_bytes(), whole_said, asked=None)
    ffmpeg("-f", "lavfi", "-i", "sine=d=4", *picture, "-map", "0", "-map", "1", *fast, parts / "sound.mkv")
    put("film_sound.mkv", (parts / "sound.mkv").read_bytes())
    for path in sorted(parts.glob("*")):
        if path.suffix[1:] in ("ts", "m2ts", "mkv", "webm", "avi", "mpg", "vob") and path.stem not in ("black", "live"):
            whole = path.read_bytes()
            put(f"film_{path.stem}_hole{path.suffix}", with_hole(whole, 0.4, 0.7, (0, len(whole))), False, asked=None)
            put(f"film_{path.stem}_last_third_zero{path.suffix}", with_hole(whole, 0.6, 1, (0, len(whole))), False, asked=None)
            if path.suffix[1:] not in ("mpg", "vob"):
                # No whole number of packets.
                middle = len(whole) // 2
                put(f"film_{path.stem}_piece_lost{path.suffix}", whole[:middle] + whole[middle + 9001:], False, asked=None)
    put("film_cut.mpg", (parts / "plain.mpg").read_bytes()[:-3000], False, asked=None)
    convert("-size", "320x240", "plasma:", parts / "picture.jpg")
    large = large_avi([(parts / "picture.jpg").read_bytes()] * 40)
    put("film_large.avi", large, asked=None)
    put("film_large_hole.avi", with_hole(large, 0.4, 0.7, (0, len(large))), False, asked=None)
    put("film_large_end_zero.avi", with_hole(large, 0.9, 1, (0, len(large))), False, asked=None)
    ts = (parts / "plain.ts").read_bytes()
    put("film_behind.ts", ts + b"stray bytes" * 40, None, asked=None, note="DataBehind")
    ffmpeg(*picture, "-c:v", "rv10", parts / "plain.rm")
    rm = (parts / "plain.rm").read_bytes()
    put("film_plain.rm", rm)
    put("film_behind.rm", rm + b"stray bytes" * 40, asked=None, note="DataBehind")


def make(folder, parts):
    table = []
    for part in (jpegs, pngs, gifs, others, coded, films):
        part(folder, parts, table)
    return table
