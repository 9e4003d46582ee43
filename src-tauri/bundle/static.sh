#!/bin/bash
# For Linux on x86-64 or ARM64 of any age and without WebKitGTK 4.1, such as UOS 20 and Kylin V10: one file that needs no
# library of the system and opens the interface in the browser that is there (`shenbao serve`).
set -euo pipefail
cd "$(dirname "$0")/../.."
source src-tauri/bundle/common.sh
arch=$1
target=$arch-unknown-linux-musl
name=shenbaoxia-$version-linux-$arch-static
program=target/$target/release/shenbao
to=$out/static

echo "编译不依赖系统的终端程序（$arch）；第一次要十几分钟……"
flags_without_paths
PATH="$PWD/target/tools/zig/bin:$PATH" \
    cargo zigbuild --quiet --release --locked --target "$target" -p cli --bin shenbao
if readelf --dynamic "$program" | grep -q 'NEEDED'; then
    echo 'shenbao 还要用系统的库：' >&2
    readelf --dynamic "$program" | grep NEEDED >&2
    exit 1
fi
gather_licences "$target"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name" "$to"
cp "$program" target/release/copyright assets/icons/icon.svg src-tauri/bundle/shenbaoxia.xml \
    src-tauri/bundle/static/{install.sh,uninstall.sh} "$stage/$name/"
cp src-tauri/bundle/pages/static.html "$stage/$name/INSTALL.html"
cp --parents --recursive "${pages[@]}" "$stage/$name/"
# The same whatever the umask of whoever makes it.
find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f -exec chmod 644 {} +
chmod 755 "$stage/$name"/{shenbao,install.sh,uninstall.sh}
tar --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --use-compress-program='gzip --no-name' -cf "$to/$name.tar.gz" "$name"
(cd "$to" && sha256sum -- *.tar.gz > SHA256SUMS)
