"""What every table of permissions does: refuses what it does not know, hides what may not be seen, asks again."""

from dataclasses import replace

import pytest
from rules.predicates import predicate
from tests.web.acting import acting

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.common.access import AccessTable, anyone, nobody, signed_in
from svetovod.web.common.errors import AskAgain, Denied, Hidden

WRITER = acting(1, "expert@round:1", "secretary@round:1")
READER = acting(2, "expert@round:1")
STRANGER = acting(3)


def holds(role):
    @predicate
    def held(actor, obj):
        # told apart from a question without an object
        return obj != "another" and actor.holds(role)

    return held


@predicate
def signs(actor, obj):
    """Whoever writes sheets signs any, an expert his own."""
    return actor.holds("secretary") or (obj == "own" and actor.holds("expert"))


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(AccessTable, "TABLES", {})
    actions = {
        "sheet.view": holds("expert"), "sheet.write": holds("secretary"), "sheet.drop": holds("secretary"),
        "note.write": holds("secretary"), "sheet.write.late": holds("secretary"),
        "sheet.sign": signs,
    }  # fmt: skip
    return AccessTable("of this test", actions, again=["sheet.drop"])


def test_a_table_is_known_by_its_app(table):
    assert {"of this test": table} == AccessTable.TABLES
    assert list(table) == ["sheet.view", "sheet.write", "sheet.drop", "note.write", "sheet.write.late", "sheet.sign"]
    assert (table.app, table.again) == ("of this test", {"sheet.drop"})
    assert AccessTable("without", {"sheet.view": anyone}).again == frozenset()
    with pytest.raises(AssertionError, match=r"mistaken: no such action: .*'sheet.dorp'"):
        AccessTable("mistaken", {"sheet.drop": anyone}, again={"sheet.dorp"})


def test_who_may(table):
    assert [table.allows("sheet.write", who, "sheet") for who in (WRITER, READER, VISITOR)] == [True, False, False]
    assert table.allows("sheet.write", WRITER)
    assert not table.allows("sheet.write", WRITER, "another")
    with pytest.raises(KeyError):
        table.allows("sheet.wirte", WRITER)


@pytest.mark.parametrize(
    ("who", "action", "obj", "answer"),
    [
        (WRITER, "sheet.write", "sheet", None),
        # sees it and may not
        (READER, "sheet.write", "sheet", Denied),
        # may not even know that it is there
        (STRANGER, "sheet.write", "sheet", Hidden),
        (STRANGER, "sheet.view", "sheet", Hidden),
        (STRANGER, "sheet.write.late", "sheet", Hidden),
        (WRITER, "sheet.write", "another", Hidden),
        # nothing is asked about, or nothing of that kind is ever hidden
        (STRANGER, "sheet.write", None, Denied),
        (STRANGER, "note.write", "note", Denied),
    ],
)
def test_what_a_refusal_says(table, who, action, obj, answer):
    if answer is None:
        assert table.require(action, who, obj) is None
        return
    with pytest.raises(answer) as caught:
        table.require(action, who, obj)
    assert type(caught.value) is answer
    assert answer is Hidden or caught.value.args == (action,)


def test_what_is_asked_again_for(table):
    unsure = replace(WRITER, sure=False)
    with pytest.raises(AskAgain) as caught:
        table.admit("sheet.drop", unsure, "sheet")
    assert caught.value.args == ("sheet.drop",)
    assert table.admit("sheet.write", unsure, "sheet").person_id == 1
    assert table.admit("sheet.drop", WRITER, "sheet").person_id == 1
    # whoever may not at all is told so first
    with pytest.raises(Denied):
        table.admit("sheet.drop", replace(READER, sure=False), "sheet")


def test_who_is_admitted_to_one_thing_is_not_to_another(table):
    for who, refused in ((WRITER, Hidden), (replace(WRITER, sure=False), Hidden), (STRANGER, Hidden)):
        with pytest.raises(refused):
            table.admit("sheet.drop", who, "another")


def test_who_acts_is_named_by_the_role_that_permits(table):
    assert table.admit("sheet.write", WRITER, "sheet").acting.role == "secretary"
    assert table.admit("sheet.view", WRITER, "sheet").acting.role == "expert"
    assert table.admit("sheet.write", WRITER).acting.role == "secretary"
    assert table.admit("sheet.sign", WRITER, "own").acting.role == "expert"
    assert table.admit("sheet.sign", WRITER, "sheet").acting.role == "secretary"


def test_anyone_nobody_and_whoever_is_signed_in():
    everybody = [WRITER, VISITOR, SYSTEM]
    assert [anyone.test(who, "x") for who in everybody] == [True] * 3
    assert [nobody.test(who, "x") for who in everybody] == [False] * 3
    assert [signed_in.test(who) for who in everybody] == [True, False, False]
