"""Photos whose cameras say when they were taken, in each kind of file that can say it."""

from corpus import convert, exiftool, run

DAYS = {"2019:05:03 10:11:12": "2019-05-03", "1980:01:01 00:00:00": "1980-01-01", "2031:12:31 23:59:59": "2031-12-31"}
# What cameras leave where their clock is not set.
NO_DAYS = ["0000:00:00 00:00:00", "    :  :     :  :  ", "2019:13:40 10:11:12"]


def make(folder):
    entries, work = [], []
    picture = ["-size", "640x480", "gradient:#204060-#e0d0b0"]

    def put(name, told, day):
        def one():
            path = folder / name
            if path.suffix == ".heic":
                png = folder / f".{path.stem}.png"
                convert(*picture, png)
                run("heif-enc", "-o", path, png)
                png.unlink()
            else:
                convert(*picture, path)
            if told:
                exiftool(path, f"-DateTimeOriginal={told}", "-Make=Camera", "-m")
        entries.append(dict(file=name, day=day))
        work.append(one)

    for ending in ("jpg", "png", "webp", "heic"):
        for number, (told, day) in enumerate(DAYS.items()):
            put(f"{number}.{ending}", told, day)
        put(f"none.{ending}", None, None)
    for number, told in enumerate(NO_DAYS):
        put(f"unset_{number}.jpg", told, None)
    return entries, work
