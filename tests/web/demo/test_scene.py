"""The scene as people find it: loaded once, played on by the clock, every figure of scene.md."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import Sum

from svetovod.demo import acts, scene
from svetovod.demo.build_selection import moment
from svetovod.demo.cast import Company
from svetovod.demo.people import people_make
from svetovod.web.audit import words
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.commission.models import GrantAgreement
from svetovod.web.events.models import ArchiveEntry, Pitch, PracticalSession, Registration
from svetovod.web.projects.award.reading import award_of
from svetovod.web.projects.models import JointProject, Remark
from svetovod.web.registry.models import Cluster, StoredVerdict
from svetovod.web.selection import selectors
from svetovod.web.selection.enums import SignKind, SignStrength
from svetovod.web.selection.models import Application, RankingRun, SelectionRound

MOSCOW = ZoneInfo("Europe/Moscow")
pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture(scope="module")
def loaded(scenes, django_db_blocker):
    """The scene as it is loaded, and played whole; what is done to it here is undone."""
    with django_db_blocker.unblock():
        with scenes.at("papers"):
            first = _counts()
            scene.load()
            again = _counts()
        with scenes.at("published"):
            scene.play_to_the_end()
            whole = _counts()
            scene.advance(scene.LAST_DAY)
            yield {"first": first, "again": again, "whole": whole, "twice": _counts()}


def _counts() -> dict[str, int]:
    models = (Cluster, PracticalSession, Registration, Pitch, JointProject, Remark, Application, LedgerEntry)
    return {model.__name__: model.objects.count() for model in models}


def test_it_opens_on_the_eve_of_the_papers_deadline(loaded):
    counts = loaded["first"]
    assert (counts["Cluster"], counts["JointProject"], counts["Pitch"], counts["Remark"]) == (12, 24, 19, 0)
    # those of Saransk, and who had been in Syktyvkar
    assert counts["Registration"] == 140 + 48


def test_loading_again_changes_nothing(loaded):
    assert loaded["again"] == loaded["first"]


def test_acts_find_their_work_done(loaded):
    assert loaded["twice"] == loaded["whole"]


def test_the_journal_has_words_for_all_that_was_done_and_to_what():
    said, told = words.held("ru"), LedgerEntry.objects.order_by().values_list
    actions, kinds = set(told("action", flat=True)), set(told("subject_type", flat=True))
    assert len(kinds) > 30 and not sorted(actions - set(said["actions"])) and not sorted(kinds - set(said["kinds"]))


def test_the_clusters_show_every_verdict(loaded):
    first = StoredVerdict.objects.filter(on__lte="2021-06-24").order_by("cluster", "on")
    kinds = Counter(first.values_list("verdict", flat=True))
    assert {"conforming", "likely_not_conforming", "undetermined"} <= set(kinds)


def test_people_come_from_forty_regions(loaded):
    assert Registration.objects.filter(session__slug="saransk-2021").values("region").distinct().count() == 40


def test_pictures_are_drawn_and_say_so(loaded):
    session = PracticalSession.objects.get(slug="saransk-2021")
    shown = ArchiveEntry.objects.filter(kind="photo").exclude(published_at=None)
    assert Counter(shown.values_list("session__slug", flat=True)) == {"saransk-2021": 2, "syktyvkar-2021": 2}
    assert all("демонстрационные данные" in each.rights and each.people for each in shown)
    assert session.logos.count() == 3
    assert session.remark_sheets.filter(spare=False).count() > 100 and session.sheet_scans.count() == 1


def test_remarks_are_of_every_severity_and_state(loaded):
    assert 60 <= Remark.objects.count() <= 90
    assert set(Remark.objects.values_list("severity", flat=True)) == {"blocking", "important", "advice"}
    assert {"new", "accepted", "closed"} <= set(Remark.objects.values_list("state", flat=True))


def test_the_money_is_short_and_given_exactly(loaded):
    round_ = SelectionRound.objects.get(slug="2021")
    asked = round_.applications.aggregate(total=Sum("requested"))["total"]
    assert Decimal(2_600_000_000) < asked < Decimal(3_300_000_000)
    result = RankingRun.objects.get(round=round_).result
    given = sum(Decimal(place["allocated"]) for place in result["ranking"])
    assert given <= round_.limit and Decimal(result["allocated"]) == given
    statuses = Counter(place["status"] for place in result["ranking"])
    assert statuses["winner"] and statuses["partial"] == 1 and statuses["reserve"] and statuses["below_threshold"]
    assert round_.state == "published"


def test_a_tie_that_nobody_declared_is_found_and_explained(loaded):
    """Through a second organisation, so it bars nobody: the secretary decides."""
    found = selectors.signs_found(Company(people_make()).actor("secretary"), SelectionRound.objects.get(slug="2021"))
    tied = [each for each in found if each.sign.kind == SignKind.SECOND]
    assert {(each.sign.member.code, each.sign.strength) for each in tied} == {("E8", SignStrength.CONFIRM)}
    assert "эксперт указал ООО «Условный инжиниринг» (демонстрация)" in tied[0].said
    assert "учредитель" in tied[0].said and "выписка 14 (демонстрация), на 04.06.2021" in tied[0].said


def test_the_journal_of_the_whole_scene_is_sound(loaded):
    assert verify_journal() == []
    assert DomainClock.objects.get().moment == scene.LAST_DAY


def test_every_act_has_its_day():
    days = [at for at, _act in acts.ACTS]
    assert days == sorted(days)
    assert all(at > datetime(2021, 6, 10, tzinfo=MOSCOW) for at in days)


def test_people_are_roles_not_names(loaded):
    company = Company(people_make())
    assert all(person.name == person.position for person in company.people.values())


def test_an_upheld_appeal_makes_a_signed_sum_smaller_and_money_comes_back(loaded):
    """By the additional agreement of both parties, in force with the count; whoever has appealed signs as well."""
    with transaction.atomic():
        for _twice in range(2):
            scene.advance(moment("2022-01-25 10:00"))
        changed, other = GrantAgreement.objects.order_by("signed_on")
        (made,), (claim,), (demand,) = changed.amendments.all(), changed.claims.all(), changed.clawbacks.all()
        appeal = made.appeal
        days = [
            appeal.filed_at.date(), changed.signed_on, claim.filed_at.date(), claim.decided_at.date(),
            appeal.decided_at.date(), made.signed_on, appeal.after.made_at.date(), demand.returned_on, demand.due_on,
        ]  # fmt: skip
        assert days == sorted(days) and other.signed_on == demand.returned_on
        assert (made.state, claim.state, demand.state) == ("in_force", "paid", "returned")
        assert 0 < made.total < claim.amount and demand.amount == claim.amount - made.total == made.back_total
        assert sum(map(Decimal, changed.years.values())) - made.total == sum(map(Decimal, other.years.values()))
        assert other.application == appeal.application and appeal.before != appeal.after
        assert Decimal(changed.years["2021"]) % 10_000 == 0 and len(changed.years) == 2
        for row, amount in ((changed, made.total), (other, sum(map(Decimal, other.years.values())))):
            award = award_of(row.application.project, date(2022, 1, 25))
            assert award is not None and award.amount == amount and award.dues and award.agreement.number == row.number
            assert row.number == f"020-11-{row.signed_on.year}-{row.application.project.number}"
        texts = (made.reason, claim.evidence, appeal.text, appeal.decision, changed.purpose, other.purpose)
        assert all("демонстрационные данные" in text for text in texts)
        assert verify_journal() == []
        transaction.set_rollback(True)


def test_a_second_upheld_appeal_ends_that_agreement_and_all_of_it_comes_back(loaded):
    """Who has appealed signs for that money; nobody is to report on a half-year without an agreement."""
    with transaction.atomic():
        for _twice in range(2):
            scene.advance(moment("2023-02-10 10:00"))
        ended, first, last = GrantAgreement.objects.order_by("signed_on")
        smaller, nothing = ended.amendments.order_by("number")
        assert nothing.ends and nothing.back_total == smaller.total and nothing.state == "in_force"
        assert ended.ended_on == nothing.appeal.after.made_at.date() < nothing.demand.returned_on < last.signed_on
        claimed = sum(claim.amount for claim in ended.claims.all())
        assert sum(each.amount for each in ended.clawbacks.filter(state="returned")) == claimed
        assert sum(map(Decimal, last.years.values())) == smaller.total
        assert last.application == nothing.appeal.application != first.application
        told = {}
        for row in (ended, first, last):
            award = award_of(row.application.project, date(2023, 2, 10))
            assert award is not None and award.number == row.number
            told[row] = [due.period for due in award.dues if due.report]
        # the last one forgets, as one in five does
        assert told == {ended: ["2021H2"], first: ["2022H1", "2022H2"], last: []}
        assert verify_journal() == []
        transaction.set_rollback(True)
