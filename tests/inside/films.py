"""Films of every container with every codec that it takes: whole, with a hole, without a piece, and with other bytes behind.
Each codec is packed once and goes into its containers as it is."""

import random
from concurrent.futures import ThreadPoolExecutor

from corpus import ffmpeg

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=10:d=4", "-pix_fmt", "yuv420p"]
BLACK = ["-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=4", "-pix_fmt", "yuv420p"]
SILENCE = ["-f", "lavfi", "-i", "anullsrc", "-t", "4"]

CODECS = {
    "h264": ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10"],
    "hevc": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=10"],
    "mpeg4": ["-c:v", "mpeg4", "-q:v", "3"],
    "mpeg2": ["-c:v", "mpeg2video", "-r", "25", "-q:v", "3"],
    "mpeg1": ["-c:v", "mpeg1video", "-threads", "1", "-r", "25", "-q:v", "3"],
    "mjpeg": ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p"],
    "vp8": ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "900k"],
    "vp9": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "900k"],
    "flv1": ["-c:v", "flv", "-q:v", "3"],
    "flashsv": ["-c:v", "flashsv", "-pix_fmt", "bgr24"],
    "wmv1": ["-c:v", "wmv1", "-q:v", "3"],
    "wmv2": ["-c:v", "wmv2", "-q:v", "3"],
    "msmpeg4": ["-c:v", "msmpeg4", "-q:v", "3"],
}
SOUNDS = {"aac": ["-c:a", "aac"], "mp2": ["-c:a", "mp2"], "mp3": ["-c:a", "libmp3lame"], "wma": ["-c:a", "wmav2"],
          "vorbis": ["-c:a", "libvorbis"], "pcm": ["-c:a", "pcm_s16le"]}

PIECES = "frag_keyframe+empty_moov"
# Ending, options, codecs, sounds, and whether the end of a whole file is seen.
CONTAINERS = {
    "flv": ("flv", [], ["h264", "flv1", "flashsv"], ["aac", "mp3"], True),
    "flv_index": ("flv", ["-flvflags", "add_keyframe_index"], ["h264"], ["aac"], True),
    "wmv": ("wmv", [], ["wmv1", "wmv2", "msmpeg4", "h264"], ["wma"], True),
    "asf": ("asf", [], ["wmv2", "mpeg4", "mjpeg"], ["wma"], True),
    "avi": ("avi", [], ["mpeg4", "mjpeg", "h264", "msmpeg4", "mpeg2"], ["mp3", "pcm"], True),
    "mkv": ("mkv", [], ["h264", "hevc", "mpeg4", "mpeg2", "vp8", "vp9", "mjpeg"], ["aac", "pcm"], True),
    "mkv_front": ("mkv", ["-cues_to_front", "1"], ["h264"], ["aac"], True),
    "webm": ("webm", [], ["vp8", "vp9"], ["vorbis"], True),
    "ts": ("ts", [], ["h264", "hevc", "mpeg2", "mpeg1"], ["aac", "mp2"], None),
    "m2ts": ("m2ts", [], ["h264", "mpeg2"], ["mp2"], None),
    "mpg": ("mpg", [], ["mpeg2", "mpeg1"], ["mp2"], None),
    "vob": ("vob", ["-f", "vob"], ["mpeg2", "mpeg1"], ["mp2"], None),
    "svcd": ("mpg", ["-f", "svcd"], ["mpeg2"], ["mp2"], None),
    "vcd": ("mpg", ["-f", "vcd"], ["mpeg1"], ["mp2"], None),
    "mp4": ("mp4", ["-movflags", "faststart"], ["h264", "hevc", "mpeg4", "mjpeg", "mpeg2", "vp9"], ["aac"], True),
    "mov": ("mov", ["-movflags", "faststart"], ["h264", "mpeg4", "mjpeg"], ["aac", "pcm"], True),
    "pieces": ("mp4", ["-movflags", PIECES], ["h264", "hevc", "mpeg4", "mjpeg", "vp9"], ["aac"], True),
    "pieces_own": ("mp4", ["-movflags", f"{PIECES}+default_base_moof"], ["h264", "mpeg4"], ["aac"], True),
    "pieces_each": ("mp4", ["-movflags", "frag_every_frame+empty_moov"], ["h264"], ["aac"], True),
    "pieces_dash": ("mp4", ["-movflags", f"{PIECES}+dash+global_sidx"], ["h264", "hevc"], ["aac"], True),
    "pieces_open": ("mp4", ["-movflags", f"{PIECES}+default_base_moof+skip_trailer"], ["h264", "mpeg4"], ["aac"], True),
    "pieces_first": ("mp4", ["-movflags", "frag_keyframe"], ["h264"], ["aac"], True),
    "pieces_short": ("mov", ["-frag_duration", "300000"], ["h264"], ["aac"], True),
    "cmaf": ("mp4", ["-movflags", "cmaf+frag_keyframe"], ["h264"], ["aac"], True),
}
# Where an end is not seen, neither is what stands behind: a stream without end marks, and room for pictures to come.
# How long packets are where the film may be cut between two, as copies are that break off with a block of a disk. MPEG-2 codes
# each row of a picture by itself, so that in a program stream the last picture lacks rows. Nothing but the length tells of any
# other such cut: a picture in MPEG-1 is coded in one piece here, and one of H.264 may be; a transport stream is what is recorded
# from the air, which begins and ends within any picture and any packet of sound, so that what would tell of a cut there tells of
# every recording.
PACKETS = {"ts": 188, "m2ts": 192, "mpg": 2048, "vob": 2048, "svcd": 2048, "vcd": 2048}
STRAY = b"stray bytes that are no part of it, " * 9


def hole(data, first, last):
    a, b = int(len(data) * first), int(len(data) * last)
    return data[:a] + bytes(b - a) + data[b:]


def without(data, first, length):
    """Without a piece of no round length."""
    at = int(len(data) * first)
    return data[:at] + data[at + length:]


def make(folder, parts):
    table = []

    def put(name, data, close, **more):
        (folder / name).write_bytes(data)
        table.append({"file": name, "size": more.pop("size", [320, 240]), "close": close, "quick": close, "asked": None, "kind": "video", **more})
    for name, options in CODECS.items():
        for kind, source in (("moving", PICTURE), ("black", BLACK)):
            ffmpeg(*source, *options, parts / f"{name}_{kind}.nut")
    for name, options in SOUNDS.items():
        ffmpeg("-f", "lavfi", "-i", "sine=d=4", *options, parts / f"{name}_moving.nut")
        ffmpeg(*SILENCE, *options, parts / f"{name}_black.nut")
    waiting = []
    for container, (ending, options, codecs, sounds, end) in CONTAINERS.items():
        for codec in codecs:
            # What lies between the pictures is the same whatever they are coded in.
            for sound in [None, *(sounds if codec == codecs[0] else [])]:
                for kind in ("moving", "black"):
                    with_sound = [] if sound is None else ["-i", parts / f"{sound}_{kind}.nut"]
                    name = f"{container}_{codec}_{sound or 'silent'}"
                    path = parts / f"{name}_{kind}.{ending}"
                    command = ["-i", parts / f"{codec}_{kind}.nut", *with_sound, "-c", "copy", *options, path]
                    may_be_zeros = codec == "flashsv" or sound == "pcm"
                    between = (PACKETS.get(container), False if codec == "mpeg2" and ending in ("mpg", "vob") else None)
                    waiting.append((command, (path, f"{name}_{{}}.{ending}", kind, end, may_be_zeros, between)))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: ffmpeg(*one[0]), waiting))
    for _, (path, name, kind, end, may_be_zeros, (each, between)) in waiting:
        whole = path.read_bytes()

        def put_as(how, data, close, name=name, **more):
            put("matrix_" + name.format(how), data, close, **more)
        put_as(kind, whole, end)
        # Black packs into so little that a hole of a fifth lies between two pictures.
        if kind == "black":
            continue
        put_as("behind", whole + STRAY, end, note="DataBehind")
        put_as("behind_noise", whole + random.Random(7).randbytes(20_000), end, note="DataBehind")
        # What is stored as it is may be zeros: nothing tells them from a hole.
        if not may_be_zeros:
            put_as("hole", hole(whole, 0.4, 0.6), False, note="BrokenInside")
            put_as("end_zero", hole(whole, 0.7, 1), False)
        put_as("piece_lost", without(whole, 0.5, len(whole) // 8 | 1), False)
        # Within a packet, however long packets are.
        put_as("cut", whole[:len(whole) * 2 // 3 // 2048 * 2048 + 1001], False)
        if each:
            put_as("cut_between", whole[:len(whole) * 2 // 3 // each * each], between)
    return table
