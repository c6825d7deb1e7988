"""Who is told about a project: exactly one letter to the right people, none to the wrong ones, no remark's text."""

from datetime import date
from urllib.parse import unquote

import pytest

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.notices.wishes import paces_set
from svetovod.web.projects import services

from .conftest import AT, add_remark

FIRST = ["initiator@example.org"]
TEAM = ["initiator@example.org", "partner@example.org"]


def told(prefix):
    """Addresses told of an occasion, as the lines on their pages say."""
    rows = Notice.objects.filter(key__startswith=prefix).select_related("person")
    return sorted(row.person.email for row in rows)


def letters():
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


@pytest.fixture
def quiet(scene, remark):
    """A remark that the whole team reads, whose own letters are out of the way."""
    services.remark_release(actor=scene.initiator, remark=remark, at=AT)
    OutgoingMail.objects.all().delete()
    Notice.objects.all().delete()
    return remark


def test_a_new_remark_is_told_to_the_initiator_without_its_text(scene, presented):
    OutgoingMail.objects.all().delete()
    add_remark(scene, presented, text="TOP-SECRET", key="tap")
    add_remark(scene, presented, text="TOP-SECRET", key="tap")
    assert letters() == FIRST == told("remark:")
    mail = OutgoingMail.objects.first()
    assert f"/projects/{presented.code}/remarks/".encode() or mail
    assert "TOP-SECRET" not in mail.subject + mail.text and "Смета" in mail.text


def test_who_was_invited_and_has_not_consented_is_not_told_of_remarks(scene, presented):
    services.participant_invite(actor=scene.initiator, project=presented, organisation=scene.c, role="buyer", at=AT)
    Notice.objects.all().delete()
    services.remark_release(actor=scene.initiator, remark=add_remark(scene, presented), at=AT)
    assert told("remark") == TEAM


def answer(scene, remark, how):
    if how == "accept":
        services.remark_accept(actor=scene.initiator, remark=remark, due=date(2021, 7, 1), at=AT)
    elif how == "decline":
        services.remark_decline(actor=scene.initiator, remark=remark, text="REASONS", at=AT)
    else:
        row = remark.project
        services.project_edit(actor=scene.initiator, project=row, revision=row.revision, fields={"title": "New"}, at=AT)
        services.remark_fix(actor=scene.initiator, remark=remark, at=AT)


@pytest.mark.parametrize("how", ["accept", "decline", "fix"])
def test_an_answer_is_told_to_its_expert_alone(scene, quiet, how):
    quiet.project.refresh_from_db()
    answer(scene, quiet, how)
    assert letters() == ["expert@example.org"] == told("remark:")
    mail = OutgoingMail.objects.get()
    assert "REASONS" not in mail.text and "New" not in mail.subject


@pytest.mark.parametrize("judge", [services.remark_close, services.remark_reopen])
def test_the_judgement_is_told_to_the_team(scene, quiet, judge):
    answer(scene, quiet, "decline")
    OutgoingMail.objects.all().delete()
    Notice.objects.all().delete()
    judge(actor=scene.expert, remark=quiet, text="WHY", at=AT)
    assert letters() == TEAM == told("remark:")
    assert not OutgoingMail.objects.filter(text__contains="WHY").exists()


@pytest.mark.parametrize(
    ("judge", "left"), [(services.remark_close, []), (services.remark_reopen, TEAM)], ids=["closed", "returned"]
)
def test_what_asks_something_comes_at_once_whatever_was_chosen(scene, quiet, judge, left):
    for email in TEAM:
        reader = Person.objects.get(email=email)
        paces_set(actor=actor_of(reader), paces={"remarks": "page"}, at=AT)
    answer(scene, quiet, "decline")
    OutgoingMail.objects.all().delete()
    judge(actor=scene.expert, remark=quiet, text="WHY", at=AT)
    assert letters() == left


def test_an_invitation_is_told_to_those_who_may_consent(scene, project):
    Notice.objects.all().delete()
    for _twice in range(2):
        services.participant_invite(actor=scene.initiator, project=project, organisation=scene.c, role="buyer", at=AT)
    assert told("project.invited:") == ["stranger@example.org", "third@example.org"]


def test_who_is_taken_out_is_told(scene, project):
    row = services.participant_invite(actor=scene.initiator, project=project, organisation=scene.c, role="buyer", at=AT)
    services.participant_remove(actor=scene.initiator, participant=row, at=AT)
    assert told("project.removed:") == ["stranger@example.org", "third@example.org"]


def test_consent_given_and_withdrawn_is_told_to_the_initiator(scene, project):
    assert told("project.consent:") == ["initiator@example.org"]
    row = project.participants.get(organisation=scene.b)
    project.state = "ready"
    project.save(update_fields=["state"])
    for _twice in range(2):
        services.consent_withdraw(actor=scene.partner, participant=row, at=AT.replace(hour=12))
    assert told("project.consent:") == ["initiator@example.org"] * 2
    row.refresh_from_db()
    project.refresh_from_db()
    assert (row.consent_at, project.state) == (None, "rework")
    assert "Согласие на участие отозвано" in OutgoingMail.objects.order_by("-pk")[0].subject


def test_only_the_enterprises_own_person_withdraws_and_never_the_initiator(scene, project):
    own, other = project.participants.get(role="initiator"), project.participants.get(organisation=scene.b)
    for actor in (scene.initiator, scene.third, scene.manager, scene.administrator):
        with pytest.raises((Denied, Hidden)):
            services.consent_withdraw(actor=actor, participant=other, at=AT)
    with pytest.raises(Refused) as refused:
        services.consent_withdraw(actor=scene.initiator, participant=own, at=AT)
    assert refused.value.code == "consent.initiator"


def test_the_page_withdraws(scene, project, signed):
    row = project.participants.get(organisation=scene.b)
    client = signed(scene.people["partner"])
    base = f"/projects/{project.code}/participants/"
    assert f"{row.pk}/withdraw/" in client.get(base).content.decode()
    assert client.post(f"{base}{row.pk}/withdraw/").status_code == 302
    row.refresh_from_db()
    assert row.consent_at is None


def test_who_shall_write_a_section_is_asked_and_reminded_once_a_step(scene, project):
    def plan(owner, due):
        services.section_plan(actor=scene.initiator, project=project, key="market", owner=owner, due=due, at=AT)

    plan(scene.b, date(2021, 7, 10))
    assert told("section.asked:") == ["partner@example.org"]
    mail = OutgoingMail.objects.get(key__startswith="section.asked:")
    assert "10.07.2021" in mail.text and f"/projects/{project.code}/sections/market/" in unquote(mail.text)
    for day, counted in ((6, 0), (7, 1), (9, 1), (10, 1), (11, 2), (20, 2)):
        services.sections_remind(at=AT.replace(month=7, day=day))
        assert told("section.due:") == ["partner@example.org"] * counted, day
    plan(None, date(2021, 7, 25))
    assert len(told("section.asked:")) == 1
    services.sections_remind(at=AT.replace(month=7, day=24))
    assert told("section.due:") == ["initiator@example.org", "partner@example.org", "partner@example.org"]


def test_nobody_is_reminded_of_a_section_that_is_written(scene, project):
    services.section_plan(
        actor=scene.initiator, project=project, key="market", owner=None, due=date(2021, 7, 10), at=AT
    )  # fmt: skip
    services.section_write(actor=scene.initiator, project=project, key="market", text="Buyers.", revision=0, at=AT)
    services.sections_remind(at=AT.replace(month=7, day=12))
    assert told("section.due:") == []
