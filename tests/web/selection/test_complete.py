"""Protocols against the list of their fields: generated rounds on data and on the text of the PDF; seen before."""

import random
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.pdfs import text_of
from tests.thorough import WHOLE

from svetovod.web.common.errors import Refused
from svetovod.web.selection import paper, selectors, services
from svetovod.web.selection.completeness.bridge import gaps, said
from svetovod.web.selection.completeness.facts import facts_of_result, gaps_of_result
from svetovod.web.selection.models import Application, RankingRun

ROUNDS = 300 if WHOLE else 4
SIGNED = type(
    "Signed", (), {"size": 12, "root": "ab" * 32, "key_id": "k" * 64, "signature": "s" * 88, "timestamp": "t",
                   "signed_at": datetime(2021, 12, 8, 9, tzinfo=UTC)},
)  # fmt: skip
NAMES = (
    "ООО «Опытно-экспериментальное производственное объединение светотехнических изделий и оптоволокна „Ёлка-2“»",
    "АО «НИИ “Квант & Ко” <Саранск>»", "ИП Иванов-Петровский И. И.", "ПАО «№ 1 — Завод»",
)  # fmt: skip
GROUNDS = ("Нет письма о соответствии функциональной карте (C-04)", "Запрошено больше предела: 12 345 678,90 ₽")
STATUSES = ("winner", "partial", "reserve", "below_threshold")


@pytest.fixture
def approved(make_world):
    world = make_world(projects=5, experts=3, appeal_days=10)
    return world.play("filed", "checked", "scored", "opened", "approved")


def shuffle(world, chance):
    """The same selection with other applicants, refusals, places, sums and votes."""
    round_ = world.round
    rows = list(round_.applications.select_related("project").order_by("serial"))
    refused = set(chance.sample(range(len(rows)), chance.randint(0, 2)))
    places, out = [], []
    for n, row in enumerate(rows):
        row.parties[0] |= {"name": chance.choice(NAMES), "inn": str(chance.randint(10**9, 10**10 - 1))}
        row.requested = Decimal(chance.randint(10**8, 10**11)) / 100
        status = "not_admitted" if n in refused else chance.choice(STATUSES)
        row.state = {"below_threshold": "rejected"}.get(status, status)
        row.reason = chance.choice(GROUNDS) if n in refused else ""
        Application.objects.filter(pk=row.pk).update(
            parties=row.parties, requested=row.requested, minimum=None, state=row.state, reason=row.reason
        )
        if n in refused:
            out.append({"project": row.project.code, "status": status})
        else:
            places.append({
                "project": row.project.code, "rank": len(places) + 1, "status": status,
                "score": str(Decimal(chance.randint(0, 10000)) / 100), "allocated": str(chance.randint(0, 10**9)),
            })  # fmt: skip
    changes = [
        {"project": p["project"], "ranked": p, "status": "reserve", "allocated": "0", "ground": "Ходатайство № 7"}
        for p in places[: chance.randint(0, 1)]
    ]
    result = {"ranking": places, "unranked": out, "allocated": "5", "left": "7", "changes": changes}
    last = round_.runs.latest("id")
    RankingRun.objects.create(round=round_, input=last.input, result=result, engine="test", made_at=last.made_at)
    for vote in round_.votes.all():
        vote.choice = chance.choice(["for", "against", "abstain", "recused"])
        vote.conflict = "состоит в совете директоров заявителя" if vote.choice == "recused" else ""
        vote.save()


def issued(round_):
    at = round_.sitting_at
    snapshot = paper.protocol_snapshot(round_, number=1, corrects=None, reason="", signed=SIGNED, at=at)
    return snapshot, text_of(paper.protocol_pdf(snapshot, at=at))


def test_protocols_of_generated_rounds_are_complete_on_data_and_on_paper(approved):
    chance, told = random.Random(4), []
    for _ in range(ROUNDS):
        shuffle(approved, chance)
        snapshot, text = issued(approved.round)
        at = approved.round.sitting_at
        found = gaps_of_result(approved.round, snapshot=snapshot, at=at)
        facts = facts_of_result(approved.round, at=at)
        facts |= {"journal": [{"root": SIGNED.root, "signature": SIGNED.signature}]}
        assert [row["office"] for row in facts["signer"]] == ["Председатель комиссии", "Секретарь комиссии"]
        found += gaps("result", facts, text)
        told += found
    assert [gap for gap in told if gap.binds] == []
    assert {gap.source for gap in told} <= {"memory", "seen"}


def test_a_cell_taken_from_the_paper_is_missed(approved):
    """Each cell of applicants and decisions in turn: what stands in one place alone is missed."""
    shuffle(approved, random.Random(9))
    snapshot, _text = issued(approved.round)
    facts = facts_of_result(approved.round, at=approved.round.sitting_at)
    facts |= {"journal": [{"root": SIGNED.root, "signature": SIGNED.signature}]}
    missed, tried = [], 0
    for line in snapshot["register"]:
        for n in (0, 1, 2, 3, 6, 8):
            kept, line[n] = line[n], ""
            tried += bool(kept)
            found = gaps("result", facts, "\n".join(said(snapshot)))
            if kept and not any(gap.binds for gap in found):
                missed.append((n, kept))
            line[n] = kept
    assert tried >= 25
    snapshot["signers"].pop()
    assert [gap.rows for gap in gaps("result", facts, "\n".join(said(snapshot))) if gap.binds] == [
        ["Секретарь комиссии"]
    ]
    # a registration number and a sum stand in the ranking too
    assert {n for n, _kept in missed} <= {0, 6}


def test_a_selection_announced_without_the_day_of_its_sitting_gets_its_protocol(make_world):
    world = make_world(projects=2, experts=3, sitting_at=None).play("filed", "checked", "scored", "opened")
    at = world.round.publishing_at
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=at)
    for key in ("chair", "member-1"):
        services.vote_cast(actor=world.actor(key), round=world.round, choice="for", at=at)
    services.round_approve(actor=world.actor("chair"), round=world.round, at=at)
    world.round.refresh_from_db()
    gaps_ahead = selectors.protocol_gaps(world.actor("secretary"), world.round, at=at)
    assert [(gap.reason, gap.binds) for gap in gaps_ahead if gap.why.startswith("Объявление")] == [("blank", False)]
    issued_ = services.protocol_issue(actor=world.actor("secretary"), round=world.round, at=at)
    assert issued_.snapshot["sitting_at"] == "—"


def test_the_secretary_sees_the_gap_before_and_nothing_is_issued_with_it(world, client):
    """The vote is cast and the result approved; the ground of a refusal is lacking."""
    world.play("filed", "checked", "scored", "opened")
    at = world.round.sitting_at
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=at)
    for key in ("chair", "member-1"):
        services.vote_cast(actor=world.actor(key), round=world.round, choice="for", at=at)
    services.round_approve(actor=world.actor("chair"), round=world.round, at=at)
    world.round.refresh_from_db()
    row = world.application(1)
    Application.objects.filter(pk=row.pk).update(state="not_admitted", reason=" ")
    found = selectors.protocol_gaps(world.actor("secretary"), world.round, at=at)
    assert [gap.rows for gap in found if gap.binds] == [[row.number]]
    assert selectors.protocol_gaps(world.actor("expert-1"), world.round, at=at) == []
    client.force_login(world.people["secretary"])
    page = client.get(f"/selections/{world.round.slug}/protocols/").content.decode()
    assert 'id="gaps"' in page and row.number in page
    with pytest.raises(Refused, match=row.number):
        services.protocol_issue(actor=world.actor("secretary"), round=world.round, at=at)
    assert not world.round.protocols.exists()
