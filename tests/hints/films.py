"""Films of a second, as computers play them and as many do not."""

from corpus import ffmpeg

PICTURE = ["-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=1"]
SOUND = ["-f", "lavfi", "-i", "sine=d=1"]
X265 = ["-x265-params", "log-level=none"]

# Name: how it is coded, whether many computers do not play it, and the bits of a sample.
CODED = {
    "h264.mp4": (["-c:v", "libx264", "-pix_fmt", "yuv420p"], False, 8),
    "h264.mov": (["-c:v", "libx264", "-pix_fmt", "yuv420p"], False, 8),
    "h264.mkv": (["-c:v", "libx264", "-pix_fmt", "yuv420p"], False, 8),
    "h264.ts": (["-c:v", "libx264", "-pix_fmt", "yuv420p"], False, 8),
    "h264.flv": (["-c:v", "libx264", "-pix_fmt", "yuv420p", "-ar", "44100"], False, 8),
    "h264.avi": (["-c:v", "libx264", "-pix_fmt", "yuv420p"], False, None),
    "h264_422.mp4": (["-c:v", "libx264", "-pix_fmt", "yuv422p"], False, 8),
    "h264_10.mp4": (["-c:v", "libx264", "-pix_fmt", "yuv420p10"], True, 10),
    "h264_10.mkv": (["-c:v", "libx264", "-pix_fmt", "yuv420p10"], True, 10),
    "h264_10.ts": (["-c:v", "libx264", "-pix_fmt", "yuv420p10"], True, 10),
    "mpeg4.mp4": (["-c:v", "mpeg4"], False, None),
    "mpeg2.mpg": (["-c:v", "mpeg2video", "-r", "25"], False, 8),
    "mjpeg.avi": (["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], False, None),
    "wmv.wmv": (["-c:v", "wmv2"], False, None),
    "vp9.webm": (["-c:v", "libvpx-vp9", "-b:v", "200k"], False, None),
    "vp9.mp4": (["-c:v", "libvpx-vp9", "-b:v", "200k"], False, 8),
    "hevc.mp4": (["-c:v", "libx265", "-pix_fmt", "yuv420p", *X265], True, 8),
    "hevc.mov": (["-c:v", "libx265", "-tag:v", "hvc1", "-pix_fmt", "yuv420p", *X265], True, 8),
    "hevc.mkv": (["-c:v", "libx265", "-pix_fmt", "yuv420p", *X265], True, 8),
    "hevc.ts": (["-c:v", "libx265", "-pix_fmt", "yuv420p", *X265], True, 8),
    "hevc_10.mp4": (["-c:v", "libx265", "-pix_fmt", "yuv420p10", *X265], True, 10),
    "hevc_10.mkv": (["-c:v", "libx265", "-pix_fmt", "yuv420p10", *X265], True, 10),
    "hevc_12.mp4": (["-c:v", "libx265", "-pix_fmt", "yuv420p12", *X265], True, 12),
    "av1.mp4": (["-c:v", "libaom-av1", "-cpu-used", "8", "-pix_fmt", "yuv420p"], True, 8),
    "av1_10.mp4": (["-c:v", "libaom-av1", "-cpu-used", "8", "-pix_fmt", "yuv420p10"], True, 10),
    "av1_10.mkv": (["-c:v", "libaom-av1", "-cpu-used", "8", "-pix_fmt", "yuv420p10"], True, 10),
    "prores.mov": (["-c:v", "prores_ks"], True, None),
    "dnxhr.mov": (["-c:v", "dnxhd", "-profile:v", "dnxhr_lb", "-pix_fmt", "yuv422p"], True, None),
}
# Containers in which it is seen for sure that there is no sound.
SILENT = ["mp4", "mov", "mkv", "avi", "wmv"]


# Where the descriptions of samples lie.
DOWN = [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"]


def box(data, at, end, name):
    while at < end:
        length = int.from_bytes(data[at:at + 4], "big")
        if data[at + 4:at + 8] == name:
            return at, at + length
        at += length
    raise SystemExit(f"no {name}")


def description(data):
    """The boxes on the way to the descriptions of the first track, each by its place and end."""
    at, end, way = 0, len(data), []
    for name in DOWN:
        at, end = box(data, at, end, name)
        way.append((at, end))
        at += 8
    return way


def of_two_sizes(path):
    """The samples of one film, described a second time as another film describes its own."""
    one, other = path.with_name(".one.mp4"), path.with_name(".other.mp4")
    for film, size in ((one, "320x180"), (other, "640x360")):
        ffmpeg("-f", "lavfi", "-i", f"testsrc=s={size}:r=10:d=1", *SOUND, "-shortest", "-c:v", "libx264", "-pix_fmt", "yuv420p", film)
    data, second = bytearray(one.read_bytes()), other.read_bytes()
    start, end = description(second)[-1]
    entry = second[start + 16:end]
    way = description(data)
    start, end = way[-1]
    # The samples lie in front, where nothing moves.
    assert data.find(b"mdat") < data.find(b"moov")
    for at, _ in way:
        data[at:at + 4] = (int.from_bytes(data[at:at + 4], "big") + len(entry)).to_bytes(4, "big")
    data[start + 12:start + 16] = (2).to_bytes(4, "big")
    data[end:end] = entry
    path.write_bytes(data)
    one.unlink()
    other.unlink()


def joined(path, codec, options):
    """Two films of two sizes one behind the other, neither coded anew, as programs join them that only copy. Of H.265 in an MP4,
    ffmpeg leaves out what says the second size, so that no player shows it."""
    stem, ending = path.stem, path.suffix
    parts = [path.with_name(f".{stem}_{number}{ending}") for number in (1, 2)]
    for film, size in zip(parts, ("320x180", "640x360")):
        ffmpeg("-f", "lavfi", "-i", f"testsrc=s={size}:r=10:d=2", *SOUND, "-shortest", "-c:v", codec, "-pix_fmt", "yuv420p", *options, film)
    if ending == ".ts":
        path.write_bytes(b"".join(film.read_bytes() for film in parts))
    else:
        table = path.with_name(f".{stem}.txt")
        table.write_text("".join(f"file '{film.name}'\n" for film in parts))
        ffmpeg("-f", "concat", "-safe", "0", "-i", table, "-c", "copy", path)
        table.unlink()
    for film in parts:
        film.unlink()


def make(folder):
    entries, work = [], []

    def put(name, *how, sound=True, **known):
        entries.append(dict(file=name, sound=sound, **known))
        work.append(lambda: ffmpeg(*PICTURE, *(SOUND if sound else []), *how, *(["-shortest"] if sound else []), folder / name))

    for name, (how, rare, depth) in CODED.items():
        put(name, *how, rare=rare, depth=depth)
    for ending in SILENT:
        codec = ["-c:v", "wmv2"] if ending == "wmv" else ["-c:v", "libx264", "-pix_fmt", "yuv420p"]
        put(f"silent.{ending}", *codec, sound=False, rare=False)
    entries.append(dict(file="sizes.mp4", sound=True, rare=False, varies=True))
    work.append(lambda: of_two_sizes(folder / "sizes.mp4"))
    for name, codec, options in (("joined.ts", "libx264", []), ("joined_hevc.ts", "libx265", X265), ("joined_mpeg2.ts", "mpeg2video", ["-r", "25"]),
                                 ("joined.mp4", "libx264", []), ("joined.mov", "libx264", [])):
        entries.append(dict(file=name, sound=True, rare="hevc" in name, varies=True))
        work.append(lambda name=name, codec=codec, options=options: joined(folder / name, codec, options))
    return entries, work
