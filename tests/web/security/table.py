"""The reviewed tables of the permission matrix: read, compared and written as text.

A line is `METHOD route [what] @ situations | word: columns | word: *`. `*` is everybody else; without `@` the line
holds in every situation of its table; `a..c` are neighbours in the order of the table's head.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("matrix")
Cells = dict[str, str]
# head of a line -> situation -> column -> word
Table = dict[str, dict[str, Cells]]


@cache
def read(area: str, situations: tuple[str, ...], columns: tuple[str, ...]) -> Table:
    path, found = FOLDER / f"{area}.txt", {}
    for line in path.read_text().splitlines() if path.exists() else ():
        if not line.strip() or line.startswith("#"):
            continue
        head, *cells = (part.strip() for part in line.split("|"))
        name, _at, where = (part.strip() for part in head.partition(" @ "))
        said = {who: cell.split(":")[0] for cell in cells for who in cell.split(":", 1)[1].split()}
        strange = set(said) - set(columns) - {"*"}
        assert not strange, f"{path.name}: no such column: {strange}"
        row = {column: said.get(column, said.get("*", "?")) for column in columns}
        for situation in _named(where, situations):
            assert situation not in found.get(name, {}), f"{path.name}: twice: {name} @ {situation}"
            found.setdefault(name, {})[situation] = row
    return found


def _named(text: str, situations: tuple[str, ...]) -> Iterator[str]:
    for part in text.split(",") if text else situations:
        first, _dots, last = (each.strip() for each in part.partition(".."))
        start = situations.index(first)
        yield from situations[start : situations.index(last) + 1] if last else (first,)


def merged(known: Table, found: Table) -> Table:
    """The lines found now, in their order, and those of situations that this run did not come to."""
    return {head: known.get(head, {}) | found.get(head, {}) for head in dict.fromkeys([*known, *found])}


def write(area: str, table: Table, situations: tuple[str, ...], columns: Iterable[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    lines = [f"# {area}: {' '.join(situations)}"]
    for head, found in table.items():
        groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for situation in situations:
            if situation in found:
                groups.setdefault(tuple(found[situation].items()), []).append(situation)
        for row, where in groups.items():
            at = "" if len(where) == len(situations) else f" @ {_short(where, situations)}"
            lines.append(f"{head}{at} | {_cells(dict(row), columns)}")
    (FOLDER / f"{area}.txt").write_text("\n".join(lines) + "\n")


def _short(where: list[str], situations: tuple[str, ...]) -> str:
    """`a..c, e`: neighbours as a range."""
    runs: list[list[str]] = []
    for name in where:
        if runs and situations.index(name) == situations.index(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)


def _cells(row: Cells, columns: Iterable[str]) -> str:
    groups: dict[str, list[str]] = {}
    for column in columns:
        groups.setdefault(row[column], []).append(column)
    common = max(groups, key=lambda word: len(groups[word]))
    said = [f"{word}: {' '.join(who)}" for word, who in groups.items() if word != common]
    return " | ".join([*said, f"{common}: *"])
