#!/bin/bash
# deb, rpm, and an archive that runs from any folder, for the system and the processor that this runs on.
set -euo pipefail
cd "$(dirname "$0")/../.."
source src-tauri/bundle/common.sh
archive=shenbaoxia-$version-linux-$(uname -m)

echo '编译终端程序……'
cargo build --quiet --release --locked -p cli --bin shenbao
gather_licences
echo '编译窗口，制作 deb 和 rpm……'
rm -rf "$out"/{deb,rpm,portable}
ui/node_modules/.bin/tauri build --bundles deb,rpm -- --quiet --locked -p shenbaoxia

echo '制作免安装压缩包……'
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$archive" "$out/portable"
cp target/release/{shenbaoxia,shenbao,copyright} "$stage/$archive/"
cp src-tauri/bundle/pages/linux.html "$stage/$archive/INSTALL.html"
cp --parents --recursive "${pages[@]}" "$stage/$archive/"
tar --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --use-compress-program='gzip --no-name' -cf "$out/portable/$archive.tar.gz" "$archive"

for folder in "$out"/{deb,rpm,portable}; do
    # The bundler leaves what it packed beside the package.
    (cd "$folder" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum -- > SHA256SUMS)
done

# The bundler has been seen to report success for a package that dpkg cannot read.
if command -v dpkg-deb >/dev/null; then
    listed=$(dpkg-deb --contents "$out"/deb/*.deb)
    for file in usr/bin/shenbaoxia usr/bin/shenbao usr/share/applications/ \
        "${pages[@]/#/usr/share/doc/shenbaoxia/}" usr/share/doc/shenbaoxia/{copyright,INSTALL.html}; do
        grep -qF "$file" <<<"$listed" || { echo "deb 中缺少 $file" >&2; exit 1; }
    done
fi
