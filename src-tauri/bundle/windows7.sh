#!/bin/bash
# For Windows 7 on x86-64, which has no WebView2 of today: `shenbao.exe` alone, whose `serve` opens the interface in the browser
# that is there. Rust's library for it is built here from its sources, of the same version as the compiler.
set -euo pipefail
cd "$(dirname "$0")/../.."
source src-tauri/bundle/common.sh
target=x86_64-win7-windows-gnu
name=shenbaoxia-$version-windows7-x86_64
built=target/$target/release
to=$out/windows7

echo '编译 Windows 7 的终端程序，连同 Rust 的标准库；第一次要半小时以上……'
flags_without_paths -C link-arg=-Wl,--no-insert-timestamp
export CC_x86_64_win7_windows_gnu=x86_64-w64-mingw32-gcc AR_x86_64_win7_windows_gnu=x86_64-w64-mingw32-ar
export CARGO_TARGET_X86_64_WIN7_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
# The compiler takes what builds its own library only so.
RUSTC_BOOTSTRAP=1 cargo build --quiet --release --locked -Z build-std=std,panic_abort --target "$target" -p cli --bin shenbao
only "$built/shenbao.exe" 'kernel32|ntdll|shell32|ole32|ws2_32|advapi32|msvcrt|userenv|bcrypt|crypt32|secur32|user32|shlwapi'
gather_licences "$target"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name" "$to"
rm -f "$to"/*
cp "$built/shenbao.exe" assets/icons/icon.ico "$stage/$name/"
for text in LICENSE target/release/copyright; do
    for_notepad "$text" "$stage/$name/$(basename "$text").txt"
done
cp src-tauri/bundle/pages/windows7.html "$stage/$name/INSTALL.html"
sed 's/$/\r/' src-tauri/bundle/windows/start.cmd > "$stage/$name/start.cmd"
cp --parents --recursive "${pages[@]}" "$stage/$name/"
rm "$stage/$name/LICENSE"
python3 src-tauri/bundle/windows/zip.py "$stage" "$name" "$to/$name.zip"
(cd "$to" && sha256sum -- *.zip > SHA256SUMS)
