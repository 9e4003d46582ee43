"""What other programs say of a file: whether they read it to its end without a complaint, and its size as shown."""

import subprocess


def complains(path, by):
    """Whether a program that is strict finds something wrong."""
    commands = {
        "djpeg": ["djpeg", "-strict", "-outfile", "/dev/null", str(path)],
        "convert": ["/usr/bin/convert", "-regard-warnings", str(path), "null:"],
        "ffmpeg": ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-map", "0:v", "-f", "null", "-"],
        "dwebp": ["dwebp", "-quiet", str(path), "-o", "/dev/null"],
    }
    done = subprocess.run(commands[by], capture_output=True)
    return done.returncode != 0 or bool(done.stderr.strip())


def size_by_ffprobe(path):
    asked = ["ffprobe", "-v", "quiet", "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0", str(path)]
    done = subprocess.run(asked, capture_output=True, text=True)
    lines = [line.strip().strip(",") for line in done.stdout.splitlines() if "," in line.strip().strip(",")]
    return [int(side) for side in lines[0].split(",")[:2]] if lines else None


def disagrees(folder, entry):
    """Where the programs say something else than the table, in words."""
    path = folder / entry["file"]
    if by := entry.pop("asked", None):
        said = complains(path, by)
        if said == (entry["close"] is not False):
            return f"{entry['file']}: {by} {'complains' if said else 'is content'}, not as the table says"
    if entry.pop("sized", False) and size_by_ffprobe(path) != entry["size"]:
        return f"{entry['file']}: ffprobe says {size_by_ffprobe(path)}"
    return None
