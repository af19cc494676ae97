"""utf8proc on the whole text; the copies in and out of Python are a small part of its time."""
import ctypes
import sys

library = ctypes.CDLL("libutf8proc.so.2")
library.utf8proc_map.restype = ctypes.c_ssize_t
library.utf8proc_map.argtypes = [ctypes.c_char_p, ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_void_p), ctypes.c_int]
STABLE, COMPOSE = 1 << 1, 1 << 3

data = open(sys.argv[1], "rb").read()
result = ctypes.c_void_p()
length = library.utf8proc_map(data, len(data), ctypes.byref(result), STABLE | COMPOSE)
if length < 0:
    sys.exit(f"utf8proc: error {length}")
sys.stdout.buffer.write(ctypes.string_at(result.value, length))
