"""What is Windows' own, tried on `shenbao.exe` under wine: long paths, users with Chinese names, drafts on another drive,
files that another program holds open, a stick that cannot be written, the console with code page 936.

    windows.py PREFIX SHENBAO.EXE HOLD.EXE

PREFIX is wine's folder; HOLD.EXE holds a file open (hold.c).
"""

import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from soak import EPOCH, Server

prefix, program, hold = (Path(word).resolve() for word in sys.argv[1:4])
WINE = os.environ | {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "SOURCE_DATE_EPOCH": EPOCH}


def seen_by_windows(path):
    """The name that a path of this system has under wine."""
    return "Z:" + str(path).replace("/", "\\")


def run(folder, *words, home="home", **more):
    """Runs it; exit status and words."""
    done = subprocess.run(
        ["wine", program, *words], cwd=folder, env=WINE | {"SHENBAO_HOME": home}, capture_output=True, timeout=300, **more
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").replace("\r\n", "\n")


def well(result):
    status, words = result
    assert status == 0, words
    return words


def sample(folder, name="案例.json"):
    well(run(folder, "new", "js-2020", "--route", "self", "--sample", "-o", name))


def long_paths(folder):
    """Folders whose path is far longer than 260 characters."""
    sample(folder)
    deep = folder
    while len(str(deep)) < 420:
        deep /= "很深的文件夹" * 3
    deep.mkdir(parents=True)
    well(run(folder, "export", "案例.json", "--out", seen_by_windows(deep / "报送"), "--draft"))
    files = [path for path in (deep / "报送").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".pdf", ".txt"}, files
    well(run(folder, "verify", seen_by_windows(next((deep / "报送").iterdir()))))
    return f"{max(len(str(path)) for path in files)} characters"


def another_drive(folder):
    """Drafts on D:, in the folder of a user with a Chinese name."""
    stick = folder / "D"
    stick.mkdir()
    link = prefix / "dosdevices/d:"
    link.unlink(missing_ok=True)
    link.symlink_to(stick)
    home = "D:\\李 明\\草稿"
    for turn in range(2):
        os.environ["WINEPREFIX"] = str(prefix)
        server = Server(["wine", str(program)], folder, home=home)
        try:
            start = server.ask(ask="start")
            assert start["drafts"]["state"] == "ready", start["drafts"]
            if turn == 0:
                server.ask(ask="new_draft", call="js-2020", route="self", sample=True)
                time.sleep(3)
            else:
                drafts = server.ask(ask="drafts", words="", binned=False, limit=10)
                assert len(drafts["drafts"]) == 1, drafts
        finally:
            server.kill()
    assert (stick / "李 明/草稿/drafts.db").is_file()
    return "a draft is there again after a kill"


def held(path, milliseconds):
    """A program that lets nobody at a file; returns when it has it."""
    holder = subprocess.Popen(["wine", hold, seen_by_windows(path), str(milliseconds)], env=WINE, stdout=subprocess.PIPE)
    assert holder.stdout.readline().strip() == b"held"
    return holder


def held_open(folder):
    """A file that somebody holds is waited for, and told when it stays held; the old one stays whole."""
    sample(folder)
    well(run(folder, "render", "案例.json", "--draft", "-o", "表.pdf"))
    before = (folder / "表.pdf").read_bytes()
    holder = held(folder / "表.pdf", 60_000)
    try:
        begun = time.monotonic()
        status, words = run(folder, "render", "案例.json", "--draft", "-o", "表.pdf")
        waited = time.monotonic() - begun
        assert status == 2 and "表.pdf" in words and "别的程序" in words, (status, words)
    finally:
        holder.kill()
        subprocess.run(["wine", "taskkill", "/f", "/im", hold.name], env=WINE, capture_output=True, check=False)
    assert (folder / "表.pdf").read_bytes() == before
    left = sorted(path.name for path in folder.iterdir() if "表" in path.name)
    assert left == ["表.pdf"], left
    # A scanner lets go in time.
    (folder / "表.pdf").write_bytes(b"old")
    holder = held(folder / "表.pdf", 1500)
    well(run(folder, "render", "案例.json", "--draft", "-o", "表.pdf"))
    holder.wait()
    assert (folder / "表.pdf").read_bytes() == before
    # What cannot be read is told by its name.
    holder = held(folder / "案例.json", 5000)
    status, unread = run(folder, "check", "案例.json")
    holder.wait()
    assert status == 2 and "案例.json" in unread and "别的程序" in unread, unread
    return f"told after {waited:.1f} s: {words.strip().splitlines()[-1]} / {unread.strip()}"


def read_only(folder):
    """A file that is read-only is replaced as on Linux; a folder that takes nothing is told."""
    sample(folder)
    target = folder / "表.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    well(run(folder, "render", "案例.json", "--draft", "-o", "表.pdf"))
    assert target.read_bytes().startswith(b"%PDF")
    stick = folder / "U盘"
    stick.mkdir()
    # Wine's server opens the files, so it has to begin where the stick is read-only.
    subprocess.run(["wineserver", "--wait"], env=WINE, check=False, timeout=120)
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && "$@"; status=$?; wineserver --wait; exit $status'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", stick, "wine", program, "export", "案例.json", "--out",
         seen_by_windows(stick / "报送"), "--draft"],
        cwd=folder, env=WINE | {"SHENBAO_HOME": "home"}, capture_output=True, timeout=300,
    )
    words = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 2 and "U盘" in words, (done.returncode, words)
    assert not list(stick.iterdir())
    return words.strip().splitlines()[-1]


def console(folder):
    """Chinese in a console of code page 936: what is written there is seen, not bytes of another code."""
    reader, writer = pty.openpty()
    environment = WINE | {"SHENBAO_HOME": seen_by_windows(folder / "home"), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    line = ["wine", "cmd", "/c", f"chcp 936 & {program.name} explain F101"]
    shown = subprocess.Popen(
        line, cwd=program.parent, env=environment, stdin=writer, stdout=writer, stderr=subprocess.DEVNULL, start_new_session=True
    )
    os.close(writer)
    seen = b""
    try:
        while part := os.read(reader, 4096):
            seen += part
    except OSError:
        pass
    shown.wait(60)
    text = seen.decode("utf-8", "replace")
    assert "936" in text and "应当填写的一栏空着" in text, text
    # Into a file it is UTF-8, which Notepad knows.
    text_file = folder / "explained.txt"
    line = ["wine", "cmd", "/c", f"chcp 936 & {program.name} explain F101 > {seen_by_windows(text_file)}"]
    subprocess.run(line, cwd=program.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert "应当填写的一栏空着" in text_file.read_bytes().decode("utf-8")
    return f"{sum(ord(letter) > 0x2000 for letter in text)} Chinese letters seen"


def through_serve(folder):
    """What the interface asks: the folders of every drive, a photo attached twice, another page of a draft, a folder sent."""
    photo = folder / "照片.jpg"
    subprocess.run(["convert", "-size", "1920x1080", "plasma:fractal", "-seed", "7", photo], check=True)
    os.environ["WINEPREFIX"] = str(prefix)
    server = Server(["wine", str(program)], folder)
    try:
        assert server.ask(ask="start")["drafts"]["state"] == "ready"
        top = server.ask(ask="folder", path="")
        assert {drive[0].upper() for drive in top["folders"]} >= {"C", "Z"}, top
        listed = server.ask(ask="folder", path=seen_by_windows(folder))
        assert photo.name in listed["files"] and "/" not in listed["path"], listed
        draft = server.ask(ask="new_draft", call="js-2020", route="self", sample=True)
        which = {"draft": draft["id"], "token": draft["token"]}
        for job in range(2):
            kept = server.ask(ask="keep", **which, files=[seen_by_windows(photo)], job=job)
            assert kept["names"] and not kept["refused"], kept
            server.ask(ask="attach", **which, kind=None, names=kept["names"])
        # Nothing of a copy is left behind.
        left = [str(path) for path in (folder / "home").rglob("*") if "unfinished" in path.name]
        assert not left, left
        server.post("/leave", {"force": False})
        server.process.wait(60)
    finally:
        server.kill()
    return f"{len(top['folders'])} drives, the same photo twice"


def main():
    failed = 0
    for trial in [long_paths, another_drive, held_open, read_only, console, through_serve]:
        with tempfile.TemporaryDirectory(prefix="shenbao-windows-") as place:
            try:
                print(f"{trial.__name__}: {trial(Path(place))}", flush=True)
            except AssertionError as fault:
                failed += 1
                print(f"{trial.__name__} FAILED: {fault}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
