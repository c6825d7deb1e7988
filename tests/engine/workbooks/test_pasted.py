"""Text of a clipboard: what a spreadsheet copies comes back cell by cell, sums as Russia writes them are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.workbooks.pasted import rows, value
from svetovod.engine.workbooks.spec import BadCellError

CELL = st.text(st.sampled_from('ab1 ,."\t\n«»№\u00a0'), max_size=12)
# the last column is filled, as a table's is: lines that end in nothing at the end of a text are no rows
TABLE = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * (width - 1), st.just("конец")), min_size=1, max_size=6)
)
MONEY = st.decimals("0.01", "9999999999999.99", places=2)
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])


def copied(table: list[tuple[str, ...]], end: str) -> str:
    """As a spreadsheet copies: a cell with a tab, a line end or a quote in quotes, quotes inside doubled."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set('\t\n"') & set(text) else text

    return end.join("\t".join(map(cell, line)) for line in table) + end


@given(TABLE, st.sampled_from(["\n", "\r\n"]))
def test_what_is_copied_is_read(table, end):
    assert rows(copied(table, end)) == [list(line) for line in table]


@given(st.text(max_size=200))
def test_any_text_is_some_rows(text):
    for line in rows(text):
        assert line
        assert all(isinstance(cell, str) for cell in line)


@given(MONEY, SPACES, st.sampled_from(["", " ₽", "\u00a0руб.", "р"[:0]]))
def test_a_russian_sum_is_exact(amount, space, unit):
    whole, kopecks = f"{amount:.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", space)
    assert value("given", f"{grouped},{kopecks}{unit}") == amount


@given(MONEY)
def test_english_and_dotted_groups_are_understood(amount):
    assert value("given", f"{amount:,.2f}") == amount
    assert value("given", f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))) == amount


@given(st.text(max_size=30))
def test_a_cell_is_a_positive_sum_or_a_refusal(text):
    try:
        found = value("given", text)
    except BadCellError as bad:
        assert bad.code in {"number.invalid", "number.negative"}
    else:
        assert isinstance(found, Decimal)
        assert found > 0


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("1,234", "number.invalid", "decimals"),
        ("-5", "number.negative", None),
        ("−5,00", "number.negative", None),
        ("(1 234,56 ₽)", "number.negative", None),
        ("0", "number.invalid", "zero"),
        ("1e5", "number.invalid", "text"),
        ("12 %", "number.invalid", "text"),
    ],
)
def test_what_is_no_sum_is_named(text, code, reason):
    with pytest.raises(BadCellError) as bad:
        value("given", text)
    assert (bad.value.code, bad.value.params.get("reason")) == (code, reason)


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u202c", "\u2060"])
def test_signs_that_nobody_sees_are_no_part_of_a_sum(sign):
    for text in (f"1 234,56 руб.{sign}", f"{sign}1{sign} 234,56 ₽", f"1,234.56{sign}"):
        assert value("given", text) == Decimal("1234.56")
    with pytest.raises(BadCellError) as bad:
        value("given", f"(1 234){sign}")
    assert bad.value.code == "number.negative"
    assert rows(f"a\t1\n{sign}\t{sign}\n") == [["a", "1"]]


@pytest.mark.parametrize("text", ["100000000", "0,123456789"])
def test_no_such_rate(text):
    with pytest.raises(BadCellError):
        value("rate", text)


def test_a_name_in_quotes_stays_a_name():
    assert rows('"Луч" ООО\t1') == [['"Луч" ООО', "1"]]


def test_two_megabytes_of_quotes_are_read_in_time():
    for text in ('"\t' * 300_000, '"a""b\t' * 100_000, '"' * 600_000):
        assert sum(map(len, rows(text + "x"))) > 0
