#!/bin/bash
# For Windows 10 and 11 on x86-64, made on Debian: an archive that runs from any folder, and an installer for the user alone.
# Where WebView2 is missing the window says so, and the interface opens in the browser that is there (`shenbao serve`).
set -euo pipefail
cd "$(dirname "$0")/../.."
source src-tauri/bundle/common.sh
target=x86_64-pc-windows-gnu
name=shenbaoxia-$version-windows-x86_64
built=target/$target/release
to=$out/windows

echo '编译 Windows 的终端程序和窗口；第一次要半小时以上……'
# No time of the build in the files.
flags_without_paths -C link-arg=-Wl,--no-insert-timestamp
# One command, so that both share their dependencies.
cargo build --quiet --release --locked --target "$target" -p cli -p shenbaoxia --bin shenbao --bin shenbaoxia \
    --features tauri/custom-protocol
cp "$(find "$built/build" -path '*/out/x64/WebView2Loader.dll' -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2-)" \
    "$built/WebView2Loader.dll"

system='kernel32|ntdll|shell32|ole32|ws2_32|advapi32|msvcrt|userenv|bcrypt|bcryptprimitives|combase|crypt32|secur32|api-ms-win-[a-z0-9-]+'
only "$built/shenbao.exe" "$system"
only "$built/shenbaoxia.exe" \
    "$system|user32|gdi32|comctl32|comdlg32|dwmapi|imm32|oleaut32|shlwapi|uxtheme|uiautomationcore|webview2loader"
gather_licences "$target"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name" "$to"
rm -f "$to"/*
cp "$built"/{shenbao.exe,shenbaoxia.exe,WebView2Loader.dll} assets/icons/icon.ico "$stage/$name/"
for text in LICENSE target/release/copyright; do
    for_notepad "$text" "$stage/$name/$(basename "$text").txt"
done
cp src-tauri/bundle/pages/windows.html "$stage/$name/INSTALL.html"
sed 's/$/\r/' src-tauri/bundle/windows/start.cmd > "$stage/$name/start.cmd"
cp --parents --recursive "${pages[@]}" "$stage/$name/"
rm "$stage/$name/LICENSE"
find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

echo '制作免安装压缩包……'
python3 src-tauri/bundle/windows/zip.py "$stage" "$name" "$to/$name.zip"

echo '制作安装程序……'
# What the installer puts there is what the uninstaller takes away, and nothing else.
(
    cd "$stage/$name"
    find . -type f -printf '%P\n' | LC_ALL=C sort | sed 's#/#\\#g; s#.*#Delete "$INSTDIR\\&"#'
    find . -mindepth 1 -type d -printf '%P\n' | LC_ALL=C sort -r | sed 's#/#\\#g; s#.*#RMDir "$INSTDIR\\&"#'
) > "$stage/remove.nsh"
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DSTAGE="$stage/$name" -DREMOVE="$stage/remove.nsh" \
    -DOUTPUT="$PWD/$to/$name-setup.exe" src-tauri/bundle/windows/installer.nsi
(cd "$to" && sha256sum -- *.zip *.exe > SHA256SUMS)
