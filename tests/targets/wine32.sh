#!/bin/bash
# Makes a small Debian with wine for programs of 32 and 64 bits in FOLDER/root, as `make soak-targets` asks: on this system it
# would want packages of another architecture, in step with all that are installed. Chinese letters come with it.
set -euo pipefail
folder=$1
root=$folder/root
[ "$(id -u)" -eq 0 ] || exec sudo "$0" "$folder"
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 'Origin: Debian' |
    sed -n 's/ bookworm$//p' | head -1)
[ -n "$mirror" ] || { echo '没有 Debian 12 的软件源。' >&2; exit 1; }
rm -rf "$folder"
mkdir -p "$folder"
debootstrap --variant=minbase bookworm "$root" "$mirror" >/dev/null
chroot "$root" dpkg --add-architecture i386
chroot "$root" apt-get -qq update
DEBIAN_FRONTEND=noninteractive chroot "$root" \
    apt-get -qq install --yes --no-install-recommends wine wine32 wine64 fonts-wqy-microhei >/dev/null
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,locale}
touch "$folder/ready"
