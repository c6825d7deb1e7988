"""The law as data is everybody's to read; drafts are the officers', and changed by whoever drafted them."""

from types import SimpleNamespace

import pytest
from tests.web.acting import acting, asks_again, cast, permitted

from svetovod.web.rulebook.access import ACCESS

ACTORS = cast(
    drafter="registry_officer@platform:", officer="registry_officer@platform:", admin="administrator@platform:",
    left="", strayed="registry_officer@organisation:7",
)  # fmt: skip
READ = {"item.view", "verification.view"}


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    edition = SimpleNamespace(drafted_by_id=1)
    expected = " ".join(ACTORS) if action in READ else "drafter" if action == "edition.edit" else "drafter officer"
    assert permitted(ACCESS, action, ACTORS, edition) == expected


def test_a_draft_without_an_author_is_nobodys():
    assert permitted(ACCESS, "edition.edit", ACTORS, SimpleNamespace(drafted_by_id=None)) == ""


def test_who_drafted_it_and_is_no_officer_any_more_does_not_change_it():
    assert not ACCESS.allows("edition.edit", acting(4), SimpleNamespace(drafted_by_id=4))


@pytest.mark.parametrize("action", list(ACCESS))
def test_the_law_is_published_only_by_who_has_shown_lately_who_he_is(action):
    asked = asks_again(ACCESS, action, ACTORS["drafter"], SimpleNamespace(drafted_by_id=1))
    assert asked == (action == "edition.publish")


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("rulebook", {"edition.publish"})
