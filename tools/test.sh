#!/usr/bin/env bash
# All tests; the browser's in processes of their own (their event loop and Django's connections do not mix), run where
# Chromium is and missed loudly where it is not.
set -uo pipefail
bin=$1
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "${REQUIRE_BROWSER:-0}" = 1 ]; then
  echo "BROWSER TESTS NOT RUN: REQUIRE_BROWSER=1, and there is no Chromium on this machine" >&2
  exit 1
fi
"$bin/pytest" -n 2 --dist loadgroup -m "not browser" tests
code=$?
if [ -z "$chromium" ]; then
  printf '\n%s\n' "################  BROWSER TESTS NOT RUN: no Chromium on this machine (apt-get install chromium)  ################"
  exit $code
fi
SVETOVOD_CHROMIUM=$chromium "$bin/pytest" -n 2 --dist loadgroup -m browser tests/journeys
exit $((code || $?))
