"""Drops files on the window of a display, as a file manager does (XDND, version 5).

Usage: drop.py DISPLAY X Y FILE...; X and Y are pixels of the screen. With nothing but libX11, because there is
no hand that could drag on a screen without a monitor.
"""

import ctypes
import pathlib
import sys
import time

CLIENT_MESSAGE = 33
SELECTION_REQUEST = 30
SELECTION_NOTIFY = 31
VERSION = 5
PATIENCE_S = 10


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    ]


class SelectionRequest(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("owner", ctypes.c_ulong),
        ("requestor", ctypes.c_ulong),
        ("selection", ctypes.c_ulong),
        ("target", ctypes.c_ulong),
        ("property", ctypes.c_ulong),
        ("time", ctypes.c_ulong),
        ("padding", ctypes.c_long * 24),
    ]


class Selection(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("requestor", ctypes.c_ulong),
        ("selection", ctypes.c_ulong),
        ("target", ctypes.c_ulong),
        ("property", ctypes.c_ulong),
        ("time", ctypes.c_ulong),
        ("padding", ctypes.c_long * 24),
    ]


class Event(ctypes.Union):
    _fields_ = [
        ("type", ctypes.c_int),
        ("message", ClientMessage),
        ("request", SelectionRequest),
        ("padding", ctypes.c_long * 40),
    ]


x11 = ctypes.CDLL("libX11.so.6")
handle, number = ctypes.c_void_p, ctypes.c_ulong
x11.XOpenDisplay.restype = handle
x11.XInternAtom.argtypes = [handle, ctypes.c_char_p, ctypes.c_int]
x11.XInternAtom.restype = number
x11.XDefaultRootWindow.argtypes = [handle]
x11.XDefaultRootWindow.restype = number
x11.XCreateSimpleWindow.argtypes = [handle, number] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 3 + [number] * 2
x11.XCreateSimpleWindow.restype = number
x11.XSetSelectionOwner.argtypes = [handle, number, number, number]
x11.XQueryTree.argtypes = [handle, number] + [handle] * 4
x11.XGetWindowProperty.argtypes = (
    [handle, number, number, ctypes.c_long, ctypes.c_long, ctypes.c_int, number] + [handle] * 5
)
x11.XChangeProperty.argtypes = [handle, number, number, number] + [ctypes.c_int] * 2 + [ctypes.c_char_p, ctypes.c_int]
x11.XSendEvent.argtypes = [handle, number, ctypes.c_int, ctypes.c_long, handle]
x11.XPending.argtypes = [handle]
x11.XNextEvent.argtypes = [handle, handle]
x11.XFlush.argtypes = [handle]

display = x11.XOpenDisplay(sys.argv[1].encode())
assert display, "no such display"
x, y = int(sys.argv[2]), int(sys.argv[3])
files = "".join(f"{pathlib.Path(file).resolve().as_uri()}\r\n" for file in sys.argv[4:]).encode()
root = x11.XDefaultRootWindow(display)
source = x11.XCreateSimpleWindow(display, root, 0, 0, 1, 1, 0, 0, 0)


def atom(name):
    return x11.XInternAtom(display, name.encode(), 0)


def children(window):
    found, count, ignored = ctypes.POINTER(number)(), ctypes.c_uint(), number()
    x11.XQueryTree(
        display, window, *[ctypes.byref(place) for place in (ignored, ignored, found, count)]
    )
    return [found[at] for at in range(count.value)]


def takes_drops(window):
    kind, width, count, left, data = number(), ctypes.c_int(), number(), number(), ctypes.c_void_p()
    places = [ctypes.byref(place) for place in (kind, width, count, left, data)]
    x11.XGetWindowProperty(display, window, atom("XdndAware"), 0, 1, 0, 0, *places)
    return count.value > 0


def below(window):
    yield window
    for child in children(window):
        yield from below(child)


def send(target, name, *data):
    message = ClientMessage(CLIENT_MESSAGE, 0, 1, display, target, atom(name), 32)
    for at, value in enumerate(data):
        message.data[at] = value
    x11.XSendEvent(display, target, 0, 0, ctypes.byref(message))
    x11.XFlush(display)


def give(request):
    """The addresses of the files, to whoever asks for them."""
    x11.XChangeProperty(display, request.requestor, request.property, request.target, 8, 0, files, len(files))
    answer = Selection(
        SELECTION_NOTIFY, 0, 1, display, request.requestor, request.selection, request.target, request.property,
        request.time,
    )
    x11.XSendEvent(display, request.requestor, 0, 0, ctypes.byref(answer))
    x11.XFlush(display)


def wait_for(name):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        while x11.XPending(display):
            event = Event()
            x11.XNextEvent(display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST:
                give(event.request)
            elif event.type == CLIENT_MESSAGE and event.message.message_type == atom(name):
                return event.message
        time.sleep(0.01)
    sys.exit(f"no {name}")


target = next((window for window in below(root) if takes_drops(window)), None)
if target is None:
    sys.exit("no window takes drops")
x11.XSetSelectionOwner(display, atom("XdndSelection"), source, 0)
send(target, "XdndEnter", source, VERSION << 24, atom("text/uri-list"))
# Over the place for a moment, as a hand is.
for step in range(10):
    send(target, "XdndPosition", source, 0, x << 16 | y, 0, atom("XdndActionCopy"))
    status = wait_for("XdndStatus")
    time.sleep(0.05)
if not status.data[1] & 1:
    sys.exit("the window takes no files here")
send(target, "XdndDrop", source, 0, 0)
wait_for("XdndFinished")
