"""Measures the program beside typst, in one run and by turns (A B A B …), and writes the medians.

Called by run.sh with the folder to work in. Whole processes are started from here; figures inside the
program come from in_process.rs, which answers with nanoseconds; typst's come from its Compiler, kept
in this process as in_process.rs keeps its workbench.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import typst

RUNS = max(15, int(os.environ.get("BENCH_RUNS", "21")))
# So often what takes long, and so many cases are compared to each other.
FEW_RUNS = 5
COUNTS = (100, 1000, 5000)
BENCH = Path(sys.argv[1])
CASE = BENCH / "case.json"
FORM = "tests/bench/form.typ"
FONTS = "assets/fonts"
PAGES = 2
MEMORY_DISK = Path("/dev/shm")
# 2020-06-20, noon in China: the call was open, so nothing is found. in_process.rs has the same.
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1592625600"}

# typst at its best: no system fonts, no embedded ones, no tags (the program writes none either), and a
# Python that loads nothing of its own.
TYPST = f"""
import sys
sys.path.insert(0, {sysconfig.get_path("platlib")!r})
import typst
fonts = typst.Fonts(False, False, [{FONTS!r}])
typst.compile({FORM!r}, output={str(BENCH / "typst.pdf")!r}, root=".", font_paths=fonts,
              ignore_system_fonts=True, sys_inputs={{"case": {"/" + str(CASE)!r}}}, pdf_tags=False)
"""
LOAD = TYPST.split("fonts =")[0]
BARE_PYTHON = [sys.executable, "-I", "-S", "-c"]


def programs():
    """The paths of what run.sh has built."""
    found = {}
    for line in (BENCH / "built.json").read_text().splitlines():
        message = json.loads(line)
        if message.get("executable"):
            found[message["target"]["name"]] = message["executable"]
    return found["shenbao"], found["in_process"]


def process(command, *made):
    """A figure: the whole process. What it makes is removed before, outside the time."""

    def run():
        for path in made:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        start = time.perf_counter_ns()
        # close_fds=False lets Python use posix_spawn, which costs the same whatever is started.
        done = subprocess.run(
            command, env=ENVIRONMENT, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        taken = time.perf_counter_ns() - start
        if done.returncode != 0 or not all(path.exists() for path in made):
            sys.exit(f"没有做成：{command[:3]}，退出状态 {done.returncode}")
        return taken

    return run


class InProcess:
    """in_process.rs, asked for one figure at a time."""

    def __init__(self, program):
        self.child = subprocess.Popen(
            [program, "--serve"], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def figure(self, name):
        def run():
            self.child.stdin.write(f"{name}\n")
            self.child.stdin.flush()
            return int(self.child.stdout.readline())

        return run


class WarmTypst:
    """A compiler that is kept, each time with another first character in the overview."""

    def __init__(self):
        fonts = typst.Fonts(False, False, [FONTS])
        self.compiler = typst.Compiler(FORM, root=".", font_paths=fonts, ignore_system_fonts=True)
        self.turn = 0
        if len(self.compile(format="png")) != PAGES:
            sys.exit(f"{FORM} 不是 {PAGES} 页。")

    def compile(self, **how):
        self.turn += 1
        # The characters of GB 2312 in turn: none comes twice, so typst finds no finished answer.
        mark = bytes([0xB0 + self.turn // 94, 0xA1 + self.turn % 94]).decode("gb2312")
        inputs = {"case": f"/{CASE}", "mark": mark}
        return self.compiler.compile(sys_inputs=inputs, pdf_tags=False, **how)

    def figure(self, **how):
        def run():
            start = time.perf_counter_ns()
            self.compile(**how)
            return time.perf_counter_ns() - start

        return run


def twice(run):
    """The second of two in a row: what ran in between has emptied the caches of the processor."""
    return lambda: (run(), run())[1]


def figures(shenbao, inside):
    """Each figure: key, name, aim in ms or None, and how it is measured."""
    case, sent, pdf = str(CASE), BENCH / "sent", BENCH / "shenbao.pdf"
    warm = WarmTypst()
    yield "render", "整个进程：shenbao render（写盘并同步）", None, process([shenbao, "render", case, "-o", str(pdf)], pdf)
    yield "typst", "整个进程：typst 排同样大小的表（Python 包）", None, process([*BARE_PYTHON, TYPST], BENCH / "typst.pdf")
    if MEMORY_DISK.is_dir():
        memory = MEMORY_DISK / f"shenbao-bench-{os.getpid()}.pdf"
        yield "render_memory", "整个进程：shenbao render（写到内存盘，不等磁盘）", None, process([shenbao, "render", case, "-o", str(memory)], memory)
    yield "python", "其中：Python 启动并载入 typst", None, process([*BARE_PYTHON, LOAD])
    yield "export", "整个进程：shenbao export（含全部同步和读回）", None, process([shenbao, "export", case, "--out", str(sent)], sent)
    yield "start", "其中：shenbao 启动并读入表单（calls）", None, process([shenbao, "calls"])
    yield "in_render", "进程内：案例文件到 PDF", 10.0, twice(inside.figure("render"))
    yield "in_changed", "进程内：改成没有过的一字到 PDF", None, twice(inside.figure("changed pdf"))
    yield "in_typst", "进程内：typst 改一字再排", None, twice(warm.figure())
    yield "in_findings", "进程内：改一字到检查结果", 1.0, twice(inside.figure("findings"))
    yield "in_picture", "进程内：改一字到第 2 页图像（96 dpi）", 40.0, twice(inside.figure("picture"))
    yield "in_pictures", "进程内：改成没有过的一字到两页图像（96 dpi）", None, twice(inside.figure("changed pictures"))
    yield "in_typst_picture", "进程内：typst 改一字到两页图像（96 dpi）", None, twice(warm.figure(format="png", ppi=96))
    yield "in_export", "进程内：导出文件夹（含全部同步和读回）", None, inside.figure("export")
    yield "in_places", "进程内：查找地区，四万四千条", 5.0, twice(inside.figure("places"))
    yield "in_typed", "进程内：认一个手写的地名", None, twice(inside.figure("typed place"))
    yield "in_largest", "进程内：最大的案例，全部检查一遍", 50.0, twice(inside.figure("largest"))
    yield "in_key", "进程内：最大的案例，改名称一字，请求到答复", 10.0, twice(inside.figure("largest key"))
    yield "in_text", "进程内：最大的案例，改正文一字，请求到答复", 10.0, twice(inside.figure("largest text"))
    for name, step in [
        ("catalog", "读入全部表单和征集（只在启动时）"), ("open", "读案例文件"), ("check", "检查"),
        ("compose", "排版"), ("pdf", "生成 PDF"), ("draw", "画第 2 页"),
    ]:
        yield f"step_{name}", f"步骤：{step}", None, twice(inside.figure(f"step {name}"))


def many_figures(inside):
    """Figures of many cases, which take long and are measured a few times only."""
    for count in COUNTS:
        yield f"in_{count}", f"进程内：{count} 个案例互相核对名额和重复", 1000.0, inside.figure(f"summaries {count}")
        # At least a hundred a second.
        yield f"collect_{count}", f"进程内：汇总收 {count} 个 200 kB 的交接包", count * 10.0, inside.figure(f"collect {count}")
    yield "in_sheet", "进程内：1600 个案例文件到汇总表 PDF", 1000.0, inside.figure("sheet 1600")


def machine():
    """On what it was measured."""
    model = [l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")]
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    disk = subprocess.run(["stat", "-f", "-c", "%T", BENCH], capture_output=True, text=True).stdout.strip()
    return (
        f"{len(os.sched_getaffinity(0))} 核 {model[0] if model else platform.machine()}，{system}，"
        f"{platform.system()} {platform.release()}，{disk}，Rust {rustc}，typst {typst.__version__}，"
        f"Python {platform.python_version()}"
    )


def processor_seconds():
    """What all programs of the machine have used, and what this one and its finished children have."""
    words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    user, nice, system, _idle, _wait, irq, softirq, stolen = map(int, words)
    everyone = (user + nice + system + irq + softirq + stolen) / os.sysconf("SC_CLK_TCK")
    return everyone, sum(os.times()[:4])


def ratio_lines(median):
    """The ratios of one run, as lines of the report."""
    def line(what, over, under, aim=None):
        ratio = over / under
        verdict = "" if aim is None else f"，目标 {aim:g} 倍，{'达到' if ratio >= aim else '未达到'}"
        return f"- {what}：{ratio:.2f} 倍{verdict}"

    yield line("整个进程，typst ÷ shenbao render", median["typst"], median["render"], 5)
    yield line("整个进程，typst 减去 Python 启动 ÷ shenbao render", median["typst"] - median["python"], median["render"])
    if "render_memory" in median:
        yield line("整个进程，typst ÷ shenbao render（都不等磁盘）", median["typst"], median["render_memory"])
    yield line("进程内，typst 改一字再排 ÷ 改成没有过的一字到 PDF", median["in_typst"], median["in_changed"], 3)
    yield line("进程内，typst 改一字到两页图像 ÷ 同样", median["in_typst_picture"], median["in_pictures"], 3)
    few, most = COUNTS[0], COUNTS[-1]
    grown = median[f"in_{most}"] / median[f"in_{few}"]
    # Fifty times as many cases leave the caches of the processor; pairs would take 2,500 times as long.
    aim = 1.5 * most / few
    verdict = "达到" if grown <= aim else "未达到"
    yield f"- 案例互相核对，{few} 个到 {most} 个（{most / few:g} 倍）：时间为 {grown:.0f} 倍，目标不超过 {aim:g} 倍，{verdict}"


def main():
    shenbao, in_process = programs()
    CASE.unlink(missing_ok=True)
    subprocess.run(
        [shenbao, "new", "js-2020", "--route", "recommended", "--sample", "-o", str(CASE)],
        check=True, capture_output=True,
    )
    started, everyone_before, own_before = time.monotonic(), *processor_seconds()
    inside = InProcess(in_process)
    measured, many = list(figures(shenbao, inside)), list(many_figures(inside))
    where = machine()
    print(f"交替测量 {RUNS} 轮，约一分钟……", file=sys.stderr)
    times = {key: [] for key, _, _, _ in measured + many}
    for turn in range(RUNS + 1):
        if sys.stderr.isatty():
            print(f"\r测量中，第 {turn} 轮，共 {RUNS} 轮……", end="", file=sys.stderr, flush=True)
        for key, _, _, run in measured:
            taken = run() / 1e6
            # The first turn fills the caches and does not count.
            if turn > 0:
                times[key].append(taken)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for key, _, _, run in many:
        run()
        times[key] = [run() / 1e6 for _ in range(FEW_RUNS)]
    measured += many
    inside.child.stdin.close()
    inside.child.wait()
    everyone, own = processor_seconds()
    all_there_is = (time.monotonic() - started) * len(os.sched_getaffinity(0))
    others = max(0.0, everyone - everyone_before - (own - own_before)) / all_there_is

    median = {key: statistics.median(of) for key, of in times.items()}
    lines = [f"# 测速结果：{RUNS} 轮，交替进行，毫秒", "", where, ""]
    lines.append(f"测量期间，别的程序占用了 {others:.0%} 的处理器。" + ("数字偏大，请在空闲时再测。" if others > 0.1 else ""))
    lines.append("")
    lines += ["| 项目 | 中位数 | 最快 | 九成不超过 | 目标 |", "|---|--:|--:|--:|---|"]
    for key, name, aim, _ in measured:
        ordered = sorted(times[key])
        verdict = "" if aim is None else f"{aim:g}，{'达到' if median[key] <= aim else '未达到'}"
        slow = ordered[int(len(ordered) * 0.9)]
        lines.append(f"| {name} | {median[key]:.2f} | {ordered[0]:.2f} | {slow:.2f} | {verdict} |")
    lines += ["", "各中位数之比：", "", *ratio_lines(median)]
    report = "\n".join(lines) + "\n"
    (BENCH / "result.md").write_text(report)
    (MEMORY_DISK / f"shenbao-bench-{os.getpid()}.pdf").unlink(missing_ok=True)
    shutil.rmtree(BENCH / "sent", ignore_errors=True)
    print(report)
    print(f"已写入 {BENCH / 'result.md'}")


if __name__ == "__main__":
    main()
