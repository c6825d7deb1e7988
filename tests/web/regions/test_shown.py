"""Nothing that rests on fewer than three enterprises is shown, nor can be computed from what is."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from svetovod.web.regions import indicators, shown


@dataclass(frozen=True)
class Cell:
    region: str
    group: str
    makers: int
    sellers: int
    sold: Decimal
    importers: int
    imported: Decimal
    outsiders: int
    outside: Decimal


counts = st.integers(0, 6)
sums = st.integers(1, 10**9).map(Decimal)
cells = st.lists(
    st.builds(Cell, st.sampled_from(("RU-MO", "RU-TA")), st.sampled_from(("27.31", "27.32", "26.30")), counts, counts,
              sums, counts, sums, counts, sums),
    max_size=6, unique_by=lambda each: (each.region, each.group),
)  # fmt: skip
PAIRS = (("sold", "sellers"), ("imported", "importers"), ("outside", "outsiders"))


def everything(found: list[Cell]) -> object:
    """All that any page, table or map says."""
    lines = shown.lines(found)
    maps = [each.values(lines) for each in indicators.INDICATORS if each.from_survey]
    totals = [shown.sums([line for line in lines if line.region == iso]) for iso in ("RU-MO", "RU-TA")]
    return lines, maps, totals


def test_three_is_enough_and_two_is_not() -> None:
    two = Cell("RU-MO", "27.31", 3, 2, Decimal(10), 3, Decimal(20), 1, Decimal(30))
    (line,) = shown.lines([two])
    assert (line.makers, line.sold, line.imported, line.importers, line.outside) == (3, None, Decimal(20), 3, None)
    assert shown.lines([replace(two, makers=2, importers=2)]) == []
    assert shown.lines([replace(two, sellers=3)])[0].quotient == Decimal(1)


@given(cells, st.data())
def test_what_is_hidden_leaves_no_trace(found: list[Cell], data: st.DataObject) -> None:
    """Other sums and other small numbers behind hidden figures give the very same pages: nothing tells them apart."""
    other = []
    for cell in found:
        changed = cell
        if cell.makers < shown.FEWEST:
            changed = replace(changed, makers=data.draw(st.integers(0, 2)))
        for value, behind in PAIRS:
            if getattr(cell, behind) < shown.FEWEST:
                changed = replace(changed, **{value: data.draw(sums), behind: data.draw(st.integers(0, 2))})
        other.append(changed)
    assert everything(other) == everything(found)
