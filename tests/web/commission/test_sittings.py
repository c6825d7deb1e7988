"""A sitting: quorum, substitutes, the casting vote, withdrawal, secret votes, decisions of its own, in absentia."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.web.commission.conftest import day, item_of, mark, plan, ranked_of, vote

from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import selectors, services
from svetovod.web.commission.models import Ballot, SecretTally, SecretVoter
from svetovod.web.commission.selectors.sittings import grounds_of
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection import services as selections


def opened(world, *present, **more):
    sitting = plan(world, **more)
    mark(world, sitting, *present)
    services.sitting_open(actor=world.actor("chair"), sitting=sitting, at=day(world))
    sitting.refresh_from_db()
    return sitting


def begun(world, sitting, position=1):
    return services.item_open(actor=world.actor("chair"), item=item_of(sitting, position), at=day(world))


def counted(world, item):
    return services.item_close(actor=world.actor("chair"), item=item, at=day(world))


def approve(world):
    return selections.round_approve(actor=world.actor("chair"), round=world.round, at=day(world))


def refused(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_no_quorum_no_sitting(ranked):
    sitting = plan(ranked)
    mark(ranked, sitting, "chair")
    with refused("sitting.quorum"):
        services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    mark(ranked, sitting, "member-1")
    assert services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked)).state == "running"


def test_a_substitute_votes_only_in_place_of_somebody_absent(ranked):
    sitting = plan(ranked)
    mark(ranked, sitting, "chair", "member-1")
    with refused("attendance.taken"):
        mark(ranked, sitting, "substitute", stands_for="member-1")
    mark(ranked, sitting, "substitute", stands_for="member-2")
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    item = begun(ranked, sitting)
    vote(ranked, item, substitute="for")
    with refused("vote.absent"):
        vote(ranked, item, member_2="for")


def test_a_tie_is_decided_by_whoever_presides(ranked):
    item = begun(ranked, opened(ranked, "chair", "member-1"))
    vote(ranked, item, chair="for", member_1="against")
    assert counted(ranked, item).state == "accepted"
    assert item_of(item.sitting).count["by"] == "casting"


def test_a_tie_without_a_casting_vote_does_not_carry(ranked):
    item = begun(ranked, opened(ranked, "chair", "member-1", casting=False))
    vote(ranked, item, chair="for", member_1="against")
    assert counted(ranked, item).state == "rejected"
    services.sitting_close(actor=ranked.actor("chair"), sitting=item.sitting, at=day(ranked))
    with refused("sitting.against"):
        approve(ranked)


def test_the_ranking_is_approved_by_the_sitting_that_has_it(ranked):
    sitting = opened(ranked, "chair", "member-1")
    with refused("vote.sitting"):
        selections.vote_cast(actor=ranked.actor("chair"), round=ranked.round, choice="for", at=day(ranked))
    with refused("sitting.open"):
        approve(ranked)
    item = begun(ranked, sitting)
    vote(ranked, item, chair="for", member_1="abstain")
    counted(ranked, item)
    services.sitting_close(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    assert approve(ranked).state == "approved"
    protocol = selections.protocol_issue(actor=ranked.actor("secretary"), round=ranked.round, at=day(ranked))
    assert protocol.snapshot["votes"]["counts"][:3] == [["за", 1], ["против", 0], ["воздержался", 1]]


def test_applications_are_read_once_for_all_the_commission(ranked, django_assert_num_queries):
    """Who of four seats speaks for a party of the ranking: withdrawals, roles, applications."""
    item = item_of(plan(ranked))
    places = selectors.places_of(item.sitting)
    assert len(places) == 4 and item.sitting.round
    with django_assert_num_queries(3):
        assert grounds_of(item, places) == {}
    initiator = ranked.round.applications.order_by("serial")[0].project.initiator
    places[1].seat.organisation = initiator
    assert list(grounds_of(item, places).values()) == [f"2021-001: {initiator}"]


def test_who_withdraws_counts_for_neither_result_nor_quorum(ranked):
    item = begun(ranked, opened(ranked, "chair", "member-1", "member-2"))
    vote(ranked, item, chair="for", member_1="against", member_2="against")
    services.item_withdraw(actor=ranked.actor("member-2"), item=item, ground="Консультировал", at=day(ranked))
    with refused("vote.conflict"):
        vote(ranked, item, member_2="against")
    assert counted(ranked, item).count["voters"] == 2


def test_a_conflict_that_appears_after_the_vote_takes_it_out(ranked):
    item = begun(ranked, opened(ranked, "chair", "member-1", "member-2"))
    vote(ranked, item, chair="for", member_1="against", member_2="against")
    RoleGrant.objects.create(
        person=ranked.people["member-2"], role="participant", scope="organisation",
        scope_id=str(ranked.projects[0].initiator_id), granted_at=day(ranked),
    )  # fmt: skip
    closed = counted(ranked, item)
    assert closed.state == "accepted"
    assert closed.withdrawals.get().ground.startswith("2021-")


def test_a_secret_vote_keeps_names_apart_from_choices(ranked):
    sitting = opened(ranked, "chair", "member-1", "member-2")
    services.item_add(
        actor=ranked.actor("secretary"), sitting=sitting, kind="other", title="О председательствующем", secret=True,
        at=day(ranked),
    )  # fmt: skip
    item = begun(ranked, sitting, 2)
    vote(ranked, item, chair="for", member_1="against", member_2="for")
    with refused("vote.secret_cast"):
        vote(ranked, item, chair="against")
    closed = counted(ranked, item)
    assert (closed.state, closed.count["for"], closed.count["against"]) == ("accepted", 2, 1)
    assert SecretVoter.objects.count() == sum(SecretTally.objects.values_list("votes", flat=True)) == 3
    assert not Ballot.objects.exists()
    bodies = LedgerEntry.objects.filter(action="ballot.secret").values_list("body", flat=True)
    assert len(bodies) == 3
    assert not any("against" in body or '"for"' in body for body in bodies)
    assert {field.name for field in SecretTally._meta.fields} == {"id", "item", "choice", "votes"}


def decide(world, place, **more):
    """A sitting that accepts the ranking and one decision on the application of this place of it."""
    sitting = opened(world, "chair", "member-1")
    code = world.round.runs.latest("id").result["ranking"][place]["project"]
    services.item_add(
        actor=world.actor("secretary"), sitting=sitting, kind="application", ground="Так решено", at=day(world),
        application=world.round.applications.get(project__code=code), **more,
    )  # fmt: skip
    for position in (2, 1):
        item = begun(world, sitting, position)
        vote(world, item, chair="for", member_1="for")
        counted(world, item)
    services.sitting_close(actor=world.actor("chair"), sitting=sitting, at=day(world))


def test_decisions_make_no_more_winners_than_were_announced(make_world):
    world = ranked_of(make_world(projects=3, experts=4, winners=2))
    decide(world, 2, outcome="winner")
    with refused("decision.over_winners"):
        approve(world)


def test_where_whole_sums_only_are_granted_none_is_decided_in_part(make_world):
    world = ranked_of(make_world(projects=3, experts=4, distribution="whole"))
    with refused("decision.whole"):
        decide(world, 0, outcome="partial", amount=Decimal(60_000_000))


def test_a_decision_of_its_own_needs_a_ground_and_is_kept_beside_the_ranking(ranked):
    sitting = opened(ranked, "chair", "member-1")
    first = next(p for p in ranked.round.runs.get().result["ranking"] if p["status"] == "winner")
    application = ranked.round.applications.get(project__code=first["project"])
    given = {"actor": ranked.actor("secretary"), "sitting": sitting, "kind": "application", "at": day(ranked)}
    with refused("decision.ground"):
        services.item_add(**given, application=application, outcome="rejected")
    services.item_add(**given, application=application, outcome="rejected", ground="Недостоверные сведения")
    with refused("item.order"):
        begun(ranked, sitting, 1)
    for position in (2, 1):
        item = begun(ranked, sitting, position)
        vote(ranked, item, chair="for", member_1="for")
        counted(ranked, item)
    services.sitting_close(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    approve(ranked)
    application.refresh_from_db()
    assert application.state == "rejected"
    before, after = (run.result for run in ranked.round.runs.order_by("id"))
    assert "changes" not in before
    assert after["changes"][0]["ranked"]["status"] == "winner"
    assert Decimal(after["left"]) == Decimal(before["left"]) + Decimal(first["allocated"])
    protocol = selections.protocol_issue(actor=ranked.actor("secretary"), round=ranked.round, at=day(ranked))
    assert protocol.snapshot["decisions"][0][-1] == "Недостоверные сведения"


def test_in_absentia_ballots_are_counted_after_the_term(ranked):
    until = day(ranked) + timedelta(days=2)
    sitting = plan(ranked, form="absentia", ballot_until=until)
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    item = begun(ranked, sitting)
    vote(ranked, item, chair="for", member_1="for")
    with refused("item.term"):
        counted(ranked, item)
    with refused("vote.late"):
        services.ballot_cast(actor=ranked.actor("member-2"), item=item, choice="against", at=until)
    assert services.item_close(actor=ranked.actor("secretary"), item=item, at=until).state == "accepted"


def test_a_decided_item_cannot_be_changed_even_by_sql(ranked):
    from django.db import ProgrammingError, transaction

    item = begun(ranked, opened(ranked, "chair", "member-1"))
    vote(ranked, item, chair="for", member_1="for")
    counted(ranked, item)
    with pytest.raises(ProgrammingError), transaction.atomic():
        type(item).objects.filter(pk=item.pk).update(state="rejected")


def test_an_expert_plans_nothing_and_a_member_leads_nothing(ranked):
    with pytest.raises(Denied):
        services.sitting_plan(
            actor=ranked.actor("member-1"), round=ranked.round, form="video", starts_at=day(ranked), at=day(ranked)
        )
    sitting = plan(ranked)
    with pytest.raises(Denied):
        services.sitting_open(actor=ranked.actor("member-1"), sitting=sitting, at=day(ranked))


def test_nothing_is_done_in_a_cancelled_sitting_and_each_refusal_says_so(ranked):
    """A sitting that is cancelled stays as it was; another one is planned."""
    sitting = plan(ranked)
    services.sitting_cancel(actor=ranked.actor("secretary"), sitting=sitting, at=day(ranked))
    item, seat, before = item_of(sitting), ranked.round.seats.first(), LedgerEntry.objects.count()
    of_sitting, of_item = {"sitting": sitting, "at": day(ranked)}, {"item": item, "at": day(ranked)}
    secretary, chair, member = (ranked.actor(name) for name in ("secretary", "chair", "member-1"))
    steps = {
        "open": lambda: services.sitting_open(actor=chair, **of_sitting),
        "close": lambda: services.sitting_close(actor=chair, **of_sitting),
        "add": lambda: services.item_add(actor=secretary, kind="other", title="x", **of_sitting),
        "remove": lambda: services.item_remove(actor=secretary, position=1, **of_sitting),
        "mark": lambda: services.attendance_mark(actor=secretary, seat=seat, presence="present", **of_sitting),
        "minutes": lambda: services.minutes_write(actor=secretary, text="x", **of_sitting),
        "item minutes": lambda: services.minutes_write(actor=secretary, text="x", position=1, **of_sitting),
        "vote begins": lambda: services.item_open(actor=chair, **of_item),
        "withdraw": lambda: services.item_withdraw(actor=member, ground="x", **of_item),
        "vote": lambda: services.ballot_cast(actor=member, choice="for", **of_item),
        "again": lambda: services.item_again(actor=chair, reason="x", **of_item),
        "count": lambda: services.item_close(actor=chair, **of_item),
    }
    for name, step in steps.items():
        with pytest.raises(Refused, match="отменено") as caught:
            step()
        assert caught.value.code == "sitting.cancelled", name
    assert LedgerEntry.objects.count() == before
    assert plan(ranked).number == sitting.number + 1
