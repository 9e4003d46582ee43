"""Asks the windows of a display to close, as the cross in their corner does (ICCCM 4.2.8.1), and prints how many
were asked. Usage: close.py DISPLAY"""

import ctypes

from x11 import atom, children, display, function, handle, number, root, tell

known = function("XGetWMProtocols", handle, number, handle, handle)

delete = atom("WM_DELETE_WINDOW")
asked = 0
for window in children(root):
    atoms, count = ctypes.POINTER(number)(), ctypes.c_int()
    if known(display, window, ctypes.byref(atoms), ctypes.byref(count)) and delete in atoms[: count.value]:
        tell(window, "WM_PROTOCOLS", delete)
        asked += 1
print(asked)
