"""Measures `shenbao probe` beside ffprobe and exiftool, by turns, and a film of 2 GB.

Called by run.sh with the folder to work in and the program. Writes media.md there."""

import json
import os
import statistics
import struct
import subprocess
import sys
import time
from pathlib import Path

BENCH = Path(sys.argv[1])
SHENBAO = Path(sys.argv[2]).resolve()
CORPUS = Path("target/tmp/media")
ROUNDS = 5
FILES = 300
FILM = 2 << 30


def seconds(command, **options):
    start = time.perf_counter()
    subprocess.run(command, check=options.pop("check", False), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - start


def mixed():
    """Photos and videos in turn, without those that were made to hurt or renamed."""
    truth = json.loads((CORPUS / "truth.json").read_text())
    whole = [entry for entry in truth if not entry["file"].startswith(("hurt_", "renamed_"))]
    videos = [entry["file"] for entry in whole if entry["kind"] == "video"]
    photos = [entry["file"] for entry in whole if entry["kind"] == "photo"]
    half = FILES // 2
    chosen = [*videos[:half], *photos[:FILES - min(half, len(videos))]]
    assert len(chosen) == FILES, len(chosen)
    return [str((CORPUS / "files" / name).resolve()) for name in chosen]


def film():
    """A film of 2 GB whose samples are a hole, with its table behind them."""
    path = BENCH / "film.mp4"
    small = (CORPUS / "files/mp4_plain.mp4").read_bytes()
    mdat, moov = small.index(b"mdat") - 4, small.index(b"moov") - 4
    with path.open("wb") as out:
        out.write(small[:mdat] + struct.pack(">I4sQ", 1, b"mdat", FILM + 16))
        out.seek(FILM, os.SEEK_CUR)
        out.write(small[moov:])
    return path


def bytes_read(path):
    """What the program reads while it looks at a file: the system counts until the process is gone."""
    process = subprocess.Popen([SHENBAO, "probe", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    counted = Path(f"/proc/{process.pid}/io").read_text()
    process.wait()
    return int(counted.split("rchar: ")[1].split()[0])


def main():
    files = mixed()
    figures = {"shenbao": [], "ffprobe": [], "exiftool": []}
    for _ in range(ROUNDS):
        figures["shenbao"].append(seconds([SHENBAO, "probe", "--json", *files], check=True))
        figures["ffprobe"].append(sum(
            seconds(["ffprobe", "-v", "quiet", "-of", "json", "-show_streams", "-show_format", file]) for file in files))
        figures["exiftool"].append(seconds(["exiftool", "-json", "-n", *files]))
    middle = {name: statistics.median(times) * 1000 for name, times in figures.items()}
    path = film()
    empty = BENCH / "empty.mp4"
    empty.write_bytes(b"")
    long = statistics.median(seconds([SHENBAO, "probe", path]) for _ in range(11)) * 1000
    start = statistics.median(seconds([SHENBAO, "probe", empty]) for _ in range(11)) * 1000
    read = bytes_read(path) - bytes_read(empty)
    path.unlink()
    rows = [
        ("`shenbao probe`, one process for all", middle["shenbao"], ""),
        ("ffprobe, one process a file", middle["ffprobe"], f"{middle['ffprobe'] / middle['shenbao']:.0f} (aim 50)"),
        ("exiftool, one process for all", middle["exiftool"], f"{middle['exiftool'] / middle['shenbao']:.0f} (aim 10)"),
        ("a film of 2 GB, its table behind", long, f"{read} bytes read (aim 65536)"),
        ("an empty file: start alone", start, ""),
    ]
    lines = ["", f"Photos and videos, {FILES} mixed files:", "", "| what | median ms | times ours |", "|---|--:|--:|"]
    lines += [f"| {what} | {figure:.1f} | {times} |" for what, figure, times in rows]
    text = "\n".join(lines) + "\n"
    (BENCH / "media.md").write_text(text)
    print(text)


main()
