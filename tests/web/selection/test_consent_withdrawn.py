"""An enterprise takes its consent back after the filing: what stands, who is told, what may still be done."""

import pytest

from svetovod.demo.build_selection import moment
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Refused
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.projects import services as projects
from svetovod.web.projects.models import ProjectParticipant
from svetovod.web.projects.selectors import blocking_texts, participants_left
from svetovod.web.projects.selectors.filing import Left
from svetovod.web.selection import services

from .conftest import person

AT = moment("2021-11-12 10:00")


@pytest.fixture
def withdrawn(world):
    """The application of the first project is filed; its second enterprise takes the consent back."""
    world.play("filed")
    row = world.projects[0]
    other = ProjectParticipant.objects.select_related("project", "organisation").get(project=row, role="co_executor")
    partner = person("partner", ("participant", "organisation", other.organisation_id))
    assert participants_left(world.application().pinned) == Left([], [])
    projects.consent_withdraw(actor=actor_of(partner), participant=other, at=AT)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    return world, other.organisation.name


def test_what_was_filed_stands_and_the_project_waits(withdrawn):
    world, name = withdrawn
    application = world.application()
    assert application.state == "filed" and application.pinned.content["participants"][1]["consent"] is True
    assert participants_left(application.pinned) == Left([name], [])
    assert any(name in text for text in blocking_texts(application.project, AT.date()))


def test_the_applicant_and_those_who_check_are_told(withdrawn, client):
    world, name = withdrawn
    base = f"/selections/{world.round.slug}/applications/{world.application().number}/"
    for key, tail in (("initiator-1", ""), ("secretary", ""), ("secretary", "check/")):
        client.force_login(world.people[key])
        page = client.get(f"{base}{tail}", HTTP_ACCEPT_LANGUAGE="en").content.decode()
        assert f"after the filing: {name}" in page or f"после подачи: {name}" in page, (key, tail)


def test_the_secretary_gets_a_letter_and_one_more_when_it_is_given_again(withdrawn):
    world, name = withdrawn
    number = world.application().number
    assert [mail.subject for mail in letters()] == [f"После подачи отозвано согласие: {number}"]
    assert name in letters()[0].text and f"/applications/{number}/" in letters()[0].text
    other = ProjectParticipant.objects.get(project=world.projects[0], role="co_executor")
    partner = actor_of(Person.objects.get(email="partner@example.org"))
    for _twice in range(2):
        projects.consent_give(actor=partner, participant=other, at=AT.replace(hour=12))
    assert [mail.subject for mail in letters()][1:] == [f"Согласие дано снова: {number}"]


def test_nobody_is_told_of_a_consent_that_no_application_rests_on(withdrawn):
    world, _name = withdrawn
    application = world.application()
    services.application_withdraw(actor=world.initiator(application.project), application=application, at=AT)
    other = ProjectParticipant.objects.get(project=world.projects[0], role="co_executor")
    partner = actor_of(Person.objects.get(email="partner@example.org"))
    projects.consent_give(actor=partner, participant=other, at=AT.replace(hour=12))
    assert len(letters()) == 1


def letters():
    """To the secretary about consents, the oldest first."""
    told = Notice.objects.filter(key__contains=":consent:", person__email="secretary@example.org").order_by("pk")
    return [OutgoingMail.objects.get(key__startswith=row.key.rsplit(":", 1)[0]) for row in told]


def test_it_is_not_replaced_without_the_consent_and_may_be_withdrawn(withdrawn):
    world, _name = withdrawn
    application = world.application()
    actor = world.initiator(application.project)
    with pytest.raises(Refused):
        services.application_replace(actor=actor, application=application, at=AT)
    services.application_withdraw(actor=actor, application=application, at=AT)
    assert world.application().state == "withdrawn"


def test_a_participant_taken_out_is_not_said_to_have_taken_the_consent_back(world, client):
    """Also when invited anew and not heard from yet."""
    world.play("filed")
    lead = world.initiator(world.projects[0])
    other = ProjectParticipant.objects.select_related("project", "organisation").get(
        project=world.projects[0], role="co_executor"
    )
    name = other.organisation.name
    projects.participant_remove(actor=lead, participant=other, at=AT)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    number = world.application().number
    assert [mail.subject for mail in letters()] == [f"Участник исключён после подачи: {number}"]
    for again in (False, True):
        if again:
            ProjectParticipant.objects.create(
                project=world.projects[0], organisation=other.organisation, role="co_executor", invited_at=AT
            )
        assert participants_left(world.application().pinned) == Left([], [name])
        client.force_login(world.people["secretary"])
        page = client.get(f"/selections/{world.round.slug}/applications/{number}/check/").content.decode()
        assert f"после подачи: {name}" in " ".join(page.split()) and "тозвано согласие" not in page
