"""Paper alone: time, memory and bytes of whole processes, beside typst, WeasyPrint, LibreOffice and img2pdf.

Called by run.sh with the folder to work in and the program, after measure.py has written the case. Three
parts: the form of two pages; a material of 20 photos of 12 megapixels, and the photos alone; materials of
1 to 500 pages. Programs take turns. What is not installed is told, not guessed.
"""

import itertools
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path

BENCH, SHENBAO, IN_PROCESS = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
RUNS = max(3, int(os.environ.get("BENCH_RUNS", "7")))
# Programs that take seconds are not run so often, nor for so many pages.
FEW = min(RUNS, 3)
PAGES = [1, 10, 100, 500]
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1592625600"}
LIBRARIES = sysconfig.get_path("platlib")
BARE_PYTHON = [sys.executable, "-I", "-S", "-c"]
FONTS = "assets/fonts"
# Only where it is asked for: its first start alone takes long, and in some containers it never ends.
OFFICE = shutil.which("soffice") if os.environ.get("BENCH_LIBREOFFICE") == "1" else None
PARAGRAPH = (
    "2018年以来，项目在县、乡、村三级建设电商服务站点，由村级网店统一收购、统一包装、统一上架，农户只管种好、采好。"
    "全年举办培训班36期，培训1,860人次，其中建档立卡贫困户642人次；产品在三家平台开设地方馆，2019年网上销售额"
    "1,286.5万元，比上年增长43%，带动582户、1,932人，户均年增收6,300元。疫情期间打开滞销农产品的销路，没有一户因疫返贫。"
)
# A program that takes longer is ended and told as not done.
LONGEST_S = 90
# Paragraphs that fill a page, at 16 pt and 28 characters to the line.
TO_A_PAGE = 4


def process(command, made):
    """Milliseconds, mebibytes at most, bytes made; None where it failed."""
    made.unlink(missing_ok=True)
    start = time.perf_counter_ns()
    child = subprocess.Popen(
        command, env=ENVIRONMENT, close_fds=False, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    # Only this child and what it started: a session of its own.
    limit = threading.Timer(LONGEST_S, os.killpg, (child.pid, signal.SIGKILL))
    limit.start()
    _, status, usage = os.wait4(child.pid, 0)
    limit.cancel()
    taken = (time.perf_counter_ns() - start) / 1e6
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 or not made.exists():
        return None
    return taken, usage.ru_maxrss / 1024, made.stat().st_size


def typst(source, case, made):
    text = f"""
import sys
sys.path.insert(0, {LIBRARIES!r})
import typst
fonts = typst.Fonts(False, False, [{FONTS!r}])
typst.compile({source!r}, output={str(made)!r}, root=".", font_paths=fonts, ignore_system_fonts=True,
              sys_inputs={{"case": {"/" + str(case)!r}}}, pdf_tags=False)
"""
    return [*BARE_PYTHON, text]


def weasyprint(html, made):
    text = f"""
import sys
sys.path.insert(0, {LIBRARIES!r})
import weasyprint
weasyprint.HTML({str(html)!r}).write_pdf({str(made)!r})
"""
    return [*BARE_PYTHON, text]


def office(html, made):
    home = (BENCH / "office").resolve().as_uri()
    return [OFFICE, f"-env:UserInstallation={home}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "pdf",
            "--outdir", str(made.parent), str(html)]


def img2pdf(photos, made):
    text = f"""
import sys
sys.path.insert(0, {LIBRARIES!r})
import img2pdf
with open({str(made)!r}, "wb") as out:
    out.write(img2pdf.convert({[str(photo) for photo in photos]!r}))
"""
    return [*BARE_PYTHON, text]


def html(name, body, size):
    """A page for WeasyPrint and LibreOffice, with the same fonts."""
    face = "".join(
        f"@font-face {{font-family: '{family}'; src: url('{Path(FONTS, file).resolve().as_uri()}')}}"
        for family, file in [("Song", "NotoSerifSC-Regular.ttf"), ("Fang", "FandolFang-Regular.ttf")]
    )
    path = BENCH / f"{name}.html"
    path.write_text(
        f"<!doctype html><html lang=zh><meta charset=utf-8><style>{face} @page {{size: A4; margin: 20mm 25mm}}"
        f"body {{font: {size}pt/1.5 Fang, Song, 'Noto Serif SC'}} table {{border-collapse: collapse; width: 100%}}"
        f"td {{border: 0.5pt solid; padding: 1mm}} p {{text-indent: 2em; margin: 0}} img {{width: 100%}}</style>{body}"
    )
    return path


def form_html(case):
    """The words of the form, in a table; the layout is simpler than ours, which favours the others."""
    def words(value):
        if isinstance(value, list):
            return "、".join(region.get("text", "") for region in value)
        return str(value or "")

    rows = "".join(f"<tr><td>{key}<td>{words(value)}" for key, value in case["values"].items() if key != "overview")
    running = "".join(f"<p>{line}" for line in case["values"]["overview"].split("\n"))
    seal = "<div style='height:45mm'></div><div style='text-align:right'>报送单位（盖章）</div>"
    return html("form", f"<h1>网络扶贫优秀案例申报表</h1><table>{rows}</table><table><tr><td>{running}{seal}<tr><td>{seal}</table>", 12)


def material(name, sample, blocks):
    path = BENCH / f"{name}.json"
    path.write_text(json.dumps({**sample, "material": {"blocks": blocks}}, ensure_ascii=False))
    return path


def paragraphs(pages):
    blocks = []
    for page in range(pages):
        blocks.append({"kind": "heading", "level": 1, "text": f"第{page + 1}部分的做法和成效"})
        blocks += [{"kind": "paragraph", "text": f"（{page + 1}）{PARAGRAPH}"}] * TO_A_PAGE
    # The last paragraph would begin the next page.
    return blocks[:-1]


def material_html(name, blocks):
    tags = {
        "heading": lambda block: f"<h2>{block['text']}</h2>",
        "paragraph": lambda block: f"<p>{block['text']}",
        "picture": lambda block: f"<img src='{block['path']}'>",
    }
    return html(name, "".join(tags[block["kind"]](block) for block in blocks), 16)


def make_photos():
    """Twenty photos as cameras make them: 4000 × 3000, some 4 MB each, each another."""
    from PIL import Image, ImageFilter

    folder = BENCH / "photos"
    photos = [folder / f"{number:02}.jpg" for number in range(1, 21)]
    if all(photo.exists() for photo in photos):
        return photos
    folder.mkdir(exist_ok=True)
    for number, photo in enumerate(photos):
        ground = Image.effect_noise((1000, 750), 60 + number).resize((4000, 3000), Image.Resampling.BICUBIC)
        grain = Image.effect_noise((4000, 3000), 24).filter(ImageFilter.GaussianBlur(0.7))
        channels = [Image.blend(ground, grain, 0.3 + 0.1 * channel) for channel in range(3)]
        Image.merge("RGB", channels).save(photo, quality=90)
    return photos


def pages_of(made):
    import pikepdf

    with pikepdf.open(made) as pdf:
        return len(pdf.pages)


def measure(what, contenders):
    """Rows of the table: by turns, after one turn that does not count where a program is fast."""
    rows = {name: [] for name, *_ in contenders}
    for turn in range(RUNS + 1):
        for name, command, made, most in contenders:
            # What failed once is not tried again.
            if turn > 0 and most <= FEW and not rows[name]:
                continue
            if turn <= most and (taken := process(command, made)) and (turn > 0 or most <= FEW):
                rows[name].append(taken)
        if sys.stderr.isatty():
            print(f"\r{what}：第 {turn} 轮，共 {RUNS} 轮……", end="", file=sys.stderr, flush=True)
    for name, _, made, _ in contenders:
        taken = rows[name]
        if not taken:
            yield f"| {what} | {name} | 没有做成 | | | |"
            continue
        time_, memory, size = (statistics.median(each) for each in zip(*taken))
        # A child begins with the memory of this process, which is the least that can be told.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = f"{memory:.0f}" if memory > own * 1.02 else f"≤ {own:.0f}"
        yield f"| {what} | {name} | {time_:.1f} | {told} | {size / 1024:.0f} | {pages_of(made)} |"


def rows():
    sample = json.loads((BENCH / "case.json").read_text())
    case, made = BENCH / "case.json", lambda name: BENCH / f"{name}.pdf"
    page = form_html(sample)
    form = [
        ("shenbao", [SHENBAO, "render", str(case), "-o", str(made("shenbao"))], made("shenbao"), RUNS),
        ("typst", typst("tests/bench/form.typ", case, made("typst")), made("typst"), RUNS),
        ("WeasyPrint", weasyprint(page, made("weasyprint")), made("weasyprint"), FEW),
    ]
    if OFFICE:
        form.append(("LibreOffice", office(page, made("form")), made("form"), FEW))
    yield from measure("表，两页", form)

    photos = make_photos()
    with_photos = [{"kind": "picture", "path": f"photos/{photo.name}", "caption": "店长培训"} for photo in photos]
    # Some thirty pages: words between the photos.
    words = paragraphs(20)
    share = len(words) // len(photos)
    blocks = [block for at, photo in enumerate(with_photos) for block in [photo, *words[at * share:(at + 1) * share]]]
    case = material("photos", sample, blocks)
    yield from measure("二十张照片，原样放入", [
        ("shenbao（进程 in_process --photos）", [IN_PROCESS, "--photos", str(BENCH / "photos"), str(made("photos-through"))], made("photos-through"), RUNS),
        ("img2pdf", img2pdf(photos, made("photos-img2pdf")), made("photos-img2pdf"), RUNS),
    ])
    yield from measure("材料，二十张照片", [
        ("shenbao", [SHENBAO, "render", str(case), "--form", "material", "-o", str(made("photos-ours"))], made("photos-ours"), FEW),
        ("typst", typst("tests/bench/material.typ", case, made("photos-typst")), made("photos-typst"), FEW),
    ])

    for pages in PAGES:
        blocks = paragraphs(pages)
        case, name = material(f"pages-{pages}", sample, blocks), f"材料，约 {pages} 页"
        page = material_html(f"pages-{pages}", blocks)
        ours, theirs, web = (made(f"{who}-{pages}") for who in ["ours", "typst", "weasyprint"])
        contenders = [
            ("shenbao", [SHENBAO, "render", str(case), "--form", "material", "-o", str(ours)], ours, RUNS),
            ("typst", typst("tests/bench/material.typ", case, theirs), theirs, FEW),
        ]
        if pages <= 100:
            contenders.append(("WeasyPrint", weasyprint(page, web), web, 1))
        if OFFICE:
            contenders.append(("LibreOffice", office(page, made(f"pages-{pages}")), made(f"pages-{pages}"), 1))
        yield from measure(name, contenders)


def main():
    lines = ["", f"## 只排版：整个进程，{RUNS} 轮（慢的 {FEW} 轮或 1 轮），中位数", ""]
    if not OFFICE:
        lines += ["没有装 LibreOffice，没有测。要测：BENCH_LIBREOFFICE=1 make bench", ""]
    lines += ["| 内容 | 程序 | 毫秒 | 内存 MB | 文件 KB | 页 |", "|---|---|--:|--:|--:|--:|"]
    with open(BENCH / "result.md", "a") as result:
        for line in itertools.chain(lines, rows()):
            print(line, flush=True)
            result.write(f"{line}\n")


if __name__ == "__main__":
    main()
