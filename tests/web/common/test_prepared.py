from datetime import UTC, date, datetime, time
from threading import Thread

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, TextField
from django.db.models.functions import JSONObject

from svetovod.web.common.prepared import Prepared, listed, once_a_thread, prefetched
from svetovod.web.events.models import PracticalSession, ProgrammeItem

pytestmark = pytest.mark.django_db


def by_day_and_place(day, place):
    return PracticalSession.objects.filter(place=place, starts_on__lte=day).values_list("slug")


def held(place):
    at = datetime(2021, 6, 24, 9, 0, tzinfo=UTC)
    PracticalSession.objects.create(
        slug="held", ordinal=1, title="Session", place=place, region="RU-MO", starts_on=at.date(), ends_on=at.date(),
        registration_until=at, papers_until=at, capacity=10, state="published",
    )  # fmt: skip


def test_values_stand_where_their_marks_stood_in_the_order_of_the_marks():
    prepared = Prepared(by_day_and_place, date.min, "\0place")
    _sql, values = prepared.statement(date(2021, 6, 24), "Саранск")
    assert [value for value in values if value in (date(2021, 6, 24), "Саранск")] == ["Саранск", date(2021, 6, 24)]
    assert date.min not in values and "\0place" not in values
    held(place="Саранск")
    assert prepared.rows(date(2021, 6, 24), "Саранск") == [("held",)]
    assert prepared.rows(date(2021, 6, 23), "Саранск") == prepared.rows(date(2021, 6, 24), "Казань") == []


def test_the_query_is_put_together_once_and_asked_every_time(django_assert_num_queries):
    built = []
    prepared = Prepared(lambda place: built.append(place) or by_day_and_place(date(2021, 6, 24), place), "\0place")
    held(place="Казань")
    with django_assert_num_queries(2):
        assert (prepared.rows("Саранск"), prepared.rows("Казань")) == ([], [("held",)])
    assert built == ["\0place"]


def test_a_mark_that_is_a_value_of_the_query_is_no_mark():
    with pytest.raises(AssertionError, match="a mark is a value"):
        Prepared(lambda mark: PracticalSession.objects.filter(place=mark, slug=mark), "mark").statement("x")


def test_each_mark_wants_its_value():
    with pytest.raises(ValueError, match="zip"):
        Prepared(by_day_and_place, date.min, "\0place").statement(date.min)


def test_named_rows_are_read_as_django_reads_them():
    def asked(place):
        inner = PracticalSession.objects.filter(place=place).values_list(JSONObject(ordinal="ordinal"))
        row, rows = JSONObject(slug="slug"), ArraySubquery(inner)
        return PracticalSession.objects.order_by().values("starts_on", row=row, rows=rows)

    held(place="Саранск")
    assert Prepared(asked, "\0place").named("Саранск") == list(asked("Саранск"))
    assert Prepared(asked, "\0place").named("Саранск")[0]["rows"] == [{"ordinal": 1}]


def test_a_list_is_one_value_of_the_statement_however_long():
    def asked(places):
        return PracticalSession.objects.filter(place__in=listed(places, TextField())).values_list("slug")

    held(place="Саранск")
    prepared = Prepared(asked, ["\0place"])
    assert prepared.rows(["Казань", "Саранск"]) == [("held",)]
    assert prepared.rows(["Казань"]) == prepared.rows([]) == []


def test_each_thread_has_a_query_of_its_own_and_keeps_it():
    built = once_a_thread(PracticalSession.objects.all)
    found = []
    thread = Thread(target=lambda: found.extend((built(), built())))
    thread.start()
    thread.join()
    assert found[0] is found[1] and built() is built()
    assert found[0] is not built()


def test_whole_models_are_those_a_query_gives_with_what_it_joins_and_adds(django_assert_num_queries):
    def asked(slug):
        rows = PracticalSession.objects.select_related("series").filter(slug=slug)
        return rows.annotate(places=F("capacity") + 1)

    held(place="Саранск")
    prepared = Prepared(asked, "\0slug")
    with django_assert_num_queries(1):
        (found,) = prepared.objects("held")
        assert (found.series, found.places) == (None, 11)
    plain = asked("held").get()
    assert found == plain and found._state.db == plain._state.db and not found._state.adding
    assert {name: value for name, value in vars(found).items() if name != "_state"} == {
        name: value for name, value in vars(plain).items() if name != "_state"
    }
    assert prepared.first("other") is None
    found.title = "Another"
    found.save()
    assert prepared.first("held").title == "Another"


def test_rows_that_are_given_stand_for_a_relation_until_something_is_added(django_assert_num_queries):
    held(place="Саранск")
    session = PracticalSession.objects.get()
    times = {"day": session.starts_on, "start": time(9), "end": time(10), "kind": "seminar"}
    first, second = session.items.create(**times), session.items.create(**times)
    prefetched(session, "items", [ProgrammeItem.objects.get(pk=first.pk)])
    with django_assert_num_queries(0):
        assert [*session.items.all()] == [first] and session.items.all()[0].session is session
    session.items.add(second)
    assert [*session.items.all()] == [first, second]
