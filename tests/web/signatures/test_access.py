"""The access table of signatures asked alone: what an app says of its documents, and of nobody who is not signed in."""

from types import SimpleNamespace

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor
from svetovod.web.signatures.access import ACCESS
from svetovod.web.signatures.seam import SOURCES, Source

PAPER = SimpleNamespace(kind="kind of this test", names={"reads": "reader signer taker", "signs": "signer deaf",
                                                       "files": "taker blind"})  # fmt: skip
NAMES = ("reader", "signer", "taker", "deaf", "blind", "nobody")
ACTORS = {name: Actor(number, name=name) for number, name in enumerate(NAMES, 1)}


@pytest.fixture(autouse=True)
def source(monkeypatch):
    def says(question):
        # whoever is not signed in is let do everything by the source: the table must not
        return lambda actor, paper: actor.person_id is None or actor.name in paper.names[question].split()

    def find(_key):
        raise AssertionError("the paper is at hand")

    own = Source(find, says("reads"), says("signs"), files=says("files"))
    monkeypatch.setitem(SOURCES, PAPER.kind, own)


@pytest.mark.parametrize(
    ("action", "names"),
    [("signature.view", "reader signer taker"), ("signature.add", "signer"), ("signature.take", "taker")],
)
def test_who_may(action, names):
    everybody = {**ACTORS, "visitor": VISITOR, "system": SYSTEM}
    assert " ".join(name for name, actor in everybody.items() if ACCESS.allows(action, actor, PAPER)) == names


def test_the_table_has_these_actions_and_no_others():
    actions = {"signature.view", "signature.add", "signature.take"}
    assert (set(ACCESS), ACCESS.app, ACCESS.again) == (actions, "signatures", frozenset())
