"""Letters and the desk: what waits for whom, until when, and what happens when no officer is there."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.confirmation import personal, reminders, services, waiting
from svetovod.web.confirmation.models import OfficerAbsence
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.portal import tasks

from .conftest import AT, moment

# the term of an application filed on 24 June 2021 ends on 5 August: ten working days before, one, and the day after
TEN, ONE, OVER = moment("2021-07-22T10:00"), moment("2021-08-04T10:00"), moment("2021-08-06T10:00")


@pytest.fixture
def head(place, person):
    place.people["head"] = person("head@example.org", ("registry_head", "platform", ""))
    return "head"


def remind(at):
    """Who is told at that moment, with what: (address, subject)."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    services.officers_remind(actor=SYSTEM, at=at)
    return sorted(OutgoingMail.objects.exclude(pk__in=before).values_list("to", "subject"))


def away(place, who, at=AT, days=60):
    first = at.date()
    return services.absence_enter(actor=place.actor(who), first=first, last=first + timedelta(days), at=at)


def addresses(found):
    return [to for to, _subject in found]


@pytest.mark.parametrize(
    ("left", "step"), [(11, None), (10, 10), (6, 10), (5, 5), (2, 5), (1, 1), (0, 1), (-1, 0), (-30, 0)]
)
def test_the_ladder_is_stood_on_from_its_day_to_the_next(left, step):
    assert reminders.step_of(left, reminders.REVIEW_LADDER) == step


def test_officers_are_told_before_the_term_and_when_it_is_over(place):
    row = place.file()
    assert remind(AT) == []
    told = remind(TEN)
    assert addresses(told) == ["officer@example.org", "second@example.org"]
    assert all("10" in subject and row.number in subject for _to, subject in told)
    assert remind(TEN) == [] and remind(TEN + timedelta(days=1)) == []
    assert "1 рабочий день" in remind(ONE)[0][1]
    assert "закончился" in remind(OVER)[0][1]
    assert "05.08.2021" in OutgoingMail.objects.order_by("-pk")[0].text
    assert remind(OVER + timedelta(days=20)) == []


def test_a_prepared_decision_waits_for_the_other_officer_alone(place):
    row = place.file()
    place.do("application_take", row)
    place.do("decision_prepare", row, outcome="confirm", grounds="The papers")
    assert addresses(remind(TEN)) == ["second@example.org"]


def test_while_papers_are_out_the_applicant_is_reminded_and_the_term_stands_still(place):
    row = place.file()
    place.do("application_take", row)
    place.do("application_return", row, grounds="No seal", until=date(2021, 7, 16))
    assert remind(moment("2021-07-08T10:00")) == []
    assert addresses(remind(moment("2021-07-09T10:00"))) == ["so@example.org"]
    assert addresses(remind(moment("2021-07-15T10:00"))) == ["so@example.org"]
    told = remind(moment("2021-07-17T10:00"))
    assert addresses(told) == ["officer@example.org", "second@example.org"] and "не дополнили" in told[0][1]
    assert remind(OVER) == []


def test_when_both_are_away_the_head_is_told_once(place, head):
    place.file()
    away(place, "officer")
    assert remind(AT) == []
    away(place, "second")
    told = remind(AT)
    assert addresses(told) == ["head@example.org"] and "Никого" in told[0][1]
    assert remind(AT + timedelta(days=3)) == []


def test_the_second_officer_away_leaves_nobody_who_may_decide(place, head):
    row = place.file()
    place.do("application_take", row)
    place.do("decision_prepare", row, outcome="confirm", grounds="The papers")
    away(place, "second")
    assert addresses(remind(AT)) == ["head@example.org"]
    services.absence_end(actor=place.actor("second"), at=AT)
    services.absence_end(actor=place.actor("second"), at=AT)
    assert not OfficerAbsence.objects.exists()
    (found,) = waiting.waiting(AT.date())
    assert [person.email for person in found.there] == ["second@example.org"] and not found.nobody


def test_an_officer_who_answers_for_the_cluster_is_not_counted(place, person):
    place.people["officer"].grants.all().delete()
    both = person(
        "both@example.org", ("registry_officer", "platform", ""), ("cluster_manager", "cluster", place.cluster.pk)
    )
    place.file()
    (found,) = waiting.waiting(AT.date())
    assert both not in found.able and [each.email for each in found.able] == ["second@example.org"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(date(2021, 7, 2), date(2021, 7, 1), "absence.backwards"), (date(2021, 6, 1), date(2021, 6, 2), "absence.past")],
)
def test_days_away_are_days_to_come_in_their_order(place, first, last, code):
    with pytest.raises(Refused) as refused:
        services.absence_enter(actor=place.actor("officer"), first=first, last=last, at=AT)
    assert refused.value.code == code


def test_days_away_are_the_officers_own(place, head):
    away(place, "officer")
    away(place, "officer", days=5)
    (row,) = OfficerAbsence.objects.all()
    assert row.last == date(2021, 6, 29)
    assert json.loads(LedgerEntry.objects.order_by("-index")[0].body)["data"] == {
        "first": "2021-06-24", "last": "2021-06-29",
    }  # fmt: skip
    for who in ("so", head):
        with pytest.raises(Denied):
            away(place, who)
    assert personal.export_absences(place.people["officer"]) == [{"first": row.first, "last": row.last}]
    personal.erase(place.people["officer"])
    assert not OfficerAbsence.objects.exists()


def desk(place, who, at=AT):
    return [(task.what, task.due) for task in tasks.context(place.actor(who), at)["tasks"]]


def test_the_desk_has_a_line_with_its_day(place, head):
    row = place.file()
    ((what, due),) = [line for line in desk(place, "officer") if row.number in line[0]]
    assert what.startswith("Принять заявление") and due.date() == date(2021, 8, 5)
    assert not [line for line in desk(place, head) if row.number in line[0]]
    place.do("application_take", row)
    place.do("decision_prepare", row, outcome="refuse", grounds="No")
    assert not [line for line in desk(place, "officer") if row.number in line[0]]
    assert [line for line in desk(place, "second") if row.number in line[0]]
    away(place, "second")
    ((what, _due),) = [line for line in desk(place, head) if row.number in line[0]]
    assert "никого из сотрудников нет" in what
    place.do("decision_take", row, who="second", order_number="1", order_date=AT.date())
    place.do("appeal_file", place.row, who="so", text="We do conform")
    assert not [line for line in desk(place, "officer") if "жалобу" in line[0]]


def test_an_appeal_is_a_line_of_who_took_no_part(place, person):
    place.decided("refuse")
    place.do("appeal_file", place.row, who="so", text="We do conform")
    place.people["third"] = person("third@example.org", ("registry_officer", "platform", ""))
    assert [line for line in desk(place, "third") if "жалобу" in line[0]]
    assert not [line for line in desk(place, "second") if "жалобу" in line[0]]


def test_days_away_on_the_page_of_the_queue(place, head, client, clock):
    place.file()
    queue, enter = reverse("confirmation:queue"), reverse("confirmation:absence")
    client.force_login(place.people["officer"])
    assert "Дни отсутствия" in client.get(queue).content.decode()
    answer = client.post(enter, {"first": "2021-07-02", "last": "2021-07-01"})
    assert answer.status_code == 422 and "раньше первого" in answer.content.decode()
    assert client.post(enter, {"first": "", "last": "x"}).status_code == 422
    assert client.post(enter, {"first": "2021-06-24", "last": "2021-07-01"}).status_code == 302
    away(place, "second")
    assert "01.07.2021" in client.get(queue).content.decode()
    client.force_login(place.people[head])
    said = client.get(queue).content.decode()
    assert "никого из сотрудников нет" in said and "Дни отсутствия" not in said
    case = client.get(reverse("confirmation:case", args=[place.row.number])).content.decode()
    assert "Принять к рассмотрению" not in case
    assert client.post(reverse("confirmation:take", args=[place.row.number])).status_code == 403
    client.force_login(place.people["officer"])
    client.post(reverse("confirmation:absence_end"))
    assert "никого из сотрудников нет" not in client.get(queue).content.decode()
    assert Notice.objects.filter(person=place.people[head]).count() == 0
