"""Many write in the same moment, as before a deadline: no circle of waiting, no gap in numbers, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connections, transaction

from svetovod.demo.build_selection import moment, open_scores
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services
from svetovod.web.selection.models import Assignment, ScoreSheet, SecondOpinion

AT = moment("2021-11-18 12:00")


@pytest.mark.django_db(transaction=True)
def test_applications_filed_in_one_moment(make_world):
    world = make_world(projects=6)
    people = [(world.initiator(project), project) for project in world.projects]
    gate = Barrier(len(people))

    def file(pair):
        try:
            gate.wait(120)
            row = services.application_draft(actor=pair[0], round=world.round, project=pair[1], at=AT)
            return services.application_file(actor=pair[0], application=row, at=AT).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        assert sorted(pool.map(file, people)) == [f"2021-{n:03d}" for n in range(1, 7)]
    assert verify_journal() == []


def _beside(doing, beside):
    """`beside` begins while `doing` is not committed yet; what it raised, or None."""
    begun = Event()

    def run():
        try:
            begun.set()
            beside()
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            doing()
            waiting = pool.submit(run)
            assert begun.wait(120)
            sleep(1)
        return waiting.result(120)


@pytest.mark.django_db(transaction=True)
def test_a_sheet_handed_in_while_the_scores_are_opened_is_refused_not_lost(make_world):
    """Sent in time, it came to the database during the opening: opened or refused, but never sealed for good."""
    world = make_world(projects=2).play("filed", "checked")
    row = Assignment.objects.filter(application__round=world.round).select_related(
        "member__person", "application__round"
    ).first()  # fmt: skip
    who = world.actor(row.member.person.name)
    in_time, late = moment("2021-11-26 10:00"), moment("2021-12-04 10:00")
    services.conflict_deny(actor=who, assignment=row, at=in_time)
    scores = {c.code: Decimal(5) for c in world.round.criteria_of("expert")}
    services.opening_confirm(actor=world.actor("secretary"), round=world.round, role="secretary", at=late)
    code = _beside(
        lambda: services.opening_confirm(actor=world.actor("chair"), round=world.round, role="chair", at=late),
        lambda: services.score_submit(actor=who, assignment=row, scores=scores, comment="Отчёт", at=in_time),
    )
    assert (code, ScoreSheet.objects.get(assignment=row).state) == ("round.state", "draft")


@pytest.mark.django_db(transaction=True)
def test_a_second_opinion_given_while_the_ranking_is_made_is_refused_not_left_out(make_world):
    world = make_world(projects=2, spread=Decimal(1)).play("filed", "checked")
    rows = list(Assignment.objects.filter(application=world.application(0)).select_related("member__person", "sheet"))
    codes = [c.code for c in world.round.criteria_of("expert")]
    for row, points in zip(rows, (9, 5, 5), strict=False):
        who, at = world.actor(row.member.person.name), moment("2021-11-26 10:00")
        services.conflict_deny(actor=who, assignment=row, at=at)
        services.score_submit(
            actor=who, assignment=row, scores=dict.fromkeys(codes, Decimal(points)), comment="Отчёт", at=at
        )
    open_scores(world.round, world.cast)
    at, sheet = moment("2021-12-06 12:00"), ScoreSheet.objects.get(assignment=rows[0])
    code = _beside(
        lambda: services.ranking_run(actor=world.actor("secretary"), round=world.round, at=at),
        lambda: services.second_give(
            actor=world.actor(rows[0].member.person.name), sheet=sheet, scores=dict.fromkeys(codes, Decimal(6)),
            ground="Учтён отчёт", at=at,
        ),
    )  # fmt: skip
    assert (code, SecondOpinion.objects.count()) == ("round.state", 0)
