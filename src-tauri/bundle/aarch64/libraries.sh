#!/bin/bash
# Unpacks Debian's libraries for ARM64 that the window is linked with into FOLDER/root, from the archives that this system's
# apt knows, with all that they need. Nothing is installed, and apt's own lists are left alone.
set -euo pipefail
folder=$1
rm -rf "$folder"
mkdir -p "$folder"/{root,lists/partial,cache/archives/partial}
touch "$folder/status"
apt-get indextargets --format 'deb [arch=arm64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | sort -u > "$folder/sources.list"
grep -q . "$folder/sources.list" || { echo '没有 Debian 的软件源。请先运行 apt-get update。' >&2; exit 1; }
cat > "$folder/apt.conf" <<END
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
Dir::State "$folder";
Dir::State::lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
END
export APT_CONFIG=$folder/apt.conf
apt-get -qq update
apt-get -qq install --yes --download-only libwebkit2gtk-4.1-dev librsvg2-dev >/dev/null
for package in "$folder"/cache/archives/*.deb; do
    # Programs and pages are not linked with.
    dpkg-deb --fsys-tarfile "$package" | tar --extract --directory "$folder/root" --no-same-owner \
        --exclude='./usr/share/[!p]*' --exclude='./usr/bin' --exclude='./usr/sbin' --exclude='./bin' --exclude='./sbin' --exclude='./var'
done
rm -rf "$folder"/{cache,lists}
[ -f "$folder/root/usr/lib/aarch64-linux-gnu/pkgconfig/webkit2gtk-4.1.pc" ] || { echo 'WebKitGTK 没有解开。' >&2; exit 1; }
touch "$folder/ready"
