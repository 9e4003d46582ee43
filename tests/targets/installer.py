"""The installer for Windows under wine: silently installed, used, taken away, and installed again. It is a program of 32
bits, so it runs in a root of Debian of its own where wine has both (`make soak-targets` makes it).

    installer.py ROOT SETUP.EXE LIBRARY...

Each LIBRARY is laid beside the program once it is installed: what wine 8 lacks.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from soak import EPOCH, Server

root, setup = Path(sys.argv[1]), Path(sys.argv[2])
libraries = [Path(path) for path in sys.argv[3:]]
PREFIX = root / "root/.wine"
USER = PREFIX / "drive_c/users/root"
INSTALLED = USER / "AppData/Local/Programs/Shenbaoxia"
DRAFTS = USER / "AppData/Local/shenbaoxia"
MENU = USER / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
# The root has its own /proc and /dev, which go with the last process in it.
ENTER = 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && root=$1 && shift && exec chroot "$root" "$@"'
INSIDE = [
    "unshare", "--mount", "sh", "-c", ENTER, "sh", root, "/usr/bin/env", "-i", "HOME=/root", "PATH=/usr/bin:/bin:/usr/lib/wine",
    "LANG=C.UTF-8", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml,winemenubuilder.exe=", f"SOURCE_DATE_EPOCH={EPOCH}",
]  # fmt: skip


def wine(*words):
    """Runs something, and waits until wine has written down all that it keeps."""
    script = '"$@"; status=$?; wineserver --wait; exit $status'
    done = subprocess.run([*INSIDE, "sh", "-c", script, "sh", "wine", *words], capture_output=True, timeout=600)
    assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode("utf-8", "replace")


def registry():
    """The keys that belong to us, with their values."""
    keys, ours = {}, None
    for line in (PREFIX / "user.reg").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("["):
            name = line[1:].split("]")[0].replace("\\\\", "\\")
            is_ours = "henbao" in name or name.endswith("\\.json\\OpenWithProgids")
            ours = keys.setdefault(name, []) if is_ours else None
        elif ours is not None and "=" in line and not line.startswith("#"):
            ours.append(line)
    # Wine itself remembers which programs ran.
    return {name: values for name, values in keys.items() if "\\Classes\\" in name or "\\Uninstall\\" in name}


def installs():
    """Installs without a word, and looks at what is there."""
    begun = time.monotonic()
    wine("/setup.exe", "/S")
    seconds = time.monotonic() - begun
    for name in ["shenbaoxia.exe", "shenbao.exe", "WebView2Loader.dll", "uninstall.exe", "README.md", "copyright.txt", "INSTALL.html"]:
        assert (INSTALLED / name).is_file(), name
    assert {path.name for path in MENU.glob("*.lnk")} == {"申报匣.lnk", "申报匣（浏览器）.lnk"}, list(MENU.iterdir())
    keys = registry()
    for name in ["Classes\\.shenbao", "Classes\\Shenbaoxia.Package\\shell\\open\\command",
                 "Classes\\Shenbaoxia.Case\\shell\\open\\command", "Uninstall\\Shenbaoxia"]:  # fmt: skip
        assert any(key.endswith(name) for key in keys), (name, sorted(keys))
    assert any("Shenbaoxia.Case" in line for key, lines in keys.items() if key.endswith(".json\\OpenWithProgids") for line in lines)
    command = next(lines for key, lines in keys.items() if key.endswith("Package\\shell\\open\\command"))
    assert "shenbaoxia.exe" in command[0] and "%1" in command[0], command
    for library in libraries:
        shutil.copy(library, INSTALLED)
    size = sum(path.stat().st_size for path in INSTALLED.rglob("*") if path.is_file())
    return f"{seconds:.0f} s, {size / 1e6:.0f} MB, {len(keys)} keys"


def serves(drafts):
    """Its `serve` answers; how many drafts there are, and then one more."""
    server = Server([*INSIDE, "wine", "C:\\users\\root\\AppData\\Local\\Programs\\Shenbaoxia\\shenbao.exe"], Path("."), home=None)
    start = server.ask(ask="start")
    assert start["drafts"]["state"] == "ready", start["drafts"]
    listed = server.ask(ask="drafts", words="", binned=False, limit=10)["drafts"]
    assert len(listed) == drafts, listed
    server.ask(ask="new_draft", call="js-2020", route="self", sample=True)
    server.post("/leave", {"force": False})
    server.process.wait(60)
    assert (DRAFTS / "drafts.db").is_file()
    return f"answers, {drafts} drafts before"


def uninstalls():
    """Taken away: the program, the menu, the registry. The drafts stay."""
    for library in libraries:
        (INSTALLED / library.name).unlink()
    before = sorted(path.name for path in DRAFTS.iterdir())
    wine("C:\\users\\root\\AppData\\Local\\Programs\\Shenbaoxia\\uninstall.exe", "/S")
    end = time.monotonic() + 20
    while INSTALLED.exists() and time.monotonic() < end:
        time.sleep(0.2)
    left = [str(path) for path in INSTALLED.rglob("*")] if INSTALLED.exists() else []
    assert not INSTALLED.exists(), left
    assert not list(MENU.glob("申报匣*")), list(MENU.iterdir())
    keys = registry()
    assert not any("henbao" in key or any("henbao" in line for line in lines) for key, lines in keys.items()), keys
    assert sorted(path.name for path in DRAFTS.iterdir()) == before
    return f"nothing left, drafts: {' '.join(before)}"


def main():
    shutil.copy(setup, root / "setup.exe")
    shutil.rmtree(PREFIX, ignore_errors=True)
    wine("wineboot", "--init")
    print("installed:", installs(), flush=True)
    print("serve:", serves(0), flush=True)
    print("taken away:", uninstalls(), flush=True)
    print("installed again:", installs(), flush=True)
    print("serve:", serves(1), flush=True)
    print("taken away again:", uninstalls(), flush=True)
    os.unlink(root / "setup.exe")


if __name__ == "__main__":
    main()
