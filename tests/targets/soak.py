"""Runs a program of another target beside the one of this machine: every call and route, one thing after the other, the
same clock for both. Folders, PDFs, pictures and words have to be the same, byte for byte; `serve` has to answer, and what
was typed has to be there after each of many kills.

    soak.py HOST -- TARGET...

HOST is this machine's program, TARGET the other with what runs it: `wine shenbao.exe`, `qemu-aarch64-static shenbao`.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Noon in China on a day on which the call of Jiangsu is open.
EPOCH = "1592625600"
KILLS = int(os.environ.get("KILLS", "30"))


def environment(home):
    """The clock and the drafts of a run; what wine says of itself is nobody's words."""
    return os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "SHENBAO_HOME": home, "WINEDEBUG": "-all"}


def run(program, folder, *arguments):
    """Runs it in a folder; exit status and words."""
    done = subprocess.run(
        [*program, *arguments], cwd=folder, env=environment("home"), capture_output=True, timeout=300
    )
    words = b"\n".join([done.stdout, done.stderr]).replace(b"\r\n", b"\n").decode()
    # One of wine's own services may fall while we run; ours would end with another status.
    words = re.sub(r"^wine: Unhandled .*\n", "", words, flags=re.MULTILINE)
    # Windows parts the names of folders by another sign, which JSON writes twice.
    return done.returncode, re.sub(r"\\+", "/", words)


def routes(program, folder):
    """Every call with its routes and its forms."""
    status, words = run(program, folder, "calls", "--json")
    assert status == 0, words
    for call in json.loads(words):
        for route in call["routes"]:
            yield call["id"], route["id"], [form["id"] for form in call["forms"]]


def everything(program, folder):
    """Does all there is to do, and tells what was said."""
    said = []
    for call, route, forms in routes(program, folder):
        case = f"{call}-{route}.json"
        said.append(run(program, folder, "new", call, "--route", route, "-o", "new.json"))
        # Each new case has an id of its own.
        new = folder / "new.json"
        said.append(re.sub(r'"id": "[0-9a-f-]+"', "", new.read_text(encoding="utf-8")))
        new.unlink()
        said.append(run(program, folder, "check", case))
        said.append(run(program, folder, "about", call))
        for form in forms:
            said.append(run(program, folder, "render", case, "--form", form, "--draft", "-o", f"{call}-{route}-{form}.pdf"))
            said.append(run(program, folder, "preview", case, "--form", form, "-o", f"{call}-{route}-{form}.png"))
        said.append(run(program, folder, "export", case, "--out", f"{call}-{route}", "--draft"))
        said.append(run(program, folder, "pack", case, "-o", f"{call}-{route}.shenbao"))
        said.append(run(program, folder, "inspect", f"{call}-{route}.shenbao"))
        said.append(run(program, folder, "unpack", f"{call}-{route}.shenbao", "--out", f"{call}-{route}-unpacked"))
    # Names that mean something else on a system, or differ by their case alone.
    for case in sorted(path.name for path in folder.glob("名-*.json")):
        said.append(run(program, folder, "export", case, "--out", case.removesuffix(".json"), "--draft"))
        sent = [path for path in folder.glob(f"{case.removesuffix('.json')}/*") if path.is_dir()]
        said.extend(run(program, folder, "verify", str(path.relative_to(folder))) for path in sent)
    said.append(run(program, folder, "word", "空白表.docx", "--out", "空白表"))
    said.append(run(program, folder, "probe", "照片"))
    said.append(run(program, folder, "probe", "照片", "--json"))
    said.append(run(program, folder, "lint", "examples"))
    said.append(run(program, folder, "explain", "A421"))
    # What is not right: no such file, a file of another kind, a mark of Notepad, line ends of Windows.
    for name in ["没有.json", "坏.json", "记事本.json", "旧.json"]:
        said.append(run(program, folder, "check", name))
    # Settings as Notepad writes them, and as an old one does, which has no mark and no UTF-8.
    for settings in ["# 设置\r\nprefer_installed_fonts = false\r\n".encode("utf-8-sig"), "# 设置\r\nbad = 1\r\n".encode("gbk")]:
        (folder / "home").mkdir(exist_ok=True)
        (folder / "home/settings.toml").write_bytes(settings)
        said.append(run(program, folder, "check", "记事本.json"))
    (folder / "home/settings.toml").unlink()
    return said


def names(program, folder):
    """Cases with names that a system does not take, and attachments whose names differ by their case alone."""
    run(program, folder, "new", "js-2020", "--route", "self", "--sample", "-o", "名.json")
    sample = json.loads((folder / "名.json").read_text(encoding="utf-8"))
    (folder / "名.json").unlink()
    for number, name in enumerate(["CON", "nul.txt", "末尾有点...", "a:b*c?d|e<f>g", "长" * 300, "LPT1", " COM9 "]):
        case = sample | {"values": sample["values"] | {"case_name": name}}
        (folder / f"名-{number}.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    for place in ["一", "二"]:
        (folder / place).mkdir()
    photo = folder / "照片/第1张.jpg"
    attachments = []
    for name in ["一/Photo.jpg", "二/photo.JPG", "一/长" + "名" * 60 + ".jpg"]:
        (folder / name).write_bytes(photo.read_bytes())
        attachments.append({"path": name, "kind": "photo"})
    case = sample | {"attachments": attachments}
    (folder / "名-附件.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")


def blank_form(path):
    """A blank Word form of many kinds."""
    sys.path.insert(0, str(ROOT / "tests/word"))
    import corners
    import make

    make.write(path, corners.near_words()[0])


def inputs(program, folder):
    """What the runs read, the same for both."""
    for call, route, _ in routes(program, folder):
        run(program, folder, "new", call, "--route", route, "--sample", "-o", f"{call}-{route}.json")
    photos = folder / "照片"
    photos.mkdir()
    for number, size in enumerate(["1920x1080", "640x480"], 1):
        picture = photos / f"第{number}张.jpg"
        subprocess.run(["convert", "-size", size, "plasma:fractal", "-strip", "-seed", "7", picture], check=True)
    (photos / "说明.txt").write_text("不是照片\n", encoding="utf-8")
    subprocess.run(["cp", "-r", ROOT / "assets/examples", folder / "examples"], check=True)
    names(program, folder)
    blank_form(folder / "空白表.docx")
    (folder / "坏.json").write_text("{", encoding="utf-8")
    sample = json.dumps({"format": 1, "call": "js-2020", "route": "self"}, indent=2)
    (folder / "记事本.json").write_bytes(b"\xef\xbb\xbf" + sample.replace("\n", "\r\n").encode())
    (folder / "旧.json").write_bytes('{"format": 1, "call": "江苏"}'.encode("gbk"))


def files(folder):
    """Every file with its bytes."""
    names = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in names}


class Server:
    """`serve` as a page sees it."""

    def __init__(self, program, folder, home="home"):
        """With the drafts in `home`, or where the environment says."""
        self.process = subprocess.Popen(
            [*program, "serve", "--no-open"], cwd=folder, env=environment(home) if home else None,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        self.address = self.process.stdout.readline().decode().strip()
        self.origin, key = self.address.split("/#key=")
        self.session = None
        self.session = self.post("/enter", {"key": key})["session"]

    def post(self, path, body):
        headers = {"content-type": "application/json", "origin": self.origin}
        if self.session:
            headers["x-shenbao-session"] = self.session
        request = urllib.request.Request(self.origin + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def ask(self, **request):
        return self.post("/ask", request)

    def pids(self):
        """The process and those that it started: an emulator may run the program in another."""
        found, group = [], self.process.pid
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                stat = Path(f"/proc/{name}/stat").read_text()
            except OSError:
                continue
            if stat.rpartition(")")[2].split()[2] == str(group):
                found.append(int(name))
        return found

    def kill(self):
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()


def survives(program, folder):
    """Types, kills two seconds later, and looks for what was typed."""
    text, draft = "", None
    for number in range(KILLS):
        server = Server(program, folder)
        try:
            start = server.ask(ask="start")
            assert start["drafts"]["state"] == "ready", start["drafts"]
            if draft is None:
                opened = server.ask(ask="new_draft", call="js-2020", route="self", sample=True)
                draft = opened["id"]
            else:
                opened = server.ask(ask="open_draft", draft=draft)
                assert opened["first"]["values"]["case_name"] == text, text
            text = f"第{number + 1}次以后还在"
            server.ask(ask="edit", draft=draft, token=opened["token"], address="values/case_name", entry=text, seq=1)
            time.sleep(2)
        finally:
            server.kill()
    return KILLS


def main():
    host, target = [sys.argv[1]], sys.argv[sys.argv.index("--") + 1 :]
    with tempfile.TemporaryDirectory(prefix="shenbao-targets-") as place:
        here, there = Path(place, "a"), Path(place, "b")
        here.mkdir()
        inputs(host, here)
        subprocess.run(["cp", "-r", here, there], check=True)
        begun = time.time()
        wanted = everything(host, here)
        between = time.time()
        said = everything(target, there)
        print(f"{len(said)} commands: {between - begun:.0f} s here, {time.time() - between:.0f} s there")
        differing = [pair for pair in zip(wanted, said, strict=True) if pair[0] != pair[1]]
        for one, other in differing:
            print(f"here:\n{one}\nthere:\n{other}\n")
        ours, theirs = files(here), files(there)
        unlike = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
        print(f"{len(ours)} files, {len(unlike)} of them not the same: {unlike}")
        print(f"serve: {survives(target, there)} kills survived")
        return 1 if differing or unlike else 0


if __name__ == "__main__":
    sys.exit(main())
