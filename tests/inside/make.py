"""Makes files whose inside is not what their outside says, each beside whole ones of its kind, with what is right:
`make.py FOLDER`. What other programs say of each is asked, and must agree. Kept until a script changes."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent.parent / "media"))

import damage
import films
import headers
import readers
import scans
import sizes
import strays


def main(folder: Path):
    here = Path(__file__).parent
    scripts = sorted(here.glob("*.py")) + [here.parent / "media" / "corpus.py"]
    stamp = hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()
    kept = folder / "stamp"
    if kept.exists() and kept.read_text() == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "files").mkdir(parents=True)
    (folder / "parts").mkdir()
    table = []
    for part in (damage, films, headers, scans, sizes, strays):
        table += part.make(folder / "files", folder / "parts")
    wrong = [told for entry in table if (told := readers.disagrees(folder / "files", entry))]
    (folder / "truth.json").write_text(json.dumps(table, indent=1, ensure_ascii=False))
    shutil.rmtree(folder / "parts")
    print(f"{len(table)} 个文件")
    if wrong:
        raise SystemExit("制作的与工具读到的不一致：\n" + "\n".join(wrong))
    kept.write_text(stamp)


main(Path(sys.argv[1]))
