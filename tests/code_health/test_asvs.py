"""The table of requirements is whole, counts rightly, and names tests and places that are there."""

import ast
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/asvs.md"
ANSWERS = ("shown", "shown where set", "documented", "not applicable", "open")
# numbers of the requirements of levels 1 and 2 in each section; those left out are of level 3
SECTIONS = {
    "1.1": range(1, 3), "1.2": range(1, 10), "1.3": range(1, 12), "1.4": range(1, 4), "1.5": range(1, 3),
    "2.1": range(1, 4), "2.2": range(1, 4), "2.3": range(1, 5), "2.4": range(1, 2), "3.2": range(1, 3),
    "3.3": range(1, 5), "3.4": range(1, 7), "3.5": range(1, 6), "3.7": range(1, 3), "4.1": range(1, 4),
    "4.2": range(1, 2), "4.3": range(1, 3), "4.4": range(1, 5), "5.1": range(1, 2), "5.2": range(1, 4),
    "5.3": range(1, 3), "5.4": range(1, 4), "6.1": range(1, 4), "6.2": range(1, 13), "6.3": range(1, 5),
    "6.4": range(1, 5), "6.5": range(1, 6), "6.6": range(1, 4), "6.8": range(1, 5), "7.1": range(1, 4),
    "7.2": range(1, 5), "7.3": range(1, 3), "7.4": range(1, 6), "7.5": range(1, 3), "7.6": range(1, 3),
    "8.1": range(1, 3), "8.2": range(1, 4), "8.3": range(1, 2), "8.4": range(1, 2), "9.1": range(1, 4),
    "9.2": range(1, 5), "10.1": range(1, 3), "10.2": range(1, 3), "10.3": range(1, 5), "10.4": range(1, 12),
    "10.5": range(1, 6), "10.6": range(1, 3), "10.7": range(1, 4), "11.1": range(1, 3), "11.2": range(1, 4),
    "11.3": range(1, 4), "11.4": range(1, 5), "11.5": range(1, 2), "11.6": range(1, 2), "12.1": range(1, 4),
    "12.2": range(1, 3), "12.3": range(1, 5), "13.1": range(1, 2), "13.2": range(1, 6), "13.3": range(1, 3),
    "13.4": range(1, 6), "14.1": range(1, 3), "14.2": range(1, 5), "14.3": range(1, 4), "15.1": range(1, 4),
    "15.2": range(1, 4), "15.3": range(1, 8), "16.1": range(1, 2), "16.2": range(1, 6), "16.3": range(1, 5),
    "16.4": range(1, 4), "16.5": range(1, 4), "17.1": range(1, 2), "17.2": range(1, 5), "17.3": range(1, 3),
}  # fmt: skip
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.M)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))


@cache
def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_requirement_once() -> None:
    wanted = [f"{section}.{number}" for section, numbers in SECTIONS.items() for number in numbers]
    assert len(wanted) == 253
    assert [row[0] for row in ROWS] == wanted


def test_counts_are_true() -> None:
    counted = Counter((answer, level) for _number, level, _asked, answer, _by in ROWS)
    assert {answer for answer, _level in counted} <= set(ANSWERS)
    told = dict(re.findall(r"^\| ([a-z ]+) \| (\d+ \| \d+ \| \d+) \|$", PAGE.read_text(encoding="utf-8"), re.M))
    for answer in (*ANSWERS, "all"):
        levels = [sum(n for (a, lev), n in counted.items() if lev == level and answer in (a, "all")) for level in "12"]
        assert told[answer] == f"{levels[0]} | {levels[1]} | {sum(levels)}", answer


def test_the_table_of_assurance_counts_alike() -> None:
    (said,) = re.findall(r"^\| R11 .+$", (ROOT / "docs/reference/assurance.md").read_text(encoding="utf-8"), re.M)
    counted = Counter(row[3] for row in ROWS)
    for words, answer in (
        ("{} shown by tests", "shown"), ("{} more where it is set", "shown where set"), ("{} documented", "documented"),
        ("{} not applicable", "not applicable"), ("{} open", "open"),
    ):  # fmt: skip
        assert f" {words.format(counted[answer])}" in said, answer


def test_what_is_named_is_there() -> None:
    lost = []
    for number, _level, _asked, answer, by in ROWS:
        tests, links = re.findall(r"`(tests/[^`]+)`", by), re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", by)
        if (answer.startswith("shown") and not tests) or (answer == "documented" and not links) or not by.strip():
            lost.append(f"{number}: nothing named")
        lost += [f"{number}: {test}" for test in tests if not is_test(test)]
        lost += [f"{number}: {file}#{anchor}" for file, anchor in links if not is_place(PAGE.parent / file, anchor)]
    assert lost == []


def is_test(node: str) -> bool:
    file, _, name = node.partition("::")
    return (ROOT / file).is_file() and (not name or name in names_in(ROOT / file))


def is_place(page: Path, anchor: str) -> bool:
    return page.is_file() and (not anchor or anchor in anchors(page))


@cache
def anchors(page: Path) -> set[str]:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from site_of_documents import slug
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return {slug(head) for head in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)}
