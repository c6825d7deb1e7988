"""A result counted again after awards were answered and agreements signed: nobody's money moves unseen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.web.commission.conftest import day, judged, now, of, places
from tests.web.keeping import keep
from tests.web.selection.conftest import person

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.services import role_grant
from svetovod.web.commission import services
from svetovod.web.commission.forms import AmendmentForm
from svetovod.web.common.errors import Refused
from svetovod.web.notices.models import Notice
from svetovod.web.selection.mandate import Change
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.services.recounting import _afforded

ALL = Decimal(150_000_000)


def upheld(world, row, lead, **decision):
    """An appeal on which both judges agree, ready to be counted again."""
    appeal = judged(world, row, lead)
    for name in ("judge-1", "judge-2"):
        services.appeal_vote(actor=world.actor(name), appeal=appeal, uphold=True, ground="Так", at=now(world, 3))
    return services.appeal_decide(
        actor=world.actor("judge-1"), appeal=appeal, decision="Баллы занижены", at=now(world, 4), **decision
    )


def scored(world, row, points):
    codes = row.assignments.values_list("member__code", flat=True)
    return "\n".join(f"{code} {c.code} {points}" for code in codes for c in world.round.criteria.all())


def recounted(world, appeal):
    return services.appeal_recount(actor=world.actor("secretary"), appeal=appeal, at=now(world, 6))


def test_a_refused_award_stays_refused_after_another_count(published):
    """The protocol gives nothing to whoever has declined, and the reserve list has what became free."""
    row, lead = of(published, "partial")
    services.awards_ask(
        actor=published.actor("secretary"), round=published.round, until=now(published, 48), at=now(published)
    )
    services.award_answer(actor=lead, offer=row.award_offers.get(), accept=False, reason="Мало", at=now(published, 2))
    waiting, other = of(published, "reserve")
    appeal = upheld(published, waiting, other, corrected=scored(published, waiting, 0))
    recounted(published, appeal)
    row.refresh_from_db()
    place = next(each for each in places(published) if each["project"] == row.project.code)
    assert (row.state, place["status"], place["allocated"]) == ("refused_agreement", "refused", "0")


def test_a_count_that_changes_the_sum_of_a_signed_agreement_is_refused(published, browse):
    """The agreement promises more than the new count would leave: together they would be above the limit."""
    row, _lead = of(published, "winner")
    services.agreement_sign(
        actor=published.actor("secretary"), application=row, number="1", signed_on=day(published).date(),
        years={"2022": Decimal(100_000_000)}, at=now(published),
    )  # fmt: skip
    second, lead = of(published, "partial")
    appeal = upheld(published, second, lead, corrected=scored(published, second, 10))
    with pytest.raises(Refused, check=lambda error: error.code == "recount.agreement"):
        recounted(published, appeal)
    assert sum(Decimal(each["allocated"]) for each in places(published)) == ALL
    page = f"/selections/{published.round.slug}/applications/{second.number}/appeals/{appeal.number}/"
    said = browse(published.people["secretary"]).get(page).content.decode()
    assert "E2: К1 10 · К2 10 " in " ".join(said.split()), "corrected points stand a line an expert"
    assert f"/applications/{row.number}/award/" in said and "соглашение № 1" in said and "Пересчитать" not in said
    judge = browse(published.people["judge-1"]).get(page).content.decode()
    assert "соглашение № 1" in judge and f"/applications/{row.number}/award/" not in judge
    told = browse(published.people[f"initiator-{second.project.number}"]).get(page).content.decode()
    assert "подписано соглашение" in told and f"/applications/{row.number}/" not in told


@pytest.fixture
def unequal(make_world, monkeypatch):
    """60, 40, 100 and 100 mn asked for in the order of the ranking, 150 mn to give: the third gets a half."""
    monkeypatch.setattr(
        build, "scores_of", lambda serial, _expert, codes: dict.fromkeys(codes, Decimal(10) - Decimal(serial) / 2)
    )
    return keep("unequal", lambda: make_unequal(make_world))


def make_unequal(make_world):
    world = make_world(projects=4, experts=4, limit=ALL, appeal_days=10)
    for project, asked in zip(world.projects, (60, 40), strict=False):
        project.requested, project.minimum = Decimal(asked) * 1_000_000, Decimal(asked) * 500_000
        project.save()
    for name in ("judge-1", "judge-2"):
        world.people[name] = person(name)
    return world.play("filed", "checked", "scored", "opened", "approved", "published")


def test_a_consent_does_not_hold_for_another_sum(unequal, browse):
    """It was given to 50 mn; the new count gives 90, so the applicant is asked anew before anything is signed."""
    secretary, row = unequal.actor("secretary"), unequal.application(2)
    lead, asked = unequal.initiator(row.project), {"round": unequal.round, "until": now(unequal, 120)}
    (offer,) = services.awards_ask(actor=secretary, at=now(unequal), **asked)
    services.award_answer(actor=lead, offer=offer, accept=True, at=now(unequal, 2))
    assert services.awards_ask(actor=secretary, at=now(unequal, 2), **asked) == []
    second = unequal.application(1)
    appeal = upheld(unequal, second, unequal.initiator(second.project), corrected=scored(unequal, second, 0))
    recounted(unequal, appeal)
    offer.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, offer.state, offer.amount) == ("partial", "outdated", Decimal(50_000_000))
    told = Notice.objects.filter(key=f"award:{offer.pk}:outdated").values_list("person__name", flat=True)
    assert set(told) == {"initiator-3", "secretary"}
    with pytest.raises(Refused, check=lambda error: error.code == "award.outdated"):
        services.award_answer(actor=lead, offer=offer, accept=False, reason="Мало", at=now(unequal, 7))
    with pytest.raises(Refused, check=lambda error: error.code == "agreement.consent"):
        services.agreement_sign(
            actor=secretary, application=row, number="1", signed_on=day(unequal).date(),
            years={"2022": Decimal(90_000_000)}, at=now(unequal, 7),
        )  # fmt: skip
    page = browse(unequal.people["secretary"]).get(f"/selections/{unequal.round.slug}/awards/").content.decode()
    assert "больше не действует" in page
    (again,) = services.awards_ask(actor=secretary, at=now(unequal, 8), **asked)
    assert (again.application, again.amount) == (row, Decimal(90_000_000))
    services.award_answer(actor=lead, offer=again, accept=True, at=now(unequal, 9))


def test_whoever_wins_the_whole_sum_by_another_count_needs_no_consent(published):
    row, lead = of(published, "partial")
    (offer,) = services.awards_ask(
        actor=published.actor("secretary"), round=published.round, until=now(published, 48), at=now(published)
    )
    appeal = upheld(published, row, lead, corrected=scored(published, row, 10))
    recounted(published, appeal)
    offer.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, offer.state) == ("winner", "outdated")
    fallen, _lead = of(published, "partial")
    (asked,) = services.awards_ask(
        actor=published.actor("secretary"), round=published.round, until=now(published, 48), at=now(published, 7)
    )
    assert asked.application == fallen


def test_whoever_came_from_the_reserve_gives_way_where_the_money_is_not_enough(make_world, monkeypatch):
    """100 and a half of 100 mn; the half is declined and the fourth takes it; then the fifth is raised to the top."""
    monkeypatch.setattr(
        build, "scores_of", lambda serial, _expert, codes: dict.fromkeys(codes, Decimal(10) - Decimal(serial) / 2)
    )
    world = make_world(projects=5, experts=4, limit=ALL, appeal_days=10)
    for project in world.projects:
        project.requested, project.minimum = Decimal(100_000_000), Decimal(50_000_000)
        project.save()
    for name in ("judge-1", "judge-2"):
        world.people[name] = person(name)
    world.play("filed", "checked", "scored", "opened", "approved", "published")
    secretary, term = world.actor("secretary"), {"round": world.round, "until": now(world, 120)}
    (offer,) = services.awards_ask(actor=secretary, at=now(world), **term)
    lead = world.initiator(offer.application.project)
    services.award_answer(actor=lead, offer=offer, accept=False, reason="Мало", at=now(world, 1))
    taken = services.reserve_ask(actor=secretary, at=now(world, 2), **term)
    services.award_answer(actor=world.initiator(taken.application.project), offer=taken, accept=True, at=now(world, 3))
    last, waits = of(world, "reserve")
    appeal = upheld(world, last, waits, corrected=scored(world, last, 10))
    recounted(world, appeal)
    found = places(world)
    assert sum(Decimal(each["allocated"]) for each in found) <= ALL
    for row in (taken.application, last, offer.application):
        row.refresh_from_db()
    taken.refresh_from_db()
    assert (last.state, taken.application.state, taken.state) == ("winner", "reserve", "outdated")
    assert offer.application.state == "refused_agreement"
    protocol = world.round.protocols.latest("number")
    assert taken.application.project.code in protocol.reason


def test_whoever_came_from_the_reserve_gives_way_where_there_are_as_many_winners_as_there_may_be():
    """Two paid by the new count, two winners at most, money for a third."""
    ranking = [{"project": code, "status": "winner" if sum_ else "reserve", "allocated": sum_}
               for code, sum_ in (("A", "100"), ("B", "100"), ("C", "0"))]  # fmt: skip
    counted = {"ranking": ranking, "why": {}, "allocated": "200", "left": "100"}
    for most, gave in ((2, ["C"]), (3, []), (None, [])):
        held = [Change("C", "winner", "50", "Из резервного перечня")]
        assert _afforded(SelectionRound(winners=most), counted, held, ["C"])[1] == gave


def test_a_demand_made_after_midnight_has_the_day_of_moscow(published):
    row, lead = of(published, "winner")
    secretary, late = published.actor("secretary"), datetime(2022, 3, 1, 22, 30, tzinfo=UTC)
    agreement = services.agreement_sign(
        actor=secretary, application=row, number="1", signed_on=date(2022, 2, 1), at=late,
        years={"2022": Decimal(100_000_000)},
    )  # fmt: skip
    claim = services.claim_file(actor=lead, agreement=agreement, year=2022, amount=Decimal(9), evidence="Акт", at=late)
    services.claim_decide(actor=secretary, claim=claim, pay=True, at=late)
    asked = services.clawback_ask(
        actor=secretary, agreement=agreement, amount=Decimal(1), ground="Показатель", due_on=date(2022, 4, 1), at=late
    )
    done = services.clawback_close(actor=secretary, clawback=asked, returned=True, at=late)
    assert (asked.asked_on, done.returned_on) == (date(2022, 3, 2), date(2022, 3, 2))


@pytest.mark.parametrize(
    "typed", ["2022 1e999999", "2022 0.001", "²²²² 5", "2022 NaN", "2022 -1", "2022 5\n2022 6", "20222 5", "2022"]
)
def test_sums_of_years_that_no_agreement_can_have(typed):
    form = AmendmentForm({"signed_on": "2022-01-01", "reason": "Сроки", "years": typed})
    assert set(form.errors) == {"years"}


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "1.0", "", "\u0661"])
def test_a_number_that_is_none_is_nobodys(published, browse, odd):
    """A press that names no row does nothing and breaks nothing."""
    row, _lead = of(published, "winner")
    secretary = browse(published.people["secretary"])
    base = "/selections/2021/"
    services.agreement_sign(
        actor=published.actor("secretary"), application=row, number="1", signed_on=day(published).date(),
        years={"2022": Decimal(100_000_000)}, at=now(published),
    )  # fmt: skip
    assert secretary.post(f"{base}applications/{row.number}/award/step/pay/", {"row": odd}).status_code == 404
    assert secretary.post(f"{base}appeals/release/", {"judge": odd}).status_code == 302


@pytest.mark.parametrize("points", ["1e-9", "0.001", "NaN", "-1", "11", ""])
def test_points_that_no_sheet_can_have_correct_nothing(published, points):
    row, lead = of(published, "partial")
    appeal = judged(published, row, lead)
    for name in ("judge-1", "judge-2"):
        services.appeal_vote(
            actor=published.actor(name), appeal=appeal, uphold=True, ground="Так", at=now(published, 3)
        )
    code, criterion = row.assignments.first().member.code, published.round.criteria.first().code
    with pytest.raises(Refused, check=lambda error: error.code == "appeal.points"):
        services.appeal_decide(
            actor=published.actor("judge-1"), appeal=appeal, decision="Так", at=now(published, 4),
            corrected=f"{code} {criterion} {points}",
        )  # fmt: skip


def test_a_selection_known_from_the_press_has_no_result_to_give_out(db, client, browse):
    """It was never run here; the auditor of the platform sees its page like any other."""
    SelectionRound.objects.create(
        title="Отбор 2019 года", slug="2019", state="published", facts={"source": "Пресса"}, limit=Decimal(1),
        announced_at=datetime(2019, 3, 1, tzinfo=UTC), published_at=datetime(2019, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    for page in ("", "result.csv", "result.json", "result.jsonld"):
        assert client.get(f"/selections/2019/open-data/{page}").status_code == 404
    who = person("auditor")
    role_grant(actor=SYSTEM, person=who, role="auditor", scope="platform", scope_id="", label="", at=timezone.now())
    auditor = browse(who)
    shown = auditor.get("/selections/2019/")
    assert shown.status_code == 200 and "/selections/2019/awards/" not in shown.content.decode()
    for page in ("awards/", "papers/", "papers/order/round.pdf", "papers/summary/round.docx"):
        assert auditor.get(f"/selections/2019/{page}").status_code == 404
