"""Asks the windows of a display to close, as the cross in their corner does (ICCCM 4.2.8.1).

With nothing but libX11, because there is no window manager on a screen without a monitor.
"""

import ctypes
import sys

WM_DELETE = b"WM_DELETE_WINDOW"
CLIENT_MESSAGE = 33


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


x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x11.XInternAtom.restype = ctypes.c_ulong
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
x11.XGetWMProtocols.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p]
x11.XSendEvent.argtypes = [
    ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p
]
x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]

display = x11.XOpenDisplay(sys.argv[1].encode())
if not display:
    sys.exit(f"no display {sys.argv[1]}")
delete = x11.XInternAtom(display, WM_DELETE, 0)
protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)

root, parent = ctypes.c_ulong(), ctypes.c_ulong()
children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
x11.XQueryTree(
    display,
    x11.XDefaultRootWindow(display),
    ctypes.byref(root),
    ctypes.byref(parent),
    ctypes.byref(children),
    ctypes.byref(count),
)
asked = 0
for window in children[: count.value]:
    atoms, number = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_int()
    known = x11.XGetWMProtocols(display, window, ctypes.byref(atoms), ctypes.byref(number))
    if known and delete in atoms[: number.value]:
        event = ClientMessage(
            type=CLIENT_MESSAGE, window=window, message_type=protocols, format=32
        )
        event.data[0] = delete
        x11.XSendEvent(display, window, 0, 0, ctypes.byref(event))
        asked += 1
x11.XSync(display, 0)
print(asked)
