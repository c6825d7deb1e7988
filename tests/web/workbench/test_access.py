"""Who asks questions of the prepared tables, and whose question is whose."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.web.acting import acting, cast, permitted

from svetovod.web.workbench.access import ACCESS, regions_of

ACTORS = cast(
    nobody="", author="cdc_officer@region:RU-MO", authority="regional_authority@region:RU-MO",
    elsewhere="cdc_officer@region:RU-TA", officer="registry_officer@platform:", admin="administrator@platform:",
    participant="participant@region:RU-MO", strayed="cdc_officer@organisation:7",
)  # fmt: skip
AT_WORK = "author authority elsewhere officer admin"
OWN = {"question.update", "question.delete", "run.view", "run.draw"}


@pytest.mark.parametrize("action", [action for action in ACCESS if action not in ("question.view", "question.copy")])
def test_who_may(action):
    obj = SimpleNamespace(owner_id=2, person_id=2)
    assert permitted(ACCESS, action, ACTORS, obj) == ("author" if action in OWN else AT_WORK)


@pytest.mark.parametrize("action", sorted(OWN))
def test_what_is_nobodys_is_not_the_visitors(action):
    assert permitted(ACCESS, action, ACTORS, SimpleNamespace(owner_id=None, person_id=None)) == ""


@pytest.mark.parametrize("action", sorted(OWN))
def test_whoever_is_no_analyst_any_more_has_no_questions(action):
    assert not ACCESS.allows(action, acting(2), SimpleNamespace(owner_id=2, person_id=2))


@pytest.mark.parametrize("action", ["question.view", "question.copy"])
def test_a_question_is_shared_in_its_region_while_its_author_answers_for_it(person, action):
    author = person("author@example.ru", ("cdc_officer", "region", "RU-MO"))
    stranger = person("stranger@example.ru", ("cdc_officer", "region", "RU-TA"))
    # none of them is by chance the person the database has just made
    others = {name: replace(actor, person_id=-1) for name, actor in ACTORS.items() if actor.person_id}
    shared = {name: actor for name, actor in others.items() if name != "author"}
    shown = SimpleNamespace(owner_id=author.pk, region="RU-MO")
    assert permitted(ACCESS, action, shared, shown) == "authority"
    assert permitted(ACCESS, action, shared, SimpleNamespace(owner_id=author.pk, region="")) == ""
    assert permitted(ACCESS, action, shared, SimpleNamespace(owner_id=stranger.pk, region="RU-MO")) == ""
    assert permitted(ACCESS, action, {"own": acting(author.pk, "cdc_officer@region:RU-TA")}, shown) == "own"


def test_regions_are_those_one_answers_for():
    actor = acting(1, "cdc_officer@region:RU-MO", "regional_authority@region:RU-TA", "participant@region:RU-PNZ")
    assert regions_of(actor) == {"RU-MO", "RU-TA"}


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("workbench", frozenset())
