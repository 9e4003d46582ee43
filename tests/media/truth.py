"""What ffprobe and exiftool say of the files, and whether that agrees with how they were made."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from corpus import ANY, Corpus

TURNS = {1: 0, 2: 0, 3: 180, 4: 0, 5: 270, 6: 90, 7: 90, 8: 270}


def by_ffprobe(path):
    """Size as shown, turn and length of the largest stream that is no cover."""
    done = subprocess.run(["ffprobe", "-v", "quiet", "-of", "json", "-show_streams", "-show_format", str(path)], capture_output=True)
    told = json.loads(done.stdout or b"{}")
    pictures = [s for s in told.get("streams", []) if s.get("codec_type") == "video" and not s["disposition"]["attached_pic"]]
    if not pictures:
        return None
    best = max(pictures, key=lambda s: s.get("width", 0) * s.get("height", 0))
    width, height = best.get("width", 0), best.get("height", 0)
    if not width or not height:
        return None
    pixel = best.get("sample_aspect_ratio", "1:1").split(":")
    pixel = Fraction(int(pixel[0]), int(pixel[1])) if pixel[0] != "0" and pixel[1] != "0" else Fraction(1)
    turn = sum(int(side.get("rotation", 0)) for side in best.get("side_data_list", [])) % 360
    size = (int(width * pixel + Fraction(1, 2)), height)
    length = told.get("format", {}).get("duration") or best.get("duration")
    said = dict(size=size[::-1] if turn % 180 else size, seconds=float(length) if length else None,
                codec=best.get("codec_name"), coded=(width, height))
    # Of a mirrored picture the angle may be told from either axis.
    return said if is_mirrored(best) else dict(said, turn=-turn % 360)


def is_mirrored(stream):
    for side in stream.get("side_data_list", []):
        rows = [[int(n) for n in row.split(":")[1].split()] for row in side.get("displaymatrix", "").strip().splitlines()]
        if rows:
            return rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0] < 0
    return False


def by_exiftool(folder):
    """Size as shown and turn of every photo, in one process."""
    done = subprocess.run(["exiftool", "-json", "-n", "-q", "-ImageWidth", "-ImageHeight", "-Orientation", "-Rotation",
                           "-IFD0:Orientation", str(folder)], capture_output=True)
    told = {}
    for entry in json.loads(done.stdout or b"[]"):
        width, height = entry.get("ImageWidth"), entry.get("ImageHeight")
        if not isinstance(width, int) or not isinstance(height, int):
            continue
        turn = entry.get("Orientation", 1)
        heif = entry["SourceFile"].rsplit(".", 1)[-1] in ("heic", "avif")
        degrees = entry.get("Rotation", 0) if heif else TURNS.get(turn, 0)
        size = (width, abs(height))
        said = dict(size=size[::-1] if degrees % 180 else size)
        # Which way exiftool counts the quarters of HEIF depends on its version.
        told[entry["SourceFile"].rsplit("/", 1)[-1]] = said if heif else dict(said, turn=degrees)
    return told


def compare(corpus: Corpus):
    """The truth as a list; files whose making and telling disagree stop it."""
    names = sorted(corpus.files)
    photos = by_exiftool(corpus.folder)
    videos = [name for name in names if corpus.files[name]["kind"] == "video"]
    with ThreadPoolExecutor(2) as pool:
        told = dict(zip(videos, pool.map(lambda name: by_ffprobe(corpus.folder / name), videos)))
    truth, wrong = [], []
    for name in names:
        known = corpus.files[name]
        said = told.get(name) if known["kind"] == "video" else photos.get(name)
        size, seconds = known["size"], known["seconds"]
        agree = said is not None and (size == ANY or tuple(said["size"]) == tuple(size or ()))
        if known["kind"] == "video" and agree and isinstance(seconds, (int, float)):
            agree = abs((said["seconds"] or 0) - seconds) <= 0.25
        if agree and known["turn"] != ANY and said.get("turn", known["turn"]) != known["turn"]:
            agree = False
        if known["kind"] != "other" and not known["differs"] and not agree:
            wrong.append(f"{name}: made {size} {seconds}, told {said}")
        tells = said is not None and not known["differs"]
        if size == ANY and tells:
            size = said["size"]
        if seconds in (ANY, None) and tells and known["kind"] == "video":
            seconds = said["seconds"]
        verdict = ANY if size == ANY else "unreadable" if size is None else "meets" if max(size) >= 1920 and min(size) >= 1080 else "below"
        truth.append(dict(file=name, kind=known["kind"], container=known["container"], size=size, turn=known["turn"],
                          seconds=seconds if isinstance(seconds, (int, float)) else None, complete=known["complete"],
                          verdict=verdict, wrong_ending=known["wrong_ending"], may_be_lost=known["may_be_lost"], dpi=known["dpi"],
                          codec=said.get("codec") if tells and said else None,
                          coded=said.get("coded") if tells and said else None))
    return truth, wrong
