"""Photos: every format, turn and trap of the issue."""

import hashlib
import shutil
import struct

from corpus import ANY, Corpus, convert, exiftool, ffmpeg, run

SIZES = [(1920, 1080), (1919, 1080), (1920, 1079), (1080, 1920), (4000, 3000), (640, 480), (1921, 1081)]
FIRST_TURNS = {1: 0, 2: 0, 3: 180, 4: 0, 5: 270, 6: 90, 7: 90, 8: 270}


def canvas(width, height):
    return ["-size", f"{width}x{height}", "gradient:#204060-#e0d0b0", "-depth", "8", "-quality", "40"]


def turned(size, number):
    return size[::-1] if number >= 5 else size


def jpeg(corpus: Corpus):
    for width, height in SIZES:
        corpus.add(f"jpeg_{width}x{height}.jpg", lambda p, s=(width, height): convert(*canvas(*s), p),
                   size=(width, height), container="jpeg")
    for name, extra in {
        "progressive": ["-interlace", "JPEG"], "grey": ["-colorspace", "Gray"], "cmyk": ["-colorspace", "CMYK"],
        "full_chroma": ["-sampling-factor", "1x1"], "quality_100": ["-quality", "100"], "comment": ["-comment", "说明"],
    }.items():
        corpus.add(f"jpeg_{name}.jpg", lambda p, e=extra: convert(*canvas(1920, 1080), *e, p), size=(1920, 1080))
    for dpi, unit in [(300, "PixelsPerInch"), (118, "PixelsPerCentimeter")]:
        corpus.add(f"jpeg_{unit}.jpeg", lambda p, d=dpi, u=unit: convert(*canvas(1920, 1080), "-units", u, "-density", d, p),
                   size=(1920, 1080), dpi=300)
    corpus.run()
    base = corpus.folder / "jpeg_1920x1080.jpg"
    for name, extra in {"arithmetic": ["-arithmetic"], "restarts": ["-restart", "4B"], "transposed": ["-transpose"]}.items():
        size = (1080, 1920) if name == "transposed" else (1920, 1080)
        corpus.add(f"jpeg_{name}.jpg", lambda p, e=extra: run("jpegtran", *e, "-outfile", p, base), size=size)
    thumb = corpus.parts / "thumb.jpg"
    convert(*canvas(160, 120), thumb)
    for number, degrees in FIRST_TURNS.items():
        for order in ("MM", "II"):
            def make(path, number=number, order=order):
                shutil.copy(base, path)
                exiftool(path, "-n", f"-Orientation={number}", f"-ExifByteOrder={order}", f"-ThumbnailImage<={thumb}")
            corpus.add(f"jpeg_turn_{number}_{order}.jpg", make, size=turned((1920, 1080), number), turn=degrees)

    def exif_dpi(path):
        convert(*canvas(1920, 1080), path)
        exiftool(path, "-JFIF:all=", "-XResolution=240", "-YResolution=240", "-ResolutionUnit=inches", "-XMP:Title=标题")
    corpus.add("jpeg_exif_dpi.jpg", exif_dpi, size=(1920, 1080), dpi=240)
    corpus.run()
    whole = base.read_bytes()
    head, rest = whole[:2], whole[2:]
    mp4 = b"\0\0\0\x18ftypmp42" + b"".join(hashlib.sha256(bytes([n // 256, n % 256])).digest() for n in range(4000))
    corpus.put("jpeg_zeros_behind.jpg", whole + bytes(4096), size=(1920, 1080))
    corpus.put("jpeg_motion_photo.jpg", whole + mp4, size=(1920, 1080))
    corpus.put("jpeg_two_pictures.jpg", whole + corpus.bytes("jpeg_640x480.jpg"), size=(1920, 1080))
    corpus.put("jpeg_filled_up.jpg", head + b"\xff\xff\xff" + rest[1:], size=(1920, 1080))
    corpus.put("jpeg_end_mark_in_comment.jpg", head + b"\xff\xfe\0\x08\xff\xd9\xff\xd9ab" + rest, size=(1920, 1080))
    corpus.put("jpeg_end_missing.jpg", whole[:-2], size=(1920, 1080), complete=False)
    corpus.put("jpeg_upper.JPG", whole, size=(1920, 1080))
    corpus.put("jpeg_without_ending", whole, size=(1920, 1080), wrong_ending=False, differs="exiftool goes by the ending in a folder")
    corpus.cut("jpeg_1920x1080.jpg", 0.99, 0.5)
    corpus.cut("jpeg_turn_6_MM.jpg", 0.7, 100)
    corpus.cut("jpeg_progressive.jpg", 0.6)


def png(corpus: Corpus):
    for width, height in SIZES[:4]:
        corpus.add(f"png_{width}x{height}.png", lambda p, s=(width, height): convert(*canvas(*s), p),
                   size=(width, height), container="png")
    for name, extra in {
        "interlaced": ["-interlace", "PNG"], "palette": ["-colors", "16", "-define", "png:color-type=3"],
        "grey": ["-colorspace", "Gray"], "alpha": ["-alpha", "set"], "bits_16": ["-depth", "16"], "black": ["-threshold", "50%"],
    }.items():
        corpus.add(f"png_{name}.png", lambda p, e=extra: convert(*canvas(1920, 1080), *e, p), size=(1920, 1080))
    corpus.add("png_dpi.png", lambda p: convert(*canvas(1920, 1080), "-units", "PixelsPerInch", "-density", "300", p),
               size=(1920, 1080), dpi=300)
    corpus.add("png_moving.apng", lambda p: ffmpeg("-f", "lavfi", "-i", "color=s=1920x1080:r=2:d=1", "-f", "apng", p),
               size=(1920, 1080))

    def turn(path):
        convert(*canvas(1920, 1080), path)
        exiftool(path, "-n", "-Orientation=6")
        # exiftool puts it behind the picture; viewers want it in front.
    corpus.add("png_turn_6.png", turn, size=ANY, turn=ANY, differs="the tag lies behind the picture")
    corpus.run()
    whole = corpus.bytes("png_1920x1080.png")
    corpus.put("png_data_behind.png", whole + b"trailer" * 9, size=(1920, 1080))
    corpus.put("png_last_chunk_missing.png", whole[:-12], size=(1920, 1080), complete=False)
    corpus.cut("png_1920x1080.png", 0.99, 0.5, 40)


def webp(corpus: Corpus):
    for name, extra, size in [
        ("lossy", [], (1920, 1080)), ("lossless", ["-define", "webp:lossless=true"], (1920, 1080)),
        ("odd", [], (1919, 1079)), ("odd_lossless", ["-define", "webp:lossless=true"], (1919, 1079)),
        ("alpha", ["-alpha", "set", "-channel", "A", "-evaluate", "multiply", "0.5"], (1920, 1080)), ("tall", [], (1080, 1920)),
    ]:
        corpus.add(f"webp_{name}.webp", lambda p, e=extra, s=size: convert(*canvas(*s), *e, p), size=size, container="webp")
    corpus.add("webp_moving.webp", lambda p: ffmpeg("-f", "lavfi", "-i", "testsrc=s=1920x1080:r=2:d=1", "-c:v", "libwebp_anim", p),
               size=(1920, 1080))

    def turn(path):
        convert(*canvas(1920, 1080), path)
        exiftool(path, "-n", "-Orientation=8")
    corpus.add("webp_turn_8.webp", turn, size=(1080, 1920), turn=270)
    corpus.run()
    corpus.cut("webp_lossy.webp", 0.99, 0.5)
    corpus.cut("webp_alpha.webp", 0.6)


def bmp(corpus: Corpus):
    small = (150, 100)
    for name, prefix, extra in [
        ("windows", "BMP3", []), ("os2", "BMP2", []), ("version_4", "BMP", []), ("palette", "BMP3", ["-colors", "16", "-type", "Palette"]),
        ("black", "BMP3", ["-monochrome"]), ("packed", "BMP3", ["-colors", "64", "-type", "Palette", "-compress", "RLE"]),
    ]:
        corpus.add(f"bmp_{name}.bmp", lambda p, e=extra, f=prefix: convert(*canvas(*small), *e, f"{f}:{p}"), size=small, container="bmp")
    corpus.add("bmp_large.bmp", lambda p: convert(*canvas(1920, 1080), "-threshold", "50%", "-monochrome", f"BMP3:{p}"), size=(1920, 1080))
    corpus.run()
    whole = bytearray(corpus.bytes("bmp_windows.bmp"))
    struct.pack_into("<i", whole, 22, -100)
    corpus.put("bmp_from_the_top.bmp", bytes(whole), size=small)
    old = corpus.bytes("bmp_os2.bmp")
    pixels = old[26:]
    head = struct.pack("<IIIHHIIIII", 64, 150, 100, 1, 24, 0, len(pixels), 0, 0, 0) + bytes(28)
    corpus.put("bmp_os2_second.bmp", b"BM" + struct.pack("<IHHI", 78 + len(pixels), 0, 0, 78) + head + pixels, size=small,
               differs="exiftool reads it like the first OS/2 header")
    corpus.cut("bmp_windows.bmp", 0.99, 0.5)


def tiff(corpus: Corpus):
    big = ["-threshold", "50%", "-compress", "Group4"]
    for name, prefix, extra in [
        ("small_first", "TIFF", ["-endian", "LSB"]), ("large_first", "TIFF", ["-endian", "MSB"]), ("big", "TIFF64", []),
        ("lzw", "TIFF", ["-compress", "LZW"]), ("zip", "TIFF", ["-compress", "Zip"]), ("jpeg", "TIFF", ["-compress", "JPEG"]),
        ("tiles", "PTIF", ["-compress", "Zip"]), ("cmyk", "TIFF", ["-colorspace", "CMYK", "-compress", "Zip"]),
    ]:
        extra = extra + ([] if "-compress" in extra else ["-compress", "Zip"])
        corpus.add(f"tiff_{name}.tif", lambda p, e=extra, f=prefix: convert(*canvas(1920, 1080), *e, f"{f}:{p}"),
                   size=(1920, 1080), container="tiff")
    corpus.add("tiff_dpi.tiff", lambda p: convert(*canvas(1920, 1080), *big, "-units", "PixelsPerInch", "-density", "300", p),
               size=(1920, 1080), dpi=300)
    corpus.add("tiff_pages.tif", lambda p: convert(*canvas(640, 480), *canvas(1920, 1080), *big, p), size=(1920, 1080),
               differs="exiftool tells the first page, the largest counts")
    corpus.run()
    for number, degrees in FIRST_TURNS.items():
        def make(path, number=number):
            shutil.copy(corpus.folder / "tiff_dpi.tiff", path)
            exiftool(path, "-n", f"-IFD0:Orientation={number}")
        corpus.add(f"tiff_turn_{number}.tif", make, size=turned((1920, 1080), number), turn=degrees)
    corpus.run()
    corpus.cut("tiff_small_first.tif", 0.99, 0.4)
    corpus.cut("tiff_turn_6.tif", 0.8)


def gif(corpus: Corpus):
    corpus.add("gif_still.gif", lambda p: convert(*canvas(1920, 1080), "-colors", "8", p), size=(1920, 1080), container="gif")
    corpus.add("gif_moving.gif", lambda p: convert(*canvas(640, 480), "-colors", "4", *canvas(640, 480), p), size=(640, 480))
    corpus.add("gif_87.gif", lambda p: convert(*canvas(1919, 1080), "-colors", "4", f"GIF87:{p}"), size=(1919, 1080))
    corpus.run()
    corpus.cut("gif_still.gif", 0.99, 0.5)


def heic_and_avif(corpus: Corpus):
    source = corpus.parts / "heif.png"
    convert(*canvas(1920, 1080), source)
    odd = corpus.parts / "heif_odd.png"
    convert(*canvas(1919, 1079), odd)
    small = corpus.parts / "heif_small.png"
    convert(*canvas(512, 384), small)
    for name, picture, extra, size in [("plain", source, [], (1920, 1080)), ("odd", odd, [], (1919, 1079)), ("small", small, [], (512, 384)),
                                       ("thumb", source, ["-t", "160"], (1920, 1080))]:
        corpus.add(f"heic_{name}.heic", lambda p, s=picture, e=extra: run("heif-enc", *e, "-o", p, s), size=size, container="heic")
        corpus.add(f"avif_heif_{name}.avif", lambda p, s=picture, e=extra: run("heif-enc", "-A", *e, "-o", p, s), size=size, container="avif")
    for name, picture, extra, size, degrees in [
        ("plain", source, [], (1920, 1080), 0), ("odd", odd, [], (1919, 1079), 0),
        ("turn_1", source, ["--irot", "1"], (1080, 1920), 270), ("turn_2", source, ["--irot", "2"], (1920, 1080), 180),
        ("turn_3", source, ["--irot", "3"], (1080, 1920), 90), ("mirror", source, ["--imir", "1"], (1920, 1080), 0),
        ("clip", source, ["--clap", "1600,1,900,1,0,1,0,1"], (1600, 900), 0),
        ("clip_turn", source, ["--clap", "1600,1,900,1,0,1,0,1", "--irot", "1"], (900, 1600), 270),
        ("grid", source, ["--grid", "2x2"], (1920, 1080), 0), ("wide_pixels", source, ["--pasp", "2,1"], (1920, 1080), 0),
    ]:
        corpus.add(f"avif_{name}.avif", lambda p, s=picture, e=extra: run("avifenc", "-s", "10", "-j", "2", *e, s, p), size=size, turn=degrees,
                   differs="exiftool does not clip" if "clip" in name else None)
    corpus.run()
    corpus.cut("heic_plain.heic", 0.99, 0.5, 100)
    corpus.cut("avif_plain.avif", 0.99, 0.5)


def jpeg_xl(corpus: Corpus):
    for name, size in [("even", (1920, 1080)), ("odd", (1919, 1079)), ("square", (512, 512)), ("small", (200, 120)),
                       ("three_two", (1620, 1080)), ("tall", (1080, 1920)), ("large", (5000, 300))]:
        picture = corpus.parts / f"jxl_{name}.png"
        convert(*canvas(*size), picture)
        corpus.add(f"jxl_{name}.jxl", lambda p, s=picture: run("cjxl", "-e", "3", s, p), size=size, container="jxl", complete=ANY)
        corpus.add(f"jxl_box_{name}.jxl", lambda p, s=picture: run("cjxl", "-e", "3", "--container=1", s, p), size=size)
    for number in (3, 6, 8):
        corpus.add(f"jxl_turn_{number}.jxl", lambda p, n=number: run("cjxl", "-e", "3", "-j", "0", corpus.folder / f"jpeg_turn_{n}_MM.jpg", p),
                   size=turned((1920, 1080), number), turn=FIRST_TURNS[number], complete=ANY, differs="exiftool tells the stored size")
    corpus.add("jxl_from_jpeg.jxl", lambda p: run("cjxl", corpus.folder / "jpeg_1920x1080.jpg", p), size=(1920, 1080), complete=ANY,
               differs="exiftool does not read this form")
    corpus.run()
    corpus.cut("jxl_box_even.jxl", 0.99, 0.5)
    corpus.cut("jxl_even.jxl", 0.9, tells=False)


def others(corpus: Corpus):
    corpus.add("psd_plain.psd", lambda p: convert(*canvas(1920, 1080), "-compress", "RLE", p), size=(1920, 1080), container="psd")
    corpus.add("psd_raw.psd", lambda p: convert(*canvas(150, 100), "-compress", "None", p), size=(150, 100))
    corpus.add("psd_large.psb", lambda p: convert(*canvas(1920, 1080), "-compress", "RLE", f"PSB:{p}"), size=(1920, 1080))
    for end in ("jp2", "j2k"):
        corpus.add(f"jpeg2000.{end}", lambda p: convert(*canvas(1920, 1080), "-quality", "20", p), size=(1920, 1080), container="jp2",
                   differs="exiftool does not read bare streams" if end == "j2k" else None)
    corpus.run()
    corpus.cut("psd_plain.psd", 0.99, 0.5)
    corpus.cut("psd_raw.psd", 0.9)
    corpus.cut("jpeg2000.jp2", 0.9)


def make(corpus: Corpus):
    for part in (jpeg, png, webp, bmp, tiff, gif, heic_and_avif, jpeg_xl, others):
        part(corpus)
