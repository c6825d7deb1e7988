"""Second opinions: only where experts differ by more than announced, after the opening, once; both sheets stay."""

from decimal import Decimal

import pytest

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import selectors, services
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Assignment

CODES = [row["code"] for row in build.CRITERIA_2021]
AT = build.moment("2021-12-06 12:00")


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def opened(make_world):
    """Experts of the first application differ by 40 points, of the second by none."""
    world = make_world(projects=2, spread=Decimal(20)).play("filed", "checked")
    given = {}
    for place, points in ((0, (9, 5, 5)), (1, (6, 6, 6))):
        rows = Assignment.objects.filter(application=world.application(place)).select_related("member__person")
        for row, score in zip(rows, points, strict=False):
            who, at = world.actor(row.member.person.name), build.moment("2021-11-26 10:00")
            services.conflict_deny(actor=who, assignment=row, at=at)
            services.score_submit(
                actor=who, assignment=row, scores=dict.fromkeys(CODES, Decimal(score)), comment="Отчёт", at=at
            )
            given.setdefault(place, []).append(row)
    before = world.actor("secretary")
    assert selectors.differences_of(before, world.round) == []
    build.open_scores(world.round, world.cast)
    world.round.refresh_from_db()
    return world, given


def give(world, row, points=6, ground="Учтён отчёт об испытаниях"):
    row = Assignment.objects.select_related("member__person", "sheet", "application__round").get(pk=row.pk)
    return services.second_give(
        actor=world.actor(row.member.person.name), sheet=row.sheet, scores=dict.fromkeys(CODES, Decimal(points)),
        ground=ground, at=AT,
    )  # fmt: skip


def test_only_those_who_differ_by_more_than_announced(opened):
    world, given = opened
    found = selectors.differences_of(world.actor("secretary"), world.round)
    assert [(each.application.pk, each.spread) for each in found] == [(world.application(0).pk, Decimal(40))]
    with refusal("second.close"):
        give(world, given[1][0])
    with refusal("second.ground"):
        give(world, given[0][0], ground=" ")


def test_both_sheets_are_kept_the_second_counts_and_the_export_verifies(opened):
    world, given = opened
    first = given[0][0]
    made = give(world, first)
    assert give(world, first, points=10) == made, "given once"
    first.sheet.refresh_from_db()
    assert first.sheet.body["scores"]["К1"] == "9"
    world.play("approved", "published")
    scores = {(s["project"], s["expert"]): s for s in world.round.runs.latest("id").input["scores"]
              if s["criterion"] == "К1"}  # fmt: skip
    assert scores[world.projects[0].code, first.member.code]["points"] == "6"
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.publishing_at)
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == ()
    assert checked.recomputed


def test_nobody_gives_anothers_and_none_after_the_ranking(opened):
    world, given = opened
    row = Assignment.objects.select_related("sheet__assignment__application__round", "sheet__assignment__member").get(
        pk=given[0][0].pk
    )
    for key in ("secretary", "chair", "auditor", given[0][1].member.person.name):
        with pytest.raises((Denied, Hidden)):
            services.second_give(
                actor=world.actor(key), sheet=row.sheet, scores=dict.fromkeys(CODES, Decimal(1)), ground="x", at=AT
            )
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=AT)
    with refusal("round.state"):
        give(world, given[0][0])
