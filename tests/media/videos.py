"""Videos: every container, codec, turn and trap of the issue. Streams are coded once and put into many containers."""

import struct

from corpus import ANY, Corpus, convert, ffmpeg

FIXED = 1 << 16
# a, b, c, d of the eight turns, by their EXIF number.
MATRICES = {1: (1, 0, 0, 1), 2: (-1, 0, 0, 1), 3: (-1, 0, 0, -1), 4: (1, 0, 0, -1),
            5: (0, 1, 1, 0), 6: (0, 1, -1, 0), 7: (0, -1, -1, 0), 8: (0, -1, 1, 0)}
DEGREES = {1: 0, 2: 0, 3: 180, 4: 0, 5: 270, 6: 90, 7: 90, 8: 270}
FAST = ["-preset", "ultrafast", "-g", "10"]


def picture(width, height, seconds=2, rate=5):
    return ["-f", "lavfi", "-i", f"gradients=s={width}x{height}:r={rate}:d={seconds}:c0=navy:c1=olive:n=2:seed=1:speed=0.00001"]


def sound(seconds=2):
    return ["-f", "lavfi", "-i", f"sine=d={seconds}:r=44100"]


class Streams:
    """Coded streams, made when they are first asked for."""

    def __init__(self, corpus: Corpus):
        self.folder = corpus.parts

    def __call__(self, name, size=(1920, 1080), *options, end="mkv", seconds=2, rate=5):
        path = self.folder / f"{name}.{end}"
        if not path.exists():
            ffmpeg(*picture(*size, seconds, rate), "-pix_fmt", "yuv420p", *options, path)
        return path


def iso(corpus: Corpus, stream: Streams):
    plain = stream("h264", (1920, 1080), "-c:v", "libx264", *FAST)
    hd = dict(kind="video", size=(1920, 1080), seconds=2)

    def copy(*options, source=plain):
        return lambda path: ffmpeg("-i", source, "-c", "copy", *options, path)
    corpus.add("mp4_plain.mp4", copy(), container="mp4", **hd)
    corpus.add("mp4_front.mp4", copy("-movflags", "faststart"), **hd)
    corpus.add("mp4_fragments.mp4", copy("-movflags", "frag_keyframe+empty_moov"), **hd)
    corpus.add("mp4_fragments_base.mp4", copy("-movflags", "frag_keyframe+default_base_moof"), **hd)
    corpus.add("mp4_dash.mp4", copy("-movflags", "dash+global_sidx", "-frag_duration", "500000"), **hd)
    corpus.add("mp4_negative_offsets.mp4", copy("-movflags", "negative_cts_offsets"), **hd)
    corpus.add("m4v_plain.m4v", copy(), **hd)
    corpus.add("mov_plain.mov", copy(), container="mov", **hd)
    corpus.add("mov_front.mov", copy("-movflags", "faststart"), **hd)
    corpus.add("f4v_plain.f4v", copy("-f", "f4v"), container="f4v", **hd)
    corpus.add("3gp_h264.3gp", copy(), container="3gp", **hd)
    corpus.add("3g2_h264.3g2", copy(), **hd)
    corpus.add("mp4_ipod.m4v", copy("-f", "ipod"), container="m4v", **hd)
    for size in [(1918, 1080), (1920, 1078), (1280, 720), (1080, 1920), (3840, 2160), (720, 576)]:
        coded = stream(f"h264_{size[0]}x{size[1]}", size, "-c:v", "libx264", *FAST)
        corpus.add(f"mp4_{size[0]}x{size[1]}.mp4", copy(source=coded), kind="video", size=size, seconds=2)
    for size in [(1919, 1080), (1920, 1079), (1919, 1079)]:
        coded = stream(f"h264_444_{size[0]}x{size[1]}", size, "-pix_fmt", "yuv444p", "-c:v", "libx264", *FAST)
        corpus.add(f"mp4_{size[0]}x{size[1]}.mp4", copy(source=coded), kind="video", size=size, seconds=2)
    for name, size, pixel, shown in [("hdv", (1440, 1080), "4/3", (1920, 1080)), ("pal_wide", (720, 576), "64/45", (1024, 576)),
                                     ("pal", (720, 576), "16/15", (768, 576)), ("narrow", (1920, 1080), "1/2", (960, 1080))]:
        coded = stream(f"h264_{name}", size, "-vf", f"setsar={pixel}", "-c:v", "libx264", *FAST)
        for end in ("mp4", "mov", "mkv", "ts", "flv"):
            corpus.add(f"{end}_{name}.{end}", copy(source=coded), kind="video", size=shown, seconds=2, complete=ANY if end == "ts" else True)
    for name, size, options, end in [
        ("hevc", (1920, 1080), ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"], "mp4"),
        ("hevc_hvc1", (1920, 1078), ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params", "log-level=none"], "mov"),
        ("hevc_hdr", (1920, 1080), ["-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                                    "log-level=none:hdr10=1:repeat-headers=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"], "mp4"),
        ("av1", (1920, 1080), ["-c:v", "libsvtav1", "-preset", "12"], "mp4"),
        ("vp9", (1920, 1080), ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"], "mp4"),
        ("mpeg4", (1920, 1080), ["-c:v", "mpeg4"], "mp4"), ("mpeg2", (1920, 1080), ["-c:v", "mpeg2video"], "mp4"),
        ("mjpeg", (1920, 1080), ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], "mov"), ("prores", (480, 270), ["-c:v", "prores", "-pix_fmt", "yuv422p10le"], "mov"),
        ("dnxhr", (480, 270), ["-c:v", "dnxhd", "-profile:v", "dnxhr_lb", "-pix_fmt", "yuv422p"], "mov"),
        ("animation", (640, 480), ["-c:v", "qtrle", "-pix_fmt", "rgb24"], "mov"), ("png", (640, 480), ["-c:v", "png", "-pix_fmt", "rgb24"], "mov"),
        ("cinepak", (320, 240), ["-c:v", "cinepak", "-pix_fmt", "rgb24"], "mov"), ("svq1", (320, 240), ["-c:v", "svq1", "-pix_fmt", "yuv410p"], "mov"),
        ("dv", (720, 576), ["-c:v", "dvvideo", "-r", "25", "-t", "0.2", "-vf", "setsar=16/15"], "mov"), ("h263", (352, 288), ["-c:v", "h263"], "3gp"),
        ("jpeg2000", (480, 270), ["-c:v", "jpeg2000"], "mov"),
    ]:
        shown = {"dv": (768, 576), "h263": (384, 288)}.get(name, size)
        corpus.add(f"{end}_{name}.{end}", lambda p, s=size, o=options: ffmpeg(*picture(*s, 1), "-pix_fmt", "yuv420p", *o, p),
                   kind="video", size=shown if name != "h263" else ANY, seconds=1 if name != "dv" else 0.2)
    corpus.run()
    for number, (a, b, c, d) in MATRICES.items():
        data = bytearray(corpus.bytes("mp4_front.mp4"))
        at = data.index(b"tkhd") + 4 + 40
        for place, value in ((0, a), (1, b), (3, c), (4, d)):
            struct.pack_into(">i", data, at + place * 4, value * FIXED)
        size = (1080, 1920) if number >= 5 else (1920, 1080)
        corpus.put(f"mp4_turn_{number}.mp4", bytes(data), turn=DEGREES[number], **{**hd, "size": size})
    cover = corpus.parts / "cover.png"
    convert("-size", "3000x3000", "xc:navy", cover)
    small = stream("h264_1280x720", (1280, 720))
    corpus.add("mp4_cover.mp4", lambda p: ffmpeg("-i", small, "-i", cover, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:1", "attached_pic", p),
               kind="video", size=(1280, 720), seconds=2)
    corpus.add("mp4_two_tracks.mp4", lambda p: ffmpeg("-i", small, "-i", plain, "-map", "0", "-map", "1", "-c", "copy", p), **hd)
    corpus.add("mkv_two_tracks.mkv", lambda p: ffmpeg("-i", small, "-i", plain, "-map", "0", "-map", "1", "-c", "copy", p), **hd)
    corpus.add("mp4_sound_first.mp4", lambda p: ffmpeg(*sound(), "-i", plain, "-map", "0", "-map", "1", "-c:v", "copy", "-c:a", "aac", p), **hd)
    long = stream("h264_long", (1920, 1080), "-c:v", "libx264", *FAST, seconds=6)
    corpus.add("mp4_edited.mp4", lambda p: ffmpeg("-ss", "1.3", "-i", long, "-t", "3", "-c", "copy", p), kind="video", size=(1920, 1080), seconds=ANY)
    for name, options, end in [("m4a", ["-c:a", "aac"], "m4a"), ("mp4", ["-c:a", "aac"], "mp4"), ("mka", ["-c:a", "libvorbis"], "mka"),
                               ("wma", ["-c:a", "wmav2"], "wma"), ("oga", ["-c:a", "libvorbis"], "ogg"), ("flv", ["-c:a", "libmp3lame"], "flv")]:
        corpus.add(f"sound_{name}.{end}", lambda p, o=options: ffmpeg(*sound(), *o, p), kind="other", seconds=2)
    corpus.run()
    for name in ("mp4_plain.mp4", "mp4_front.mp4", "mov_plain.mov", "mp4_dash.mp4", "mp4_fragments.mp4"):
        corpus.cut(name, 0.99, 0.5, 40)
    whole = corpus.bytes("mp4_plain.mp4")
    corpus.put("mp4_junk_behind.mp4", whole + b"\0\0\0\3junk", **hd)
    place = whole.index(b"moov") - 4
    moov = bytearray(whole[place:])
    at = moov.index(b"avc1") + 28
    struct.pack_into(">HH", moov, at, 1920, 1088)
    corpus.put("mp4_1088_with_crop.mp4", whole[:place] + bytes(moov), **hd)


def matroska(corpus: Corpus, stream: Streams):
    plain = stream("h264", (1920, 1080))
    hd = dict(kind="video", size=(1920, 1080), seconds=2)
    corpus.add("mkv_h264.mkv", lambda p: ffmpeg("-i", plain, "-c", "copy", p), container="mkv", **hd)
    corpus.add("mkv_index_first.mkv", lambda p: ffmpeg("-i", plain, "-c", "copy", "-reserve_index_space", "2000", p), **hd)
    corpus.add("mkv_live.mkv", lambda p: ffmpeg("-i", plain, "-c", "copy", "-f", "matroska", "-live", "1", p), **{**hd, "seconds": ANY}, complete=ANY)
    cover = corpus.parts / "cover.jpg"
    convert("-size", "3000x3000", "xc:navy", cover)
    corpus.add("mkv_cover.mkv", lambda p: ffmpeg("-i", plain, "-c", "copy", "-attach", cover, "-metadata:s:t", "mimetype=image/jpeg", p), **hd)
    for name, options, end in [
        ("hevc", ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"], "mkv"), ("vp8", ["-c:v", "libvpx", "-cpu-used", "8"], "webm"),
        ("vp9", ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"], "webm"), ("av1", ["-c:v", "libsvtav1", "-preset", "12"], "webm"),
        ("mpeg4", ["-c:v", "mpeg4"], "mkv"), ("msmpeg4", ["-c:v", "msmpeg4"], "mkv"), ("mjpeg", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], "mkv"),
        ("mpeg2", ["-c:v", "mpeg2video"], "mkv"), ("theora", ["-c:v", "libtheora"], "mkv"), ("ffv1", ["-c:v", "ffv1", "-t", "0.2"], "mkv"),
        ("odd", ["-pix_fmt", "yuv444p", "-vf", "scale=1919:1079,setsar=1", "-c:v", "libx264", *FAST], "mkv"),
    ]:
        size = (1919, 1079) if name == "odd" else (1920, 1080)
        corpus.add(f"{end}_{name}.{end}" if end == "webm" else f"mkv_{name}.mkv",
                   lambda p, o=options: ffmpeg(*picture(1920, 1080, 1), "-pix_fmt", "yuv420p", *o, p), kind="video", size=size,
                   seconds=ANY if name == "ffv1" else 1)
    corpus.run()
    corpus.cut("mkv_h264.mkv", 0.99, 0.5)
    corpus.cut("webm_vp9.webm", 0.8, 300)


def riff_asf_flv(corpus: Corpus, stream: Streams):
    hd = dict(kind="video", size=(1920, 1080), seconds=1)

    def add(name, *options, size=(1920, 1080), shown=None, **known):
        corpus.add(name, lambda p: ffmpeg(*picture(*size, 1), "-pix_fmt", "yuv420p", *options, p), **{**hd, "size": shown or size, **known})
    add("avi_mpeg4.avi", "-c:v", "mpeg4", container="avi")
    add("avi_xvid.avi", "-c:v", "libxvid")
    add("avi_msmpeg4.avi", "-c:v", "msmpeg4")
    add("avi_h264.avi", "-c:v", "libx264", *FAST, "-bf", "0")
    add("avi_mjpeg.avi", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p")
    add("avi_huffyuv.avi", "-c:v", "huffyuv", "-pix_fmt", "yuv422p", size=(320, 240))
    add("avi_raw.avi", "-c:v", "rawvideo", "-t", "0.2", size=(160, 120), seconds=0.2)
    add("avi_odd.avi", "-c:v", "ffv1", "-t", "0.2", "-pix_fmt", "yuv444p", size=(319, 241), seconds=0.2)
    add("avi_wide.avi", "-c:v", "mpeg4", "-aspect", "16:9", size=(720, 576), shown=(1024, 576))
    add("avi_720.avi", "-c:v", "mpeg4", size=(1280, 720))
    add("wmv_wmv2.wmv", "-c:v", "wmv2", container="wmv")
    add("wmv_wmv1.wmv", "-c:v", "wmv1", size=(1280, 720))
    add("wmv_msmpeg4.asf", "-c:v", "msmpeg4")
    add("wmv_wide.wmv", "-c:v", "wmv2", "-aspect", "16:9", size=(720, 576), shown=(1024, 576))
    add("flv_sorenson.flv", "-c:v", "flv", container="flv")
    add("flv_sorenson_bare.flv", "-c:v", "flv", "-flvflags", "no_metadata", seconds=ANY)
    add("flv_h264.flv", "-c:v", "libx264", *FAST)
    add("flv_h264_bare.flv", "-c:v", "libx264", *FAST, "-flvflags", "no_metadata", seconds=ANY)
    add("flv_screen.flv", "-c:v", "flashsv", "-pix_fmt", "bgr24", size=(640, 480))
    corpus.add("wmv_sound.wmv", lambda p: ffmpeg(*picture(1920, 1080, 1), *sound(1), "-c:v", "wmv2", "-c:a", "wmav2", p), **{**hd, "seconds": ANY})
    corpus.add("avi_sound.avi", lambda p: ffmpeg(*sound(1), *picture(1920, 1080, 1), "-map", "0", "-map", "1", "-c:v", "mpeg4", "-c:a", "mp3", p), **{**hd, "seconds": ANY})
    corpus.run()
    for name in ("avi_mpeg4.avi", "wmv_wmv2.wmv", "flv_h264.flv"):
        corpus.cut(name, 0.99, 0.5, 100)
    more = box_riff(corpus.bytes("avi_mpeg4.avi"))
    corpus.put("avi_opendml.avi", more, **hd)
    corpus.put("avi_opendml_cut.avi", more[:-40], **{**hd, "complete": False})


def box_riff(first: bytes) -> bytes:
    """With a second part, as in files above 2 GB."""
    body = b"AVIX" + b"LIST" + struct.pack("<I", 104) + b"movi" + b"00dc" + struct.pack("<I", 92) + bytes(92)
    return first + b"RIFF" + struct.pack("<I", len(body)) + body


def mpeg(corpus: Corpus, stream: Streams):
    hd = dict(kind="video", size=(1920, 1080), seconds=2)
    h264 = stream("h264", (1920, 1080))
    hevc = stream("hevc", (1920, 1080), "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
    mpeg2 = stream("mpeg2", (1920, 1080), "-c:v", "mpeg2video", "-q:v", "25", "-bf", "2", rate=25)
    near = dict(complete=ANY, seconds=ANY)
    for name, source in (("h264", h264), ("hevc", hevc), ("mpeg2", mpeg2)):
        corpus.add(f"ts_{name}.ts", lambda p, s=source: ffmpeg("-i", s, "-c", "copy", p), **{**hd, **near}, container="ts")
        corpus.add(f"m2ts_{name}.m2ts", lambda p, s=source: ffmpeg("-i", s, "-c", "copy", "-mpegts_m2ts_mode", "1", p), **{**hd, **near})
    corpus.add("mts_sound.mts", lambda p: ffmpeg(*sound(), "-i", h264, "-map", "0", "-map", "1", "-c:v", "copy", "-c:a", "ac3", p), **{**hd, **near})
    corpus.add("ts_mpeg4.ts", lambda p: ffmpeg(*picture(1280, 720), "-c:v", "mpeg4", p), kind="video", size=(1280, 720), **near)
    for name, size, options, shown in [
        ("ts_mpeg2_wide.ts", (720, 576), ["-c:v", "mpeg2video", "-aspect", "16:9", "-r", "25"], (1024, 576)),
        ("mpg_mpeg1.mpg", (352, 288), ["-c:v", "mpeg1video", "-r", "25", "-vf", "setsar=1"], (352, 288)),
        ("mpg_mpeg1_hd.mpg", (1920, 1080), ["-c:v", "mpeg1video", "-r", "25"], (1920, 1080)),
        ("mpg_mpeg2.mpg", (1920, 1080), ["-c:v", "mpeg2video", "-r", "25"], (1920, 1080)),
        ("mpg_dvd.vob", (720, 576), ["-target", "pal-dvd", "-aspect", "16:9"], (1024, 576)),
        ("mpg_dvd_4_3.vob", (720, 480), ["-target", "ntsc-dvd", "-aspect", "4:3"], (640, 480)),
        ("mpg_vcd.mpg", (352, 288), ["-target", "pal-vcd", "-aspect", "4:3"], ANY),
        ("mpg_svcd.mpg", (480, 576), ["-target", "pal-svcd", "-aspect", "4:3"], (768, 576)),
    ]:
        corpus.add(name, lambda p, s=size, o=options: ffmpeg(*picture(*s, 1, 25), *o, p), kind="video", size=shown, **near)
    corpus.add("mpg_h264.mpg", lambda p: ffmpeg("-i", h264, "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "vob", p), **{**hd, **near})
    corpus.add("mpg_bare.mpg", lambda p: ffmpeg("-i", mpeg2, "-c", "copy", "-f", "mpeg2video", p), **{**hd, **near})
    corpus.run()
    for name in ("ts_h264.ts", "m2ts_h264.m2ts"):
        corpus.cut(name, 0.493)
    corpus.cut("mpg_mpeg2.mpg", 0.6, tells=False)


def rest(corpus: Corpus, stream: Streams):
    hd = dict(kind="video", size=(1920, 1080), seconds=1)

    def add(name, *options, size=(1920, 1080), shown=None, **known):
        corpus.add(name, lambda p: ffmpeg(*picture(*size, 1), "-pix_fmt", "yuv420p", *options, p), **{**hd, "size": shown or size, **known})
    add("ogv_theora.ogv", "-c:v", "libtheora", seconds=ANY, container="ogv")
    add("ogv_odd.ogv", "-c:v", "libtheora", seconds=ANY, size=(1918, 1078))
    add("ogv_720.ogv", "-c:v", "libtheora", seconds=ANY, size=(1280, 720))
    add("ogv_wide.ogv", "-c:v", "libtheora", "-aspect", "16:9", seconds=ANY, size=(720, 576), shown=(1024, 576))
    corpus.add("ogv_sound.ogv", lambda p: ffmpeg(*picture(1920, 1080, 1), *sound(1), "-c:v", "libtheora", "-c:a", "libvorbis", p), **{**hd, "seconds": ANY})
    add("rm_rv10.rm", "-c:v", "rv10", size=(352, 288), container="rmvb", complete=ANY, seconds=ANY)
    add("rm_rv20.rmvb", "-c:v", "rv20", "-f", "rm", size=(704, 576), complete=ANY, seconds=ANY)
    add("rm_hd.rmvb", "-c:v", "rv20", "-f", "rm", size=(1920, 1080), complete=ANY, seconds=ANY)
    short = ["-t", "0.2"]
    add("dv_pal.dv", "-r", "25", "-vf", "setsar=16/15", "-c:v", "dvvideo", *short, size=(720, 576), shown=(768, 576), container="dv", seconds=0.2)
    add("dv_pal_wide.dv", "-r", "25", "-vf", "setsar=64/45", "-c:v", "dvvideo", *short, size=(720, 576), shown=(1024, 576), seconds=0.2)
    add("dv_ntsc.dv", "-r", "30000/1001", "-pix_fmt", "yuv411p", "-vf", "setsar=8/9", "-c:v", "dvvideo", *short, size=(720, 480), shown=(640, 480), seconds=0.2)
    add("mxf_mpeg2.mxf", "-r", "25", "-c:v", "mpeg2video", container="mxf")
    add("mxf_hdv.mxf", "-r", "25", "-vf", "setsar=4/3", "-c:v", "mpeg2video", size=(1440, 1080), shown=(1920, 1080))
    add("mxf_h264.mxf", "-r", "25", "-c:v", "libx264", *FAST)
    corpus.run()
    corpus.cut("ogv_theora.ogv", 0.99, 0.5, 60)
    corpus.cut("rm_rv10.rm", 0.6, 50)
    corpus.cut("dv_pal.dv", 0.99)
    corpus.cut("mxf_mpeg2.mxf", 0.5, 300)


def make(corpus: Corpus):
    stream = Streams(corpus)
    for part in (iso, matroska, riff_asf_flv, mpeg, rest):
        part(corpus, stream)
