"""Goals R8 and R9 of trust.md: the tree at a million entries, and every way of breaking an export found.

python benchmarks/ledger.py [--quick]
"""

import hashlib
import importlib.util
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from svetovod.engine import ledger

AT = datetime(2021, 6, 24, 9, tzinfo=UTC)
KEY = bytes(32)
ROOT = Path(__file__).parents[1]
EXPORTS, OUTSIDER = ROOT / "tests/engine/ledger/exports.py", ROOT / "tools/verify_export.py"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timed(label: str, start: float) -> None:
    print(f"{label}: {time.perf_counter() - start:.2f} s", flush=True)


def million(size: int) -> None:
    start = time.perf_counter()
    leaves = [ledger.leaf_hash(b'{"seq":%d}' % n) for n in range(size)]
    top = ledger.root(leaves)
    timed(f"root of {size} entries, hashing them included", start)
    start = time.perf_counter()
    frontier = ledger.Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    assert frontier.root() == top
    timed(f"{size} appends to the frontier", start)
    proof = ledger.inclusion_proof(leaves, size // 3)
    assert ledger.verify_inclusion(leaves[size // 3], size // 3, size, proof, top)
    print(f"inclusion proof: {len(proof)} hashes")


def lines_of(count: int, exports: ModuleType) -> list[bytes]:
    """Short entries, the last of which names the files."""
    last = exports.entries(exports.FILES, 3)[1:]
    return [*(ledger.canonical_json({"seq": n, "kind": "вход"}) for n in range(count - 2)), *last]


def named_entries(count: int, step: int, exports: ModuleType) -> tuple[int, int]:
    """One byte flipped in an entry: how often exactly that entry is named the first broken one."""
    lines = lines_of(count, exports)
    data = exports.export(lines)
    offset, named, tried = data.index(lines[0]), 0, 0
    for index, line in enumerate(lines):
        if index % step == 0:
            broken = bytearray(data)
            broken[offset + index % len(line)] ^= 1 << index % 8
            tried += 1
            named += ledger.verify_export(bytes(broken)).first_broken_entry == index
        offset += len(line) + 1
    return named, tried


def every_byte(data: bytes, step: int) -> tuple[int, int]:
    """Flips found and flips tried."""
    found = tried = 0
    for offset in range(0, len(data), step):
        broken = bytearray(data)
        broken[offset] ^= 1 << offset % 8
        tried += 1
        found += not ledger.verify_export(bytes(broken)).ok
    return found, tried


def broken_sequences(lines: list[bytes], chance: random.Random, times: int) -> Iterator[list[bytes]]:
    for _ in range(times):
        i, j = chance.sample(range(len(lines)), 2)
        yield lines[:i] + lines[i + 1 :]
        swapped = list(lines)
        swapped[i], swapped[j] = lines[j], lines[i]
        yield swapped
        yield [*lines[:i], lines[j], *lines[i:]]
        yield lines[: len(lines) - 1 - i]
        yield [*lines[:i], lines[j], *lines[i + 1 :]]


def main() -> int:
    quick = "--quick" in sys.argv
    exports, outsider = load(EXPORTS), load(OUTSIDER)
    million(100_000 if quick else 1_000_000)
    missed = 0
    start = time.perf_counter()
    data = exports.export()
    found, tried = every_byte(data, 1)
    missed += tried - found
    timed(f"small export, every byte: {found} of {tried} flips found", start)
    start = time.perf_counter()
    named, tried = named_entries(2000, 20 if quick else 1, exports)
    missed += tried - named
    timed(f"export of 2000 entries, a byte in each: {named} of {tried} found and named", start)
    start = time.perf_counter()
    lines, tried, found = exports.entries(count=40), 0, 0
    whole = exports.export(lines)
    for broken in broken_sequences(lines, random.Random(41), 200 if quick else 10_000):
        tried += 1
        text = b"".join(line + b"\n" for line in broken)
        found += not ledger.verify_export(exports.replaced(whole, entries=text)).ok
    missed += tried - found
    timed(f"dropped, swapped, repeated, truncated, replayed: {found} of {tried} found", start)
    start = time.perf_counter()
    agreed = 0
    trials = 50 if quick else 500
    chance = random.Random(42)
    for _ in range(trials):
        broken = bytearray(data)
        broken[chance.randrange(len(data))] ^= chance.randrange(256)
        agreed += ledger.verify_export(bytes(broken)).ok == (outsider.check(bytes(broken)) is None)
    timed(f"both verifiers agree on {agreed} of {trials} exports", start)
    whole = exports.export(lines_of(10_000 if quick else 200_000, exports))
    start = time.perf_counter()
    result = ledger.verify_export(whole)
    assert result.ok
    timed(f"whole export of {result.size} entries verified", start)
    print(f"sha256 of the small export: {hashlib.sha256(data).hexdigest()}")
    return 1 if missed or agreed != trials else 0


if __name__ == "__main__":
    sys.exit(main())
