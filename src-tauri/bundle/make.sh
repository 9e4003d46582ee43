#!/bin/bash
# Makes the packages of the targets that are named; `make bundle` calls it when the interface is built and what the targets
# need is there. Nothing is downloaded here but what Cargo.lock names.
set -euo pipefail
cd "$(dirname "$0")"
for target in "$@"; do
    case $target in
        linux-x86_64) ./linux.sh ;;
        linux-x86_64-static) ./static.sh x86_64 ;;
        linux-aarch64) ./static.sh aarch64 ;;
        linux-aarch64-window) ./aarch64.sh ;;
        windows-x86_64) ./windows.sh ;;
        windows7-x86_64) ./windows7.sh ;;
        *)
            echo "没有“$target”这个目标。可以写：linux-x86_64、linux-x86_64-static、linux-aarch64、linux-aarch64-window、windows-x86_64、windows7-x86_64。" >&2
            exit 2
            ;;
    esac
done
echo '做好了：'
find "$(cd ../../target/release/bundle && pwd)" -maxdepth 2 -type f \
    \( -name '*.deb' -o -name '*.rpm' -o -name '*.tar.gz' -o -name '*.zip' -o -name '*-setup.exe' \) | sort | sed 's/^/  /'
