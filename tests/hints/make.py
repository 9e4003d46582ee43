"""Makes photos and films about which hints are given, each beside those about which none must be: `make.py FOLDER`.
Kept until a script changes."""

import hashlib
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent.parent / "media"))

import dated
import drawn
import films
import scenes


def main(folder: Path):
    here = Path(__file__).parent
    scripts = sorted(here.glob("*.py")) + [here.parent / "media" / "corpus.py"]
    stamp = hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()
    kept = folder / "stamp"
    if kept.exists() and kept.read_text() == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("photos", "drawn", "films", "dated"):
        (folder / part).mkdir(parents=True)
    table = {}
    with ThreadPoolExecutor(2) as pool:
        for part, maker in (("photos", scenes), ("drawn", drawn), ("films", films), ("dated", dated)):
            entries, work = maker.make(folder / part)
            for done in [pool.submit(one) for one in work]:
                done.result()
            table[part] = entries
    (folder / "truth.json").write_text(json.dumps(table, indent=1, ensure_ascii=False))
    print("，".join(f"{part} {len(entries)}" for part, entries in table.items()))
    kept.write_text(stamp)


main(Path(sys.argv[1]))
