"""The finder of names told in other words: planted leaks of each kind it finds, clean sentences it shows.

python benchmarks/blindness.py [LEAKS] - of each kind, in texts of six sentences about invented enterprises.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engine.disclosure.leaks import CLEAN, KINDS, NAMES, planted

from svetovod.engine.disclosure import find, told_by


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    began, found = time.process_time(), Counter[str]()
    for each in planted(random.Random(61), count):
        leaks = find(each.text, [told_by([each.organisation])])
        found[each.kind] += any(leak.words in each.words or each.words in leak.words for leak in leaks)
    for kind in KINDS:
        print(f"{kind}: {found[kind]} of {count} found")
    alarms = sum(len(find(text, [told_by([name])])) for name in NAMES for text in CLEAN)
    pairs = len(NAMES) * len(CLEAN)
    print(f"all kinds: {sum(found.values()) / count / len(KINDS):.1%} found")
    print(f"clean sentences: {alarms} alarms in {pairs}, {alarms / pairs:.1%}")
    print(f"{time.process_time() - began:.1f} s of the processor")


if __name__ == "__main__":
    main()
