"""What every maker of the corpus uses: the list of files with what is known of them, and running programs.

A file is declared with what it is by construction. `truth.py` asks ffprobe, exiftool and the AVIF and HEIF
programs the same, and stops where they disagree without a reason given here."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ANY = "any"


class Corpus:
    def __init__(self, folder: Path):
        self.folder = folder
        self.parts = folder.parent / "parts"
        self.parts.mkdir(parents=True, exist_ok=True)
        self.files: dict[str, dict] = {}
        self.waiting: list = []

    def add(self, name, make=None, kind="photo", size=None, turn=0, seconds=None, complete=True,
            container=None, wrong_ending=False, differs=None, dpi=None, may_be_lost=False):
        """Declares a file. `make(path)` writes it, now or in the next `run`.

        size: as shown, or None where it cannot be told; turn: degrees clockwise; complete: True, False, None
        (the content cannot tell) or ANY; differs: why the programs say something else; may_be_lost: whether
        the size may be none as well, because its place was cut off, but no other."""
        assert name not in self.files, name
        self.files[name] = dict(kind=kind, size=size, turn=turn, seconds=seconds, complete=complete,
                                container=container, wrong_ending=wrong_ending, differs=differs, dpi=dpi, may_be_lost=may_be_lost)
        if make:
            self.waiting.append((make, self.folder / name))
        return self.folder / name

    def run(self):
        """Makes what was declared, two at a time."""
        waiting, self.waiting = self.waiting, []
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(make, path) for make, path in waiting if not path.exists()]:
                done.result()

    def put(self, name, data: bytes, **known):
        """A file whose bytes are at hand."""
        self.add(name, **known).write_bytes(data)

    def bytes(self, name) -> bytes:
        return (self.folder / name).read_bytes()

    def cut(self, name, *parts, tells=True, **known):
        """The same file, cut off. `tells`: whether its content can tell that."""
        whole = self.bytes(name)
        stem, end = name.rsplit(".", 1)
        for part in parts:
            length = part if part > 1 else int(len(whole) * part)
            data = whole[:length]
            known_ = {**self.files[name], **known, "seconds": None, "dpi": None, "may_be_lost": True,
                      "complete": False if tells else ANY, "differs": "cut off"}
            known_.pop("turn")
            self.put(f"{stem}_cut_{str(part).replace('.', '')}.{end}", data, turn=ANY, **known_)


def run(*command, data=None):
    done = subprocess.run([str(part) for part in command], input=data, capture_output=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


def convert(*arguments):
    """ImageMagick."""
    return run("/usr/bin/convert", *arguments)


def ffmpeg(*arguments):
    return run("ffmpeg", "-nostdin", "-v", "error", "-y", "-bitexact", "-threads", "2", *arguments)


def exiftool(path, *arguments):
    return run("exiftool", "-q", "-overwrite_original", *arguments, path)
