"""The navigator: the answer first, memory never decides, conflicts are named."""

import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from svetovod.engine.support import load

pytestmark = pytest.mark.django_db
NEWCOMER = "who=participant&costs=equipment&registered=no&joint_project=yes"


@pytest.fixture(autouse=True)
def at_the_session(clock):
    clock()


def headline(answer):
    return " ".join(unescape(re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.S)[1]).split())


def test_without_answers_it_asks(client):
    answer = client.get("/support/")
    assert answer.status_code == 200
    assert headline(answer) == "Известно 7 мер поддержки: ответьте на вопросы — и увидите подходящие"
    groups = {str(fit) for _title, fit, _rows in answer.context["groups"]}
    assert "may" in groups and "fits" not in groups, "nothing was said, so nothing fits for certain"


def test_what_fits_and_what_may_fit_are_told_apart(client):
    answer = client.get("/support/?who=participant&region=RU-MO")
    rows = {row.id: row for _title, _fit, found in answer.context["groups"] for row in found}
    assert rows["pp41"].fit == "may" and rows["pp41"].open
    assert headline(answer) == "Сейчас ни одна мера не подходит, 4 могут подойти"
    assert all(not row.open for row in rows.values() if row.fit == "fits")


def test_sources_are_said_in_words(client, clock):
    clock(datetime(2024, 6, 1, tzinfo=ZoneInfo("Europe/Moscow")))
    for path in ("/support/", "/support/matrix/", *(f"/support/measures/{each.id}/" for each in load())):
        assert not re.search(r"\b[A-E]-\d\d\b", client.get(path).content.decode()), path


def test_the_answer_is_the_headline(client):
    answer = client.get(f"/support/?{NEWCOMER}")
    assert headline(answer) == "Подходит 1 мера из 7, ещё 2 почти подходят"
    said = answer.content.decode()
    assert "Сначала включите кластер в реестр Минпромторга" in said
    assert "Нельзя вместе на одни и те же затраты" in said


@pytest.mark.parametrize("query", ["who=king", "costs=yachts", "region=RU-XX", "on=yesterday", "registered=perhaps"])
def test_an_unknown_answer_is_named(client, query):
    answer = client.get(f"/support/?{query}")
    assert answer.status_code == 422
    assert "errsum" in answer.content.decode()


@pytest.mark.parametrize("measure", [measure.id for measure in load()])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_measure_has_its_page(client, clock, measure, lang):
    clock(datetime(2024, 6, 1, tzinfo=ZoneInfo("Europe/Moscow")))
    client.cookies["django_language"] = lang
    assert client.get(f"/support/measures/{measure}/").status_code == 200


def test_a_measure_is_not_known_before_its_day(client):
    assert client.get("/support/measures/pp295/").status_code == 404
    assert client.get("/support/measures/none/").status_code == 404
    said = client.get("/support/measures/pp41/").content.decode()
    assert "2022" not in said.replace("2021–2023", "") and "2024" not in said


def test_the_matrix_says_which_costs_are_claimed_twice(client, clock):
    clock(datetime(2024, 6, 1, tzinfo=ZoneInfo("Europe/Moscow")))
    said = client.get("/support/matrix/").content.decode()
    assert "Стартовая партия" in said and "оплачивает" in said


def test_a_region_adds_its_own(client, settings, tmp_path):
    labels = "".join(f'{n} = {{ ru = "Тверь {n}", en = "Tver {n}" }}\n' for n in ("name", "about", "authority"))
    (tmp_path / "tver.toml").write_text(
        'id = "tver"\nkind = "regional"\nlevel = "regional"\nregions = ["RU-TVE"]\n'
        + labels
        + '[[terms]]\ntopic = "costs"\nfrom = 2020-01-01\nvalue = ["equipment"]\nstatus = "seen"\nsource = "law 1"\n'
    )
    settings.SUPPORT_FOLDER = str(tmp_path)
    answer = client.get("/support/?costs=equipment&region=RU-TVE")
    assert "Тверь name" in answer.content.decode()
    assert headline(answer).startswith("Подходит 1 мера из 8, ")


def test_pages_ask_little_of_the_database(client, same_questions):
    same_questions(["/support/", "/support/matrix/", "/support/measures/pp41/"], lambda: None, lambda: None)
