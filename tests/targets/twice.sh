#!/bin/bash
# Makes packages a second time, in another folder and from nothing, and compares them with those that were made here from the
# same commit: twice.sh TARGET... (as in `make bundle TARGETS=…`). What is not committed is not in the second.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
other=$(mktemp -d -t 'shenbao-twice-XXXX')
trap 'rm -rf "$other"' EXIT
git clone --quiet --local --no-hardlinks . "$other/elsewhere"
cd "$other/elsewhere"
# Tools are the same files; what is compiled is not.
mkdir target && ln -s "$root/target/tools" target/tools
make bundle TARGETS="$*" >/dev/null
unlike=0
while read -r sum file; do
    ours=$(sha256sum "$root/target/release/bundle/$file" | cut -d' ' -f1)
    if [ "$sum" = "$ours" ]; then
        echo "$file: the same, $sum"
    else
        echo "$file: $ours here, $sum there"
        unlike=1
    fi
done < <(cd target/release/bundle && find . -type f \( -name '*.zip' -o -name '*-setup.exe' -o -name '*-static.tar.gz' \) \
    -exec sha256sum {} + | sed 's#\./##')
exit $unlike
