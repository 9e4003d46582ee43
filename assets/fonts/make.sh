#!/usr/bin/env bash
# Make the fonts of this folder anew: `make fonts`.
#
# Everything happens in a temporary folder. Needs Debian (or a relative of it)
# with npm and python3; the versions below are those of Debian 12.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fonttools=4.63.0
noto_serif=0.4.3
noto_sans=0.4.3

# The date written into the fonts. Fixed, so that a second run gives the same
# bytes; move it when the cut changes.
export SOURCE_DATE_EPOCH=1795392000 # 2026-11-23
export LC_ALL=C.UTF-8
umask 022

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt drops its rights while it downloads and must still reach the folder.
chmod 755 "$work"
cd "$work"

echo "== packages"
if ! python3 -c 'import ensurepip' 2>/dev/null; then
    as_root apt-get update
    as_root apt-get install -y --no-install-recommends python3-venv
fi
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "fonttools==$fonttools"

npm install --no-save --ignore-scripts --no-audit --no-fund --prefix "$work" \
    "@expo-google-fonts/noto-serif-sc@$noto_serif" \
    "@expo-google-fonts/noto-sans-sc@$noto_sans"

# Fetched and unpacked, not installed: texlive-lang-chinese would pull in a
# whole TeX.
fetch() {
    apt-get download fonts-hanazono fonts-lxgw-wenkai texlive-lang-chinese unicode-data
}
fetch || { as_root apt-get update && fetch; }
for package in ./*.deb; do
    dpkg-deb -x "$package" debian
done

npm_fonts=node_modules/@expo-google-fonts
regular=$npm_fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf
bold=$npm_fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf
sans=$npm_fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf
fang=debian/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf
kai=debian/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf
hana=debian/usr/share/fonts/truetype/hanazono/HanaMinB.ttf
mappings=debian/usr/share/unicode/Unihan_OtherMappings.txt.bz2
sources=debian/usr/share/unicode/Unihan_IRGSources.txt.bz2

echo "== are these the files we know?"
# Debian packages cannot be pinned by version across releases; pin what is
# used of them. A mismatch means: look at the change, then renew the sums.
sha256sum -c <<SUMS
c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742  $regular
9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6  $bold
b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a  $sans
d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9  $fang
bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8  $kai
829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c  $hana
bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2  $mappings
52e6e55d22dd124d61dfbb845033fe354caf9a62ab84ac89aa0c374b0f8b99c5  $sources
SUMS

echo "== cut (some minutes)"
mkdir out
venv/bin/python "$here/cut.py" \
    --noto-regular "$regular" --noto-bold "$bold" --noto-sans "$sans" \
    --fang "$fang" --kai "$kai" --hana "$hana" \
    --mappings "$mappings" --sources "$sources" --out out

# Licences as the packages ship them.
cp "$npm_fonts/noto-serif-sc/LICENSE_FONT" out/LICENSE-NotoSerifSC.txt
cp "$npm_fonts/noto-sans-sc/LICENSE_FONT" out/LICENSE-NotoSansSC.txt
gzip -dc debian/usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz >out/LICENSE-FandolFang.txt
cp debian/usr/share/doc/fonts-lxgw-wenkai/copyright out/LICENSE-ShenbaoKai.txt
cp debian/usr/share/doc/fonts-hanazono/copyright out/LICENSE-HanaMinB.txt

(cd out && sha256sum ./*.ttf coverage.txt LICENSE-*.txt | sed 's|  \./|  |' >SHA256SUMS)

echo "== put in place"
# Only now, when all went well, does the folder change.
install -m 644 out/* "$here/"
(cd "$here" && sha256sum --quiet -c SHA256SUMS && ls -l ./*.ttf)
