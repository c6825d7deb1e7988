"""Every turn the procedure can take: return, refusal and again, exclusion, appeal, a change of membership."""

from datetime import date

import pytest

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.confirmation import pages, selectors, services, terms
from svetovod.web.confirmation.models import ConfirmationApplication, RegistryEntry
from svetovod.web.notices.models import Notice
from svetovod.web.registry.models import Cluster

from .conftest import moment

DAY2, DAY3, DAY9 = (moment(f"2021-0{day}T11:00") for day in ("6-30", "7-06", "7-19"))


@pytest.fixture
def third(place, person):
    """An officer who took no part in anything."""
    place.people["third"] = person("third@example.org", ("registry_officer", "platform", ""))
    return "third"


def test_returned_papers_stop_the_term_until_they_come(place):
    row = place.file()
    place.do("application_take", row)
    back = place.do("application_return", row, DAY2, grounds="No signature", until=date(2021, 7, 16))
    again = place.do("application_return", row, DAY2, grounds="Again", until=date(2021, 7, 20))
    assert (again.pk, again.grounds) == (back.pk, "No signature")
    found = terms.review(place.row, date(2021, 7, 3))
    # 25, 28, 29 and 30 June are counted, the day of the return among them
    assert (found.term.due, found.left, found.term.counted, found.remaining) == (None, None, 4, 26)

    place.attach(place.row, "charter", DAY3)
    place.file(place.row, DAY3)
    assert place.row.state == "under_review" and place.row.versions.count() == 2
    # without the pause it would be 5 August; four working days from 1 to 6 July stand still
    assert terms.review(place.row, date(2021, 7, 6)).term.due == date(2021, 8, 11)
    keys = [p["key"] for p in place.row.versions.first().content["papers"] if p["files"]]
    assert "charter" in keys and "charter" not in [
        p["key"] for p in place.row.versions.last().content["papers"] if p["files"]
    ]


@pytest.mark.parametrize(
    ("grounds", "until", "code"),
    [(" ", date(2021, 7, 16), "return.grounds"), ("No", date(2021, 6, 24), "return.until")],
)
def test_a_return_says_why_and_until_when(place, grounds, until, code):
    row = place.file()
    place.do("application_take", row)
    with pytest.raises(Refused) as refused:
        place.do("application_return", row, grounds=grounds, until=until)
    assert refused.value.code == code


def test_the_review_goes_on_without_papers_only_after_their_term(place):
    row = place.file()
    place.do("application_take", row)
    place.do("application_return", row, DAY2, grounds="No signature", until=date(2021, 7, 6))
    with pytest.raises(Refused) as early:
        place.do("application_resume", row, DAY3)
    assert early.value.code == "return.not_over"
    place.do("application_resume", row, moment("2021-07-07T10:00"))
    back = place.row.returns.get()
    assert (place.row.state, back.completed, back.ended_at is not None) == ("under_review", False, True)


def test_a_refused_application_is_started_again_with_its_papers(place):
    place.decided("refuse")
    assert Cluster.objects.get().state == "refused" and not RegistryEntry.objects.exists()
    fresh = place.start(DAY2)
    first = ConfirmationApplication.objects.get(number="PK-2021-001")
    assert fresh.follows == first and first.decisions.get().snapshot["title"]
    found = pages.package.contents(place.actor("so"), place.cluster, fresh, DAY2.date())
    kinds = {line.paper.key: len(line.files) for line in found.lines}
    assert (kinds["application"], kinds["letter"], kinds["programme"]) == (1, 1, 1)
    filed = place.file(fresh, DAY2)
    assert filed.number == "PK-2021-002"
    place.decided(row=filed, at=DAY3)
    assert Cluster.objects.get().state == "registered"


def test_an_upheld_appeal_against_a_refusal_reopens_the_review(place, third):
    place.decided("refuse")
    row = place.row
    appeal = place.do("appeal_file", row, DAY2, who="so", text="We do conform")
    assert place.do("appeal_file", row, DAY2, who="so", text="Once more").pk == appeal.pk
    with pytest.raises(Refused) as pending:
        place.start(DAY2)
    assert pending.value.code == "confirmation.appealed"
    for name in ("officer", "second"):
        with pytest.raises(Refused) as involved:
            place.do("appeal_consider", row, DAY2, who=name)
        assert involved.value.code == "appeal.same_officer"
    place.do("appeal_consider", row, DAY2, who=third)
    place.do("appeal_decide", row, DAY3, who=third, outcome="uphold", answer="They do")
    assert (place.row.state, Cluster.objects.get().state) == ("under_review", "under_review")
    assert selectors.decision_of(place.row) is None
    # refused on the day of filing, reopened on 6 July: all thirty days are still to come
    assert terms.review(place.row, date(2021, 7, 6)).term.due == date(2021, 8, 17)
    place.do("decision_prepare", place.row, DAY9, outcome="confirm", grounds="By the appeal")
    place.do("decision_take", place.row, DAY9, who="second", order_number="9", order_date=date(2021, 7, 19))
    assert RegistryEntry.objects.get().decision.order_number == "9"
    assert Notice.objects.filter(
        person__email="so@example.org", key=f"confirmation_appeal:{appeal.pk}:decided"
    ).exists()


def test_a_rejected_appeal_is_not_filed_again(place, third):
    place.decided("refuse")
    row = place.row
    place.do("appeal_file", row, DAY2, who="so", text="We do conform")
    place.do("appeal_consider", row, DAY2, who=third)
    with pytest.raises(Refused):
        place.do("appeal_decide", row, DAY3, who=third, outcome="reject", answer="")
    place.do("appeal_decide", row, DAY3, who=third, outcome="reject", answer="They do not")
    with pytest.raises(Refused) as again:
        place.do("appeal_file", row, DAY9, who="so", text="Still")
    assert again.value.code == "appeal.again"
    assert place.start(DAY9).follows == row
    with pytest.raises(Refused) as late:
        place.do("appeal_file", row, DAY9, who="so", text="Still")
    assert late.value.code == "appeal.newer"


def test_nothing_to_appeal_against_while_nothing_is_refused(place):
    row = place.decided().application
    with pytest.raises(Refused) as refused:
        place.do("appeal_file", row, DAY2, who="so", text="Why not")
    assert refused.value.code == "appeal.nothing"


def on_entry(place, step, at, who="officer", **typed):
    return getattr(services, step)(actor=place.actor(who), entry=RegistryEntry.objects.get(), at=at, **typed)


def excluded(place):
    place.decided()
    on_entry(place, "exclusion_prepare", DAY2, grounds="No reports")
    return on_entry(place, "exclusion_take", DAY3, "second", order_number="4", order_date=date(2021, 7, 5))


def test_exclusion_is_a_decision_of_two_officers(place):
    place.decided()
    prepared = on_entry(place, "exclusion_prepare", DAY2, grounds="No reports")
    assert on_entry(place, "exclusion_prepare", DAY2, grounds="Twice").pk == prepared.pk
    with pytest.raises(Refused) as same:
        on_entry(place, "exclusion_take", DAY3, order_number="4", order_date=date(2021, 7, 5))
    assert same.value.code == "decision.same_officer"
    with pytest.raises(Refused) as day:
        on_entry(place, "exclusion_take", DAY3, "second", order_number="4", order_date=date(2021, 6, 29))
    assert day.value.code == "exclusion.order_date"
    on_entry(place, "exclusion_take", DAY3, "second", order_number="4", order_date=date(2021, 7, 5))
    entry = RegistryEntry.objects.get()
    assert (entry.state, entry.ended_on, Cluster.objects.get().state) == ("excluded", date(2021, 7, 5), "excluded")
    again = on_entry(place, "exclusion_take", DAY9, "second", order_number="5", order_date=date(2021, 7, 6))
    assert again.order_number == "4"
    with pytest.raises(Refused):
        on_entry(place, "exclusion_prepare", DAY9, grounds="Once more")


def test_an_exclusion_not_taken_leaves_the_entry_in_force(place):
    place.decided()
    on_entry(place, "exclusion_prepare", DAY2, grounds="No reports")
    on_entry(place, "exclusion_drop", DAY3, "second", reason="They did report")
    assert RegistryEntry.objects.get().state == "active" and Cluster.objects.get().state == "registered"


def test_an_upheld_appeal_puts_the_entry_in_force_again(place, third):
    taken = excluded(place)
    row = place.row
    appeal = place.do("appeal_file", row, DAY9, who="so", text="We did report")
    assert appeal.exclusion == taken
    place.do("appeal_consider", row, DAY9, who=third)
    place.do("appeal_decide", row, DAY9, who=third, outcome="uphold", answer="They did")
    entry = RegistryEntry.objects.get()
    assert (entry.state, entry.ended_on, Cluster.objects.get().state) == ("active", None, "registered")
    taken.refresh_from_db()
    assert taken.state == "overturned" and place.row.state == "confirmed"


def test_an_excluded_cluster_may_apply_anew(place):
    excluded(place)
    place.file(place.gathered(DAY9), DAY9)
    assert Cluster.objects.get().state == "filed"


def leave(place):
    member = place.cluster.memberships.filter(left_on=None).order_by("id").first()
    member.left_on = date(2021, 6, 29)
    member.save()
    return member.organisation


def test_a_change_of_membership_is_reported_judged_and_entered(place):
    place.decided()
    with pytest.raises(Refused) as nothing:
        on_entry(place, "report_file", DAY2, "so")
    assert nothing.value.code == "report.nothing"
    gone = leave(place)
    report = on_entry(place, "report_file", DAY2, "so")
    assert on_entry(place, "report_file", DAY3, "so").pk == report.pk
    assert [row["inn"] for row in report.content["left"]] == [gone.inn] and report.content["joined"] == []
    assert report.verdict.on == date(2021, 6, 30)
    with pytest.raises(Denied):
        on_entry(place, "report_answer", DAY3, "so", outcome="accept")
    on_entry(place, "report_answer", DAY3, outcome="accept")
    assert not pages.aftermath(place.row).change
    with pytest.raises(Refused):
        on_entry(place, "report_file", DAY9, "so")


def test_a_declined_report_says_why_and_can_be_made_anew(place):
    place.decided()
    leave(place)
    first = on_entry(place, "report_file", DAY2, "so")
    with pytest.raises(Refused) as bare:
        on_entry(place, "report_answer", DAY3, outcome="decline")
    assert bare.value.code == "report.answer"
    on_entry(place, "report_answer", DAY3, outcome="decline", answer="Attach the agreement")
    assert on_entry(place, "report_file", DAY9, "so").pk != first.pk


def test_the_end_of_the_term_is_told_on_each_step_and_marked(place):
    place.decided()

    def tend(day):
        services.entries_tend(actor=SYSTEM, at=moment(f"{day}T05:00"))
        told = Notice.objects.filter(person__email="so@example.org", key__startswith="registry_entry")
        return RegistryEntry.objects.get().state, told.count()

    # in force until 24 June 2026
    assert tend("2025-12-25") == ("active", 0)
    assert tend("2025-12-26") == tend("2026-03-20") == ("expiring", 1)
    assert Cluster.objects.get().state == "expiring"
    assert tend("2026-03-26") == ("expiring", 2)
    assert tend("2026-05-25") == tend("2026-06-24") == ("expiring", 3)
    assert tend("2026-06-25") == tend("2026-07-25") == ("expired", 4)
    assert Cluster.objects.get().state == "dossier_ready"


def test_a_new_confirmation_takes_the_place_of_the_one_that_ends(place):
    place.decided()
    services.entries_tend(actor=SYSTEM, at=moment("2026-01-10T05:00"))
    again = place.file(place.gathered(moment("2026-02-02T10:00")), moment("2026-02-02T10:00"))
    assert (again.number, Cluster.objects.get().state) == ("PK-2026-001", "expiring")
    place.decided(row=again, at=moment("2026-02-03T10:00"))
    states = list(RegistryEntry.objects.order_by("number").values_list("number", "state", "valid_until"))
    assert states == [(1, "expired", date(2026, 6, 24)), (2, "active", date(2031, 2, 3))]
    assert (Cluster.objects.get().state, Cluster.objects.get().registry_number) == ("registered", "2")
