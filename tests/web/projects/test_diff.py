"""The difference of two contents is exact: applied to the older it gives the newer."""

from hypothesis import given
from hypothesis import strategies as st

from svetovod.web.projects import changes
from svetovod.web.projects.diff import apply, compare
from svetovod.web.projects.sections.weaving import woven

text = st.text(alphabet="ab {}cя", max_size=8)
money = st.none() | st.integers(1, 999).map(lambda n: f"{n}.00")


def rows(fields: dict[str, st.SearchStrategy]) -> st.SearchStrategy:
    one = st.fixed_dictionaries({"key": st.sampled_from(["c1", "c2", "c3", "c4"]), **fields})
    unique = st.lists(one, max_size=4, unique_by=lambda row: row["key"])
    return unique.map(lambda found: [{**row, "position": place} for place, row in enumerate(found, 1)])


contents = st.fixed_dictionaries(
    {
        "title": text,
        "okpd2": text,
        "start": st.none() | st.just("2021-07-01"),
        "canvas": st.fixed_dictionaries({"replaces": text, "lacking": text}),
        "money": st.fixed_dictionaries({"requested": money}),
        "participants": rows({"name": text, "consent": st.booleans()}),
        "costs": rows({"amount": money, "evidence": text, "other_support": st.booleans()}),
        "indicators": rows({"name": text, "plan": st.dictionaries(st.sampled_from(["2021H2", "2022H1"]), text)}),
        "answers": st.dictionaries(st.sampled_from(["q1", "q2"]), st.booleans()),
    }
)


@given(contents, contents)
def test_difference_applied_to_the_older_gives_the_newer(before, after):
    assert apply(before, compare(before, after)) == after


@given(contents)
def test_nothing_differs_from_itself(content):
    assert compare(content, content) == []
    assert changes.readable(content, content) == []


@given(contents, contents)
def test_difference_back_undoes_the_difference(before, after):
    there = apply(before, compare(before, after))
    assert apply(there, compare(after, before)) == before


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_keep_both_texts(before, after):
    pieces = woven(before, after)
    assert "".join(t for kind, t in pieces if kind != "ins") == before
    assert "".join(t for kind, t in pieces if kind != "del") == after


def test_rows_are_said_to_be_added_removed_and_changed():
    base = {"costs": [{"key": "c1", "position": 1, "amount": "1.00"}, {"key": "c2", "position": 2, "amount": "2.00"}]}
    later = {"costs": [{"key": "c1", "position": 1, "amount": "7.00"}, {"key": "c3", "position": 3, "amount": "3.00"}]}
    kinds = {row.key: row.kind for row in changes.readable(base, later)}
    assert kinds == {"c1": "changed", "c2": "removed", "c3": "added"}
    changed = next(row for row in changes.readable(base, later) if row.key == "c1")
    assert [(f.name, f.before, f.after) for f in changed.fields] == [("amount", "1.00", "7.00")]
