"""An upheld appeal puts a computed point right: what was confirmed stays, both results are kept."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.keeping import keep
from tests.web.selection.conftest import SCORED, person

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.commission import services
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services as selections
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import SelectionRound

OWN = {
    "code": "К8", "name": "Доля собственных средств", "meaning": "", "weight": Decimal(20), "maximum": Decimal(10),
    "kind": "computed", "formula": "own_funds / estimate", "scale": "0.1: 4\n0.5: 10",
}  # fmt: skip


@pytest.fixture
def published(make_world, monkeypatch):
    """Equal scores of experts, money for one and a half; a computed criterion gives everybody the same points."""
    monkeypatch.setattr(build, "scores_of", lambda _serial, _expert, codes: dict.fromkeys(codes, Decimal(8)))
    return keep("published with a computed criterion", lambda: make_published(make_world))


def make_published(make_world):
    criteria = [*(row | {"weight": row["weight"] * 4 / 5} for row in SCORED), OWN]
    world = make_world(projects=3, experts=4, criteria=criteria, limit=Decimal(150_000_000), appeal_days=10)
    for each in world.projects:
        each.own_funds = each.requested
        each.save()
    world.play("filed", "checked")
    for place in range(3):
        selections.computed_confirm(
            actor=world.actor("secretary"), application=world.application(place), corrected={}, ground="",
            at=world.round.closes_at,
        )  # fmt: skip
    for name in ("judge-1", "judge-2"):
        world.people[name] = person(name)
    return world.play("scored", "opened", "approved", "published")


def now(world, hours=1):
    return SelectionRound.objects.get(pk=world.round.pk).published_at + timedelta(hours=hours)


def heard(world, row):
    """An appeal that both judges uphold."""
    secretary, lead = world.actor("secretary"), world.initiator(row.project)
    appeal = services.appeal_file(actor=lead, application=row, text="Средства сочтены не все", at=now(world))
    for name in ("judge-1", "judge-2"):
        services.judge_appoint(actor=secretary, round=world.round, email=f"{name}@example.org", at=now(world))
    services.appeal_consider(actor=secretary, appeal=appeal, decide_until=now(world, 99), at=now(world, 2))
    for name in ("judge-1", "judge-2"):
        services.appeal_vote(actor=world.actor(name), appeal=appeal, uphold=True, ground="Выписка", at=now(world, 3))
    return appeal


def decide(world, appeal, corrected):
    return services.appeal_decide(
        actor=world.actor("judge-1"), appeal=appeal, decision="Средства подтверждены", corrected=corrected,
        at=now(world, 4),
    )  # fmt: skip


def test_a_computed_point_is_put_right_and_both_results_stay(published, browse):
    last = published.application(2)
    assert last.state == "reserve"
    appeal = heard(published, last)
    decided = decide(published, appeal, "К8 10")
    assert decided.corrected == [{"expert": None, "criterion": "К8", "points": "10"}]
    done = services.appeal_recount(actor=published.actor("secretary"), appeal=decided, at=now(published, 5))
    last.refresh_from_db()
    assert last.state == "winner"
    assert [run.result["ranking"][0]["project"] == last.project.code for run in (done.before, done.after)] == [
        False,
        True,
    ]
    assert last.computed.get().points == Decimal(4), "what the secretary had confirmed stays as it was"
    for name, who in (("why", "secretary"), ("application", "initiator-3")):
        address = reverse(f"selection:{name}", args=[published.round.slug, last.number])
        html = browse(published.people[who]).get(address).content.decode()
        page = " ".join(re.sub(r"</?span[^>]*>", "", html).split())
        assert "К8 Доля собственных средств: 10 из 10" in page, name
        assert "Исправлено решением по жалобе" in page, name
    assert published.round.protocols.latest("number").corrects.number == 1
    data = export_make(actor=published.actor("auditor"), round=published.round, at=now(published, 6))
    assert verify_export(data, recompute=recompute).findings == ()


@pytest.mark.parametrize("line", ["К8 11", "К1 9", "К8", "E1 К8 9", "К8 x", "К8 -1"])
def test_what_is_no_correction_is_refused(published, line):
    appeal = heard(published, published.application(2))
    with pytest.raises(Refused, check=lambda error: error.code == "appeal.points"):
        decide(published, appeal, line)


def test_the_judge_reads_the_computed_points_beside_the_sheets(published, browse):
    appeal = heard(published, published.application(2))
    address = reverse("commission:appeal", args=[published.round.slug, appeal.application.number, appeal.number])
    page = browse(published.people["judge-1"]).get(address).content.decode()
    assert "К8 4" in " ".join(page.split())
