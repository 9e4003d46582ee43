"""Files that no program makes: what was renamed, raw formats, and files made to hurt."""

import io
import struct
import zipfile

from corpus import ANY, Corpus


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def renamed(corpus: Corpus):
    def zip_of(*names):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name), "内容")
        return out.getvalue()

    other = dict(kind="other", complete=ANY, wrong_ending=True, differs="no photo or video")
    corpus.put("renamed_text.jpg", "这是一段说明。\n".encode(), container="text", **other)
    corpus.put("renamed_text_gbk.jpg", "这是一段说明。\r\n".encode("gbk"), container="text", **other)
    corpus.put("renamed_zip.mp4", zip_of("a.txt"), container="zip", **other)
    corpus.put("renamed_word.jpg", zip_of("[Content_Types].xml", "word/document.xml"), container="docx", **other)
    corpus.put("renamed_slides.mp4", zip_of("[Content_Types].xml", "ppt/presentation.xml"), container="pptx", **other)
    corpus.put("renamed_pdf.jpg", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", container="pdf", **other)
    corpus.put("renamed_page.png", b"<!DOCTYPE html><html><title>404</title></html>", container="html", **other)
    corpus.put("renamed_old_word.jpg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), container="doc", **other)
    corpus.put("renamed_music.mp4", b"ID3\x03\0\0\0\0\0\x0a" + bytes(600), container="mp3", **other)
    corpus.put("renamed_wav.mp4", b"RIFF\x24\0\0\0WAVEfmt " + bytes(28), container="wav", **other)
    corpus.put("renamed_noise.jpg", bytes((n * 7919 >> 3) % 251 + 1 for n in range(900)), container="unknown", **{**other, "wrong_ending": False})
    corpus.put("empty.jpg", b"", container="empty", **{**other, "wrong_ending": False})
    corpus.put("document.pdf", b"%PDF-1.7\n", container="pdf", **{**other, "wrong_ending": False})
    for name, source in [("png_in_jpg.jpg", "png_1920x1080.png"), ("jpeg_in_png.png", "jpeg_1920x1080.jpg"),
                         ("webp_in_jpg.jpg", "webp_lossy.webp"), ("heic_in_jpg.jpg", "heic_plain.heic"), ("gif_in_jpg.jpg", "gif_still.gif"),
                         ("mov_in_mp4.mp4", "mov_plain.mov"), ("mp4_in_avi.avi", "mp4_plain.mp4"), ("mkv_in_mp4.mp4", "mkv_h264.mkv"),
                         ("flv_in_mp4.mp4", "flv_h264.flv"), ("ts_in_mp4.mp4", "ts_h264.ts"), ("jpeg_in_mp4.mp4", "jpeg_1920x1080.jpg")]:
        known = dict(corpus.files[source])
        known["wrong_ending"] = True
        corpus.put(f"renamed_{name}", corpus.bytes(source), **known)


def raw(corpus: Corpus):
    known = dict(kind="photo", container="raw", complete=ANY, differs="raw formats are named, not measured")

    def tiff(*entries):
        body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
        return b"II\x2a\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + bytes(4)
    corpus.put("raw.dng", tiff((254, 4, 1, 1), (256, 4, 1, 256), (257, 4, 1, 171), (330, 4, 1, 8), (50706, 1, 4, 0x401)), **known)
    corpus.put("raw.nef", tiff((254, 4, 1, 1), (256, 4, 1, 160), (257, 4, 1, 120), (271, 2, 4, 0x4E4B), (330, 4, 1, 8)), **known)
    corpus.put("raw.cr2", b"II\x2a\0\x10\0\0\0CR\x02\0" + bytes(64), **known)
    corpus.put("raw.raf", b"FUJIFILMCCD-RAW 0201" + bytes(200), **known)
    corpus.put("raw.orf", b"IIRO\x08\0\0\0" + bytes(200), **known)
    corpus.put("raw.rw2", b"IIU\0\x18\0\0\0" + bytes(200), **known)
    corpus.put("raw.cr3", box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", bytes(40)), **known)


def heic(corpus: Corpus):
    """What phones write: a grid of tiles, turned and mirrored, with a clip."""
    def item(properties, links, grid=49):
        tiles = range(1, grid)
        infe = lambda number, kind: box(b"infe", struct.pack(">IHH", 2 << 24, number, 0), kind, b"\0")
        items = [infe(number, b"hvc1") for number in tiles] + [infe(grid, b"grid")]
        start = box(b"ftyp", b"heic\0\0\0\0mif1heic")

        def meta(data):
            # Tiles lie in the data, how they are laid out in the list itself.
            places = b"".join(struct.pack(">HHHHII", number, 0, 0, 1, data, 8) for number in tiles)
            places += struct.pack(">HHHHII", grid, 1, 0, 1, 0, 8)
            return box(b"meta", bytes(4), box(b"hdlr", bytes(8), b"pict", bytes(13)), box(b"pitm", struct.pack(">IH", 0, grid)),
                       box(b"iinf", struct.pack(">IH", 0, len(items)), *items),
                       box(b"iloc", struct.pack(">IHH", 1 << 24, 0x4400, len(items)), places),
                       box(b"iref", bytes(4), box(b"dimg", struct.pack(">HH", grid, len(tiles)), struct.pack(f">{len(tiles)}H", *tiles))),
                       box(b"idat", struct.pack(">BBBBHH", 0, 0, 5, 7, 4032, 3024)),
                       box(b"iprp", box(b"ipco", *properties), box(b"ipma", struct.pack(">IIHB", 0, 1, grid, len(links)), bytes(links))))
        return start + meta(len(start) + len(meta(0)) + 8) + box(b"mdat", bytes(64))
    tile = box(b"ispe", struct.pack(">III", 0, 512, 512))
    whole = box(b"ispe", struct.pack(">III", 0, 4032, 3024))
    clip = box(b"clap", struct.pack(">IIIIIIII", 4000, 1, 3000, 1, 0, 1, 0, 1))
    said = dict(container="heic", differs="libheif reads no file without samples")
    corpus.put("heic_grid.heic", item([tile, whole], [2]), size=(4032, 3024), **said)
    for angle in range(4):
        turn = box(b"irot", bytes([angle]))
        size = (3024, 4032) if angle % 2 else (4032, 3024)
        corpus.put(f"heic_grid_turn_{angle}.heic", item([tile, whole, turn], [2, 0x83]), size=size, turn=(360 - 90 * angle) % 360, **said)
    mirror = box(b"imir", b"\0")
    turn = box(b"irot", b"\1")
    corpus.put("heic_grid_mirror.heic", item([tile, whole, turn, mirror], [2, 0x83, 0x84]), size=(3024, 4032), turn=ANY, **said)
    large = box(b"clap", struct.pack(">IIIIIIII", 8000, 1, 6000, 1, 0, 1, 0, 1))
    corpus.put("heic_grid_clip_too_large.heic", item([tile, whole, large], [2, 0x83]), size=None, **{**said, "complete": None})
    corpus.put("heic_grid_clip_after_turn.heic", item([tile, whole, turn, box(b"clap", struct.pack(">IIIIIIII", 3000, 1, 4000, 1, 0, 1, 0, 1))],
               [2, 0x83, 0x84]), size=(3000, 4000), turn=270, **said)
    corpus.put("heic_grid_clip.heic", item([tile, whole, clip, turn], [2, 0x83, 0x84]), size=(3000, 4000), turn=270, **said)


def made_to_hurt(corpus: Corpus):
    hurt = dict(complete=ANY, turn=ANY, differs="made to hurt")
    video = dict(kind=ANY, size=ANY, **hurt)
    mp4 = corpus.bytes("mp4_plain.mp4")
    ftyp, rest = mp4[:struct.unpack(">I", mp4[:4])[0]], mp4[struct.unpack(">I", mp4[:4])[0]:]
    corpus.put("hurt_200000_boxes.mp4", ftyp + box(b"free") * 200_000 + rest, kind="video", size=(1920, 1080), **hurt)
    deep = b""
    for _ in range(20_000):
        deep = deep if len(deep) > 150_000 else box(b"moov", deep)
    corpus.put("hurt_deep_boxes.mp4", ftyp + deep, **video)
    corpus.put("hurt_endless_box.mp4", ftyp + struct.pack(">I", 1) + b"moov" + b"\xff" * 8 + bytes(64), **video)
    corpus.put("hurt_zero_box.mp4", ftyp + struct.pack(">I", 7) + b"moov" + bytes(64), **video)
    entries = box(b"stsd", bytes(4), b"\xff\xff\xff\xff", (struct.pack(">I", 8) + b"avc1") * 3000)
    stbl = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(12)), box(b"minf", box(b"stbl", entries))))
    corpus.put("hurt_many_entries.mp4", ftyp + box(b"moov", stbl * 2), **video)
    empty = box(b"moov", *[box(b"trak")] * 20_000)
    corpus.put("hurt_many_tracks.mp4", ftyp + empty, **video)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\x02\0\0\0" + bytes(4)
    corpus.put("hurt_bomb.png", bomb + b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82", kind="photo", size=None, **hurt)
    corpus.put("hurt_bomb.bmp", b"BM" + struct.pack("<IHHI", 1 << 31, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
               kind="photo", size=None, **{**hurt, "complete": False})
    corpus.put("hurt_bomb.gif", b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0;", kind="photo", size=None, **hurt)
    corpus.put("hurt_circle.tif", b"II\x2a\0\x08\0\0\0" + struct.pack("<H", 2) + struct.pack("<HHII", 256, 4, 1, 5000)
               + struct.pack("<HHII", 257, 4, 1, 4000) + struct.pack("<I", 8), kind="photo", size=None, **hurt)
    corpus.put("hurt_many_tags.tif", b"II\x2a\0\x08\0\0\0" + b"\xff\xff" * 4000, kind=ANY, size=ANY, **hurt)
    ebml = corpus.bytes("mkv_h264.mkv")
    place = ebml.index(b"\x18\x53\x80\x67")
    corpus.put("hurt_200000_elements.mkv", ebml[:place] + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + b"\xec\x80" * 200_000, **video)
    corpus.put("hurt_noise.ts", bytes((0x47 if n % 188 == 0 else n * 31 % 256) for n in range(188 * 400)), **video)
    corpus.put("hurt_marks.mpg", b"\0\0\1\xba" + b"\0\0\1\xe0\0\0" * 60_000, **video)
    corpus.put("hurt_short_chunks.avi", b"RIFF\xff\xff\xff\xffAVI " + b"JUNK\0\0\0\0" * 60_000, **video)
    corpus.put("hurt_chunks.webp", b"RIFF\xff\xff\xff\x7fWEBP" + b"ABCD\0\0\0\0" * 60_000, kind=ANY, size=ANY, **hurt)
    corpus.put("hurt_pages.ogv", (b"OggS\0\2" + bytes(20) + b"\0") * 9000, **video)
    corpus.put("hurt_zero_object.wmv", corpus.bytes("wmv_wmv2.wmv")[:30] + bytes(4000), **video)
    corpus.put("hurt_marks.jpg", b"\xff\xd8" + b"\xff\xfe\0\2" * 90_000, kind=ANY, size=ANY, **hurt)


def make(corpus: Corpus):
    for part in (renamed, raw, heic, made_to_hurt):
        part(corpus)
