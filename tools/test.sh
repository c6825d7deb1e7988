#!/usr/bin/env bash
# Lint, types and all tests, side by side: a browser and a server wait for each other much of the time, and types without
# a cache take one processor for half a minute. What lint finds ends all at once. The browser's tests are run in processes of their own (their event loop
# and Django's connections do not mix), where Chromium is, and missed loudly where it is not; Spark's likewise, as soon
# as it is there.
set -uo pipefail
bin=$1
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "${REQUIRE_BROWSER:-0}" = 1 ]; then
  echo "BROWSER TESTS NOT RUN: REQUIRE_BROWSER=1, and there is no Chromium on this machine" >&2
  exit 1
fi
logs=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; rm -rf "$logs"' EXIT
trap 'kill $(jobs -p) 2> /dev/null; wait; cat "$logs/lint"; exit 1' USR1
(make --no-print-directory lint > "$logs/lint" 2>&1 || kill -USR1 $$) &
lint=$!
others=(-m "not browser and not spark" --ignore tests/engine --ignore tests/wording)
if [ -n "$chromium" ]; then
  export SVETOVOD_CHROMIUM=$chromium
  others=(-m "not spark" --ignore tests/engine --ignore tests/wording --ignore tests/journeys)  # a file that is opened in a browser needs no server
  SVETOVOD_BROWSER_ONLY=1 "$bin/pytest" -m browser tests/journeys > "$logs/browser" 2>&1 &
  journeys=$!
fi
# to write a cache costs an eighth more: only where one is kept already, which `make check` begins
[ -d .mypy_cache ] || export MYPY_CACHE_DIR=/dev/null
nice -n 5 "$bin/mypy" > "$logs/types" 2>&1 &
types=$!
on_spark() {
  for _second in $(seq 600); do
    [ -d "$bin/../spark.part" ] || break  # it is still being got: .ci/run
    sleep 1
  done
  export PYTHONPATH=$PWD/$bin/../spark
  command -v java > /dev/null && "$bin/python" -c "import pyspark" 2> /dev/null || return 77
  SVETOVOD_ENGINE_ONLY=1 nice -n 5 "$bin/pytest" -p no:django -m spark tests/engine/discovery
}
on_spark > "$logs/spark" 2>&1 &
spark=$!
# behind the others: it fills what they leave while they wait, to the end
SVETOVOD_ENGINE_ONLY=1 nice -n 15 "$bin/pytest" -p no:django -m "not spark" tests/engine tests/wording > "$logs/engine" 2>&1 &
engine=$!
# on two cores two: a third worker collects and builds its worlds once more, which costs more than it fills
nice -n 5 "$bin/pytest" -n 2 --dist worksteal "${others[@]}" tests &
wait $!  # not in front of this script: what lint finds would be heard at its end only
code=$?
missed=()
wait $engine || code=1
printf '\nThe engine:\n'
cat "$logs/engine"
wait $spark
case $? in
  0) printf '\nOn Spark:\n'; cat "$logs/spark" ;;
  77) missed+=("SPARK TESTS NOT RUN: no Java or no pyspark on this machine (default-jre-headless, requirements-spark.lock)") ;;
  *) printf '\nOn Spark:\n'; cat "$logs/spark"; code=1 ;;
esac
wait $lint
wait $types || code=1
cat "$logs/lint" "$logs/types"
if [ -n "$chromium" ]; then
  wait $journeys || code=1
  printf '\nIn the browser:\n'
  cat "$logs/browser"
else
  missed+=("BROWSER TESTS NOT RUN: no Chromium on this machine (apt-get install chromium)")
fi
[ -x "$(command -v nginx || echo /usr/sbin/nginx)" ] ||
  missed+=("TESTS OF THE PROXY NOT RUN: no nginx on this machine (apt-get install nginx)")
for each in "${missed[@]}"; do
  printf '\n################  %s  ################\n' "$each"
done
exit $code
