#!/bin/bash
# Runs what `make bundle` made for other systems beside the program of this machine; `make soak-targets` calls it. Targets that
# were not made are left out, by name.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'WINEPREFIX=$work/prefix wineserver --kill 2>/dev/null || true; rm -rf "$work"' EXIT
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
host=$root/target/debug/shenbao
export WINEPREFIX=$work/prefix WINEDEBUG=-all

soak() {
    echo "── $1"
    python3 tests/targets/soak.py "$host" -- "${@:2}"
}

for arch in x86_64 aarch64; do
    archive=target/release/bundle/static/shenbaoxia-$version-linux-$arch-static.tar.gz
    [ -f "$archive" ] || { echo "没有 $archive，不试。"; continue; }
    tar -xzf "$archive" -C "$work"
    program=$work/shenbaoxia-$version-linux-$arch-static/shenbao
    if [ "$arch" = "$(uname -m)" ]; then
        soak "$arch" "$program"
        # Nothing of this system: an empty root with the program alone.
        mkdir -p "$work/bare" && cp "$program" "$work/bare/"
        python3 tests/targets/bare.py "$work/bare"
    else
        soak "$arch" "qemu-$arch-static" "$program"
    fi
done

zip=target/release/bundle/windows/shenbaoxia-$version-windows-x86_64.zip
setup=${zip%.zip}-setup.exe
seven=target/release/bundle/windows7/shenbaoxia-$version-windows7-x86_64.zip
if [ -f "$seven" ]; then
    unzip -q "$seven" -d "$work"
    # Wine says that it is Windows 7.
    WINEPREFIX=$work/seven wine winecfg -v win7 >/dev/null 2>&1
    WINEPREFIX=$work/seven soak windows7-x86_64 wine "$work/shenbaoxia-$version-windows7-x86_64/shenbao.exe"
    WINEPREFIX=$work/seven wineserver --kill 2>/dev/null || true
else
    echo "没有 $seven，不试。"
fi
[ -f "$zip" ] || { echo "没有 $zip，不试。"; exit 0; }
# A name of a user as there are, and one function that wine 8 lacks beside the program.
unzip -q "$zip" -d "$work/李 明"
folder="$work/李 明/shenbaoxia-$version-windows-x86_64"
x86_64-w64-mingw32-gcc -shared -O2 -o "$folder/bcryptprimitives.dll" tests/targets/bcryptprimitives.c -ladvapi32
# What wine says of itself when it begins belongs to nobody's words.
wine "$folder/shenbao.exe" explain F101 >/dev/null 2>&1
soak windows-x86_64 wine "$folder/shenbao.exe"

echo '── Windows 自己的：长路径、别的盘、占住的文件、只读的 U 盘、控制台'
x86_64-w64-mingw32-gcc -municode -O2 -o "$work/hold.exe" tests/targets/hold.c
python3 tests/targets/windows.py "$WINEPREFIX" "$folder/shenbao.exe" "$work/hold.exe"
wineserver --kill 2>/dev/null || true

echo '── 安装程序：装、用、卸，草稿还在'
python3 tests/targets/installer.py target/tools/wine32/root "$setup" "$folder/bcryptprimitives.dll"
