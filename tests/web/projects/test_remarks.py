"""The life of a remark: every row of its table, every guard, and who may take each step."""

from datetime import date, timedelta

import pytest

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.projects import services
from svetovod.web.projects.models import Remark
from svetovod.web.projects.states import REMARK


def test_double_tap_gives_one_remark(scene, presented, helpers):
    first = helpers.add_remark(scene, presented, key="k1")
    assert helpers.add_remark(scene, presented, key="k1") == first
    assert Remark.objects.count() == 1


def test_obligatory_remark_puts_the_project_into_rework(scene, presented, helpers):
    helpers.add_remark(scene, presented, severity="advice")
    presented.refresh_from_db()
    assert presented.state == "presented"
    helpers.add_remark(scene, presented)
    presented.refresh_from_db()
    assert presented.state == "rework"


@pytest.mark.parametrize("who", ["initiator", "partner", "manager", "organiser", "elsewhere", "stranger"])
def test_only_experts_of_the_occasion_remark(scene, presented, helpers, who):
    with pytest.raises((Denied, Hidden)):
        services.remark_add(
            actor=getattr(scene, who), project=presented, version=presented.versions.get(), section="estimate",
            severity="advice", text="?", occasion=helpers.OCCASION, at=helpers.AT,
        )  # fmt: skip
    assert not Remark.objects.exists()


def test_fixed_needs_a_version_that_differs(scene, remark, presented, helpers):
    with pytest.raises(Refused) as caught:
        services.remark_fix(actor=scene.initiator, remark=remark, text="done", at=helpers.AT)
    assert caught.value.code == "remark.version"
    assert presented.versions.count() == 1
    helpers.add_cost(scene, presented)
    fixed = services.remark_fix(actor=scene.initiator, remark=remark, text="done", at=helpers.AT)
    assert (fixed.state, fixed.fixed_in.number) == ("fixed", 2)


def test_accepted_needs_a_day_that_is_not_past(scene, remark, helpers):
    today = helpers.AT.date()
    for due in (None, today - timedelta(days=1)):
        with pytest.raises(Refused) as caught:
            services.remark_accept(actor=scene.initiator, remark=remark, due=due, at=helpers.AT)
        assert caught.value.code == "remark.due"
    assert services.remark_accept(actor=scene.initiator, remark=remark, due=today, at=helpers.AT).state == "accepted"


def test_declined_and_returned_need_reasons(scene, remark, helpers):
    with pytest.raises(Refused) as caught:
        services.remark_decline(actor=scene.initiator, remark=remark, text=" ", at=helpers.AT)
    assert caught.value.code == "remark.reasons"
    declined = services.remark_decline(actor=scene.initiator, remark=remark, text="Secret.", at=helpers.AT)
    with pytest.raises(Refused):
        services.remark_reopen(actor=scene.expert, remark=declined, text="", at=helpers.AT)
    back = services.remark_reopen(actor=scene.expert, remark=declined, text="Show it closed.", at=helpers.AT)
    assert (back.state, back.reopened) == ("new", 1)
    assert [r.action for r in back.replies.all()] == ["add", "decline", "reopen"]


def test_closing_keeps_the_version_that_mended_it_and_twice_is_once(scene, remark, presented, helpers):
    helpers.add_cost(scene, presented)
    services.remark_fix(actor=scene.initiator, remark=remark, at=helpers.AT)
    for _ in range(2):
        closed = services.remark_close(actor=scene.expert, remark=remark, at=helpers.AT)
    assert (closed.state, closed.fixed_in.number, closed.replies.count()) == ("closed", 2, 3)


@pytest.mark.parametrize("who", ["initiator", "colleague", "organiser", "manager"])
def test_only_the_author_judges(scene, remark, helpers, who):
    services.remark_decline(actor=scene.initiator, remark=remark, text="No.", at=helpers.AT)
    with pytest.raises((Denied, Hidden)):
        services.remark_close(actor=getattr(scene, who), remark=remark, at=helpers.AT)


def test_state_table_is_that_of_the_design():
    moves = {(row.source, row.action, row.target) for row in REMARK.transitions}
    assert moves == {
        ("new", "accept", "accepted"), ("new", "fix", "fixed"), ("accepted", "fix", "fixed"),
        ("new", "decline", "declined"),
        ("fixed", "close", "closed"), ("declined", "close", "closed"),
        ("accepted", "reopen", "new"), ("fixed", "reopen", "new"), ("declined", "reopen", "new"),
        ("closed", "reopen", "new"),
    }  # fmt: skip


def test_step_that_the_state_forbids_is_refused(scene, remark, helpers):
    with pytest.raises(Refused) as caught:
        services.remark_close(actor=scene.expert, remark=remark, at=helpers.AT)
    assert caught.value.code == "state.wrong"


def test_due_is_forgotten_when_the_remark_comes_back(scene, remark, helpers):
    services.remark_accept(actor=scene.initiator, remark=remark, due=date(2021, 7, 30), at=helpers.AT)
    back = services.remark_reopen(actor=scene.expert, remark=remark, text="Sooner.", at=helpers.AT)
    assert back.due is None
