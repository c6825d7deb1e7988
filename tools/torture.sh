#!/usr/bin/env bash
# Every line to its end, whatever came of those before it: it takes hours, and one fault is no reason not to look for
# others. What failed stands once more at the end, with how long each line took, also where it was broken off. A line that
# could check nothing here (exit code 77, or a program that is not there) is told as that, and one of whose tests some
# were skipped (exit code 78; why stands above, in what it said) as asked in part: tests/conftest.py. Exit code: 1 where
# a line failed, else 77 where one was not run, or not whole.
set -uo pipefail
bin=$1
told=()
code=0
now=
tell() {  # WORD SECONDS LINE
  told+=("$(printf '%-7s %5d s  %s' "$@")")
}
line() {
  local began=$SECONDS said=0
  now=$*
  since=$began
  printf '\n%s\n' "$*"
  env "$@" || said=$?
  now=
  case $said in
    0) tell passed $((SECONDS - began)) "$*" ;;
    77) tell "NOT RUN" $((SECONDS - began)) "$*"; [ "$code" = 1 ] || code=77 ;;
    78) tell "IN PART" $((SECONDS - began)) "$*"; [ "$code" = 1 ] || code=77 ;;
    *) tell FAILED $((SECONDS - began)) "$*"; code=1 ;;
  esac
}
needs() {  # PROGRAM, then a line which without it skips what it is there for
  local program=$1
  shift
  if command -v "$program" > /dev/null; then
    line "$@"
  else
    tell "NOT RUN" 0 "no $program here: $*"
    [ "$code" = 1 ] || code=77
  fi
}
summary() {
  [ -z "$now" ] || tell STOPPED $((SECONDS - since)) "$now"
  printf '\n'
  [ "${#told[@]}" = 0 ] || printf '%s\n' "${told[@]}"
}
trap 'exit 130' INT
trap 'exit 143' TERM
trap summary EXIT
# Spark's tests are asked whole by `make test`
line SVETOVOD_TORTURE=1 SVETOVOD_ENGINE_ONLY=1 "$bin/pytest" -n 2 -p no:django \
  --ignore tests/engine/discovery/test_spark.py tests/engine
line SVETOVOD_TORTURE=1 SVETOVOD_FUZZ=12500 "$bin/pytest" -n 2 --dist worksteal -m "not browser" tests/web/security \
  tests/web/backup tests/web/selection/test_complete.py tests/web/selection/test_orders.py \
  tests/web/selection/test_wal.py tests/web/commission/test_appeals_walk.py tests/web/commission/test_round.py \
  tests/web/accounts/test_viewing.py tests/code_health/test_layout.py
line SVETOVOD_TORTURE=1 "$bin/pytest" -n 2 tests/web/*/test_interleaved*.py tests/web/handover/test_races.py
needs strace SVETOVOD_TORTURE=1 "$bin/pytest" tests/web/documents/test_system_calls.py
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
exit $code
