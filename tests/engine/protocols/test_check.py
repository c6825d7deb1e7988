"""The list of fields is strict, a gap of any kind is found, and what nobody has read stops nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.protocols import Reason, Source, check, fields_of, read_fields

PAPERS = ("result", "admission", "opening", "sitting")
LIST = """
[source.own]
kind = "own"
act = "our promise"
[source.memory]
kind = "memory"
act = "unread"
[[field]]
key = "a.b"
papers = ["result"]
source = "own"
label = { ru = "б", en = "b" }
[[field]]
key = "a.c"
papers = ["result"]
source = "memory"
label = { ru = "в", en = "c" }
"""


def test_what_is_known_from_memory_binds_nowhere() -> None:
    fields = [field for paper in PAPERS for field in fields_of(paper)]
    assert {field.source for field in fields} == set(Source)
    assert not any(field.binds for field in fields if field.source is Source.MEMORY)
    assert all(field.why for field in fields if not field.binds and field.source is not Source.MEMORY)
    assert [(field.key, field.binds) for field in read_fields(LIST)] == [("a.b", True), ("a.c", False)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('source = "memory"', 'source = "memory"\nbinds = true', "stops nobody"),
        ('source = "own"\nlabel', 'source = "own"\nbinds = false\nlabel', "why it does not bind"),
        ('key = "a.c"', 'key = "a.b"', "twice"),
        ('key = "a.c"', 'key = "c"', "group.name"),
        ('source = "memory"\nlabel', 'source = "own"\nlabel', "sources of no field"),
        ('source = "memory"\nlabel', 'source = "law"\nlabel', "one of the list"),
        ('papers = ["result"]', 'paper = ["result"]', "needs"),
        ('label = { ru = "в", en = "c" }', 'label = { ru = "в" }', "ru and en"),
    ],
)  # fmt: skip
def test_a_broken_list_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_fields(LIST.replace(old, new))


@settings(max_examples=2000 if WHOLE else 50, deadline=None)
@given(st.data())
def test_every_planted_gap_is_found_and_no_other(data: st.DataObject) -> None:
    """Values unlike one another on a paper that breaks lines and divides words; one is left out or blanked."""
    paper = data.draw(st.sampled_from(PAPERS))
    fields = fields_of(paper)
    groups = sorted({field.group for field in fields})
    facts = {
        group: [
            {field.name: f"{group}{n}{field.name}-Ё № {n}:" for field in fields if field.group == group}
            for n in range(data.draw(st.integers(1, 3)))
        ]
        for group in groups
    }
    # each value on a line of its own, some with a word divided
    lines = [
        value[:4] + data.draw(st.sampled_from(["", "\n", "-\n", "\u00ad", " "])) + value[4:]
        for rows in facts.values() for row in rows for value in row.values()
    ]  # fmt: skip
    assert check(paper, facts, "|".join(lines)) == ()
    place = data.draw(st.integers(0, len(lines) - 1))
    field, row = [(f"{g}.{name}", r) for g, rows in facts.items() for r in rows for name in r][place]
    (gap,) = check(paper, facts, "|".join(lines[:place] + lines[place + 1 :]))
    assert (gap.field.key, gap.reason) == (field, Reason.NOT_SAID)
    row[field.partition(".")[2]] = data.draw(st.sampled_from(["", "—", "____ ", " - "]))
    (gap,) = check(paper, facts, "|".join(lines))
    assert (gap.field.key, gap.reason) == (field, Reason.BLANK)


def test_equal_values_must_stand_as_often_as_rows_have_them() -> None:
    facts = {"place": [{"rank": str(n), "score": "70", "allocated": "5", "outcome": "winner"} for n in (1, 2)]}
    said = "1 70 5 winner 2 70 5"
    assert [gap.field.key for gap in check("result", facts, said) if gap.reason is Reason.NOT_SAID] == ["place.outcome"]


def test_a_group_that_may_not_be_empty() -> None:
    found = {gap.field.key: gap for gap in check("opening", {})}
    assert found["sheet.commitment"].reason is Reason.NO_ROWS
    assert "late.number" not in found
