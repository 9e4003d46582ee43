"""Holds a database of drafts until its own input ends: to the saver the same as a disk that says no."""

import sqlite3
import sys

database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
