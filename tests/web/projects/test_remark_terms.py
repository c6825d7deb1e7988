"""Days of remarks: asked by data, reminded once a step, counted; and who reads a remark before the whole team does."""

from datetime import date, timedelta

import pytest

from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.notices.models import Notice
from svetovod.web.projects import readiness, selectors, services
from svetovod.web.projects.models import JointProject, Remark
from svetovod.web.projects.remarks.pace import is_late, pace
from svetovod.web.projects.remarks.terms import terms

TODAY = date(2021, 6, 24)


def readers(scene, project):
    names = ("initiator", "partner", "manager", "expert", "colleague", "organiser", "elsewhere", "stranger")
    found = set()
    for name in names:
        try:
            seen = selectors.project_get(getattr(scene, name), project.code)
        except Hidden:
            continue
        if selectors.remarks_visible(getattr(scene, name), seen).exists():
            found.add(name)
    return found


def told(key):
    return sorted(Notice.objects.filter(key__startswith=key).values_list("person__email", flat=True))


FIRST = {"initiator", "expert", "colleague", "organiser"}
WHOLE = FIRST | {"partner", "manager"}


def test_the_initiator_reads_first_and_shows_it_to_the_rest(scene, remark, presented, helpers):
    assert readers(scene, presented) == FIRST
    for name in ("partner", "manager", "expert"):
        with pytest.raises((Denied, Hidden)):
            services.remark_release(actor=getattr(scene, name), remark=remark, at=helpers.AT)
    for _time in range(2):
        services.remark_release(actor=scene.initiator, remark=remark, at=helpers.AT)
    assert readers(scene, presented) == WHOLE


def test_an_answer_shows_it_and_so_does_the_end_of_the_term(scene, remark, presented, helpers):
    services.remarks_release(at=helpers.AT + timedelta(days=terms().first) - timedelta(seconds=1))
    assert readers(scene, presented) == FIRST
    services.remarks_release(at=helpers.AT + timedelta(days=terms().first))
    assert readers(scene, presented) == WHOLE
    other = helpers.add_remark(scene, presented, key="2")
    assert not other.released
    services.remark_decline(actor=scene.initiator, remark=other, text="No.", at=helpers.AT)
    other.refresh_from_db()
    assert other.released


def test_a_remark_for_the_team_alone_is_not_the_panels(scene, presented, helpers):
    helpers.add_remark(scene, presented, visibility="team")
    assert readers(scene, presented) == {"initiator", "expert"}


def test_what_is_not_shown_yet_counts_for_nobody_else_of_the_team(scene, remark, presented):
    def counted(actor):
        rows = selectors.with_remark_counts(JointProject.objects.filter(pk=presented.pk), TODAY, actor)
        return rows.get().remarks_open

    assert [counted(actor) for actor in (scene.initiator, scene.expert, scene.partner, scene.manager)] == [1, 1, 0, 0]


def test_pages_of_the_others_say_nothing_of_it(scene, remark, presented, signed):
    path = f"/projects/{presented.code}/remarks/"
    for name in ("partner", "manager"):
        client = signed(scene.people[name])
        assert remark.text not in client.get(path).content.decode()
        assert client.get(f"{path}{remark.pk}/").status_code == 404
        assert client.post(f"{path}{remark.pk}/release/").status_code == 404
    client = signed(scene.people["initiator"])
    assert client.post(f"{path}{remark.pk}/release/").status_code == 302
    assert remark.text in signed(scene.people["partner"]).get(path).content.decode()


@pytest.mark.parametrize(("severity", "days"), [("blocking", 7), ("important", 14), ("advice", 0)])
def test_a_remark_has_the_day_of_its_kind(scene, presented, helpers, severity, days):
    made = helpers.add_remark(scene, presented, severity=severity)
    assert made.answer_by == (TODAY + timedelta(days=days) if days else None)
    assert is_late(made, TODAY + timedelta(days=8)) is (severity == "blocking")


def test_what_is_late_stands_in_readiness_and_in_lists(scene, remark, presented):
    after = remark.answer_by + timedelta(days=1)
    content = selectors.live_content(presented)
    late = {item.code: item.params for item in readiness.items(content, [remark], after)}
    assert late["remarks_late"] == {"count": 1}
    assert "remarks_late" not in {item.code for item in readiness.items(content, [remark], remark.answer_by)}
    rows = selectors.with_remark_counts(JointProject.objects.all(), after, scene.initiator)
    assert rows.get(pk=presented.pk).remarks_late == 1


def test_each_reminder_goes_once_a_step_to_whoever_has_the_next_word(scene, remark, presented, helpers):
    key = f"remark.due:{remark.pk}"

    def run(days):
        services.remarks_remind(at=helpers.AT + timedelta(days=days))
        return told(key)

    assert run(4) == []
    initiator, expert = scene.people["initiator"].email, scene.people["expert"].email
    assert run(5) == [initiator] == run(6)
    assert run(8) == [initiator] * 2 == run(9)
    services.remark_decline(actor=scene.initiator, remark=remark, text="No.", at=helpers.AT + timedelta(days=9))
    assert run(10) == [initiator] * 2
    assert run(9 + terms().judge) == [expert, initiator, initiator]
    services.remark_close(actor=scene.expert, remark=remark, at=helpers.AT + timedelta(days=20))
    assert run(60) == [expert, initiator, initiator]


def test_the_rest_of_the_team_is_written_to_when_it_may_read(scene, remark, helpers):
    partner = scene.people["partner"].email
    assert partner not in told("remark:") and scene.people["initiator"].email in told("remark:")
    services.remark_release(actor=scene.initiator, remark=remark, at=helpers.AT)
    assert told("remark.released:") == [partner]


def test_how_the_team_keeps_the_days(scene, presented, helpers):
    assert pace([], TODAY) is None
    for key, days in (("a", 3), ("b", 9)):
        made = helpers.add_remark(scene, presented, key=key)
        at = helpers.AT + timedelta(days=days)
        services.remark_accept(actor=scene.initiator, remark=made, due=at.date(), at=at)
    helpers.add_remark(scene, presented, key="c")
    found = pace(Remark.objects.prefetch_related("replies"), TODAY + timedelta(days=8))
    assert (found.answered, found.in_time, found.days, found.late) == (2, 1, 6, 2)
