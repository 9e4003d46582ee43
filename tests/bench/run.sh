#!/bin/bash
# Measures the program beside typst and others; `make bench` calls it. Sets up what it needs, builds, and hands
# over to measure.py. BENCH_RUNS=41 repeats more often.
set -euo pipefail
cd "$(dirname "$0")/../.."

bench=target/bench
python=$bench/venv/bin/python
mkdir -p "$bench"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "当前用户不是管理员，也没有 sudo。请管理员运行：$*" >&2
        exit 1
    fi
}

if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo '测速要用 Python 来计时，并运行作对照的 typst。现在安装 Debian 软件包：python3 python3-venv'
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends python3 python3-venv >/dev/null
fi

if ! cmp -s tests/bench/requirements.txt "$bench/venv/installed.txt"; then
    echo "测速要与排版程序 typst 对照。现在把 PyPI 的 typst 装进 $bench/venv，不动系统里的 Python。"
    rm -rf "$bench/venv"
    python3 -m venv "$bench/venv"
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r tests/bench/requirements.txt
    cp tests/bench/requirements.txt "$bench/venv/installed.txt"
fi

if ! cmp -s tests/bench/requirements-render.txt "$bench/venv/installed-render.txt"; then
    echo "还要与 WeasyPrint、img2pdf 对照，用 Pillow 做照片，也从 PyPI 装进 $bench/venv。"
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r tests/bench/requirements-render.txt
    cp tests/bench/requirements-render.txt "$bench/venv/installed-render.txt"
fi

if [ "${BENCH_LIBREOFFICE:-}" = 1 ] && ! command -v soffice >/dev/null; then
    echo '还要与 LibreOffice 对照（BENCH_LIBREOFFICE=1）。现在安装 Debian 软件包：libreoffice-writer-nogui'
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends libreoffice-writer-nogui >/dev/null
fi

echo '编译终端程序和测速程序（release）；第一次要几分钟……'
# One command, so that both share their dependencies.
cargo build --quiet --release --locked -p cli --bin shenbao -p workbench --bench in_process \
    --message-format=json-render-diagnostics >"$bench/built.json"

"$python" tests/bench/measure.py "$bench"
"$python" tests/bench/render.py "$bench" target/release/shenbao "$("$python" -c '
import json, sys
built = (json.loads(line) for line in open(sys.argv[1]))
print(next(b["executable"] for b in built if b.get("executable") and b["target"]["name"] == "in_process"))
' "$bench/built.json")"

echo '测量照片和视频……'
python3 tests/media/make.py target/tmp/media
python3 tests/bench/media.py "$bench" target/release/shenbao

echo '测量窗口和浏览器里的界面……'
cargo build --quiet --release --locked -p shenbaoxia
node tests/bench/window.mjs target/release | tee "$bench/window.md"
