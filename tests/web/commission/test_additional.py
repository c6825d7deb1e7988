"""Additional agreements that change the sum of a signed one: the count of an upheld appeal waits for them."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.commission.conftest import day, now, of, places
from tests.web.commission.test_recounts import recounted, scored, unequal, upheld
from tests.web.keeping import keep

from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.commission import services
from svetovod.web.commission.agreement_book import additional_file, agreed
from svetovod.web.commission.models import Amendment
from svetovod.web.commission.selectors.agreements import counts_for, held_by, years_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.signatures.seam import paper_of

__all__ = ["unequal"]

MN = Decimal(1_000_000)


def refused(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def signed(world, row, *sums):
    return services.agreement_sign(
        actor=world.actor("secretary"), application=row, number=f"020-{row.number}", signed_on=day(world).date(),
        years={str(2022 + place): sum_ * MN for place, sum_ in enumerate(sums)}, at=now(world, 5),
    )  # fmt: skip


def prepared(world, agreement, appeal, *sums):
    return services.amendment_prepare(
        actor=world.actor("secretary"), agreement=agreement, appeal=appeal.pk, reason="По решению по жалобе",
        years={str(2022 + place): sum_ * MN for place, sum_ in enumerate(sums)}, at=now(world, 6),
    )  # fmt: skip


def answered(world, amendment, accept=True, reason="Не согласен"):
    lead = world.initiator(amendment.application.project)
    return services.amendment_answer(actor=lead, amendment=amendment, accept=accept, reason=reason, at=now(world, 7))


def consented(world, lead):
    """Who has a part only agrees to it before there is an agreement."""
    (offer,) = services.awards_ask(
        actor=world.actor("secretary"), round=world.round, until=now(world, 48), at=now(world, 4)
    )
    services.award_answer(actor=lead, offer=offer, accept=True, at=now(world, 4))


@pytest.fixture
def both(published):
    """The first has 100 of 150 mn and the second 50, both signed; the appeal of the second makes it 50 and 100."""
    return keep("both", lambda: make_both(published))


def make_both(world):
    first, _lead = of(world, "winner")
    second, lead = of(world, "partial")
    appeal = upheld(world, second, lead, corrected=scored(world, second, 10))
    consented(world, lead)
    return world, appeal, signed(world, first, 60, 40), signed(world, second, 50)


def total(agreement):
    return sum(map(Decimal, years_of(agreement).values())) / MN


def test_sums_change_once_every_party_has_signed_and_with_the_count_alone(both):
    world, appeal, lower, higher = both
    assert [(each.promised / MN, each.counted / MN, each.is_ready(now(world).date())) for each in held_by(appeal)] == [
        (100, 50, False), (50, 100, False),
    ]  # fmt: skip
    one = answered(world, prepared(world, lower, appeal, 30, 20))
    other = prepared(world, higher, appeal, 100)
    with pytest.raises(Refused, match=higher.application.number) as error:
        recounted(world, appeal)
    assert error.value.code == "recount.agreement" and lower.application.number not in str(error.value)
    assert (total(lower), total(higher)) == (100, 50), "nothing is in force before the count"
    answered(world, other)
    assert all(each.is_ready(now(world).date()) for each in held_by(appeal))
    recounted(world, appeal)
    assert (total(lower), total(higher)) == (50, 100)
    run = world.round.runs.latest("id").result
    given = {place["project"]: Decimal(place["allocated"]) / MN for place in run["ranking"]}
    assert (given[lower.application.project.code], given[higher.application.project.code]) == (50, 100)
    assert sum(given.values()) + Decimal(run["left"]) / MN == 150
    one.refresh_from_db()
    assert (one.state, one.signed_on, one.answered_at) == ("in_force", now(world, 7).date(), now(world, 7))
    assert [row.state for row in lower.application.award_offers.all()] == []
    assert [row.state for row in higher.application.award_offers.all()] == ["accepted"], "the agreement says the sum"
    said = agreed(lower)
    assert said["years"] == [{"year": "2022", "amount": "30000000"}, {"year": "2023", "amount": "20000000"}]
    assert [each["number"] for each in said["amendments"]] == [1]
    entries = LedgerEntry.objects.filter(action__startswith="amendment.").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "amendment.prepare", "amendment.answer", "amendment.prepare", "amendment.answer",
        "amendment.enforce", "amendment.enforce",
    ]  # fmt: skip
    told = Notice.objects.filter(key=f"amendment:{one.pk}:in_force").values_list("person__name", flat=True)
    assert set(told) == {f"initiator-{lower.application.project.number}", "secretary"}
    assert counts_for(lower) == []
    with refused("amendment.ground"):
        prepared(world, lower, appeal, 100)


def test_the_sum_is_the_counted_one_and_not_below_what_is_paid(both):
    world, appeal, lower, _higher = both
    lead = world.initiator(lower.application.project)
    for sums in ((50, Decimal("0.01")), (49,), (100,)):
        with refused("amendment.sum"):
            prepared(world, lower, appeal, *sums)
    with refused("amendment.ground"):
        prepared(world, lower, Amendment(pk=0), 50)
    claim = {"actor": lead, "agreement": lower, "year": 2022, "evidence": "Акт", "at": now(world, 6)}
    services.claim_file(**claim, amount=20 * MN)
    with refused("amendment.paid"):
        prepared(world, lower, appeal, 10, 40)
    made = prepared(world, lower, appeal, 30, 20)
    services.claim_file(**claim, amount=15 * MN)
    with refused("amendment.paid"):
        answered(world, made)
    services.claim_decide(
        actor=world.actor("secretary"), claim=lower.claims.last(), pay=False, reason="Рано", at=now(world, 6)
    )
    answered(world, made)
    with refused("claim.amount"):  # of 30 that both have signed 20 are claimed, though 60 are in force
        services.claim_file(**claim, amount=10 * MN + 1)
    services.claim_file(**claim, amount=10 * MN)


def test_more_money_is_claimed_when_the_count_has_given_it_alone(both):
    world, appeal, lower, higher = both
    answered(world, prepared(world, lower, appeal, 50))
    answered(world, prepared(world, higher, appeal, 100))
    claim = {
        "actor": world.initiator(higher.application.project), "agreement": higher, "year": 2022, "evidence": "Акт",
        "amount": 51 * MN, "at": now(world, 8),
    }  # fmt: skip
    with refused("claim.amount"):
        services.claim_file(**claim)
    recounted(world, appeal)
    services.claim_file(**claim)


def test_who_does_not_sign_leaves_everything_as_it_was(both):
    world, appeal, lower, higher = both
    made = prepared(world, lower, appeal, 50)
    with refused("amendment.coming"):
        services.amendment_add(
            actor=world.actor("secretary"), agreement=lower, signed_on=day(world).date(), reason="Сроки",
            years={"2022": 100 * MN}, at=now(world, 6),
        )  # fmt: skip
    with pytest.raises(Refused, match="Напишите, по какой причине"):
        answered(world, made, accept=False, reason=" ")
    gone = answered(world, made, accept=False)
    assert (gone.state, gone.refusal, gone.signed_on) == ("dropped", "Не согласен", None)
    assert answered(world, made, accept=False).answered_at == gone.answered_at
    with refused("state.wrong"):
        answered(world, made)
    again = prepared(world, lower, appeal, 40, 10)
    third = prepared(world, lower, appeal, 50)
    again.refresh_from_db()
    assert (again.state, again.refusal, third.number) == ("dropped", "Вместо него подготовлено другое.", 3)
    answered(world, third)
    dropped = services.amendment_drop(
        actor=world.actor("secretary"), amendment=third, reason="Второй не подписал", at=now(world, 8)
    )
    assert dropped.state == "dropped"
    with refused("recount.agreement"):
        recounted(world, appeal)
    assert (total(lower), total(higher)) == (100, 50)
    services.amendment_add(
        actor=world.actor("secretary"), agreement=lower, signed_on=day(world).date(), reason="Сроки",
        years={"2022": 100 * MN}, at=now(world, 9),
    )  # fmt: skip
    assert years_of(lower) == {"2022": "100000000"}


def test_each_acts_for_its_own_side(both):
    world, appeal, lower, higher = both
    made = prepared(world, lower, appeal, 50)
    for who in ("secretary", "chair", "member-1", "auditor", "stranger"):
        with pytest.raises((Denied, Hidden)):
            services.amendment_answer(actor=world.actor(who), amendment=made, accept=True, at=now(world, 7))
    lead = world.initiator(lower.application.project)
    for actor in (lead, world.initiator(higher.application.project), world.actor("chair")):
        with pytest.raises((Denied, Hidden)):
            services.amendment_drop(actor=actor, amendment=made, reason="Так", at=now(world, 7))
        with pytest.raises((Denied, Hidden)):
            services.amendment_prepare(
                actor=actor, agreement=lower, appeal=appeal.pk, reason="Так", years={"2022": 50 * MN}, at=now(world, 7)
            )
    with pytest.raises((Denied, Hidden)):
        services.amendment_answer(
            actor=world.initiator(higher.application.project), amendment=made, accept=True, at=now(world, 7)
        )


@pytest.mark.parametrize(("place", "has", "left"), [(0, 60, (50,)), (1, 40, ())])
def test_a_count_that_leaves_the_sum_drops_what_was_on_its_way(unequal, browse, place, has, left):
    """The fourth gets before both of the first, and less or nothing is left to one of them; then the own appeal of
    that one is counted, and the count of the other changes nothing in the agreement any more: nor does it end it."""
    world = unequal
    last, row = world.application(3), world.application(place)
    appeal = upheld(world, last, world.initiator(last.project), corrected=scored(world, last, "9.8"))
    other = upheld(world, row, world.initiator(row.project), corrected=scored(world, row, 10))
    agreement = signed(world, row, has)
    coming = answered(world, prepared(world, agreement, appeal, *left))
    assert coming.ends == (not left)
    recounted(world, other)
    assert held_by(appeal) == []
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    page = f"/selections/2021/applications/{last.number}/appeals/{appeal.number}/step/recount/"
    assert browse(world.people["secretary"]).post(page).status_code == 302
    for each in (appeal, coming, agreement, row):
        each.refresh_from_db()
    assert appeal.after == world.round.runs.latest("id")
    assert (coming.state, coming.refusal) == ("dropped", "Пересчёт оставил сумму соглашения прежней.")
    assert (row.state, agreement.ended_on, total(agreement)) == ("agreement", None, has)
    given = {each["project"]: Decimal(each["allocated"]) for each in places(world)}
    assert given[row.project.code] == has * MN


def test_the_pages_lead_from_the_appeal_to_the_signatures(both, browse):
    world, appeal, lower, _higher = both
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    secretary = browse(world.people["secretary"])
    number = lower.application.number
    award = f"/selections/2021/applications/{number}/award/"
    page = f"/selections/2021/applications/{appeal.application.number}/appeals/1/"

    def read(client, url):
        answer = client.get(url)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().replace("\u00a0", " ").split())

    shown = read(secretary, page)
    assert "Подпишите дополнительные соглашения" in shown and f'href="{award}"' in shown
    form = read(secretary, award)
    assert "По пересчёту этому соглашению причитается" in form and f'value="{appeal.pk}"' in form
    sent = {"appeal": appeal.pk, "years": "2022 30000000", "reason": "По жалобе"}
    assert secretary.post(f"{award}step/prepare/", sent | {"years": "2022"}).status_code == 422
    assert secretary.post(f"{award}step/prepare/", sent | {"years": "2022 30000000\n2023 20000000"}).status_code == 302
    coming = lower.amendments.get()
    assert (coming.state, coming.total) == ("prepared", 50 * MN)
    shown = read(secretary, page)
    assert "дополнительное соглашение № 1 на 50 000 000" in shown and "ждёт получателя" in shown
    ours = read(secretary, award)
    assert "step/prepare/" not in ours and "step/amend/" not in ours and "step/reply/" not in ours
    lead = browse(world.people[f"initiator-{lower.application.project.number}"])
    theirs = read(lead, award)
    assert "step/reply/" in theirs and "step/give_up/" not in theirs
    assert lead.post(f"{award}step/give_up/", {"reason": "x"}).status_code == 403
    assert lead.post(f"{award}step/reply/", {"reply": "sign"}).status_code == 302
    assert "подписано обеими сторонами" in read(lead, award)
    assert "step/reply/" not in read(lead, award)
    paper = paper_of("amendment", str(coming.pk))
    file = json.loads(additional_file(coming))
    assert (file["sum"], file["agreement"], file["appeal"]["number"]) == ("50000000", lower.number, 1)
    assert paper.inns == (lower.application.initiator["inn"],)
    door = reverse("signatures:paper", args=["amendment", coming.pk])
    assert door in read(secretary, award) and lead.get(door).status_code == 200
    assert browse(world.people["member-1"]).get(door).status_code == 404
    assert secretary.post(f"{award}step/give_up/", {"reason": "Второй не подписал"}).status_code == 302
    left = read(secretary, award)
    assert "Дополнительное соглашение № 1" in left
    assert 'в силу не вступило: <span lang="ru">Второй не подписал' in left
    assert secretary.post(f"{award}step/give_up/", {"reason": "Второй не подписал"}).status_code == 404
