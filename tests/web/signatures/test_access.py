"""The access table of signatures asked alone: what an app says of its documents, and of nobody who is not signed in."""

from types import SimpleNamespace

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor
from svetovod.web.signatures.access import ACCESS
from svetovod.web.signatures.seam import SOURCES, Beside, Source

PAPER = SimpleNamespace(kind="kind of this test", names={"reads": "reader signer taker keeper", "signs": "signer deaf",
                                                       "files": "taker blind", "keeps": "keeper blind"})  # fmt: skip
NAMES = ("reader", "signer", "taker", "deaf", "blind", "keeper", "nobody")
OWN = {"signer", "keeper"}  # who withdraw what they put there themselves
ACTORS = {name: Actor(number, name=name) for number, name in enumerate(NAMES, 1)}


@pytest.fixture(autouse=True)
def source(monkeypatch):
    def says(question):
        # whoever is not signed in is let do everything by the source: the table must not
        return lambda actor, paper: actor.person_id is None or actor.name in paper.names[question].split()

    def find(_key):
        raise AssertionError("the paper is at hand")

    own = Source(find, says("reads"), says("signs"), files=says("files"), keeps=says("keeps"))
    monkeypatch.setitem(SOURCES, PAPER.kind, own)


@pytest.mark.parametrize(
    ("action", "names"),
    [("signature.view", "reader signer taker keeper"), ("signature.add", "signer"), ("signature.take", "taker")],
)
def test_who_may(action, names):
    assert allowed(action, PAPER) == names


@pytest.mark.parametrize("name", [*ACTORS, "visitor"])
def test_who_withdraws_what_that_one_put_there(name):
    """Having put it there is not enough: who may sign no longer has nothing to take back; the keeper always may."""
    added_by = ACTORS[name].person_id if name in ACTORS else None
    beside = Beside(SimpleNamespace(added_by_id=added_by), PAPER)
    others = {"keeper"}
    assert set(allowed("withdrawal.make", beside).split()) == others | ({name} & OWN)


def allowed(action, obj):
    everybody = {**ACTORS, "visitor": VISITOR, "system": SYSTEM}
    return " ".join(name for name, actor in everybody.items() if ACCESS.allows(action, actor, obj))


def test_the_table_has_these_actions_and_no_others():
    actions = {"signature.view", "signature.add", "signature.take", "withdrawal.make"}
    assert (set(ACCESS), ACCESS.app, ACCESS.again) == (actions, "signatures", frozenset())
