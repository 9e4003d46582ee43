"""What close.py and drop.py say to the windows of a display, with nothing but libX11: there is neither a window
manager nor a hand on a screen without a monitor."""

import ctypes
import sys

CLIENT_MESSAGE = 33

handle, number, whole = ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int


def event(name, *fields):
    """A kind of event: what all have, then these fields, and room for the longest (Xlib.h)."""
    common = [("type", whole), ("serial", number), ("send_event", whole), ("display", handle)]
    room = [("room", ctypes.c_long * 24)]
    return type(name, (ctypes.Structure,), {"_fields_": [*common, *fields, *room]})


ClientMessage = event(
    "ClientMessage",
    ("window", number),
    ("message_type", number),
    ("format", whole),
    ("data", ctypes.c_long * 5),
)

_x11 = ctypes.CDLL("libX11.so.6")


def function(name, *arguments, gives=whole):
    """A function of libX11 with the kinds of its arguments."""
    found = getattr(_x11, name)
    found.argtypes, found.restype = arguments, gives
    return found


_open = function("XOpenDisplay", ctypes.c_char_p, gives=handle)
_atom = function("XInternAtom", handle, ctypes.c_char_p, whole, gives=number)
_root = function("XDefaultRootWindow", handle, gives=number)
_tree = function("XQueryTree", handle, number, handle, handle, handle, handle)
_send = function("XSendEvent", handle, number, whole, ctypes.c_long, handle)
_sync = function("XSync", handle, whole)

display = _open(sys.argv[1].encode())
if not display:
    sys.exit(f"no display {sys.argv[1]}")
root = _root(display)


def atom(name):
    return _atom(display, name.encode(), 0)


def children(window):
    found, count, ignored = ctypes.POINTER(number)(), ctypes.c_uint(), number()
    places = [ctypes.byref(place) for place in (ignored, ignored, found, count)]
    _tree(display, window, *places)
    return found[: count.value]


def send(window, sent):
    _send(display, window, 0, 0, ctypes.byref(sent))
    _sync(display, 0)


def tell(window, name, *data):
    """Sends a message of this name with up to five numbers."""
    message = ClientMessage(type=CLIENT_MESSAGE, window=window, message_type=atom(name), format=32)
    message.data[: len(data)] = data
    send(window, message)
