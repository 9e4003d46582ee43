"""Pictures in the forms that scanners, old programs and printing write, and what they show: `NAME.bmp` beside each, as
ImageMagick shows it; and forms that nobody reads here, which are none the worse for that."""

import struct

from corpus import convert, ffmpeg, run

SIZE = [150, 100]


def tiffs(folder, parts, table):
    source = parts / "scan.ppm"
    convert("-size", "150x100", "-seed", "3", "plasma:red-blue", "-depth", "8", source)
    # Beside black and white the programs round differently.
    forms = {
        "palette_lzw": ["-type", "Palette", "-colors", "200", "-compress", "LZW"], "palette_4": ["-type", "Palette", "-colors", "16", "-depth", "4", "-compress", "None"],
        "palette_rle": ["-type", "Palette", "-colors", "60", "-compress", "RLE"], "palette_zip": ["-type", "Palette", "-colors", "100", "-compress", "Zip"],
        "ycbcr_jpeg": ["-colorspace", "YCbCr", "-compress", "JPEG"], "rgb_jpeg": ["-compress", "JPEG", "-quality", "95"],
        "grey_jpeg": ["-colorspace", "Gray", "-compress", "JPEG"], "grey_2": ["-colorspace", "Gray", "-depth", "2", "-compress", "None"],
        "grey_4": ["-colorspace", "Gray", "-depth", "4", "-compress", "LZW"], "grey_12": ["-colorspace", "Gray", "-depth", "12", "-compress", "None"],
        "rgb_12": ["-depth", "12", "-compress", "None"], "rgb_16_zip": ["-depth", "16", "-compress", "Zip", "-define", "tiff:predictor=2"],
        "rgb_16_large": ["-depth", "16", "-endian", "MSB", "-compress", "LZW"], "rgb_4": ["-depth", "4", "-compress", "None"],
        "lab": ["-colorspace", "Lab", "-compress", "None"], "lab_zip": ["-colorspace", "Lab", "-compress", "Zip"],
        "grey_alpha": ["-colorspace", "Gray", "-alpha", "set", "-channel", "A", "-evaluate", "multiply", "0.5", "+channel", "-compress", "LZW"],
        "rgb_alpha": ["-alpha", "set", "-channel", "A", "-evaluate", "multiply", "0.5", "+channel", "-compress", "Zip"],
        "fax_4": ["-monochrome", "-compress", "Group4"], "fax_3": ["-monochrome", "-compress", "Fax"],
        "fax_4_white": ["-monochrome", "-compress", "Group4", "-define", "quantum:polarity=min-is-white"],
        "black_lzw": ["-monochrome", "-compress", "LZW"], "black_rle": ["-monochrome", "-compress", "RLE"], "black_min_white": ["-monochrome", "-compress", "Zip", "-define", "quantum:polarity=min-is-white"],
        "grey_min_white": ["-colorspace", "Gray", "-compress", "None", "-define", "quantum:polarity=min-is-white"],
        "planes": ["-interlace", "plane", "-compress", "None"], "planes_lzw": ["-interlace", "plane", "-compress", "LZW"],
        "tiles": ["-define", "tiff:tile-geometry=64x64", "-compress", "LZW"], "tiles_palette": ["-type", "Palette", "-colors", "90", "-define", "tiff:tile-geometry=64x48", "-compress", "Zip"],
        "tiles_jpeg": ["-define", "tiff:tile-geometry=64x64", "-compress", "JPEG", "-quality", "95"], "strips": ["-define", "tiff:rows-per-strip=7", "-compress", "LZW"],
        "cmyk": ["-colorspace", "CMYK", "-compress", "LZW"], "cmyk_16": ["-colorspace", "CMYK", "-depth", "16", "-compress", "None"], "fill_order": ["-monochrome", "-define", "tiff:fill-order=lsb", "-compress", "Group4"],
    }
    for name, options in forms.items():
        prefix = "TIFF64" if name == "big" else "TIFF"
        file = f"tiff_{name}.tif"
        convert(source, *options, f"{prefix}:{folder / file}")
        picture(folder, file, table)
    ffmpeg("-i", source, "-pix_fmt", "yuv420p", "-compression_algo", "raw", folder / "tiff_ycbcr_raw.tif")
    ffmpeg("-i", source, "-pix_fmt", "yuv444p", "-compression_algo", "lzw", folder / "tiff_ycbcr_lzw.tif")
    # ImageMagick does not ask what stands for black and white; they show what they were made from.
    for name in ("tiff_ycbcr_raw.tif", "tiff_ycbcr_lzw.tif"):
        table.append({"file": name, "size": SIZE, "close": True, "quick": True, "shown": "tiff_rgb_16_zip.tif.bmp"})
    # Coded in ways that are not read here: none of them is damaged.
    whole = (folder / "tiff_black_rle.tif").read_bytes()
    for name, number in {"jbig": 34661, "zstd": 50000, "nobody": 61000, "thunderscan": 32809, "sgilog": 34676, "fax_runs": 2}.items():
        unsupported(folder, f"tiff_unsupported_{name}.tif", with_tag(whole, 259, number), table)
    grey = (folder / "tiff_grey_12.tif").read_bytes()
    convert(source, "-colorspace", "Gray", "-depth", "32", "-define", "quantum:format=floating-point", "-compress", "Zip", parts / "float.tif")
    unsupported(folder, "tiff_unsupported_float.tif", (parts / "float.tif").read_bytes(), table)
    unsupported(folder, "tiff_unsupported_colours.tif", with_tag(grey, 262, 32845), table)


def with_tag(data: bytes, tag: int, value: int) -> bytes:
    """Another value of a tag that has one value of two bytes."""
    order = "<" if data[:2] == b"II" else ">"
    place = struct.unpack(order + "I", data[4:8])[0]
    count = struct.unpack(order + "H", data[place:place + 2])[0]
    for at in range(place + 2, place + 2 + 12 * count, 12):
        if struct.unpack(order + "H", data[at:at + 2])[0] == tag:
            return data[:at + 8] + struct.pack(order + "H", value) + data[at + 10:]
    raise SystemExit(f"no tag {tag}")


def picture(folder, file, table, size=None):
    convert(folder / file, "-background", "white", "-flatten", "-colorspace", "sRGB", "-depth", "8", f"BMP3:{folder / file}.bmp")
    table.append({"file": file, "size": size or SIZE, "close": True, "quick": True, "shown": f"{file}.bmp"})


def unsupported(folder, file, data, table, size=None, close=True):
    (folder / file).write_bytes(data)
    table.append({"file": file, "size": size or SIZE, "close": close, "quick": close, "why": "Unsupported"})


def bitmaps(folder, parts, table):
    source = parts / "scan.ppm"
    convert(source, f"BMP2:{folder / 'bmp_os2.bmp'}")
    picture(folder, "bmp_os2.bmp", table)
    old = (folder / "bmp_os2.bmp").read_bytes()
    pixels = old[26:]
    for length in (16, 40, 64):
        head = struct.pack("<IIIHHIIIIII", length, *SIZE, 1, 24, 0, len(pixels), 0, 0, 0, 0)[:length].ljust(length, b"\0")
        file = f"bmp_os2_{length}.bmp"
        (folder / file).write_bytes(b"BM" + struct.pack("<IHHI", 14 + length + len(pixels), 0, 0, 14 + length) + head + pixels)
        table.append({"file": file, "size": SIZE, "close": True, "quick": True, "shown": "bmp_os2.bmp.bmp"})
    convert(source, "-colors", "16", "-type", "Palette", f"BMP2:{folder / 'bmp_os2_palette.bmp'}")
    picture(folder, "bmp_os2_palette.bmp", table)


def others(folder, parts, table):
    source = parts / "scan.ppm"
    plain = parts / "scan.jpg"
    convert(source, "-quality", "95", plain)
    ljpeg = ffmpeg("-i", source, "-c:v", "ljpeg", "-pix_fmt", "bgr24", "-f", "image2pipe", "-")
    unsupported(folder, "jpeg_lossless.jpg", ljpeg, table)
    unsupported(folder, "jpeg_arithmetic_scan.jpg", run("cjpeg", "-arithmetic", source), table)
    jp2 = parts / "scan.jp2"
    convert(source, jp2)
    data = jp2.read_bytes()
    at = data.index(b"\xff\x4f\xff\x51")
    # High throughput: bit 14 of what the decoder must know, a segment that says more, and blocks of another coder.
    sized = bytearray(data[at:])
    sized[6] |= 0x40
    length = struct.unpack(">H", sized[4:6])[0]
    cap = b"\xff\x50\0\x08\0\x02\0\0\0\x20"
    style = sized.index(b"\xff\x52")
    sized[style + 12] |= 0x40
    unsupported(folder, "jp2_high_throughput.j2k", bytes(sized[:4 + length]) + cap + bytes(sized[4 + length:]), table)
    convert(source, "-monochrome", "-compress", "None", f"PSD:{folder / 'psd_bitmap.psd'}")
    picture(folder, "psd_bitmap.psd", table)


def make(folder, parts):
    table = []
    for part in (tiffs, bitmaps, others):
        part(folder, parts, table)
    return table
