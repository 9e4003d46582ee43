#!/bin/bash
# Fuzzes each family of readers, seeded with the corpus of photos and videos; `make fuzz` calls it.
# FUZZ_SECONDS=60 runs each shorter; names of targets run those only. What is found is written to
# tests/fuzz/found and replayed by `make test` from then on.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${FUZZ_SECONDS:-600}
seeds=target/tmp/media
targets=${*:-photos isobmff matroska riff mpeg streams}

python3 tests/media/make.py "$seeds"
# On the stable compiler there is no sanitizer; the readers have no unsafe code that one would watch.
target/tools/cargo-fuzz-*/bin/cargo-fuzz build --fuzz-dir tests/fuzz --sanitizer none --target-dir target/fuzz

python3 tests/fuzz/packs.py unpack
failed=0
for target in $targets; do
    echo "── $target，$seconds 秒"
    mkdir -p "target/fuzz/corpus/$target"
    # Judgement: longer inputs teach nothing that the first 16 KiB do not; 5 s is a hang.
    target/fuzz/*/release/"$target" "target/fuzz/corpus/$target" "$seeds/files" \
        -max_total_time="$seconds" -max_len=16384 -timeout=5 -rss_limit_mb=512 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="tests/fuzz/found/$target-" || failed=1
done
exit "$failed"
