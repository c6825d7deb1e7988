"""Headlines that depend on a state: every state has one, and none promises what is past."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from svetovod.web.selection import answers
from svetovod.web.selection.enums import OUTCOMES, ApplicationState, LegalMode, RoundState
from svetovod.web.selection.selectors.projects import ProjectRound, shown_state
from svetovod.web.selection.selectors.rounds import RoundView

from .conftest import World

PROMISES = ("may get", "up to")


def project_in(state: str, round_state: str = "published", mode: str = LegalMode.OWN) -> Any:
    row = ProjectRound("r", "Round", round_state, mode, None, None, 1, state, "R-001", None)
    return SimpleNamespace(pk=1, code="П-01", _rounds=[row])


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.parametrize("state", [s for s in ApplicationState if s not in ("draft", "partial")])
@pytest.mark.parametrize("mode", [LegalMode.OWN, LegalMode.SHADOW])
def test_every_state_of_an_application_has_its_own_headline(state: str, mode: str) -> None:
    found = answers.of_project(project_in(state, mode=mode))
    assert found is not None and found.public and not any(word in found.text for word in PROMISES)
    others = [
        answers.of_project(project_in(other, mode=mode))
        for other in ApplicationState
        if other not in (state, "draft", "partial")
    ]
    assert found.text not in [other.text for other in others if other]


def test_a_draft_has_none() -> None:
    assert answers.of_project(project_in("draft")) is None
    assert answers.of_project(SimpleNamespace(pk=1, code="П-01", _rounds=[])) is None


@pytest.mark.parametrize("state", OUTCOMES)
def test_an_outcome_is_not_told_before_it_is_published(state: str) -> None:
    assert shown_state(state, RoundState.APPROVED) == ApplicationState.RANKED
    found = answers.of_project(project_in(state, "approved"))
    assert found is not None and "not published yet" in found.text and not found.public


@pytest.mark.parametrize("state", list(RoundState))
def test_every_state_of_a_round_has_its_own_headline(world: World, state: str) -> None:
    view = RoundView(world.round, announced=True, state=state)
    before = world.round.opens_at - timedelta(days=1)
    said = {other: answers.of_round(replace(view, state=other), before) for other in RoundState}
    assert len(set(said.values())) == len(said) and "None" not in said[state] and "%" not in said[state]


def test_a_term_that_is_over_is_not_promised(world: World) -> None:
    view = RoundView(world.round, announced=True, state=RoundState.OPEN)
    assert "until" in answers.of_round(view, world.round.closes_at - timedelta(hours=1))
    assert "ended" in answers.of_round(view, world.round.closes_at)
    view = RoundView(world.round, announced=True, state=RoundState.SCORING)
    assert "is over" in answers.of_round(view, world.round.scoring_until)


def test_pages_say_what_came_of_it(world: World, client: Any) -> None:
    from svetovod.web.audit.models import DomainClock

    world.play("filed", "checked", "scored", "opened", "approved")
    DomainClock.objects.create(
        pk=1, moment=world.round.publishing_at, set_at=world.round.publishing_at, show_future=True
    )
    project = world.projects[0]
    client.force_login(world.people["initiator-1"])
    client.cookies["django_language"] = "en"

    def headline(url: str) -> str:
        page = client.get(url).content.decode()
        return page[page.index("<h1>") : page.index("</h1>")]

    own = f"/selections/{world.round.slug}/applications/{world.application().number}/"
    assert "not published yet" in headline(project.get_absolute_url())
    assert "winner" not in headline(own) and "ranked" in headline(own)
    world.play("published")
    assert "winner" not in headline(project.get_absolute_url()) and "not passed" in headline(project.get_absolute_url())
    assert "rejected" in headline(own)
    assert "distributed" in headline(f"/selections/{world.round.slug}/")
