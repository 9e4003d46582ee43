#!/bin/bash
# The window for Linux on ARM64, made on x86-64: a deb for systems like Debian 12. Its libraries, WebKitGTK among them, are
# Debian's packages for ARM64, unpacked into a folder and never installed (aarch64/libraries.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
source src-tauri/bundle/common.sh
target=aarch64-unknown-linux-gnu
libraries=$PWD/target/tools/aarch64/root
to=$out/aarch64

compiler=$PWD/src-tauri/bundle/aarch64/cc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=$compiler CC_aarch64_unknown_linux_gnu=$compiler
export PKG_CONFIG_ALLOW_CROSS=1 PKG_CONFIG_SYSROOT_DIR=$libraries
export PKG_CONFIG_LIBDIR=$libraries/usr/lib/aarch64-linux-gnu/pkgconfig:$libraries/usr/share/pkgconfig
flags_without_paths

echo '编译 ARM64 的终端程序和窗口；第一次要半小时以上……'
cargo build --quiet --release --locked --target "$target" -p cli --bin shenbao
gather_licences "$target"
built=target/$target/release
rm -rf "$built/bundle/deb" "$to"
mkdir -p "$to"
ui/node_modules/.bin/tauri build --target "$target" --bundles deb \
    --config "{\"bundle\":{\"linux\":{\"deb\":{\"files\":{\"/usr/bin/shenbao\":\"$built/shenbao\"}}}}}" \
    -- --quiet --locked -p shenbaoxia
cp "$built"/bundle/deb/*.deb "$to/"

# Both programs are of the right processor, and find each library that they name among Debian's.
for program in shenbao shenbaoxia; do
    readelf --file-header "$built/$program" | grep -q AArch64 || { echo "$program 不是 ARM64 的程序" >&2; exit 1; }
    for library in $(readelf --dynamic "$built/$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
        find "$libraries"/{,usr/}lib/aarch64-linux-gnu -maxdepth 1 -name "$library" | grep -q . ||
            { echo "$program 要用的 $library 不在 Debian 的软件包里" >&2; exit 1; }
    done
done
dpkg-deb --info "$to"/*.deb | grep -qx ' Architecture: arm64' || { echo 'deb 的系统结构不对' >&2; exit 1; }
(cd "$to" && sha256sum -- *.deb > SHA256SUMS)
