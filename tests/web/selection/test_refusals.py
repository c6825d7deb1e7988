"""What a selection refuses, by which sentence, and that nothing typed is lost."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.services import role_grant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import sealing, selectors, services
from svetovod.web.selection.models import Application, ScoreSheet, SelectionRound

from .conftest import both_check

DURING = build.moment("2021-11-25 10:00")
CODES = [row["code"] for row in build.CRITERIA_2021]
FULL = dict.fromkeys(CODES, Decimal(7))


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_weights_must_sum_to_100(db):
    criteria = [dict(row) for row in build.CRITERIA_2021]
    criteria[0]["weight"] = Decimal(19)
    with refusal("weights.sum"):
        services.round_create(actor=SYSTEM, data=dict(build.ROUND_2021), criteria=criteria, at=DURING)
    assert not SelectionRound.objects.exists()


@pytest.mark.parametrize("field", ["limit", "threshold"])
def test_what_was_announced_is_frozen_in_the_database(world, field):
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        SelectionRound.objects.filter(pk=world.round.pk).update(**{field: Decimal(1)})
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        world.round.criteria.update(weight=Decimal(1))


FILED = build.moment("2021-11-18 12:00")


def filed(world, place=0, at=FILED):
    project = world.projects[place]
    actor = world.initiator(project)
    row = services.application_draft(actor=actor, round=world.round, project=project, at=at)
    return services.application_file(actor=actor, application=row, at=at)


def test_filing_gives_a_number_a_frozen_version_and_an_entry(world):
    row = filed(world)
    assert (row.state, row.number, row.serial) == ("filed", "2021-001", 1)
    assert row.version.purpose == "application"
    assert LedgerEntry.objects.get(pk=row.ledger_index).action == "application.file"
    assert row.parties[0]["role"] == "initiator"


def test_filing_twice_gives_the_first_registration(world):
    first = filed(world)
    second = filed(world, at=build.moment("2021-11-19 12:00"))
    assert (second.pk, second.filed_at) == (first.pk, first.filed_at)


def test_deadline_passes_while_the_form_is_open(world):
    project = world.projects[0]
    actor, late = world.initiator(project), world.round.closes_at
    row = services.application_draft(
        actor=actor, round=world.round, project=project, requested=Decimal(5), minimum=Decimal(5), at=late
    )
    with pytest.raises(Refused) as caught:
        services.application_file(actor=actor, application=row, at=late)
    assert caught.value.code == "intake.over"
    assert "22.11.2021" in str(caught.value)
    row.refresh_from_db()
    assert (row.state, row.requested) == ("draft", Decimal(5))
    services.application_file(actor=actor, application=row, at=late - timedelta(seconds=1))


def test_an_unready_project_is_refused_with_the_list(world):
    world.projects[0].costs.all().delete()
    with pytest.raises(Refused) as caught:
        filed(world)
    assert caught.value.code == "application.not_ready"
    assert caught.value.params["items"]


def test_withdrawing_and_replacing_before_the_deadline(world):
    row = filed(world)
    actor = world.initiator(world.projects[0])
    world.projects[0].title = "Better"
    world.projects[0].save()
    again = services.application_replace(actor=actor, application=row, at=DURING - timedelta(days=5))
    assert (again.number, again.version.content["title"]) == (row.number, "Better")
    gone = services.application_withdraw(actor=actor, application=row, at=DURING - timedelta(days=4))
    assert gone.state == "withdrawn"
    with refusal("intake.over"):
        services.application_replace(actor=actor, application=row, at=DURING)


def test_the_intake_is_not_closed_early(world):
    with refusal("intake.not_over"):
        services.intake_close(
            actor=world.actor("secretary"), round=world.round, at=world.round.closes_at - timedelta(seconds=1)
        )


def test_a_refusal_of_admission_needs_its_ground(world):
    filed(world)
    secretary = world.actor("secretary")
    services.intake_close(actor=secretary, round=world.round, at=world.round.closes_at)
    services.check_start(actor=secretary, round=world.round, at=DURING)
    row = world.application()
    services.check_save(actor=secretary, application=row, answers={"complete": ("yes", "")}, at=DURING)
    with refusal("check.missing"):
        services.check_finish(actor=secretary, application=row, at=DURING)
    with refusal("check.officers"):
        services.application_admit(actor=secretary, application=row, at=DURING)
    with refusal("check.officers"):
        services.application_refuse(actor=secretary, application=row, reason="because", at=DURING)
    with refusal("check.comment"):
        services.check_save(actor=secretary, application=row, answers={"amount": ("no", " ")}, at=DURING)
    with refusal("check.undecided"):
        services.scoring_start(actor=secretary, round=world.round, at=DURING)
    both_check(world, row, DURING, amount=("no", "more than the rate gives"))
    with refusal("check.incomplete"):
        services.application_admit(actor=secretary, application=row, at=DURING)
    services.application_return(
        actor=secretary, application=row, reason="sign it", until=DURING + timedelta(days=2), at=DURING
    )
    actor = world.initiator(world.projects[0])
    before = row.filed_at
    back = services.application_file(actor=actor, application=row, at=DURING + timedelta(days=1))
    assert (back.state, back.filed_at) == ("filed", before)


@pytest.fixture
def scoring(world):
    return world.play("filed", "checked")


def test_conflicts_refuse_an_assignment(scoring):
    secretary, row = scoring.actor("secretary"), scoring.application()
    person = scoring.people["member-1"]
    for kind, organisation, region in (
        ("organisation", scoring.projects[0].initiator, "RU-KO"),
        ("region", None, row.parties[0]["region"]),
    ):
        member = services.panel_add(
            actor=secretary, round=scoring.round, person=person, organisation=organisation, region=region, at=DURING
        )
        with refusal(f"assignment.conflict.{kind}"):
            services.expert_assign(actor=secretary, application=row, member=member, at=DURING)
        person = scoring.people["member-2"]


@pytest.mark.parametrize(("key", "role"), [("secretary", Role.EXPERT), ("expert-1", Role.SECRETARY)])
def test_nobody_is_secretary_and_expert_of_the_same_round(scoring, key, role):
    with refusal("grant.exclusive"):
        role_grant(
            actor=scoring.actor("admin"), person=scoring.people[key], role=role, scope=Scope.ROUND,
            scope_id=str(scoring.round.pk), at=DURING,
        )  # fmt: skip


def test_scores_of_a_conflicted_expert_are_refused(scoring):
    assignment = scoring.assignment()
    actor = scoring.actor(assignment.member.person.name)
    with refusal("sheet.statement"):
        services.score_save(actor=actor, assignment=assignment, scores=FULL, at=DURING)
    services.conflict_declare(actor=actor, assignment=assignment, reason="my brother", at=DURING)
    with refusal("sheet.conflict"):
        services.score_submit(actor=actor, assignment=assignment, scores=FULL, at=DURING)
    with refusal("assignment.conflict.declared"):
        services.expert_assign(
            actor=scoring.actor("secretary"), application=assignment.application, member=assignment.member, at=DURING
        )


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        (FULL | {"К1": Decimal("10.01")}, "score.range"),
        (FULL | {"К1": Decimal("-0.01")}, "score.range"),
        ({"К1": Decimal(1)}, "score.incomplete"),
        (FULL | {"X": Decimal(1)}, "score.unknown"),
    ],
)
def test_scores_out_of_the_rules(scoring, scores, code):
    assignment = scoring.assignment()
    actor = scoring.actor(assignment.member.person.name)
    services.conflict_deny(actor=actor, assignment=assignment, at=DURING)
    with refusal(code):
        services.score_submit(actor=actor, assignment=assignment, scores=scores, at=DURING)


def submitted(scoring, comment="canary-of-the-sheet"):
    assignment = scoring.assignment()
    actor = scoring.actor(assignment.member.person.name)
    services.conflict_deny(actor=actor, assignment=assignment, at=DURING)
    services.score_save(actor=actor, assignment=assignment, scores=FULL, comment=comment, at=DURING)
    return services.score_submit(actor=actor, assignment=assignment, scores=FULL, comment=comment, at=DURING), actor


def test_a_submitted_sheet_is_sealed_in_the_database_and_in_the_journal(scoring):
    sheet, actor = submitted(scoring)
    row = ScoreSheet.objects.filter(pk=sheet.pk).values().get()
    assert b"canary" not in bytes(row["sealed"]) and row["body"] is None and row["salt"] == ""
    assert not LedgerEntry.objects.filter(body__contains="canary").exists()
    assert LedgerEntry.objects.get(pk=sheet.ledger_index).body.count(sheet.commitment) == 1
    with refusal("sheet.sealed"):
        services.score_save(actor=actor, assignment=sheet.assignment, scores=FULL, at=DURING)
    with pytest.raises(sealing.SealBrokenError):
        sealing.unseal(sheet.assignment_id + 1, row["sealed"])


@pytest.mark.parametrize(
    "key", ["secretary", "chair", "auditor", "admin", "expert-2", "expert-3", "expert-4", "initiator-1"]
)
def test_nobody_reads_a_sealed_sheet(scoring, key):
    sheet, author = submitted(scoring)
    reader = scoring.actor(key)
    assert not selectors.opened_sheets(reader, scoring.round).exists()
    if reader.person_id == author.person_id:
        assert selectors.draft_of(reader, sheet.assignment)["comment"] == "canary-of-the-sheet"
        return
    with pytest.raises((Denied, Hidden)):
        selectors.draft_of(reader, sheet.assignment)


def test_the_opening_needs_time_and_two_persons(scoring):
    sheet, _actor = submitted(scoring)
    secretary, chair, at = scoring.actor("secretary"), scoring.actor("chair"), scoring.round.opening_at
    with refusal("scoring.not_over"):
        services.opening_confirm(actor=secretary, round=scoring.round, role="secretary", at=DURING)
    with pytest.raises(Denied):
        services.opening_confirm(actor=secretary, round=scoring.round, role="chair", at=at)
    services.opening_confirm(actor=secretary, round=scoring.round, role="secretary", at=at)
    sheet.refresh_from_db()
    assert sheet.state == "submitted"
    RoleGrant.objects.create(
        person=scoring.people["secretary"], role=Role.CHAIR, scope=Scope.ROUND, scope_id=str(scoring.round.pk),
        granted_at=at,
    )  # fmt: skip
    with refusal("opening.same_person"):
        services.opening_confirm(actor=scoring.actor("secretary"), round=scoring.round, role="chair", at=at)
    opened = services.opening_confirm(actor=chair, round=scoring.round, role="chair", at=at)
    sheet.refresh_from_db()
    assert (opened.state, sheet.state, sheet.body["comment"]) == ("opened", "opened", "canary-of-the-sheet")
    assert sheet.salt in LedgerEntry.objects.filter(action="round.unseal").get().body


def test_a_tampered_sealed_sheet_stops_the_opening(scoring):
    sheet, _actor = submitted(scoring)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table selection_scoresheet disable trigger all")
        forged = sealing.seal(sheet.assignment_id, {"salt": "00" * 32, "sheet": {"scores": {}}})
        cursor.execute("update selection_scoresheet set sealed = %s where id = %s", [forged, sheet.pk])
        cursor.execute("alter table selection_scoresheet enable trigger all")
    at = scoring.round.opening_at
    services.opening_confirm(actor=scoring.actor("secretary"), round=scoring.round, role="secretary", at=at)
    with refusal("sheet.changed"):
        services.opening_confirm(actor=scoring.actor("chair"), round=scoring.round, role="chair", at=at)


def test_votes_quorum_and_conflict(scoring):
    scoring.play("scored", "opened")
    secretary, chair, at = scoring.actor("secretary"), scoring.actor("chair"), scoring.round.sitting_at
    services.ranking_run(actor=secretary, round=scoring.round, at=at)
    with refusal("vote.quorum"):
        services.round_approve(actor=chair, round=scoring.round, at=at)
    member = scoring.actor("member-1")
    seat = scoring.round.seats.get(person=scoring.people["member-1"])
    seat.organisation = scoring.projects[0].initiator
    seat.save()
    with refusal("vote.conflict"):
        services.vote_cast(actor=member, round=scoring.round, choice="for", at=at)
    with refusal("vote.conflict"):
        services.vote_cast(actor=member, round=scoring.round, choice="abstain", at=at)
    withdrawn = services.vote_cast(actor=member, round=scoring.round, choice="recused", at=at)
    assert withdrawn.conflict == f"{scoring.application().number}: {scoring.projects[0].initiator.name}"
    with refusal("vote.ground"):
        services.vote_cast(actor=chair, round=scoring.round, choice="recused", at=at)
    for key in ("chair", "member-2"):
        services.vote_cast(actor=scoring.actor(key), round=scoring.round, choice="against", at=at)
    with refusal("vote.against"):
        services.round_approve(actor=chair, round=scoring.round, at=at)
    with pytest.raises(Denied):
        services.vote_cast(actor=secretary, round=scoring.round, choice="for", at=at)


def test_a_correction_is_a_new_protocol(scoring):
    scoring.play("scored", "opened", "approved")
    secretary, at = scoring.actor("secretary"), scoring.round.sitting_at + timedelta(hours=5)
    first = scoring.round.protocols.get()
    assert services.protocol_issue(actor=secretary, round=scoring.round, at=at).pk == first.pk
    with refusal("protocol.reason"):
        services.protocol_issue(actor=secretary, round=scoring.round, corrects=first, at=at)
    second = services.protocol_issue(actor=secretary, round=scoring.round, corrects=first, reason="a name", at=at)
    assert (second.number, second.corrects_id) == (2, first.pk)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        type(first).objects.filter(pk=first.pk).update(reason="x")


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_file_registers_once(make_world):
    world = make_world(projects=1)
    project = world.projects[0]
    actor, at = world.initiator(project), build.moment("2021-11-18 12:00")
    start, found = Barrier(2), []

    def click() -> None:
        try:
            start.wait()
            row = services.application_draft(actor=actor, round=world.round, project=project, at=at)
            found.append(services.application_file(actor=actor, application=row, at=at).number)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["2021-001", "2021-001"]
    assert Application.objects.count() == 1
    assert LedgerEntry.objects.filter(action="application.file").count() == 1
