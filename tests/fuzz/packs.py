"""Keeps the inputs that reach the most of the readers, a pack for each target: its inputs in a row, each with
its length before it in four bytes, the small end first. `media.rs` replays them.

packs.py unpack      lays them out in target/fuzz/corpus, as seeds
packs.py keep        makes the packs anew from what lies there, the smallest inputs that reach each place"""

import subprocess
import sys
import tempfile
from pathlib import Path

PACKS = Path(__file__).parent / "corpus"
CORPUS = Path("target/fuzz/corpus")
TARGETS = ["photos", "isobmff", "matroska", "riff", "mpeg", "streams"]


def inputs(pack: bytes):
    while pack:
        length = int.from_bytes(pack[:4], "little")
        yield pack[4:4 + length]
        pack = pack[4 + length:]


def unpack(target):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(inputs((PACKS / f"{target}.pack").read_bytes())):
        (folder / f"kept-{number}").write_bytes(data)


def keep(target):
    program = next(Path("target/fuzz").glob(f"*/release/{target}"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "-set_cover_merge=1", "-use_counters=0", "-max_len=1024", folder, CORPUS / target],
                       check=True, capture_output=True)
        kept = sorted((path.read_bytes() for path in Path(folder).iterdir()), key=lambda data: (len(data), data))
    PACKS.mkdir(exist_ok=True)
    (PACKS / f"{target}.pack").write_bytes(b"".join(len(data).to_bytes(4, "little") + data for data in kept))
    print(target, len(kept))


for target in TARGETS:
    {"unpack": unpack, "keep": keep}[sys.argv[1]](target)
