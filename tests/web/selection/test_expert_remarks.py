"""Remarks that experts write beside their scores: sealed with them, and with the team once the result is published."""

from decimal import Decimal

import pytest

from svetovod.demo.build_selection import moment
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Refused
from svetovod.web.projects.models import Remark
from svetovod.web.selection import selectors, services

SAID = "Покажите письма покупателей"
ROW = {"section": "product", "place": "", "severity": "important", "text": SAID}
AT = moment("2021-11-26 10:00")


@pytest.fixture
def scored(make_world):
    """Three projects with experts; the first expert of the first project writes a remark, the others score."""
    world = make_world(experts=3)
    world.play("filed", "checked")
    assignment = world.assignment()
    actor = world.actor(assignment.member.person.name)
    services.conflict_deny(actor=actor, assignment=assignment, at=AT)
    world.writer, world.given = actor, assignment
    return world


def submit(world, remarks):
    codes = world.round.criteria.values_list("code", flat=True)
    return services.score_submit(
        actor=world.writer, assignment=world.given, scores=dict.fromkeys(codes, Decimal(5)), remarks=remarks, at=AT
    )


def test_they_are_with_the_team_only_once_the_result_is_published(scored, client):
    sheet = submit(scored, [ROW])
    assert SAID.encode() not in bytes(sheet.sealed)
    scored.play("scored", "opened", "approved")
    assert not Remark.objects.exists()
    scored.play("published")
    remark = Remark.objects.get()
    assert (remark.text, remark.author_id, remark.occasion) == (
        SAID, scored.writer.person_id, f"round:{scored.round.pk}"
    )  # fmt: skip
    assert remark.version == scored.application().version and remark.project.state != "rework"
    url = f"/projects/{remark.project.code}/remarks/?show=all"
    name = scored.given.member.person.name
    client.force_login(scored.people[f"initiator-{remark.project.number}"])
    page = client.get(url).content.decode()
    assert SAID in page and name not in page
    client.force_login(scored.people[name])
    assert SAID in client.get(url).content.decode()
    for other in ("secretary", "stranger", *(f"expert-{n}" for n in (1, 2, 3))):
        if other != name:
            client.force_login(scored.people[other])
            assert client.get(url).status_code == 404, other


def test_a_sheet_keeps_them_as_a_draft_and_refuses_what_is_no_remark(scored):
    services.score_save(actor=scored.writer, assignment=scored.given, scores={}, remarks=[ROW], at=AT)
    assert selectors.draft_of(scored.writer, scored.given)["remarks"] == [ROW]
    for wrong in (
        {**ROW, "severity": "huge"}, {**ROW, "section": "x"}, {**ROW, "place": "nothing"}, {**ROW, "text": " "}
    ):  # fmt: skip
        with pytest.raises(Refused):
            submit(scored, [wrong])
    with pytest.raises(Refused):
        submit(scored, [ROW] * 11)


def test_the_form_gives_one_blank_more_than_is_kept(scored, client):
    client.force_login(scored.people[scored.given.member.person.name])
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    url = f"/selections/{scored.round.slug}/my-sheets/{scored.application().number}/"
    sent = {"remark.1.section": "product", "remark.1.severity": "important", "remark.1.text": SAID}
    assert client.post(url, sent).status_code == 302
    page = client.get(url).content.decode()
    assert SAID in page and "remark.2.text" in page and "remark.3.text" not in page
    assert client.post(url, {**sent, "remark.1.text": ""}).status_code == 302
    assert SAID not in client.get(url).content.decode()
