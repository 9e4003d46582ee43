"""A static program in a root where nothing lies but itself: no library, no shell, no /proc. Its `serve` answers all the same.

    bare.py ROOT

ROOT holds `shenbao`. It needs the rights of the administrator for chroot.
"""

import subprocess
import sys
from pathlib import Path

from soak import Server

root = sys.argv[1]
inside = ["chroot", root, "/shenbao"]
calls = subprocess.run([*inside, "calls"], capture_output=True, check=True, text=True).stdout
server = Server(inside, Path("."), home="/home")
try:
    start = server.ask(ask="start")
    assert start["drafts"]["state"] == "ready", start["drafts"]
    server.ask(ask="new_draft", call="js-2020", route="self", sample=True)
    server.post("/leave", {"force": False})
    server.process.wait(60)
finally:
    server.kill()
assert Path(root, "home/drafts.db").is_file()
print(f"an empty root: {len(calls.splitlines())} lines of calls, serve answers")
