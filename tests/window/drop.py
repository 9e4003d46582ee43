"""Drops files on the window of a display, as a file manager does (XDND, version 5).

Usage: drop.py DISPLAY X Y FILE…; X and Y are pixels of the screen."""

import ctypes
import pathlib
import sys
import time

from x11 import CLIENT_MESSAGE, ClientMessage, atom, children, display, event, function, handle, number, root
from x11 import send, tell, whole

SELECTION_REQUEST = 30
SELECTION_NOTIFY = 31
VERSION = 5
PATIENCE_S = 10

asked_for = [(name, number) for name in ("requestor", "selection", "target", "property", "time")]
SelectionRequest = event("SelectionRequest", ("owner", number), *asked_for)
Selection = event("Selection", *asked_for)


class Event(ctypes.Union):
    _fields_ = [("type", whole), ("message", ClientMessage), ("request", SelectionRequest)]


place, count = ctypes.c_int, ctypes.c_uint
new_window = function(
    "XCreateSimpleWindow", handle, number, place, place, count, count, count, number, number, gives=number
)
own = function("XSetSelectionOwner", handle, number, number, number)
read = function(
    "XGetWindowProperty", handle, number, number, ctypes.c_long, ctypes.c_long, whole, number, *[handle] * 5
)
write = function("XChangeProperty", handle, number, number, number, whole, whole, ctypes.c_char_p, whole)
pending = function("XPending", handle)
next_event = function("XNextEvent", handle, handle)


def takes_drops(window):
    kind, width, items, left, data = number(), ctypes.c_int(), number(), number(), handle()
    places = [ctypes.byref(one) for one in (kind, width, items, left, data)]
    read(display, window, atom("XdndAware"), 0, 1, 0, 0, *places)
    return items.value > 0


def below(window):
    yield window
    for child in children(window):
        yield from below(child)


def give(request):
    """The addresses of the files, to whoever asks for them."""
    write(display, request.requestor, request.property, request.target, 8, 0, files, len(files))
    answer = Selection(type=SELECTION_NOTIFY)
    for name, _ in asked_for:
        setattr(answer, name, getattr(request, name))
    send(request.requestor, answer)


def wait_for(name):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        while pending(display):
            came = Event()
            next_event(display, ctypes.byref(came))
            if came.type == SELECTION_REQUEST:
                give(came.request)
            elif came.type == CLIENT_MESSAGE and came.message.message_type == atom(name):
                return came.message
        time.sleep(0.01)
    sys.exit(f"no {name}")


x, y = int(sys.argv[2]), int(sys.argv[3])
files = "".join(f"{pathlib.Path(file).resolve().as_uri()}\r\n" for file in sys.argv[4:]).encode()
source = new_window(display, root, 0, 0, 1, 1, 0, 0, 0)
target = next((window for window in below(root) if takes_drops(window)), None)
if target is None:
    sys.exit("no window takes drops")
own(display, atom("XdndSelection"), source, 0)
tell(target, "XdndEnter", source, VERSION << 24, atom("text/uri-list"))
# Over the place for a moment, as a hand is.
for _ in range(10):
    tell(target, "XdndPosition", source, 0, x << 16 | y, 0, atom("XdndActionCopy"))
    status = wait_for("XdndStatus")
    time.sleep(0.05)
if not status.data[1] & 1:
    sys.exit("the window takes no files here")
tell(target, "XdndDrop", source, 0, 0)
wait_for("XdndFinished")
