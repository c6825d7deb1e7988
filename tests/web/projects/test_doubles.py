"""The same spending in two projects: who sees both is told in words, everybody else only that there is another."""

from datetime import date
from decimal import Decimal

import pytest

from svetovod.web.accounts.actors import actor_of
from svetovod.web.projects import doubles, readiness, services
from svetovod.web.projects.selectors import doubles_filed, live_content
from svetovod.web.projects.selectors import readiness as readiness_of

INVOICE = {"evidence": "Счёт № 118 от 14.02.2022", "amount": Decimal(777), "on": date(2022, 2, 14)}


@pytest.fixture
def other(scene, project, helpers):
    """A project of another initiator in which the partner pays too, with one invoice in both."""
    who = scene.stranger
    made = services.project_create(
        actor=who, cluster=scene.cluster, organisation=scene.c, title="Secret", at=helpers.AT
    )
    services.participant_invite(actor=who, project=made, organisation=scene.b, role="buyer", at=helpers.AT)
    helpers.add_cost(scene, project, payer=scene.b, **INVOICE)
    fields = {"kind": "tooling", "payer": scene.b} | INVOICE | {"amount": Decimal(555)}
    services.cost_add(actor=who, project=made, fields=fields, at=helpers.AT)
    return made


def said(actor, project):
    return doubles.said(actor, doubles.of_content(live_content(project), project.pk))


def test_the_initiator_learns_only_that_there_is_another(scene, project, other, signed):
    (mine,) = said(scene.initiator, project)
    assert (mine.row, mine.where, mine.code) == (4, "", "")
    page = signed(scene.people["initiator"]).get(f"/projects/{project.code}/estimate/").content.decode()
    assert "in a project you do not take part in" in page
    assert "the same document is named" in page
    assert not any(secret in page for secret in ("Secret", other.code, "555"))


def test_who_sees_both_is_told_where(scene, project, other, signed):
    for who in ("partner", "manager"):
        (both,) = said(getattr(scene, who), project)
        assert both.where.replace("\xa0", " ") == f"project {other.code}, row 1: RUB 555.00, 14 February 2022"
        assert both.where in signed(scene.people[who]).get(f"/projects/{project.code}/estimate/").content.decode()
    (back,) = said(scene.stranger, other)
    assert (back.row, back.where) == (1, "")


def test_a_panel_is_not_told(scene, project, other, helpers, signed):
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=helpers.AT)
    services.project_present(
        actor=scene.initiator, project=project, version=version, occasion=helpers.OCCASION, at=helpers.AT
    )
    page = signed(scene.people["expert"]).get(f"/projects/{project.code}/estimate/").content.decode()
    assert 'id="doubles"' not in page


def test_readiness_warns_and_never_blocks(scene, project, other, helpers):
    item = {each.code: each for each in readiness_of(project, date(2021, 7, 1))}["double"]
    assert (item.done, item.stands, item.params["rows"]) == (False, False, "4")
    services.project_archive(actor=scene.stranger, project=other, at=helpers.AT)
    item = {each.code: each for each in readiness_of(project, date(2021, 7, 1))}["double"]
    assert item.done
    assert "double" not in {each.code for each in readiness.items(live_content(project), [], date(2021, 7, 1))}


def test_the_same_file_is_found_whatever_is_written(scene, project, helpers, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    second = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Second", at=helpers.AT
    )
    for which, amount in ((project, 11), (second, 22)):
        row = helpers.add_cost(scene, which, amount=Decimal(amount), evidence=f"Paper {amount}")
        upload = SimpleUploadedFile("act.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
        services.cost_attach(actor=scene.initiator, cost=row, upload=upload, at=helpers.AT)
    (found,) = doubles_filed(live_content(second), second.pk)
    assert (found.sign, found.code, found.other_row) == ("file", project.code, 4)


def test_a_person_of_both_projects_by_role_sees_both(scene, project, other, helpers):
    both = actor_of(
        helpers.person("both", ("initiator", "organisation", scene.a.pk), ("initiator", "organisation", scene.c.pk))
    )
    assert said(both, project)[0].code == other.code
