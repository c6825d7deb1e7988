"""Charts by form: what is drawn, that nothing of the data acts in a page, and that nothing is fetched for it."""

import os
import subprocess
import sys
from decimal import Decimal

import pytest

from svetovod.engine import drawing
from svetovod.engine.drawing import Aggregate, Mark, Plan, worker
from svetovod.engine.drawing.altair import chart
from svetovod.engine.drawing.inner import UncleanError, clean
from svetovod.engine.drawing.places import MOST_POINTS, MOST_WORDS, places
from svetovod.engine.questions import Answer, Column, Kind

COLUMNS = (("group", "text"), ("sold", "money"), ("year", "whole"), ("region", "text"))
EVIL = '<script>alert(1)</script>" onload="x'
ROWS = [(EVIL, 10.5, 2020, "RU-MO"), ("Лампы", 5.0, 2021, "RU-TA")]
FOUND = Answer(
    tuple(Column(name, Kind(kind)) for name, kind in COLUMNS),
    tuple((group, Decimal(str(sold)), year, region) for group, sold, year, region in ROWS),
    False,
)  # fmt: skip
needs = pytest.mark.skipif(not drawing.available(), reason="Altair is not installed: pip install svetovod[workbench]")


@needs
@pytest.mark.parametrize(("plan", "mark", "axes"), [
    (Plan(Mark.BAR, "group", "sold"), "bar", ("quantitative", "nominal")),
    (Plan(Mark.BAR, "year", "sold", "region", Aggregate.SUM), "bar", ("quantitative", "quantitative")),
    (Plan(Mark.LINE, "year", "sold", "region"), "line", ("quantitative", "quantitative")),
    (Plan(Mark.POINT, "year", "sold", "sold"), "point", ("quantitative", "quantitative")),
    (Plan(Mark.HEAT, "year", "group", "sold", Aggregate.MEAN), "rect", ("ordinal", "nominal")),
    (Plan(Mark.BAR, "region", "group", "", Aggregate.COUNT), "bar", ("quantitative", "nominal")),
])  # fmt: skip
def test_a_plan_is_a_chart_of_altair(plan, mark, axes):
    drawn = places(FOUND, plan)
    told = {role: (column.name, column.kind) for role, column in drawn.columns.items()}
    rows = [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in drawn.rows]
    made = chart(plan, told, rows, "в сумме")
    assert ("в сумме" in str(made)) == bool(plan.aggregate)
    assert made["mark"]["type"] == mark
    assert (made["encoding"]["x"]["type"], made["encoding"]["y"]["type"]) == axes
    assert "url" not in str(made["data"])


def test_rows_are_put_together_before_any_is_left_out():
    """Fifty names three thousand times: the sums are of all rows, and what is left out is whole names."""
    rows = tuple((f"g{n % 50}", Decimal(1), n, "r") for n in range(3_000))
    many = Answer(FOUND.columns, rows, False)
    bars = places(many, Plan(Mark.BAR, "group", "sold", "", Aggregate.SUM))
    assert len(bars.rows) == MOST_WORDS and {made for _name, made in bars.rows} == {60} and bars.taken == 2_400
    one = places(many, Plan(Mark.LINE, "region", "sold", "", Aggregate.SUM))
    assert (one.rows, one.taken) == ((("r", 3_000),), 3_000)
    assert len(places(many, Plan(Mark.BAR, "group", "sold")).rows) == 2_400, "every row of the first forty names"
    assert places(many, Plan(Mark.POINT, "year", "sold")).taken == MOST_POINTS
    counted = places(many, Plan(Mark.HEAT, "group", "region", "", Aggregate.COUNT))
    assert counted.rows[0] == ("g0", "r", 60) and counted.columns["colour"].kind == Kind.WHOLE
    empty = Answer(FOUND.columns, (("g", None, 1, "r"), ("g", Decimal(4), 1, "r"), ("h", None, 1, "r")), False)
    assert places(empty, Plan(Mark.BAR, "group", "sold", "", Aggregate.MEAN)).rows == (("g", 4), ("h", None))
    for wrong in (Plan(Mark.BAR, "group", "region", "", Aggregate.SUM), Plan(Mark.HEAT, "group", "region", "",
                  Aggregate.SUM)):  # fmt: skip
        assert places(many, wrong) is None, "words have no sum"


@needs
def test_the_picture_has_the_words_and_none_of_the_acts():
    found = drawing.draw(FOUND, Plan(Mark.BAR, "group", "sold"), lang="ru", seconds=60, png=True)
    assert found is not None and (found.shown, found.rows) == (2, 2)
    assert "Лампы" in found.svg and "&lt;script" in found.svg and "<script" not in found.svg
    assert found.png.startswith(b"\x89PNG")
    assert clean(found.svg) == found.svg
    assert drawing.draw(FOUND, Plan(Mark.BAR, "nosuch", "sold"), lang="ru", seconds=60) is None


def test_a_drawer_that_dies_lies_or_hangs_draws_nothing(monkeypatch):
    for program in ("import os; os.abort()", "print('[]')", 'print(\'{"svg": "<html/>", "shown": 1, "png": ""}\')'):
        monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", program))
        assert drawing.draw(FOUND, Plan(Mark.BAR, "group", "sold"), lang="ru", seconds=20) is None


@pytest.mark.parametrize("inner", [
    "<script>alert(1)</script>", '<a href="javascript:x"><path d="M0 0"/></a>', '<image href="https://e.example/x"/>',
    "<foreignObject><p>x</p></foreignObject>", "<style>path{}</style>", '<set attributeName="href" to="x"/>',
    '<path d="M0 0" onclick="x"/>', '<path style="background:url(x)"/>', '<path fill="url(https://e.example/x)"/>',
    '<use href="#x"/>', '<svg onload="x"/>',
])  # fmt: skip
def test_only_shapes_come_through(inner):
    left = clean(f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" onload="x">{inner}</svg>')
    assert not any(word in left for word in ("script", "href", "on", "style", "url(", "image", "foreign", "set", "use"))


@pytest.mark.parametrize("text", ["", "no", "<html/>", '<!DOCTYPE x [<!ENTITY a "b">]><svg/>'])
def test_what_is_no_drawing_is_not_taken(text):
    with pytest.raises(UncleanError):
        clean(text)


def test_the_engine_itself_loads_neither():
    code = "import sys, svetovod.engine.drawing, svetovod.engine.questions; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert {name.split(".")[0] for name in done.stdout.split()}.isdisjoint({"duckdb", "altair", "vl_convert", "polars"})
