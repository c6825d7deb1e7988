"""The guide: every number from the rulebook, calculators by the engine, bad input named."""

import re
from datetime import date
from html import unescape

import pytest
from django.utils.translation import override

from svetovod.engine import facts as law
from svetovod.web.support import handout, selectors
from svetovod.web.support.plain_words import GROUPS, ORDER

pytestmark = pytest.mark.django_db
GUIDE = "/support/guide/"


@pytest.fixture(autouse=True)
def at_the_session(clock):
    clock()


def said(client, query="", status=200):
    answer = client.get(f"{GUIDE}?{query}")
    assert answer.status_code == status
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_every_requirement_has_a_place():
    items = law.load().items.values()
    assert sorted(item.key for item in items) == sorted(ORDER)
    assert all(item.key.startswith(tuple(GROUPS[item.act])) for item in items)


def test_numbers_are_those_of_the_day(client):
    assert "не менее 20 %" in said(client) and "300 000 000,00 ₽" in said(client)
    before = said(client, "on=2017-03-01")
    assert "50 %" in before and "300 000 000" not in before


def test_a_figure_is_judged_and_the_rest_is_named(client):
    page = said(client, "participants=12&functional_dependence=14,23")
    assert "Скорее не соответствует" in page
    assert "не хватает 5,77 п. п." in page
    assert "Нельзя судить по столь малому" in page
    assert "нужны выручка и численность" in page


@pytest.mark.parametrize(("share", "outcome"), [("19,999999", "is-hit"), ("20", ""), ("20,000001", "")])
def test_the_share_is_compared_exactly(client, share, outcome):
    page = said(client, f"functional_dependence={share}")
    assert ('class="is-hit"' in page) == bool(outcome)


def test_the_lower_share_needs_the_territories(client, clock):
    clock(show_future=True)
    figures = "on=2021-12-01&participants=10&functional_dependence=12&special_territory="
    assert 'class="is-hit"' in said(client, figures + "2")
    assert 'class="is-hit"' not in said(client, figures + "3")


def test_the_subsidy_is_exact_and_capped(client):
    page = said(client, "equipment=1+000+000,37&software=500")
    assert "= <b>300 000,11 ₽</b>" in page
    assert "статья не возмещается по этой редакции" in page
    assert "700 500,26 ₽" in page  # 1 000 000,37 + 500 - 300 000,11
    assert "= <b>300 000 000,00 ₽</b>" in said(client, "equipment=5000000000")


def test_less_may_be_requested(client):
    assert "запрошено 100,00 ₽, значит до 100,00 ₽" in said(client, "equipment=1000000&requested=100")


def test_both_calculators_stand_in_one_address(client):
    page = said(client, "participants=12&equipment=1000")
    assert 'id="judged"' in page and 'id="counted"' in page


@pytest.mark.parametrize(
    "query",
    ["on=yesterday", "participants=many", "participants=-1", "participants=3&final_producers=4", "equipment=much",
     "functional_dependence=101", "equipment=-5", "requested=x&equipment=5", "participants=9" + "9" * 30],
)  # fmt: skip
def test_a_bad_figure_is_named(client, query):
    assert "errsum" in said(client, query, status=422)


@pytest.mark.parametrize(("day", "missing"), [("2015-01-01", 2), ("2015-12-01", 1), ("2021-06-24", 0)])
def test_before_the_acts_there_is_nothing_to_count(client, day, missing):
    page = said(client, f"on={day}&participants=5&equipment=5")
    assert ('id="counted"' not in page) + ('id="judged"' not in page) == missing


def test_what_is_not_known_yet_is_not_told(client, clock):
    assert "не менее 10 %" not in said(client, "on=2024-01-01")
    clock(show_future=True)
    assert "не менее 10 %" in said(client, "on=2021-12-01")


def test_it_asks_the_database_for_the_law_alone(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        said(client, "participants=12&equipment=1000")


def test_english_is_complete(client):
    client.cookies["django_language"] = "en"
    page = said(client, "participants=12&functional_dependence=14.23&equipment=1000&software=5")
    assert "Two steps to the subsidy" in page and "short by 5.77 pp" in page


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("on", [date(2018, 9, 1), date(2021, 6, 24), date(2021, 12, 1), date(2024, 6, 1)])
def test_the_handout_is_made_of_the_same_rows_on_few_pages(client, clock, lang, on):
    clock(show_future=True)
    client.cookies["django_language"] = lang
    answer = client.get(f"{GUIDE}handout.pdf?on={on.isoformat()}")
    assert answer["Content-Type"] == "application/pdf" and 2 <= pages(answer.content) <= 4
    page = said(client, f"on={on.isoformat()}")
    with override(lang):
        data = handout.data(on, selectors.law(None))
    rows = [row for step in data["steps"] for group in step["groups"] for row in group["rows"]]
    assert rows and all(str(label) in unescape(page) for label, *_rest in rows)
    assert [
        said for _label, _plain, said, _known in rows if said.replace("\N{NO-BREAK SPACE}", " ") not in unescape(page)
    ] == []


def test_the_example_on_paper_is_counted_by_the_engine():
    with override("ru"):
        data = handout.data(date(2021, 6, 24), selectors.law(None))
    first, second = (
        [row[1].replace("\N{NO-BREAK SPACE}", " ") for row in step["count"]["rows"]] for step in data["steps"]
    )
    assert first[2:] == ["14,23 %", "не менее 20 %", "не выполнено"]
    assert second[1:3] == ["30 %", "3 000 000,00 ₽"]


def test_the_handout_of_a_day_is_one_file(client):
    one, other = (client.get(f"{GUIDE}handout.pdf?on=2018-09-01").content for _ in range(2))
    assert one == other


@pytest.mark.parametrize(("day", "status"), [("2015-01-01", 200), ("never", 404)])
def test_a_handout_of_no_day(client, day, status):
    assert client.get(f"{GUIDE}handout.pdf?on={day}").status_code == status
