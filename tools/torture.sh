#!/usr/bin/env bash
# Every line to its end, whatever came of those before it: it takes hours, and one fault is no reason not to look for
# others. What failed stands once more at the end, with how long each line took.
set -uo pipefail
bin=$1
told=()
code=0
trap 'exit 130' INT TERM
line() {
  local began=$SECONDS said=0
  printf '\n%s\n' "$*"
  env "$@" || said=$?
  [ "$said" = 0 ] || code=1
  told+=("$(printf '%-6s %5d s  %s' "$([ "$said" = 0 ] && echo passed || echo FAILED)" $((SECONDS - began)) "$*")")
}
line SVETOVOD_TORTURE=1 SVETOVOD_ENGINE_ONLY=1 "$bin/pytest" -n 2 -p no:django -m "not spark" tests/engine
line SVETOVOD_TORTURE=1 SVETOVOD_FUZZ=12500 "$bin/pytest" -n 2 --dist worksteal -m "not browser" tests/web/security \
  tests/web/backup tests/web/selection/test_complete.py tests/web/selection/test_orders.py \
  tests/web/selection/test_wal.py tests/web/commission/test_appeals_walk.py tests/web/commission/test_round.py \
  tests/web/accounts/test_viewing.py
line SVETOVOD_TORTURE=1 "$bin/pytest" -n 2 tests/web/*/test_interleaved*.py tests/web/handover/test_races.py \
  tests/web/documents/test_system_calls.py
line SVETOVOD_TORTURE=1 SVETOVOD_BROWSER_ONLY=1 "$bin/pytest" -m browser tests/journeys/test_accessible.py
line "$bin/python" tools/trials/kills.py --kills 200
line "$bin/python" tools/trials/kills.py --kills 20 --hasty
line "$bin/python" tools/trials/power.py
line "$bin/python" tools/trials/power.py --cuts 12 --installing 0 --hasty
line "$bin/python" tools/trials/power.py --cuts 12 --installing 0 --hasty-files
line "$bin/python" tools/trials/upgrades.py --kills 50
line "$bin/python" tools/trials/releases.py
line "$bin/python" tools/trials/openapi.py
line "$bin/python" tools/trials/round.py
line "$bin/python" tools/trials/session.py
printf '\n'
printf '%s\n' "${told[@]}"
exit $code
