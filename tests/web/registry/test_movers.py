"""What each app does when two records of an organisation become one: nothing lost, nothing doubled, once, and back.

One organisation of which every app holds something alive and something that is over; the other has a part beside it in
one project, so that parts meet.
"""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import serializers

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.models import Person
from svetovod.web.common.merging import MOVERS, Merging, Steps, mentions_of, move, obstacles_of, take_back
from svetovod.web.confirmation.models import ConfirmationApplication, ConfirmationVersion
from svetovod.web.events.models import PracticalSession, ProgrammeItem, Registration, Visit
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.projects.models import (
    CostRow,
    JointProject,
    ProjectParticipant,
    ProjectSection,
    ProjectStage,
    ProjectVersion,
)
from svetovod.web.registry.models import Cluster, ClusterSheet, Membership, Organisation, StoredVerdict
from svetovod.web.selection.models import Application, Assignment, PanelMember, PlaceOffer, Seat, SelectionRound
from svetovod.web.signing.models import SigningAuthority

from .conftest import AT

DAY = AT.date()
OURS = ("projects", "figures", "events", "selection", "signing")


def organisation(number):
    return Organisation.objects.create(inn=invented_inn(number), name=f"Enterprise {number}", region="RU-MO")


def project(cluster, number, lead, state="draft"):
    return JointProject.objects.create(
        number=number, code=f"П-{number:02d}", title=f"Project {number}", cluster=cluster, initiator=lead, state=state,
        created_at=AT, changed_at=AT,
    )  # fmt: skip


def part(of, who, role="co_executor", consent=None):
    return ProjectParticipant.objects.create(project=of, organisation=who, role=role, invited_at=AT, consent_at=consent)


def in_projects(cluster, gone, kept, third):
    """One alive that `gone` leads and both take part in, one alive of a third, one in the archive."""
    own, other, over = (
        project(cluster, 1, gone), project(cluster, 2, third), project(cluster, 3, gone, "archived"),
    )  # fmt: skip
    part(own, gone, "initiator", AT)
    part(own, kept)
    for row in (other, over):
        part(row, gone)
    for row in (own, other, over):
        CostRow.objects.create(project=row, position=1, kind="equipment", payer=gone, on=DAY, amount=100)
        CostRow.objects.create(project=row, position=2, kind="equipment", payer=kept, on=DAY, amount=50)
        ProjectStage.objects.create(project=row, position=1, name="Stage", responsible=gone, start=DAY, end=DAY)
        ProjectSection.objects.create(project=row, key="goal", owner=gone)
    ProjectVersion.objects.create(project=over, number=1, content={}, frozen_at=AT, sha256="0" * 64)


def in_figures(cluster, gone, kept):
    for year, state in ((2019, "locked"), (2020, "open")):
        request = FiguresRequest.objects.create(
            cluster=cluster, asker=gone, year=year, due_at=AT, opened_at=AT, state=state
        )
        FiguresReply.objects.create(request=request, organisation=gone)
        if state == "locked":
            FiguresReply.objects.create(request=request, organisation=kept)


def in_events(person, gone):
    for number, state in ((1, "published"), (2, "finished")):
        session = PracticalSession.objects.create(
            slug=f"session-{number}", ordinal=number, title=f"Session {number}", place="-", region="RU-MO",
            starts_on=DAY, ends_on=DAY, registration_until=AT, papers_until=AT, capacity=9, state=state,
        )  # fmt: skip
        Registration.objects.create(
            session=session, person=person, region="RU-MO", kind="enterprise", token_hash=str(number),
            registered_at=AT, organisation=gone,
        )  # fmt: skip
        item = ProgrammeItem.objects.create(
            session=session, day=DAY, start=time(10), end=time(11), kind="visit", title="Visit"
        )
        Visit.objects.create(item=item, host=gone, capacity=3)


def in_selections(person, gone):
    for number, state in ((1, "open"), (2, "published")):
        row = SelectionRound.objects.create(slug=f"round-{number}", title=f"Round {number}", limit=1, state=state)
        PanelMember.objects.create(round=row, person=person, code=f"E-{number}", organisation=gone)
        Seat.objects.create(round=row, person=person, organisation=gone)
        for offer in ("offered", "accepted"):
            PlaceOffer.objects.create(
                round=row, kind="expert", email=f"{offer}@example.org", offered_at=AT, organisation=gone, state=offer
            )


def signs(gone):
    for ended in (None, AT):
        SigningAuthority.objects.create(
            organisation=gone, name="Director", post="Director", ground="charter", since=DAY, entered_at=AT,
            ended_at=ended,
        )  # fmt: skip


def in_confirmation(cluster, gone):
    sheet = ClusterSheet.objects.create(
        cluster=cluster, uploaded_at=AT, file_name="-", sha256="0" * 64, content={"purchases": [], "participants": []}
    )
    verdict = StoredVerdict.objects.create(
        cluster=cluster, sheet=sheet, on=DAY, act="pp779", edition=date(2018, 8, 2), verdict="conforms", result={},
        facts_version="-", engine_version="-", input_sha256="0" * 64, made_at=AT,
    )  # fmt: skip
    row = ConfirmationApplication.objects.create(cluster=cluster, started_at=AT, number="З-1", state="filed")
    ConfirmationVersion.objects.create(
        application=row, number=1, filed_at=AT, verdict=verdict, content={"participants": [{"inn": gone.inn}]},
        sha256="0" * 64,
    )  # fmt: skip


@pytest.fixture
def both(db):
    """The two records; of `gone` every app holds something that lives and something that is over."""
    gone, kept, third = (organisation(number) for number in (901, 902, 903))
    cluster = Cluster.objects.create(slug="light", name="Light", regions=["RU-MO"], manager=third)
    Membership.objects.create(cluster=cluster, organisation=gone, role="supplier")
    someone = Person.objects.create_user("someone@example.org", "a long password", name="Someone")
    in_projects(cluster, gone, kept, third)
    in_figures(cluster, gone, kept)
    in_events(someone, gone)
    in_selections(someone, gone)
    signs(gone)
    in_confirmation(cluster, gone)
    return SimpleNamespace(gone=gone, kept=kept, third=third, cluster=cluster, person=someone)


def tables():
    return [(name, rows) for name in OURS for rows in MOVERS[name].rows]


def rows_of():
    """Every row of every model that the apps move."""
    models = sorted({rows.model for _name, rows in tables()})
    return {name: serializers.serialize("json", apps.get_model(name).objects.order_by("pk")) for name in models}


def owners():
    """(model, field) -> row -> the organisation it names."""
    found = {}
    for _name, rows in tables():
        pairs = apps.get_model(rows.model).objects.values_list("pk", rows.name)
        found[rows.model, rows.name] = dict(pairs)
    return found


def merge(both):
    steps = Steps()
    move(Merging(both.gone.pk, both.kept.pk, str(both.gone), str(both.kept), AT, steps))
    return steps


def test_of_every_kind_something_follows_and_something_stays(both):
    """Else what the tests below say of the apps would be said of nothing."""
    for _name, rows in tables():
        whole = rows.all.filter(**{rows.name: both.gone.pk}).count()
        assert 0 < rows.follow(both.gone.pk).count() < whole, (rows.model, rows.name)


def test_what_follows_refers_to_the_survivor_and_the_rest_to_the_record_it_names(both):
    expected = owners()
    for _name, rows in tables():
        for key in rows.follow(both.gone.pk).values_list("pk", flat=True):
            expected[rows.model, rows.name][key] = both.kept.pk
    twice = ProjectParticipant.objects.get(project__number=1, organisation=both.gone).pk
    del expected["projects.ProjectParticipant", "organisation"][twice]
    merge(both)
    assert owners() == expected


def test_in_a_project_of_both_one_part_stays_and_leads(both):
    revision = JointProject.objects.get(number=1).revision
    merge(both)
    shared = JointProject.objects.get(number=1)
    assert [(row.organisation, row.role, row.consent_at) for row in shared.participants.all()] == [
        (both.kept, "initiator", AT)
    ]
    assert (shared.initiator, shared.revision) == (both.kept, revision + 1)
    assert sum(row.amount for row in shared.costs.all()) == 150


def test_a_second_run_changes_nothing(both):
    merge(both)
    before = rows_of()
    assert merge(both).done == []
    assert rows_of() == before


def test_taken_back_every_row_is_as_it_was(both):
    before = rows_of()
    steps = merge(both)
    assert take_back(steps.done, AT).kept == 0
    after = rows_of()
    # a revision only grows: whoever has a form open reads it again
    JointProject.objects.update(revision=0)
    plain = rows_of()["projects.JointProject"]
    assert {name: text for name, text in after.items() if name != "projects.JointProject"} == {
        name: text for name, text in before.items() if name != "projects.JointProject"
    }
    assert [row.object.initiator_id for row in serializers.deserialize("json", plain)] == [
        row.object.initiator_id for row in serializers.deserialize("json", before["projects.JointProject"])
    ]


def test_every_mention_is_told_once_and_says_whether_it_stays(both):
    found = mentions_of([both.gone.pk])[both.gone.pk]
    for _name, rows in tables():
        told = [each for each in found if str(each.group) == str(rows.group)]
        whole = rows.all.filter(**{rows.name: both.gone.pk}).count()
        assert len(told) == whole, rows.group
        assert sum(not each.stays for each in told) == rows.follow(both.gone.pk).count()
    papers = [each for each in found if each.stays and each.url.endswith(("/confirmation/", "/package/"))]
    assert len(papers) == ConfirmationVersion.objects.count()


def test_a_frozen_version_and_what_was_filed_stay_with_the_record(both):
    filed = ConfirmationVersion.objects.get().content
    merge(both)
    assert ConfirmationVersion.objects.get().content == filed
    assert [each.title for each in mentions_of([both.gone.pk])[both.gone.pk] if "П-03" in each.title]


def test_two_that_owe_the_same_open_request_are_not_joined_before_it_is_locked(both):
    assert [each for each in obstacles_of(both.gone.pk, both.kept.pk) if each.blocks] == []
    FiguresReply.objects.create(request=FiguresRequest.objects.get(state="open"), organisation=both.kept)
    blocking = [each for each in obstacles_of(both.gone.pk, both.kept.pk) if each.blocks]
    assert len(blocking) == 1
    assert "Light, 2020" in str(blocking[0].text)


def test_an_expert_of_the_one_and_an_application_of_the_other_are_told_and_block_nothing(both):
    row = SelectionRound.objects.get(state="open")
    applied = Application.objects.create(round=row, project=JointProject.objects.get(number=2))
    part(applied.project, both.kept)
    before = len(obstacles_of(both.gone.pk, both.kept.pk))
    Assignment.objects.create(application=applied, member=PanelMember.objects.get(round=row), assigned_at=AT)
    told = obstacles_of(both.gone.pk, both.kept.pk)
    assert len(told) == before + 1
    assert not any(each.blocks for each in told)
