"""Ten differently shaped orders as data: each plays a small contest through the services to its protocol, and the
places and the money are those of a plain computation written here, of the stranger's program and of the verifier."""

import importlib.util
import json
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.thorough import WHOLE
from tests.web.selection.conftest import World, person

from svetovod.demo import build_selection as build
from svetovod.engine.ranking import ranking_differences
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.selection import services
from svetovod.web.selection.announcement.library import orders
from svetovod.web.selection.enums import CriterionKind, RoundState, SheetState
from svetovod.web.selection.models import Application, SelectionRound
from svetovod.web.selection.services.drafting import COPIED

_SPEC = importlib.util.spec_from_file_location(
    "stranger", Path(__file__).parents[2] / "engine" / "ranking" / "outsider.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
stranger = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(stranger)

KEYS = [one.key for one in orders()]
QUICK = ("yakutia", "kostroma-figures", "same-part", "last-gets-rest")
LIMIT = Decimal(250_000_000)
# points in per cent of the maximum, by application and expert: the second and the third are equal, the fourth is weak
SHARES = [(90, 90, 80), (80, 70, 60), (60, 70, 80), (30, 30, 40)]


def test_every_shape_says_where_it_is_from() -> None:
    assert len(KEYS) == 10
    for one in orders():
        assert one.status in ("seen", "illustration")
        assert (one.status == "illustration") == one.title["ru"].startswith("Придуман")
        assert "2026" in one.source
        assert set(one.rules_of(COPIED)) == set(one.rules), "a rule the draft does not take"


@pytest.mark.parametrize("key", KEYS if WHOLE else QUICK)
def test_a_contest_by_the_order_comes_out_as_counted_by_hand(key: str, make_world: Any) -> None:
    order = next(one for one in orders() if one.key == key)
    criteria = [_filled(row) for row in order.criteria("ru")]
    rules = {"threshold": None, "experts_needed": 3} | order.rules_of(COPIED)
    world = make_world(projects=4, experts=4, criteria=criteria, limit=LIMIT, **rules)
    world.play("filed", "checked")
    _computed(world)
    _score(world)
    world.play("opened", "approved", "published")
    run = world.round.runs.latest("id")
    assert ranking_differences(run.input, run.result) == []
    told = json.loads(json.dumps(run.input))
    assert {name: run.result[name] for name in ("ranking", "left")} == {
        name: stranger.rank(told)[name] for name in ("ranking", "left")
    }
    found = [(row["project"], row["status"], Decimal(row["allocated"])) for row in run.result["ranking"]]
    assert found == _by_hand(world, order.rules)
    paper = json.dumps(world.round.protocols.latest("number").snapshot, ensure_ascii=False)
    assert [code for code, _status, _money in found if code not in paper] == []


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    """What the order leaves to the secretary: ten points."""
    maximum = row["maximum"] or Decimal(10)
    return row | {"maximum": maximum, "weight": row["weight"] or maximum}


def _computed(world: World) -> None:
    """The secretary accepts what the system counted; where no criterion is computed nothing is done."""
    if world.round.criteria_of(CriterionKind.COMPUTED):
        for row in Application.objects.filter(round=world.round):
            services.computed_confirm(
                actor=world.actor("secretary"), application=row, corrected={}, ground="",
                at=build.moment("2021-11-24 12:00"),
            )  # fmt: skip


def _score(world: World) -> None:
    at = build.moment("2021-11-26 10:00")
    expert = world.round.criteria_of(CriterionKind.EXPERT)
    for place, row in enumerate(Application.objects.filter(round=world.round).order_by("serial")):
        for number, assignment in enumerate(row.assignments.select_related("member__person").order_by("pk")):
            actor = actor_of(assignment.member.person)
            services.conflict_deny(actor=actor, assignment=assignment, at=at)
            scores = {each.code: each.maximum * SHARES[place][number] / 100 for each in expert}
            services.score_submit(actor=actor, assignment=assignment, scores=scores, comment="Обоснование.", at=at)


def _by_hand(world: World, rules: Any) -> list[tuple[str, str, Decimal]]:
    """Places and money once more: sums of what was typed, ten lines for the money."""
    criteria = list(world.round.criteria.all())
    points = rules.get("scoring") == "points"
    highest = sum((c.maximum for c in criteria), Decimal(0)) if points else Decimal(100)
    bar = Decimal(rules.get("threshold", "0")) * (highest / 100 if rules.get("threshold_unit") == "percent" else 1)
    rows = []
    for place, row in enumerate(
        Application.objects.filter(round=world.round).order_by("serial").select_related("project")
    ):
        assert row.assignments.filter(sheet__state=SheetState.OPENED).count() == 3
        given = sorted(SHARES[place])
        share = Decimal(given[1]) if rules.get("aggregation") == "trimmed_mean" else Decimal(sum(given)) / 3
        mean = {c.code: c.maximum * share / 100 for c in criteria if c.kind == CriterionKind.EXPERT}
        counted = {c.code: row.computed.get(criterion=c).points for c in criteria if c.kind == CriterionKind.COMPUTED}
        weight = {c.code: Decimal(1) if points else c.weight / c.maximum for c in criteria}
        score = sum((value * weight[code] for code, value in (mean | counted).items()), Decimal(0))
        weak = any(c.least is not None and mean[c.code] < c.least for c in criteria)
        rows.append((-round(score, 9), row.serial, row.project.code, row.requested, score < bar or weak))
    rows.sort()
    passing, seats, left, found = [each for each in rows if not each[4]], rules.get("winners", 99), LIMIT, []
    if rules.get("distribution") == "proportional":
        total = sum((each[3] for each in passing), Decimal(0))
        parts = [(each[3] * LIMIT / total).quantize(Decimal("0.01"), ROUND_DOWN) for each in passing]
        parts[0] += LIMIT - sum(parts, Decimal(0))
        money = {each[2]: part for each, part in zip(passing, parts, strict=True)}
        return [(e[2], "partial" if e[2] in money else "below_threshold", money.get(e[2], Decimal(0))) for e in rows]
    for _points, _serial, code, asked, weak in rows:
        part = min(asked, left)
        if weak:
            found.append((code, "below_threshold", Decimal(0)))
        elif not seats or not part:
            found.append((code, "reserve", Decimal(0)))
        else:  # each has said that a third of the sum is enough
            found.append((code, "winner" if part == asked else "partial", part))
            left, seats = left - part, seats - 1
    return found


def test_the_shape_is_taken_when_the_draft_is_begun(world: World) -> None:
    row = services.round_begin(
        actor=actor_of(person("platform", (Role.SECRETARY, Scope.PLATFORM, ""))), title="По форме порядка",
        slug="by-order", criteria_set="yakutia", at=build.moment("2021-10-01 10:00"),
    )  # fmt: skip
    assert (row.state, row.scoring, row.winners, row.ties) == (RoundState.DRAFT, "points", 3, "heaviest")
    assert SelectionRound.objects.get(slug="by-order").criteria.first().name == "Обоснованность"
