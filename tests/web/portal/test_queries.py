"""No page asks the database a question for each of its rows, and no word of the interface is left Russian on an English
page: every page that links lead to on the day of the session, by the roles that see most.

Found from the links, so a new list is among them without a line here. A question counts as the same when only numbers
and texts in it differ; a page in which one is asked more than `MOST` times is told, with the question. The scene has
140 registrations, 24 projects and dozens of clusters: a list that asks for each of its rows is over that at once.
"""

import re
from collections import Counter
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from tests.web.interface import russian_left, too_long_to_stay_unbroken
from tests.web.security.protections import protected

from svetovod.demo import scene
from svetovod.demo.build_selection import moment
from svetovod.demo.people import DOMAIN
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import DomainClock

MOST = 7  # what a page of fixed parts asks for each of them: the four releases of the press
ROLES = (
    "organiser", "manager", "initiator", "expert-1", "officer", "region", "cdc", "", "secretary", "admin", "auditor",
    "head", "checkin", "scribe", "partner",
)  # fmt: skip
JUDGING = ("secretary", "chair", "expert-1", "background", "auditor", "")
REPORTED = moment("2023-02-04 10:00")
LATER = {"selection", "commission"}  # apps whose pages have rows only after the session
STARTS = ("/desk/", "/")  # everybody has others there
HREF = re.compile(r'<a[^>]*\shref="(/[^"#]*)"')
FILES = re.compile(r"\.(pdf|docx|xlsx|ics|json|jsonld|zip|csv|parquet|xml|md|svg|rss|atom)$|^/(files|static|i18n)/")
SHAPE = re.compile(r"'(?:[^']|'')*'|\b\d+\b|\((?:%s|\?)(?:, (?:%s|\?))*\)")
# who, page, most questions of a warm request: pages that many open
BOUNDS = (
    ("", "/", 12), ("", "/sessions/saransk-2021/", 12), ("", "/clusters/", 5), ("expert-1", "/desk/", 12),
    ("manager", "/desk/", 35), ("officer", "/desk/", 26), ("region", "/desk/", 19), ("cdc", "/desk/", 22),
    ("initiator", "/desk/", 22), ("expert-1", "/projects/", 10), ("expert-1", "/projects/П-01/subsidy/", 12),
    ("expert-1", "/projects/П-01/remarks/", 13), ("expert-1", "/projects/П-01/", 12),
    ("organiser", "/sessions/saransk-2021/registrations/", 11), ("admin", "/outbox/letters/", 10),
    ("organiser", "/sessions/saransk-2021/press/", 18), ("organiser", "/sessions/saransk-2021/meetings/organise/", 21),
    ("officer", "/organisations/0000001043/with/0000091015/", 38),
)  # fmt: skip
# the same on the day after the result
RESULT = (
    ("", "/selections/2021/", 8), ("", "/selections/2021/result/", 5), ("secretary", "/selections/2021/desk/", 8),
    ("secretary", "/selections/2021/experts/", 11), ("secretary", "/selections/2021/opening/", 11),
    ("secretary", "/selections/2021/ranking/", 12), ("secretary", "/selections/2021/protocols/", 7),
    ("chair", "/selections/2021/vote/", 12), ("expert-1", "/selections/2021/my-sheets/", 8),
)  # fmt: skip
SAVED = ("SAVEPOINT", "RELEASE")


def test_no_page_asks_for_each_of_its_rows_and_none_is_left_in_russian(scenes, django_db_blocker):
    counted = set()
    with django_db_blocker.unblock(), scenes.at("session"):
        told = [line for who in ROLES for line in _walk(who, counted)]
    assert not told, "\n".join(told)
    assert len(counted) > 100  # the links were followed


def test_neither_does_a_page_of_the_selection_when_all_of_it_is_played(scenes, django_db_blocker):
    """24 applications, 72 sheets, votes and protocols, then agreements, claims and reports: there are none before."""
    counted: set[str] = set()
    with django_db_blocker.unblock(), scenes.at("published"):
        scene.advance(REPORTED)
        DomainClock.objects.update(moment=REPORTED)
        told = [line for who in JUDGING for line in _walk(who, counted, LATER)]
    assert not told, "\n".join(told)
    assert len(counted) > 30 and {"commission:award", "commission:appeal", "selection:assignment"} <= counted


def test_russian_words_of_an_interface_are_found_and_names_are_not():
    page = """<html lang="en"><div class="mast"><nav><a>Проекты</a></nav></div><main><p>Текст</p>
        <a class="btn primary">Open <span lang="ru">Имя</span></a><table><thead><tr><th>Sum<th>Сумма</table>
        <div lang="ru"><span class="st">Черновик</span></div></main></html>"""
    assert [*russian_left(page)] == ["Проекты", "Сумма"]


@pytest.mark.parametrize(("stage", "bounds"), [("session", BOUNDS), ("published", RESULT)])
def test_pages_that_many_open_ask_few_questions(scenes, django_db_blocker, stage, bounds):
    with django_db_blocker.unblock(), scenes.at(stage):
        over = [f"{address} of {who or 'a visitor'}: {n}, most {most}" for who, address, most in bounds
                if (n := _asked(who, address)) > most]  # fmt: skip
    assert not over


def _asked(who, address):
    client = Client()
    if who:
        client.force_login(Person.objects.get(email=f"{who}@{DOMAIN}"))
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def _walk(who, counted, apps=None):
    """Lines about the English pages one person reaches, one address of each name; counted for whoever comes first.

    `apps`: only their pages are followed, from the desk and the home page on.
    """
    client = Client(headers={"accept-language": "en"})
    if who:
        client.force_login(Person.objects.get(email=f"{who}@{DOMAIN}"))
    known, waiting = set(), [*STARTS] if who else ["/"]
    waiting += ["/selections/2021/"] if apps else []
    while waiting:
        address = waiting.pop(0)
        name = _name(address)
        if not name or name in known or (name in counted and address not in STARTS):
            continue
        if apps and name.partition(":")[0] not in apps and address not in STARTS:
            continue
        known.add(name)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        protected(page, address)
        if page.status_code != 200 or page.streaming or not page["Content-Type"].startswith("text/html"):
            continue
        text = page.content.decode()
        links = [unescape(link) for link in HREF.findall(text)]
        waiting += [link for link in links if not FILES.search(urlsplit(link).path)]
        if name not in counted:
            counted.add(name)
            assert '<html lang="en"' in text, address
            yield from (f"{address} is English and says {said[:80]}" for said in russian_left(text))
            yield from (f"{address} says in one line: {said}" for said in too_long_to_stay_unbroken(text))
            if _often(asked):  # what a first request keeps is kept by now
                with CaptureQueriesContext(connection) as again:
                    client.get(address)
                yield from (f"{address}: {line}" for line in _often(again))


def _name(address):
    try:
        return resolve(unquote(urlsplit(address).path)).view_name
    except Resolver404:
        return ""


def _often(asked):
    """The question that is asked too often, and how often."""
    shapes = Counter(SHAPE.sub("?", each["sql"]) for each in asked if not each["sql"].startswith(SAVED))
    return [f"{times} times {shape[:300]}" for shape, times in shapes.most_common(1) if times > MOST]
