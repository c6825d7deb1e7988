"""From sessions to reports: each number is the length of its list, and small ones are not for everybody."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from svetovod.demo.people import DOMAIN
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.audit import services as audit
from svetovod.web.common.charts import flow
from svetovod.web.events.becoming import Fate
from svetovod.web.events.models import PracticalSession
from svetovod.web.portal.thread import counting, doors, page
from svetovod.web.portal.thread.counting import Step, Thread
from svetovod.web.projects.models import IndicatorReport, JointProject, SubsidyAgreement
from svetovod.web.selection import fates
from svetovod.web.selection.models import SelectionRound

YEAR_LATER = datetime(2022, 12, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def text(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


def rows(client, session, step, **query):
    """Of the list, page by page."""
    found, number = [], 1
    while True:
        answer = client.get(reverse("portal:thread_list", args=[session, step.value]), query | {"page": number})
        assert answer.status_code == 200, step
        here = re.findall(r'<th scope="row"><span lang="ru">(.*?)</span>', answer.content.decode(), re.S)
        found += here
        if len(here) < 40:
            return found
        number += 1


@pytest.fixture
def later(scenes, django_db_blocker):
    """The scene a year after its result: two winners have signed, one has told of two half-years."""
    with django_db_blocker.unblock(), scenes.at("published"):
        won = JointProject.objects.filter(applications__state__in=("winner", "partial")).order_by("number")[:3]
        days = (date(2021, 12, 20), date(2021, 12, 21), date(2023, 1, 10))
        for project, day in zip(won, days, strict=True):
            made = SubsidyAgreement.objects.create(
                project=project, number=f"Тайное {project.number}", signed_on=day, amount=Decimal(1), report_days=30
            )
            for period in ("2022H1", "2022H2"):
                IndicatorReport.objects.create(agreement=made, period=period, told_on=date(2022, 7, 20), evidence="x")
        audit.clock_move(actor=actor_of(_person("admin")), moment=YEAR_LATER, show_future=False)
        yield


def _person(key):
    return Person.objects.get(email=f"{key}@{DOMAIN}")


def test_each_number_is_the_length_of_its_list(client, later):
    client.force_login(_person("organiser"))
    found = page.of(actor_of(_person("organiser")), page.ALL, YEAR_LATER, show_future=False)
    assert found.thread.whole and len(found.thread.sessions) == 2 and found.demo
    assert found.thread.steps == list(Step)
    for session in (None, *found.thread.sessions):
        for step in Step:
            number = found.thread.number(step, session)
            assert len(rows(client, session.slug if session else page.ALL, step)) == number, (session, step)
    assert {step: found.thread.number(step) for step in (Step.AGREEMENTS, Step.REPORTS)} == {
        Step.AGREEMENTS: 2, Step.REPORTS: 4,  # what is signed after the day is not there yet, nor what follows it
    }  # fmt: skip
    assert all(found.thread.number(step) for step in (Step.CAME, Step.HELD, Step.PROJECTS, Step.FILED, Step.FUNDED))
    shown = text(client.get(reverse("portal:thread")))
    assert "демо" in shown.lower() and f'href="{reverse("portal:thread_list", args=["all", "held"])}"' in shown
    assert "Тайное" not in "".join(rows(client, page.ALL, Step.AGREEMENTS))


def test_the_numbers_are_those_of_the_pages_they_came_from(client, later):
    client.force_login(_person("organiser"))
    found = page.of(actor_of(_person("organiser")), "saransk-2021", YEAR_LATER, show_future=False)
    held = client.get(reverse("matchmaking:listing", args=["saransk-2021"]), {"what": "held"})
    assert f": {found.thread.number(Step.HELD, found.session)}" in text(held)
    became = text(client.get(reverse("events:became", args=["saransk-2021"])))
    public = page.of(VISITOR, "saransk-2021", YEAR_LATER, show_future=False)
    assert f'#filed">{public.thread.number(Step.FILED, public.session)}</a>' in became
    book = load_workbook(BytesIO(client.get(reverse("portal:thread_xlsx", args=["saransk-2021"])).content))
    numbers = {row[0].value: row[1].value for row in book.worksheets[0].rows}
    assert numbers["Состоялось встреч"] == found.thread.number(Step.HELD, found.session)


def test_everybody_sees_published_results_and_no_lists_of_people(client, later):
    shown = text(client.get(reverse("portal:thread")))
    assert "От сессий до отчётов" in shown and "Встречи с проектом" not in shown
    assert rows(client, page.ALL, Step.FUNDED)
    for step in (Step.CAME, Step.HELD, Step.INTENTIONS, Step.BEGUN, Step.PROJECTS, Step.AGREEMENTS, Step.REPORTS):
        assert client.get(reverse("portal:thread_list", args=["all", step.value])).status_code == 404, step
    assert client.get(reverse("portal:thread_list", args=["all", "nonsense"])).status_code == 404
    assert client.get(reverse("portal:thread_session", args=["nowhere"])).status_code == 404
    client.force_login(_person("organiser"))
    for step in (Step.FILED, Step.FUNDED):
        public = page.of(VISITOR, page.ALL, YEAR_LATER, show_future=False).thread
        assert len(rows(client, page.ALL, step, public=1)) == public.number(step)


def test_a_list_counts_its_own_step_alone(client, later, django_assert_max_num_queries):
    """Of the number's list no other number is asked, nor what is written in applications."""
    for who, most in (("visitor", {None: 9, Step.FILED: 6}), ("organiser", {None: 14, Step.CAME: 8, Step.REPORTS: 13})):
        if who != "visitor":
            client.force_login(_person(who))
        for step, number in most.items():
            client.get(
                address := reverse("portal:thread_list", args=["all", step]) if step else reverse("portal:thread")
            )
            with django_assert_max_num_queries(number, info=address) as seen:
                assert client.get(address).status_code == 200
            asked = [each["sql"] for each in seen.captured_queries]
            assert not [sql for sql in asked if '"content"' in sql and "->>" not in sql], address


def test_a_rehearsal_gives_nobody_an_award(later, monkeypatch):
    mode = SelectionRound.objects.get(slug="2021").legal_mode
    monkeypatch.setattr(fates, "LegalMode", SimpleNamespace(REHEARSAL=mode))
    found = counting.count(PracticalSession.objects.all(), YEAR_LATER, show_future=False, whole=True)
    assert found.of(Step.PROJECTS) and not found.of(Step.FILED) and not found.of(Step.AGREEMENTS)


def thread(whole=False, **sizes):
    """Two sessions that came to the sizes."""
    sessions = [PracticalSession(pk=pk, slug=f"s{pk}") for pk in (1, 2)]
    keys = {
        Step(name): {pk: frozenset(f"{pk}-{n}" for n in range(size)) for pk, size in zip((1, 2), both, strict=True)}
        for name, both in sizes.items()
    }
    return Thread(sessions, whole, keys), *sessions


@pytest.mark.parametrize(
    ("sizes", "all_", "each"),
    [
        ((5, 4), 9, [5, 4]), ((5, 2), 5, [5, None]), ((5, 0), 5, [5, 0]), ((1, 1), None, [None, None]),
        ((0, 0), 0, [0, 0]), ((5, 3), 8, [5, 3]), ((2, 0), None, [None, 0]),
    ],
)  # fmt: skip
def test_a_small_number_is_not_shown_nor_told_by_subtraction(sizes, all_, each):
    found, *sessions = thread(held=sizes)
    assert found.number(Step.HELD) == all_ and [found.number(Step.HELD, one) for one in sessions] == each
    whole, *sessions = thread(whole=True, held=sizes)
    assert [whole.number(Step.HELD, one) for one in sessions] == list(sizes)


def test_what_two_sessions_have_in_common_is_not_told_either_where_it_is_small():
    found, *_sessions = thread()
    for common, told in ((1, None), (2, None), (3, 6), (0, 9)):
        both = {1: frozenset(range(5)), 2: frozenset(range(5 - common, 9 - common))}
        keys = {Step.PROJECTS: both}
        assert Thread(found.sessions, False, keys).number(Step.PROJECTS) == told, common


@pytest.mark.parametrize(
    ("funded", "signed", "told"),
    [
        ((7, 0), (4, 0), [4, 4, 0]), ((7, 0), (0, 0), [None, None, 0]), ((7, 0), (2, 0), [None, None, 0]),
        ((7, 0), (5, 0), [None, None, 0]), ((7, 0), (7, 0), [7, 7, 0]), ((2, 0), (2, 0), [None, None, 0]),
        ((1, 0), (0, 0), [None, None, 0]), ((7, 6), (4, 1), [4, 4, None]), ((7, 7), (4, 4), [8, 4, 4]),
        ((0, 0), (0, 0), [0, 0, 0]),
    ],
)  # fmt: skip
def test_what_named_winners_did_is_told_of_many_alone(funded, signed, told):
    """Two half-years of a winner are one winner; of a few, of all but a few, and of none nothing is said."""
    found, *sessions = thread()
    names = [[f"{pk}-{n}" for n in range(size)] for pk, size in enumerate(funded, 1)]
    keys = {
        Step.FUNDED: {pk: frozenset((name, "/x/") for name in each) for pk, each in enumerate(names, 1)},
        Step.AGREEMENTS: {pk: frozenset(each[:size]) for pk, each, size in zip((1, 2), names, signed, strict=True)},
        Step.REPORTS: {
            pk: frozenset((name, half) for name in each[:size] for half in (1, 2))
            for pk, each, size in zip((1, 2), names, signed, strict=True)
        },
    }
    made = Thread(found.sessions, False, keys)
    assert [made.number(Step.AGREEMENTS, one) for one in (None, *sessions)] == told
    assert [made.number(Step.REPORTS, one) for one in (None, *sessions)] == [each and each * 2 for each in told]


def test_two_sessions_that_differ_in_few_winners_tell_nothing_of_those():
    found, *sessions = thread()
    keys = {
        Step.FUNDED: {pk: frozenset((n, "/x/") for n in range(5 + pk)) for pk in (1, 2)},
        Step.AGREEMENTS: {1: frozenset(range(3)), 2: frozenset({0, 1, 2, 6})},
    }
    made = Thread(found.sessions, False, keys)
    assert [made.number(Step.AGREEMENTS, one) for one in (None, *sessions)] == [None] * 3


def test_what_was_filed_before_a_session_did_not_come_after_it():
    session = PracticalSession(starts_on=date(2021, 6, 24))
    fate = Fate(1, "P-01", "Кабель", "Отбор", "/x/", ("filed",), until=session.starts_on)
    assert fate.after(session)
    session.starts_on += timedelta(days=1)
    assert not fate.after(session)


def test_the_way_to_the_thread_opens_with_the_first_day_and_over_four_sessions_are_not_told_apart():
    session = PracticalSession(slug="s", starts_on=date(2022, 6, 24), state="announced")
    day = datetime(2022, 6, 24, 12, 0, tzinfo=YEAR_LATER.tzinfo)
    assert [link.url for link in doors.of(VISITOR, session, day)] == ["/thread/s/"]
    assert not list(doors.of(VISITOR, session, day - timedelta(days=1)))
    session.state = "cancelled"
    assert not list(doors.of(VISITOR, session, day))
    names = list("абвгд")
    bars = [("x", [flow.Bar("x", 5, "5", [(name, 1) for name in names])])]
    few, many = flow.build("x", bars, names=names[:4]), flow.build("x", bars, names=names)
    assert len(few.legend) == 4 and not many.legend and len(many.lines[0].parts) == 1


def test_without_a_session_the_page_says_what_will_come(client, clock):
    assert "Показывать пока нечего" in text(client.get(reverse("portal:thread")))
