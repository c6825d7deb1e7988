"""Assignments, sheets and the opening by two at once, see tests/web/interleaving.py."""

from copy import copy
from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.interleaving import Race, entries, interleave

from svetovod.demo import build_selection as build
from svetovod.web.projects.models import JointProject, Remark
from svetovod.web.projects.services import project_edit
from svetovod.web.selection import selectors, services
from svetovod.web.selection.models import (
    Assignment,
    ConflictDeclaration,
    ExpertNote,
    PanelMember,
    PaperSheet,
    ScoreSheet,
    SelectionRound,
)

pytestmark = pytest.mark.django_db(transaction=True)
NOW, LATE = build.moment("2021-11-25 10:00"), build.moment("2021-12-04 10:00")

SCAN = b"%PDF-1.4\nscan of the sheet\n%%EOF\n"


@pytest.fixture
def scoring(make_world):
    """One application with its experts; acts by name, each reading its rows anew."""
    world = make_world(projects=1, experts=4).play("filed", "checked")
    row = world.assignment()
    world.pair = (row.application_id, row.member_id)
    world.expert = lambda: world.actor(row.member.person.name)
    world.secretary = lambda: world.actor("secretary")
    world.fresh = lambda: SelectionRound.objects.get(pk=world.round.pk)
    given = Assignment.objects.select_related("member", "application__round").get(pk=row.pk)
    world.given = lambda: given  # as the page had it before somebody took it away
    world.member = lambda: PanelMember.objects.select_related("round").get(pk=row.member_id)
    world.scores = dict.fromkeys([each.code for each in world.round.criteria_of("expert")], Decimal(5))
    world.sheet = lambda: ScoreSheet.objects.filter(assignment=row.pk).first()
    return world


def declare(world):
    declared = services.conflict_declare(actor=world.expert(), assignment=world.given(), reason="Родственник", at=NOW)
    return declared and "declared"


def deny(world):
    return services.conflict_deny(actor=world.expert(), assignment=world.given(), at=NOW) and "signed"


def take_back(world):
    services.expert_unassign(actor=world.secretary(), assignment=copy(world.given()), at=NOW)  # it loses its key
    return "taken back"


def release(world):
    services.expert_release(actor=world.secretary(), member=world.member(), at=NOW)
    return "released"


def submit(world):
    return services.score_submit(
        actor=world.expert(), assignment=world.given(), scores=world.scores, comment="Отчёт", at=NOW
    ).commitment  # fmt: skip


def live(world):
    """Sheets of the pair that somebody may still write, or that will count."""
    application, member = world.pair
    rows = ScoreSheet.objects.filter(assignment__application=application, assignment__member=member)
    return list(rows.filter(state__in=("draft", "submitted", "opened")).values_list("state", flat=True))


def test_an_assignment_is_confirmed_or_changed_while_its_expert_steps_back_or_is_replaced(scoring):
    plan = services.plan_propose(actor=scoring.secretary(), round=scoring.fresh(), way="total", at=NOW)
    code = scoring.given().member.code
    assert code in [pair[1] for pair in plan.body["pairs"]]

    def confirm():
        return services.plan_confirm(actor=scoring.secretary(), round=scoring.fresh(), at=NOW).state

    def change():
        return len(services.plan_change(
            actor=scoring.secretary(), round=scoring.fresh(), number=scoring.given().application.number, take=code,
            at=NOW,
        ).hand)  # fmt: skip

    def stepped_back(planned, declared):
        assert declared in {"declared", "Hidden"}  # of a sheet that was taken away nothing is left to declare
        assert planned in {"confirmed", 1, "assignment.conflict.declared"}
        assert entries("conflict.declare") == ConflictDeclaration.objects.count() == (declared == "declared")
        assert declared == "Hidden" or live(scoring) == [], "whoever has stepped back judges nothing"

    def replaced(planned, released):
        assert released == "released"
        assert planned in {"confirmed", 1, "assignment.left"}
        assert live(scoring) == [], "a sheet of somebody who has left waits for nobody"
        assert scoring.member().left_at == NOW

    def cleared(planned, signed):
        assert (planned, signed) == ("confirmed", "signed")
        assert Assignment.objects.get(pk=scoring.given().pk).cleared_at == NOW and live(scoring) == ["draft"]

    def given_back(planned, taken):
        assert (planned, taken) == ("confirmed", "taken back")
        assert len(live(scoring)) == entries("assignment.add") - before, "taken back first, it is given anew"

    before = entries("assignment.add")
    assert interleave(Race(confirm, lambda: deny(scoring), cleared)) > 2
    assert interleave(Race(confirm, lambda: take_back(scoring), given_back)) > 2
    for act in (confirm, change):
        assert interleave(Race(act, lambda: declare(scoring), stepped_back)) > 2
        assert interleave(Race(act, lambda: release(scoring), replaced)) > 2


def test_a_tie_is_confirmed_while_its_expert_steps_back_or_submits(scoring):
    services.conflict_deny(actor=scoring.expert(), assignment=scoring.given(), at=NOW)
    pair, found = scoring.pair, selectors.signs_found(scoring.secretary(), scoring.fresh())
    sign = next(each.sign for each in found if (each.sign.application.pk, each.sign.member.pk) == pair)

    def decide():
        made = services.sign_decide(
            actor=scoring.secretary(), application=scoring.fresh().applications.get(pk=pair[0]),
            member=scoring.member(), kind=sign.kind, evidence=sign.evidence, confirmed=True, ground="Родня", at=NOW,
        )  # fmt: skip
        return made.confirmed

    def barred(confirmed, _told):
        assert confirmed is True
        assert live(scoring) == [] and ConflictDeclaration.objects.count() == 1
        assert scoring.sheet().state == "conflict_declared"

    for act in (declare, submit):
        assert interleave(Race(decide, partial(act, scoring), barred)) > 2


def test_an_application_is_given_to_an_expert_who_is_just_replaced(scoring):
    application, member = scoring.given().application, scoring.member()
    services.expert_unassign(actor=scoring.secretary(), assignment=scoring.given(), at=NOW)

    def assign():
        fresh = scoring.fresh().applications.get(pk=application.pk)
        return services.expert_assign(actor=scoring.secretary(), application=fresh, member=member, at=NOW) and "given"

    def holds(given, released):
        assert released == "released"
        assert given in {"given", "assignment.left"}
        assert live(scoring) == [], "a sheet of somebody who has left waits for nobody"

    assert interleave(Race(assign, lambda: release(scoring), holds)) > 2


def test_a_sheet_is_submitted_twice_or_while_its_expert_is_replaced(scoring):
    services.conflict_deny(actor=scoring.expert(), assignment=scoring.given(), at=NOW)

    def twice(one, other):
        assert one == other == scoring.sheet().commitment
        assert entries("sheet.submit") == 1

    def replaced(submitted, released):
        assert released == "released"
        sheet = scoring.sheet()
        assert (sheet.state == "submitted") if sheet else (submitted in {"Hidden", "Denied"})
        assert entries("sheet.submit") == bool(sheet), "submitted sheets stay and count, drafts go"

    assert interleave(Race(lambda: submit(scoring), lambda: submit(scoring), twice, alike=True)) > 2
    assert interleave(Race(lambda: submit(scoring), lambda: release(scoring), replaced)) > 2


def test_a_sheet_is_submitted_or_a_conflict_declared_while_the_scores_are_opened(scoring):
    services.conflict_deny(actor=scoring.expert(), assignment=scoring.given(), at=NOW)
    services.opening_confirm(actor=scoring.secretary(), round=scoring.fresh(), role="secretary", at=LATE)

    def open_():
        return services.opening_confirm(
            actor=scoring.actor("chair"), round=scoring.fresh(), role="chair", at=LATE
        ).state

    def submitted(told, opened):
        assert opened == "opened"
        state = scoring.sheet().state
        assert (told, state) == ("round.state", "draft") or state == "opened", "never sealed for good"
        assert entries("sheet.submit") == (state == "opened")

    def stepped_back(told, opened):
        assert opened == "opened"
        state = scoring.sheet().state
        assert state == ("conflict_declared" if told == "declared" else "opened")
        assert ConflictDeclaration.objects.count() == (told == "declared")

    assert interleave(Race(lambda: submit(scoring), open_, submitted)) > 2
    submit(scoring)
    assert interleave(Race(lambda: declare(scoring), open_, stepped_back)) > 2


def test_a_scan_is_brought_while_its_expert_is_replaced(scoring):
    """What was acknowledged stays: a sheet on paper does not go with its expert."""

    def bring():
        upload = SimpleUploadedFile("scan.pdf", SCAN)
        paper = services.paper_bring(actor=scoring.secretary(), assignment=scoring.given(), upload=upload, at=NOW)
        return paper and "brought"

    def holds(brought, released):
        assert released == "released"
        assert brought in {"brought", "Hidden", "Denied"}
        assert PaperSheet.objects.count() == (brought == "brought")

    assert interleave(Race(bring, lambda: release(scoring), holds)) > 2


def test_a_note_is_saved_while_its_assignment_is_taken_away(scoring):
    def note(text="Спросить о заказе"):
        services.note_save(actor=scoring.expert(), assignment=copy(scoring.given()), text=text, at=NOW)
        return "noted"

    def gone(noted, taken):
        assert taken in {"taken back", "released"}
        assert noted in {"noted", "Hidden", "Denied"}  # Denied: whoever was released is an expert no more
        assert not ExpertNote.objects.exists() and scoring.sheet() is None

    assert interleave(Race(note, lambda: take_back(scoring), gone)) > 2
    assert interleave(Race(note, lambda: release(scoring), gone)) > 2
    note()
    assert interleave(Race(lambda: note(""), lambda: take_back(scoring), gone)) > 2


def test_a_result_is_published_while_its_projects_are_edited(scoring):
    """Whoever edits a project holds it and waits for the journal: the publication, which brings remarks to it, has
    asked for it before."""
    services.conflict_deny(actor=scoring.expert(), assignment=scoring.given(), at=NOW)
    said = {"section": "product", "place": "", "severity": "important", "text": "Покажите письма покупателей"}
    services.score_submit(
        actor=scoring.expert(), assignment=scoring.given(), scores=scoring.scores, comment="Отчёт", remarks=[said],
        at=NOW,
    )  # fmt: skip
    scoring.play("scored", "opened", "approved")
    at = scoring.round.publishing_at

    def publish():
        return services.round_publish(actor=scoring.secretary(), round=scoring.fresh(), at=at).state

    def edit():
        project = JointProject.objects.get(pk=scoring.projects[0].pk)
        lead = scoring.initiator(project)
        given = {"revision": project.revision, "fields": {"buyers": "Завод"}}
        return project_edit(actor=lead, project=project, **given, at=at) and "edited"

    def holds(published, edited):
        assert (published, edited) == ("published", "edited")
        assert (Remark.objects.count(), entries("remark.arrive"), entries("round.publish")) == (1, 1, 1)

    assert interleave(Race(publish, edit, holds)) > 2
