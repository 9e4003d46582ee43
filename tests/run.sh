#!/bin/bash
# All tests of a tree that is built. Those of the interface, in the browser and in the window mostly wait for pages: they
# run beside those of the crates, one after the other, and what they say comes at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

said=target/interface-tests.log

interface() {
  echo '── 界面的测试'
  (cd ui && npm test --silent)
  echo '── 浏览器里的测试（shenbao serve）'
  node --test --test-reporter=spec tests/serve/
  echo '── 窗口的测试'
  node --test --test-reporter=spec tests/window/
}

echo '── 各部分的测试；同时测试界面、浏览器和窗口'
# A process group of its own, which ends with this one.
set -m
interface >"$said" 2>&1 &
beside=$!
set +m
trap 'kill -- "-$beside" 2>/dev/null || true' INT TERM
failed=0
cargo test --quiet --workspace || failed=1
wait "$beside" || failed=1
cat "$said"
exit "$failed"
