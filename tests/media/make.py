"""Makes the corpus of photos and videos with its truth: `make.py FOLDER`. It is kept until a script changes."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import crafted
import photos
import truth
import videos
from corpus import Corpus


def main(folder: Path):
    scripts = sorted(Path(__file__).parent.glob("*.py"))
    stamp = hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()
    kept = folder / "stamp"
    if kept.exists() and kept.read_text() == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    corpus = Corpus(folder / "files")
    corpus.folder.mkdir(parents=True)
    photos.make(corpus)
    videos.make(corpus)
    crafted.make(corpus)
    told, wrong = truth.compare(corpus)
    (folder / "truth.json").write_text(json.dumps(told, indent=1, ensure_ascii=False))
    shutil.rmtree(corpus.parts)
    size = sum(path.stat().st_size for path in corpus.folder.iterdir())
    print(f"{len(told)} 个文件，{size / 1e6:.1f} MB")
    if wrong:
        raise SystemExit("制作的与工具读到的不一致：\n" + "\n".join(wrong))
    kept.write_text(stamp)


main(Path(sys.argv[1]))
