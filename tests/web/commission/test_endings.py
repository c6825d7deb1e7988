"""A count that leaves a signed agreement nothing, or less than is paid: it is ended or changed, money is given back."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from tests.web.commission.conftest import day, now, of, places
from tests.web.commission.test_additional import answered, both, consented, prepared, refused, signed, total
from tests.web.commission.test_recounts import recounted, scored, upheld
from tests.web.keeping import keep

from svetovod.cli.verify_recompute import recompute
from svetovod.engine.ledger import verify_export
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import services
from svetovod.web.commission.agreement_book import additional_file, agreed, file_of
from svetovod.web.commission.models import ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import claimable_of, held_by
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.notices.models import Notice
from svetovod.web.projects.award.terms import terms_of
from svetovod.web.selection.export import export_make
from svetovod.web.signatures.seam import paper_of

__all__ = ["both"]

MN = Decimal(1_000_000)


@pytest.fixture
def doomed(published):
    """The second has signed 50 mn; the appeal of the third raises it to the top, and nothing is left to the second."""
    return keep("doomed", lambda: make_doomed(published))


def make_doomed(world):
    second, lead = of(world, "partial")
    last, waits = of(world, "reserve")
    appeal = upheld(world, last, waits, corrected=scored(world, last, 10))
    consented(world, lead)
    return world, appeal, signed(world, second, 50)


def by(world, days=30):
    return now(world).date() + timedelta(days=days)


def ending(world, agreement, appeal, back_by=None, hours=6):
    return services.amendment_prepare(
        actor=world.actor("secretary"), agreement=agreement, appeal=appeal.pk, reason="По жалобе субсидии нет",
        years={}, back_by=back_by, at=now(world, hours),
    )  # fmt: skip


def paid(world, agreement, *sums, pay=True):
    """One claim a year, from 2022 on, in millions."""
    lead, made = world.initiator(agreement.application.project), []
    for place, sum_ in enumerate(sums):
        made.append(services.claim_file(
            actor=lead, agreement=agreement, year=2022 + place, amount=sum_ * MN, evidence="Акт", at=now(world, 5)
        ))  # fmt: skip
        if pay:
            services.claim_decide(actor=world.actor("secretary"), claim=made[-1], pay=True, at=now(world, 5))
    return made


def closed(world, demand, *, returned, hours=9):
    return services.clawback_close(
        actor=world.actor("secretary"), clawback=demand, returned=returned, at=now(world, hours)
    )


def test_an_agreement_to_which_nothing_is_left_is_ended_with_the_count(doomed):
    world, appeal, agreement = doomed
    (held,) = held_by(appeal)
    assert (held.promised / MN, held.counted, held.agreement) == (50, 0, agreement)
    made = ending(world, agreement, appeal, by(world))
    assert (made.years, made.back, made.back_by, made.ends) == ({}, {}, None, True), "nothing is paid: no day is kept"
    with refused("recount.agreement"):
        recounted(world, appeal)
    answered(world, made)
    with refused("claim.amount"):
        paid(world, agreement, 1)
    agreement.refresh_from_db()
    assert (agreement.ended_on, total(agreement)) == (None, 50), "in force until the count"
    recounted(world, appeal)
    for row in (agreement, made):
        row.refresh_from_db()
    row = agreement.application
    row.refresh_from_db()
    assert (agreement.ended_on, made.state, row.state) == (now(world, 6).date(), "in_force", "reserve")
    assert [offer.state for offer in row.award_offers.all()] == ["outdated"]
    assert not ClawbackClaim.objects.exists()
    given = {place["project"]: Decimal(place["allocated"]) for place in places(world)}
    assert given[row.project.code] == 0 and sum(given.values()) <= world.round.limit
    assert agreed(agreement)["ended_on"] == now(world, 6).date().isoformat()
    assert "ended_on" not in agreed(GrantAgreement(application=row, signed_on=date(2022, 1, 1), number="2", pk=0))
    entries = LedgerEntry.objects.filter(action__in=["amendment.enforce", "agreement.end"]).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == ["amendment.enforce", "agreement.end"]
    told = Notice.objects.filter(key=f"amendment:{made.pk}:in_force")
    assert set(told.values_list("person__name", flat=True)) == {f"initiator-{row.project.number}", "secretary"}
    assert {one.text for one in told} == {f"Соглашение о расторжении вступило в силу: {row.number}"}
    change = {
        "actor": world.actor("secretary"), "agreement": agreement, "signed_on": day(world).date(), "reason": "Сроки",
        "years": {"2022": Decimal(0)}, "at": now(world, 9),
    }  # fmt: skip
    with refused("agreement.ended"):
        services.amendment_add(**change)
    exported = export_make(actor=world.actor("auditor"), round=world.round, at=now(world, 9))
    assert verify_export(exported, recompute=recompute).findings == ()


def test_who_is_given_an_award_again_signs_another_agreement(doomed):
    world, appeal, agreement = doomed
    answered(world, ending(world, agreement, appeal))
    recounted(world, appeal)
    row, secretary = agreement.application, world.actor("secretary")
    other = given_again(world, row)
    assert other != agreement and row.state == "agreement"
    assert services.agreement_sign(
        actor=secretary, application=row, number="x", signed_on=day(world).date(), years={}, at=now(world, 12)
    ) == other  # fmt: skip
    terms = terms_of([row.project_id])[row.project_id]
    assert (terms.number, terms.amount, terms.ended_on) == ("020-2", total(other) * MN, None)
    spans = [(each.since, each.ended) for each in terms.signed]
    assert spans == [(day(world).date(), now(world, 6).date()), (day(world).date(), None)]


def given_again(world, row):
    """Somebody else's award is declined after the count, the ended one is next on the reserve list and signs."""
    secretary = world.actor("secretary")
    part, lead = of(world, "partial")
    (offer,) = services.awards_ask(actor=secretary, round=world.round, until=now(world, 99), at=now(world, 7))
    assert offer.application == part
    services.award_answer(actor=lead, offer=offer, accept=False, reason="Мало", at=now(world, 8))
    again = services.reserve_ask(actor=secretary, round=world.round, until=now(world, 99), at=now(world, 9))
    assert again.application == row
    services.award_answer(actor=world.initiator(row.project), offer=again, accept=True, at=now(world, 10))
    other = services.agreement_sign(
        actor=secretary, application=row, number="020-2", signed_on=day(world).date(),
        years={"2022": again.amount}, at=now(world, 11),
    )  # fmt: skip
    row.refresh_from_db()
    return other


def test_what_was_paid_under_an_ended_agreement_is_asked_back_by_the_day_both_have_signed(doomed):
    world, appeal, agreement = doomed
    paid(world, agreement, 20)
    for wrong in (None, now(world).date()):
        with refused("amendment.back_by"):
            ending(world, agreement, appeal, wrong)
    made = answered(world, ending(world, agreement, appeal, by(world)))
    assert (made.back, made.back_by) == ({"2022": "20000000.00"}, by(world))
    file = json.loads(additional_file(made))
    assert file["given_back"] == {
        "sum": "20000000.00", "by": by(world).isoformat(), "years": [{"year": "2022", "amount": "20000000.00"}],
    }  # fmt: skip
    assert file["ends"] == "Соглашение расторгается по согласию сторон." and file["years"] == []
    assert "о расторжении соглашения" in paper_of("amendment", str(made.pk)).title
    with override("en"):  # the secretary reads the page so; what is kept is read by both
        recounted(world, appeal)
    demand = ClawbackClaim.objects.get()
    assert (demand.amount, demand.due_on, demand.asked_on, demand.amendment, demand.state) == (
        20 * MN, by(world), now(world, 6).date(), made, "asked",
    )  # fmt: skip
    assert demand.ground == f"Соглашение о расторжении № {made.number}"
    assert LedgerEntry.objects.filter(action="clawback.ask").count() == 1
    with refused("clawback.owed"):
        closed(world, demand, returned=False)
    with refused("clawback.amount"):
        services.clawback_ask(
            actor=world.actor("secretary"), agreement=agreement, amount=Decimal("0.01"), ground="Показатель",
            due_on=by(world), at=now(world, 8),
        )  # fmt: skip
    assert (closed(world, demand, returned=True).state, claimable_of(agreement, "2022")) == ("returned", 0)
    assert file_of(agreement, "xlsx", account=False)


def test_less_than_is_paid_is_given_back_and_no_more_of_it_claimed(both):
    """60 of 100 are paid in the first year and the count gives 50: the years decide nothing but where it stays."""
    world, appeal, lower, higher = both
    paid(world, lower, 60)
    with refused("amendment.paid") as no:  # 30 would come back, where 10 are enough
        prepared(world, lower, appeal, 30, 20)
    assert "за 2022 год" in str(no.value) and "не меньше 50" in str(no.value)
    with refused("amendment.back_by"):
        prepared(world, lower, appeal, 50)
    made = services.amendment_prepare(
        actor=world.actor("secretary"), agreement=lower, appeal=appeal.pk, reason="По жалобе",
        years={"2022": 50 * MN}, back_by=by(world), at=now(world, 6),
    )  # fmt: skip
    answered(world, made)
    answered(world, prepared(world, higher, appeal, 100))
    with refused("clawback.amount"):  # 60 are paid and 10 of them are spoken for
        services.clawback_ask(
            actor=world.actor("secretary"), agreement=lower, amount=50 * MN + 1, ground="Показатель", due_on=by(world),
            at=now(world, 8),
        )  # fmt: skip
    recounted(world, appeal)
    demand = ClawbackClaim.objects.get()
    assert (demand.amount / MN, demand.agreement, total(lower)) == (10, lower, 50)
    assert [claimable_of(lower, year) for year in ("2022", "2023")] == [0, 0]
    terms = terms_of([lower.application.project_id])[lower.application.project_id]
    assert [(each.since, each.amount / MN) for each in terms.sums] == [
        (day(world).date(), 100), (now(world, 6).date(), 50),
    ]  # fmt: skip
    assert terms.ended_on is None


def test_what_is_asked_on_another_ground_is_not_asked_twice(doomed):
    world, appeal, agreement = doomed
    paid(world, agreement, 20)
    ask = {"actor": world.actor("secretary"), "agreement": agreement, "due_on": by(world), "at": now(world, 6)}
    missed = services.clawback_ask(**ask, amount=5 * MN, ground="Показатель")
    made = answered(world, ending(world, agreement, appeal, by(world)))
    assert made.back_total == 15 * MN
    with refused("clawback.owed"):
        closed(world, missed, returned=False, hours=7)
    recounted(world, appeal)
    assert sum(ClawbackClaim.objects.values_list("amount", flat=True)) == 20 * MN
    with refused("clawback.owed"):
        closed(world, missed, returned=False)
    closed(world, missed, returned=True)


def test_claims_that_wait_are_decided_first_and_another_sum_paid_is_signed_anew(doomed):
    world, appeal, agreement = doomed
    (claim,) = paid(world, agreement, 20, pay=False)
    with refused("amendment.claimed"):
        ending(world, agreement, appeal, by(world))
    services.claim_decide(actor=world.actor("secretary"), claim=claim, pay=True, at=now(world, 6))
    made = ending(world, agreement, appeal, by(world))
    paid(world, agreement, 1)
    with refused("amendment.back"):
        answered(world, made)
    with override("en"):
        dropped, made = made, ending(world, agreement, appeal, by(world, 1))
    dropped.refresh_from_db()
    assert (dropped.refusal, made.back_total) == ("Вместо него подготовлено другое.", 21 * MN)
    late = {"actor": world.initiator(agreement.application.project), "amendment": made, "at": now(world, 72)}
    with refused("amendment.back"):
        services.amendment_answer(**late, accept=True)
    answered(world, made)
    secretary = world.actor("secretary")
    with refused("recount.stale"):
        services.appeal_recount(actor=secretary, appeal=appeal, at=now(world, 72))
    assert not held_by(appeal)[0].is_ready(now(world, 72).date())
    again = answered(world, ending(world, agreement, appeal, by(world, 40), hours=73))
    assert again.back_total == 21 * MN, "what the one dropped had asked back is not counted as asked"
    services.appeal_recount(actor=secretary, appeal=appeal, at=now(world, 74))
    assert ClawbackClaim.objects.get().due_on == by(world, 40)


def test_each_acts_for_its_own_side(doomed):
    world, appeal, agreement = doomed
    paid(world, agreement, 20)
    lead, stranger = world.initiator(agreement.application.project), world.initiator(appeal.application.project)
    for actor in (lead, stranger, world.actor("chair"), world.actor("member-1"), world.actor("auditor")):
        with pytest.raises((Denied, Hidden)):
            services.amendment_prepare(
                actor=actor, agreement=agreement, appeal=appeal.pk, reason="Так", years={}, back_by=by(world),
                at=now(world, 6),
            )  # fmt: skip
    made = ending(world, agreement, appeal, by(world))
    for actor in (world.actor("secretary"), world.actor("chair"), stranger):
        with pytest.raises((Denied, Hidden)):
            services.amendment_answer(actor=actor, amendment=made, accept=True, at=now(world, 7))
    answered(world, made)
    recounted(world, appeal)
    for actor in (lead, stranger, world.actor("chair")):
        with pytest.raises((Denied, Hidden)):
            services.clawback_close(actor=actor, clawback=ClawbackClaim.objects.get(), returned=True, at=now(world, 8))
