"""Votes and money by two at once, see tests/web/interleaving.py."""

from decimal import Decimal

import pytest
from tests.web.commission.conftest import day, item_of, mark, now, of, plan, vote
from tests.web.commission.test_recounts import scored, upheld
from tests.web.interleaving import Race, entries, interleave

from svetovod.web.commission import services
from svetovod.web.commission.models import Amendment, Appeal, AwardOffer, ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import paid_of, years_of
from svetovod.web.selection.models import SelectionRound

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_vote_is_counted_twice_and_cast_meanwhile(ranked):
    sitting = plan(ranked)
    mark(ranked, sitting, "chair", "member-1", "member-2")
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    item = services.item_open(actor=ranked.actor("chair"), item=item_of(sitting), at=day(ranked))
    vote(ranked, item, chair="for", member_1="for")

    def close():
        return services.item_close(actor=ranked.actor("chair"), item=item_of(sitting), at=day(ranked)).count

    def cast():
        services.ballot_cast(
            actor=ranked.actor("member-2"), item=item_of(sitting), choice="against", opinion="Нет", at=day(ranked)
        )
        return "cast"

    def once(one, other):
        assert one == other
        assert entries("item.close") == 1

    def counted(count, said):
        assert count["cast"] == 2 + (said == "cast"), "whoever was told that the vote is taken is counted"
        assert item_of(sitting).ballots.count() == count["cast"]

    assert interleave(Race(close, close, once, alike=True)) > 2
    assert interleave(Race(close, cast, counted)) > 2


def test_an_award_is_taken_declined_and_passed_on_at_once(published):
    limit = Decimal(150_000_000)
    secretary, until = published.actor("secretary"), now(published, 48)
    row, lead = of(published, "partial")
    services.awards_ask(actor=secretary, round=published.round, until=until, at=now(published))
    offer = row.award_offers.get()

    def answer(accept):
        found = AwardOffer.objects.select_related("application__round", "application__project").get(pk=offer.pk)
        return services.award_answer(
            actor=lead, offer=found, accept=accept, reason="Мало", at=now(published, 2)
        ).state  # fmt: skip

    def reserve():
        round_ = SelectionRound.objects.get(pk=published.round.pk)
        return services.reserve_ask(actor=secretary, round=round_, until=until, at=now(published, 3)).amount

    def money():
        result = published.round.runs.latest("id").result
        given = sum(Decimal(place["allocated"]) for place in result["ranking"])
        live = AwardOffer.objects.filter(reserve=True, state="asked")
        assert given + sum(each.amount for each in live) <= limit
        assert live.count() <= 1

    def single(one, other):
        assert one == other or "asked" not in {one, other}
        assert entries("award.answer") == 1
        assert AwardOffer.objects.get(pk=offer.pk).state in {one, other}
        money()

    def passed(declined, asked):
        assert declined == "declined"
        assert asked in {Decimal(50_000_000), "reserve.none"}
        money()

    def once(one, other):
        assert {one, other} == {Decimal(50_000_000), "reserve.none"}
        money()

    assert interleave(Race(lambda: answer(True), lambda: answer(True), single, alike=True)) > 2
    assert interleave(Race(lambda: answer(True), lambda: answer(False), single)) > 2
    assert interleave(Race(lambda: answer(False), reserve, passed)) > 2
    answer(False)
    assert interleave(Race(reserve, reserve, once, alike=True)) > 2


def test_an_agreement_is_signed_while_the_result_is_counted_again(published):
    """Of the two only one can be: the count takes the award away, or what is signed holds it up."""
    winner, _lead = of(published, "winner")
    row, lead = of(published, "reserve")
    appeal = upheld(published, row, lead, corrected=scored(published, row, 10))

    def recount():
        found = Appeal.objects.select_related("application__round", "application__project", "before").get(pk=appeal.pk)
        services.appeal_recount(actor=published.actor("secretary"), appeal=found, at=now(published, 5))
        return "counted"

    def sign():
        services.agreement_sign(
            actor=published.actor("secretary"), application=winner, number="1", signed_on=day(published).date(),
            years={"2022": Decimal(100_000_000)}, at=now(published, 5),
        )  # fmt: skip
        return "signed"

    def single(counted, signed):
        assert (counted == "counted") != (signed == "signed")
        assert GrantAgreement.objects.count() == (signed == "signed")
        result = published.round.runs.latest("id").result["ranking"]
        sums = {place["project"]: Decimal(place["allocated"]) for place in result}
        assert (sums[winner.project.code] == Decimal(100_000_000)) == (signed == "signed")

    assert interleave(Race(recount, sign, single)) > 2


def signed_before_a_count(world):
    """The winner has signed 100 mn in 2022; an upheld appeal of the reserve list waits for its count."""
    secretary = world.actor("secretary")
    winner, paid = of(world, "winner")
    row, lead = of(world, "reserve")
    appeal = upheld(world, row, lead, corrected=scored(world, row, 10))
    agreement = services.agreement_sign(
        actor=secretary, application=winner, number="1", signed_on=day(world).date(),
        years={"2022": Decimal(100_000_000)}, at=now(world, 5),
    )  # fmt: skip
    return secretary, paid, appeal, agreement


def test_an_additional_agreement_is_signed_claimed_against_dropped_and_counted_at_once(published):
    """What is claimed is never above what holds, and what holds is what the newest result gives."""
    secretary, paid, appeal, agreement = signed_before_a_count(published)
    coming = services.amendment_prepare(
        actor=secretary, agreement=agreement, appeal=appeal.pk, reason="По жалобе", years={"2022": Decimal(50_000_000)},
        at=now(published, 5),
    )  # fmt: skip

    def answer():
        found = Amendment.objects.select_related("agreement__application__round").get(pk=coming.pk)
        return services.amendment_answer(actor=paid, amendment=found, accept=True, at=now(published, 6)).state

    def claim():
        found = GrantAgreement.objects.select_related("application__round").get(pk=agreement.pk)
        return services.claim_file(
            actor=paid, agreement=found, year=2022, amount=Decimal(60_000_000), evidence="Акт", at=now(published, 6)
        ).number

    def drop():
        found = Amendment.objects.select_related("agreement__application__round").get(pk=coming.pk)
        return services.amendment_drop(actor=secretary, amendment=found, reason="Так", at=now(published, 7)).state

    def recount():
        found = Appeal.objects.select_related("application__round", "application__project", "before").get(pk=appeal.pk)
        services.appeal_recount(actor=secretary, appeal=found, at=now(published, 7))
        return "counted"

    def money():
        found = GrantAgreement.objects.get(pk=agreement.pk)
        holds = Decimal(years_of(found)["2022"])
        assert sum(paid_of(found).values()) <= holds
        result = published.round.runs.latest("id").result["ranking"]
        assert holds in {
            Decimal(each["allocated"]) for each in result if each["project"] == agreement.application.project.code
        }

    def either(signed, claimed):
        assert (signed, claimed) in {("signed", "claim.amount"), ("amendment.claimed", 1)}
        money()

    def once(counted, dropped):
        assert (counted, dropped) in {("counted", "state.wrong"), ("recount.agreement", "dropped")}
        money()

    def refused(counted, claimed):
        assert (counted, claimed) == ("counted", "claim.amount")
        money()

    assert interleave(Race(answer, claim, either)) > 2
    answer()
    assert interleave(Race(recount, drop, once)) > 2
    assert interleave(Race(recount, claim, refused)) > 2


def test_what_is_asked_back_is_given_up_while_an_additional_agreement_counts_on_it(published):
    """Of 60 paid 55 are asked back for a miss, and the new sum of 50 asks 5 more: never less than what is above."""
    secretary, paid, appeal, agreement = signed_before_a_count(published)
    claim = services.claim_file(
        actor=paid, agreement=agreement, year=2022, amount=Decimal(60_000_000), evidence="Акт", at=now(published, 5)
    )
    services.claim_decide(actor=secretary, claim=claim, pay=True, at=now(published, 5))
    by = {"back_by": now(published, 999).date(), "at": now(published, 5)}
    missed = services.clawback_ask(
        actor=secretary, agreement=agreement, amount=Decimal(55_000_000), ground="Показатель", due_on=by["back_by"],
        at=by["at"],
    )  # fmt: skip
    coming = services.amendment_prepare(
        actor=secretary, agreement=agreement, appeal=appeal.pk, reason="По жалобе", years={"2022": Decimal(50_000_000)},
        **by,
    )  # fmt: skip
    assert coming.back_total == Decimal(5_000_000)

    def answer():
        found = Amendment.objects.select_related("agreement__application__round").get(pk=coming.pk)
        return services.amendment_answer(actor=paid, amendment=found, accept=True, at=now(published, 6)).state

    def give_up():
        found = ClawbackClaim.objects.select_related("agreement__application__round").get(pk=missed.pk)
        return services.clawback_close(actor=secretary, clawback=found, returned=False, at=now(published, 6)).state

    def either(signed, given_up):
        assert (signed, given_up) in {("signed", "clawback.owed"), ("amendment.back", "dropped")}

    assert interleave(Race(answer, give_up, either)) > 2
