"""Makes a zip with the same bytes each time: names in order, one time for all, no rights of users.

zip.py FOLDER NAME OUT: what lies in FOLDER/NAME, under NAME.
"""

import os
import sys
import time
import zipfile
from pathlib import Path

folder, name, out = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
# The format knows no time before 1980.
moment = max(time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6], (1980, 1, 1, 0, 0, 0))
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted((folder / name).rglob("*")):
        if path.is_file():
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
