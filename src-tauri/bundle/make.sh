#!/bin/bash
# Makes the packages: deb, rpm, and an archive that runs from any folder. `make bundle` calls it when
# the interface is built. Nothing is downloaded here but what Cargo.lock names.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CARGO_TARGET_DIR=$PWD/target

version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
archive=shenbaoxia-$version-linux-$(uname -m)
out=target/release/bundle
# What README.md and FORMAT.md link to, and the forms and calls that next year's are copied from, lie beside
# them in the archive, and in the packages by tauri.conf.json.
pages=(README.md LICENSE assets/FORMAT.md assets/{fonts,regions}/README.md
    assets/{forms,calls,guidance,examples})

echo '编译终端程序……'
cargo build --quiet --release --locked -p cli --bin shenbao
echo '汇集所用软件的许可证……'
node src-tauri/bundle/licences.mjs > target/release/THIRD-PARTY.txt
{
    cat <<'END'
Shenbaoxia (申报匣), copyright of its authors, is under the Apache License, Version 2.0: see LICENSE
beside this file, on Debian also /usr/share/common-licenses/Apache-2.0.

The font FandolFang is compiled into the programs. It is under the GNU General Public License,
version 3, with the font exception. The programs as they are packaged here are therefore distributed
as a whole under the GNU General Public License, version 3: its text stands below under FandolFang,
on Debian also in /usr/share/common-licenses/GPL-3. Documents made with them are not affected.

END
    cat target/release/THIRD-PARTY.txt
} > target/release/copyright
echo '编译窗口，制作 deb 和 rpm……'
rm -rf "$out"
ui/node_modules/.bin/tauri build --bundles deb,rpm -- --quiet --locked -p shenbaoxia

echo '制作免安装压缩包……'
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$archive" "$out/portable"
cp target/release/{shenbaoxia,shenbao,copyright} "$stage/$archive/"
cp --parents --recursive "${pages[@]}" "$stage/$archive/"
tar --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}" \
    -czf "$out/portable/$archive.tar.gz" "$archive"

# The bundler has been seen to report success for a package that dpkg cannot read.
if command -v dpkg-deb >/dev/null; then
    listed=$(dpkg-deb --contents "$out"/deb/*.deb)
    for file in usr/bin/shenbaoxia usr/bin/shenbao usr/share/applications/ \
        "${pages[@]/#/usr/share/doc/shenbaoxia/}" usr/share/doc/shenbaoxia/copyright; do
        grep -qF "$file" <<<"$listed" || { echo "deb 中缺少 $file" >&2; exit 1; }
    done
fi

echo '做好了：'
find "$PWD/$out" -maxdepth 2 -type f \( -name '*.deb' -o -name '*.rpm' -o -name '*.tar.gz' \) | sort | sed 's/^/  /'
