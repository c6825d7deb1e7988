#!/usr/bin/env bash
# All tests with one summary; the browser part is run where Chromium is, and missed loudly where it is not.
set -uo pipefail
bin=$1
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$chromium" ]; then
  SVETOVOD_CHROMIUM=$chromium "$bin/pytest" -n 2 --dist loadgroup tests
  exit $?
fi
if [ "${REQUIRE_BROWSER:-0}" = 1 ]; then
  echo "BROWSER TESTS NOT RUN: REQUIRE_BROWSER=1, and there is no Chromium on this machine" >&2
  exit 1
fi
"$bin/pytest" -n 2 --dist loadgroup -m "not browser" tests
code=$?
printf '\n%s\n' "################  BROWSER TESTS NOT RUN: no Chromium on this machine (apt-get install chromium)  ################"
exit $code
