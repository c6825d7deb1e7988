import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import ProgrammingError

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.projects import services
from svetovod.web.projects.models import JointProject, ProjectVersion
from svetovod.web.projects.selectors import live_content, readiness


class refused:  # noqa: N801 -- reads as a function
    """`with refused("code")`: the very refusal, not just any."""

    def __init__(self, code: str) -> None:
        self.code, self.inner = code, pytest.raises(Refused)

    def __enter__(self):
        self.caught = self.inner.__enter__()
        return self.caught

    def __exit__(self, *args):
        done = self.inner.__exit__(*args)
        assert self.caught.value.code == self.code
        return done


def test_project_gets_the_next_code_and_its_initiator(scene, helpers):
    make = {"actor": scene.initiator, "cluster": scene.cluster, "organisation": scene.a, "at": helpers.AT}
    first, second = (services.project_create(title=title, **make) for title in ("One", "Two"))
    assert [first.number + 1, second.code] == [second.number, f"П-{second.number:02d}"]
    assert [(p.role, p.organisation, bool(p.consent_at)) for p in first.participants.all()] == [
        ("initiator", scene.a, True)
    ]
    assert LedgerEntry.objects.filter(action="project.create").count() == 2


def test_only_a_member_of_the_cluster_begins_a_project(scene, helpers):
    outside = helpers.person("outside", ("initiator", "organisation", scene.d.pk))
    from svetovod.web.accounts.actors import actor_of

    with refused("project.not_a_member"):
        services.project_create(
            actor=actor_of(outside), cluster=scene.cluster, organisation=scene.d, title="X", at=helpers.AT
        )


def test_partner_must_be_of_the_cluster(scene, project, helpers):
    with refused("participant.not_a_member"):
        services.participant_invite(
            actor=scene.initiator, project=project, organisation=scene.d, role="buyer", at=helpers.AT
        )


def test_consent_is_given_by_the_organisations_own_person_only(scene, project, helpers):
    invited = services.participant_invite(
        actor=scene.initiator, project=project, organisation=scene.c, role="buyer", at=helpers.AT
    )
    for actor in (scene.initiator, scene.partner, scene.manager):
        with pytest.raises(Denied):
            services.consent_give(actor=actor, participant=invited, at=helpers.AT)
    first = services.consent_give(actor=scene.third, participant=invited, at=helpers.AT)
    again = services.consent_give(actor=scene.third, participant=invited, at=helpers.AT.replace(hour=20))
    assert first.consent_at == again.consent_at == helpers.AT


def test_payer_of_a_row_stays_in_the_project(scene, project, helpers):
    partner = project.participants.get(organisation=scene.b)
    with refused("participant.pays"):
        services.participant_remove(actor=scene.initiator, participant=partner, at=helpers.AT)
    with refused("cost.payer"):
        helpers.add_cost(scene, project, payer=scene.c)


def test_edit_by_somebody_else_is_a_conflict_and_own_autosaves_are_not(scene, project, helpers):
    def edit(revision, key, text):
        return services.project_edit(
            actor=scene.initiator,
            project=project,
            revision=revision,
            edit_key=key,
            fields={"lacking": text},
            at=helpers.AT,
        )

    opened = project.revision
    assert edit(opened, "mine", "one").revision == opened + 1
    assert edit(opened, "mine", "two").revision == opened + 2
    with pytest.raises(Conflict):
        edit(opened, "theirs", "three")
    project.refresh_from_db()
    assert project.lacking == "two"


def test_version_is_the_same_while_the_content_is(scene, project, helpers):
    freeze = {"actor": scene.initiator, "project": project, "at": helpers.AT}
    first = services.version_freeze(purpose="presentation", **freeze)
    assert services.version_freeze(purpose="presentation", **freeze) == first
    helpers.add_cost(scene, project)
    second = services.version_freeze(purpose="presentation", **freeze)
    assert (second.number, second.sha256 == first.sha256) == (2, False)


def test_frozen_version_cannot_be_changed_even_by_sql(scene, presented):
    with pytest.raises((InternalError, ProgrammingError, IntegrityError)), transaction.atomic():
        ProjectVersion.objects.update(sha256="0" * 64)
    with pytest.raises((InternalError, ProgrammingError, IntegrityError)), transaction.atomic():
        ProjectVersion.objects.all().delete()


def test_presenting_twice_is_once(scene, presented, helpers):
    version = presented.versions.get()
    services.project_present(
        actor=scene.initiator, project=presented, version=version, occasion=helpers.OCCASION, at=helpers.AT
    )
    assert presented.audiences.count() == 1
    assert LedgerEntry.objects.filter(action="project.present").count() == 1


def test_edit_after_presenting_is_rework(scene, presented, helpers):
    helpers.add_cost(scene, presented)
    presented.refresh_from_db()
    assert presented.state == "rework"


def test_plan_outside_the_project_is_refused(scene, project, helpers):
    indicator = project.indicators.get()
    with refused("indicator.period"):
        services.indicator_plan(
            actor=scene.initiator, project=project, plan={indicator.pk: {"2025H1": Decimal(1)}}, at=helpers.AT
        )


def test_archived_project_is_read_only(scene, project, helpers):
    services.project_archive(actor=scene.initiator, project=project, at=helpers.AT)
    with refused("project.archived"):
        helpers.add_cost(scene, project)


def test_readiness_names_what_stands_and_ready_is_refused_meanwhile(scene, project, helpers):
    assert [i.code for i in readiness(project, helpers.AT.date()) if i.stands] == []
    services.participant_invite(
        actor=scene.initiator, project=project, organisation=scene.c, role="buyer", at=helpers.AT
    )
    services.project_edit(
        actor=scene.initiator, project=project, revision=JointProject.objects.get().revision,
        fields={"requested": Decimal("33000000.01")}, at=helpers.AT,
    )  # fmt: skip
    assert [i.code for i in readiness(project, helpers.AT.date()) if i.stands] == ["consents", "within"]
    with refused("project.not_ready"):
        services.project_complete(actor=scene.initiator, project=project, at=helpers.AT)


def test_complete_project_becomes_ready(scene, project, helpers):
    assert services.project_complete(actor=scene.initiator, project=project, at=helpers.AT).state == "ready"


def test_answers_belong_to_those_who_know(scene, project, helpers):
    give = {"project": project, "yes": False, "at": helpers.AT}
    services.answer_give(actor=scene.manager, question="fits_programme", **give)
    services.answer_give(actor=scene.initiator, question="applicant_no_tax_debt", **give)
    assert live_content(JointProject.objects.get())["answers"] == {
        "fits_programme": False, "applicant_no_tax_debt": False,
    }  # fmt: skip
    for actor, question in ((scene.initiator, "fits_programme"), (scene.manager, "applicant_no_tax_debt")):
        with pytest.raises((Denied, Hidden)):
            services.answer_give(actor=actor, question=question, **give)


def test_an_answer_is_given_changed_and_taken_back(scene, project, helpers):
    give = {"actor": scene.manager, "project": project, "question": "fits_programme", "at": helpers.AT}
    for yes in (True, True, False, None, None):
        services.answer_give(**give, yes=yes)
        assert live_content(JointProject.objects.get())["answers"] == ({} if yes is None else {"fits_programme": yes})
    said = LedgerEntry.objects.filter(action="answer.give").order_by("index")
    assert [json.loads(entry.body)["data"]["yes"] for entry in said] == [True, False, None]


def test_row_of_a_plan_is_dated_within_its_own_key(scene, project):
    content = live_content(project)
    first = content["costs"][0]
    assert (first["position"], first["amount"], first["on"]) == (1, "90000000.00", "2022-03-01")
    assert content["indicators"][0]["plan"] == {"2021H2": "1.00", "2022H1": "2.00"}
    assert content["end"] == date(2022, 6, 30).isoformat()
