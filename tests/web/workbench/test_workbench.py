"""The workbench: who may ask, what a question can reach, what is kept of it, and that what is withdrawn is gone."""

import csv
import json
import re
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.regions.models import Survey
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.workbench import bridge, picture, selectors, services
from svetovod.web.workbench.examples import EXAMPLES
from svetovod.web.workbench.models import QuestionRun, SavedQuestion, StoredAnswer
from svetovod.web.workbench.tables import TABLES, tables_for

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not bridge.ready(), reason="DuckDB is not installed: pip install svetovod[workbench]"),
]
draws = pytest.mark.skipif(not bridge.draws(), reason="Altair is not installed: pip install svetovod[workbench]")
ROOT = Path(__file__).resolve().parents[3]
NAME = "Завод Ромашка"
WORDS = {"title_ru": "Вопрос", "title_en": "Question", "about_ru": "", "about_en": "", "sql": "SELECT 1 AS n",
         "chart": {}, "region": ""}  # fmt: skip
EMPTY = {"region": None, "year": None, "okpd2": None, "least": None}
BARS = {"mark": "bar", "x": "region", "y": "many", "colour": "", "aggregate": ""}


@pytest.fixture
def region(make):
    return make("region@example.ru", ("regional_authority", "region", "RU-MO"))


@pytest.fixture
def centre(make):
    return make("cdc@example.ru", ("cdc_officer", "region", "RU-MO"))


@pytest.fixture
def far(make):
    return make("far@example.ru", ("cdc_officer", "region", "RU-TA"))


@pytest.fixture
def plant(at):
    row = Organisation.objects.create(inn=invented_inn(4343), name=NAME, region="RU-MO")
    row.publications.create(field="card", shown=True, changed_at=at)
    return row


@pytest.fixture
def survey(at):
    made = Survey.objects.create(title="Закупки", source="проба", state="published", made_at=at, published_at=at,
                                 law_on=at.date(), firms_sha256="0", purchases_sha256="0")  # fmt: skip
    for region, makers in (("RU-MO", 3), ("RU-TA", 2)):
        made.cells.create(region=region, group="27.31", makers=makers, sellers=makers, sold="10.50", importers=3,
                          imported="7", outsiders=0, outside=0)  # fmt: skip
    return made


@pytest.fixture
def ask(at):
    """ask(person, sql) -> the run of it; parameters by name."""

    def one(person, sql, **options):
        values = EMPTY | {name: options.pop(name) for name in list(options) if name in EMPTY}
        return services.question_run(actor=actor_of(person), sql=sql, parameters=values, at=at, future=False, **options)

    return one


def rows(person, run, at):
    return selectors.answer_now(actor_of(person), run, at, future=False).rows


def test_who_stands_at_the_workbench(make, client, region):
    for email, role, scope in (
        ("m@example.ru", "cluster_manager", "cluster"), ("a@example.ru", "auditor", "platform"),
        ("p@example.ru", "participant", "organisation"), ("h@example.ru", "registry_head", "platform"),
    ):  # fmt: skip
        client.force_login(make(email, (role, scope, "" if scope == "platform" else "1")))
        assert client.get("/workbench/").status_code == 403
        assert client.post("/workbench/ask/", {"run": "1"}).status_code == 403
    for person in (region, make("adm@example.ru", ("administrator", "platform", ""))):
        client.force_login(person)
        assert client.get("/workbench/").status_code == 200


def test_tables_are_those_of_the_asking_person(region, far, make, plant, ask, at):
    """Everybody's tables to an administrator, the own rows of a region to its people alone."""
    own = {table.name for table in TABLES if table.own}
    admin = make("adm@example.ru", ("administrator", "platform", ""))
    assert own.isdisjoint(table.name for table in tables_for(actor_of(admin)))
    secret = Cluster.objects.create(slug="k", name="Замысел", regions=["RU-MO"], manager=plant, state="idea")
    secret.memberships.create(organisation=plant, role="producer")
    sql = "SELECT name FROM own_clusters"
    assert rows(region, ask(region, sql), at) == (("Замысел",),)
    assert rows(far, ask(far, sql), at) == ()
    with pytest.raises(Refused, match="own_clusters"):
        ask(admin, sql)
    assert rows(region, ask(region, "SELECT count(*) FROM own_participants"), at) == ((1,),)
    assert rows(admin, ask(admin, "SELECT count(*) FROM clusters"), at) == ((0,),), "an idea is nobody else's"


def test_nothing_of_fewer_than_three(region, survey, ask, at):
    found = rows(region, ask(region, "SELECT region, makers, sold_rub FROM potential ORDER BY region"), at)
    assert [(iso, makers) for iso, makers, _sold in found] == [("RU-MO", 3), ("RU-TA", None)]
    assert found[1][2] is None


@pytest.mark.parametrize("how", ["own", "ministry", "hidden"])
def test_what_is_withdrawn_is_gone_from_answers_too(region, client, clock, plant, ask, at, how):
    run = ask(region, "SELECT name FROM enterprises")
    client.force_login(region)
    page, file = reverse("workbench:run", args=[run.pk]), reverse("workbench:run_file", args=[run.pk, "csv"])
    assert NAME in client.get(page).content.decode() and NAME in client.get(file).content.decode()
    if how == "hidden":
        Organisation.objects.filter(pk=plant.pk).update(hidden=True)
    else:
        plant.publications.update(**({"shown": False} if how == "own" else {"withheld": True}))
    assert NAME not in client.get(page).content.decode()
    refused = client.get(file)
    assert refused.status_code == 409 and NAME not in refused.content.decode()
    assert rows(region, ask(region, "SELECT name FROM enterprises"), at) == ()


def test_every_example_is_answered(region, survey, plant, ask):
    for each in EXAMPLES:
        found = ask(region, each.sql, region="RU-MO", year=2021, okpd2="27.31", least=10)
        assert found.outcome == "answered", each.key
        names = {column.name for column in bridge.answer_of(found.answer.content.encode()).columns}
        assert {each.chart[name] for name in ("x", "y", "colour") if each.chart and each.chart[name]} <= names
        assert each.words["title_ru"] != each.words["title_en"]


def test_the_same_question_of_the_same_data_is_answered_once(region, centre, plant, ask, monkeypatch):
    first = ask(region, "SELECT name FROM enterprises")
    monkeypatch.setattr(bridge, "ask", lambda *_a: pytest.fail("asked again"))
    second = ask(centre, "SELECT name FROM enterprises")
    assert second.answer == first.answer and second.person != first.person and second.seconds == 0
    with bridge.place(-1), bridge.place(-2), pytest.raises(Refused, match="через минуту"):
        ask(region, "SELECT name AS other FROM enterprises")


def test_nobody_waits_for_a_place_and_nobody_has_two():
    with bridge.place(1) as one, bridge.place(1) as again, bridge.place(2) as two, bridge.place(3) as three:
        assert (one, again, two, three) == (True, False, True, False)
    with bridge.place(3) as free:
        assert free


def test_every_parameter_tells_answers_apart(region, ask, at):
    for year in (2020, 2021):
        run = ask(region, 'SELECT $"year" AS year', year=year)
        assert (rows(region, run, at), run.parameters) == (((year,),), {"year": year})


def test_participants_of_many_clusters_are_one_question(region, plant, at):
    (table,) = (each for each in TABLES if each.name == "own_participants")
    counts = []
    for number in range(4):
        row = Cluster.objects.create(slug=f"k{number}", name="К", regions=["RU-MO"], manager=plant, state="idea")
        row.memberships.create(organisation=plant, role="producer")
        with CaptureQueriesContext(connection) as asked:
            assert len(list(table.rows(actor_of(region), at, False))) == number + 1
        counts.append(len(asked))
    assert counts[0] == counts[-1]


def test_who_asked_what_is_kept_whatever_came_of_it(region, ask, at):
    with pytest.raises(Refused) as refused:
        ask(region, "SELECT nosuch FROM clusters", title="Проба")
    assert refused.value.code == "question.column"
    assert "строка 1, знак 8" in str(refused.value) and "nosuch" in str(refused.value)
    run = QuestionRun.objects.get()
    assert (run.person, run.outcome, run.rows, run.answer, run.title) == (region, "column", 0, None, "Проба")
    entry = LedgerEntry.objects.filter(action="question.run").get()
    assert '"column"' in entry.body and "nosuch" not in entry.body, "the text of a question is not the journal's"


def test_a_question_is_asked_by_page(client, clock, region, survey):
    client.force_login(region)
    page = client.get("/workbench/ask/?example=specialisation").content.decode()
    assert "location_quotient &gt; 1" in page and "potential" in page and re.search(r'value="RU-MO"\s+selected', page)
    body = {"run": "1", "sql": "SELECT region, makers FROM potential WHERE region = $region", "p-region": "RU-MO"}
    found = client.post("/workbench/ask/", body, follow=True)
    assert found.redirect_chain and "27.31" not in found.content.decode() and "RU-MO" in found.content.decode()
    wrong = client.post("/workbench/ask/", {"run": "1", "sql": "SELECT nosuch FROM potential", "p-year": "x"})
    assert wrong.status_code == 422
    for sql, said in (("SELEC 1", "не читается"), ("", "обязательн"), ("SELECT $year", "$year")):
        answer = client.post("/workbench/ask/", {"run": "1", "sql": sql})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert client.post("/workbench/ask/", {"run": "1", "sql": "SELECT 1", "title": "a\x00"}).status_code == 302
    assert client.get("/workbench/ask/?example=nosuch").status_code == 404
    assert client.get("/workbench/ask/?run=999").status_code == 404


def test_english_says_the_same(client, clock, region):
    client.force_login(region)
    client.cookies["django_language"] = "en"
    page = client.post("/workbench/ask/", {"run": "1", "sql": "SELECT 1; SELECT 2"}).content.decode()
    assert "One SELECT at a time" in page
    answer = client.post("/workbench/ask/", {"run": "1", "sql": "SELECT 'Лампы' AS a, 'lamps' AS b"}, follow=True)
    assert '<span lang="ru">Лампы</span>' in answer.content.decode() and ">lamps</td>" in answer.content.decode()
    assert "Questions to begin with" in client.get("/workbench/").content.decode()


def test_questions_are_saved_shared_copied_and_deleted_by_their_author(region, centre, far, at):
    one, colleague, stranger = actor_of(region), actor_of(centre), actor_of(far)
    row = services.question_save(actor=one, said=WORDS, at=at)
    with pytest.raises(Hidden):
        selectors.question_get(colleague, row.pk)
    shared = WORDS | {"region": "RU-MO", "sql": "SELECT 2 AS n"}
    row = services.question_update(actor=one, question=row, said=shared, version=1, at=at)
    assert (row.version, [(each.number, each.sql) for each in row.versions.all()]) == (2, [(1, "SELECT 1 AS n")])
    assert services.question_update(actor=one, question=row, said=shared, version=2, at=at).version == 2
    with pytest.raises(Conflict):
        services.question_update(actor=one, question=row, said=WORDS, version=1, at=at)
    with pytest.raises(Refused, match="регион"):
        services.question_save(actor=one, said=WORDS | {"region": "RU-TA"}, at=at)
    assert list(selectors.questions_shared(colleague)) == [row] and not selectors.questions_shared(stranger)
    with pytest.raises(Hidden):
        selectors.question_get(stranger, row.pk)
    for service in (services.question_update, services.question_delete):
        extra = {"said": WORDS, "version": 2} if service == services.question_update else {}
        with pytest.raises(Denied):
            service(actor=colleague, question=row, at=at, **extra)
    copy = services.question_copy(actor=colleague, question=row, at=at)
    assert (copy.owner, copy.region, copy.copied_from, copy.sql) == (centre, "", row, row.sql)
    services.question_delete(actor=one, question=row, at=at)
    copy.refresh_from_db()
    assert copy.copied_from is None and not SavedQuestion.objects.filter(owner=region).exists()
    said = list(LedgerEntry.objects.filter(action__startswith="question.").values_list("action", flat=True))
    assert said == ["question.save", "question.update", "question.copy", "question.delete"]


def test_what_a_question_said_in_private_stays_there(client, clock, region, centre, at):
    one, colleague = actor_of(region), actor_of(centre)
    row = services.question_save(actor=one, said=WORDS | {"sql": "SELECT 1 AS secret"}, at=at)
    for version, change in enumerate(({"region": "RU-MO"}, {"region": "RU-MO", "sql": "SELECT 2 AS n"}), 1):
        row = services.question_update(actor=one, question=row, said=WORDS | change, version=version, at=at)
    row = services.question_update(
        actor=one, question=row, said=WORDS | {"region": "RU-MO", "sql": "SELECT 3 AS n"}, version=3, at=at
    )
    assert selectors.versions_of(one, row).count() == 3
    assert [each.sql for each in selectors.versions_of(colleague, row)] == ["SELECT 2 AS n", "SELECT 1 AS n"]
    copy = services.question_copy(actor=colleague, question=row, at=at)
    hidden = WORDS | {"title_ru": "Тайное название", "sql": "SELECT 3 AS n"}
    services.question_update(actor=one, question=row, said=hidden, version=4, at=at)
    client.force_login(centre)
    assert "Тайное" not in client.get(reverse("workbench:question", args=[copy.pk])).content.decode()


def test_a_question_is_shown_while_its_author_answers_for_the_region(region, centre, at):
    row = services.question_save(actor=actor_of(region), said=WORDS | {"region": "RU-MO"}, at=at)
    colleague = actor_of(centre)
    assert selectors.question_get(colleague, row.pk) == row
    region.grants.update(revoked_at=at)
    assert selectors.questions_shared(colleague) == []
    with pytest.raises(Hidden):
        selectors.question_get(colleague, row.pk)


def test_the_way_to_the_workbench_is_its_own_permission(client, clock, make, region):
    for person, shown in ((region, True), (make("h@example.ru", ("registry_head", "platform", "")), False)):
        client.force_login(person)
        assert ("/workbench/" in client.get("/regions/").content.decode()) == shown


def test_every_table_stands_in_the_docs():
    for lang in ("", ".ru"):
        text = (ROOT / f"docs/how-to/ask-the-regions-data{lang}.md").read_text(encoding="utf-8")
        assert [table.name for table in TABLES if f"`{table.name}`" not in text] == []


def test_a_saved_question_has_its_page(client, clock, region, centre, at):
    client.force_login(region)
    body = {"save": "1", "sql": "SELECT 1 AS n", "title_ru": "Мой вопрос", "region": "RU-MO", "chart": "[" * 100_000}
    found = client.post("/workbench/ask/", body, follow=True)
    row = SavedQuestion.objects.get()
    assert "Мой вопрос" in found.content.decode() and row.chart == {}
    page = reverse("workbench:question", args=[row.pk])
    body |= {"sql": "SELECT 3 AS n", "version": "1", "chart": json.dumps(BARS)}
    assert "SELECT 1 AS n" in client.post(page, body, follow=True).content.decode(), "what it said before"
    assert client.post(page, body).status_code == 422, "changed meanwhile"
    assert client.post(page, body | {"title_ru": "", "version": "2"}).status_code == 422
    row.refresh_from_db()
    assert row.chart == BARS
    client.force_login(centre)
    assert 'name="save"' not in client.get(page).content.decode()
    assert client.post(page, body | {"version": "2"}).status_code == 403
    asked = client.post(page, {"run": "1", "sql": row.sql}, follow=True).content.decode()
    assert "Мой вопрос" in asked and QuestionRun.objects.get(person=centre).question == row
    client.post(reverse("workbench:question_copy", args=[row.pk]))
    client.force_login(region)
    client.post(reverse("workbench:question_delete", args=[row.pk]))
    assert SavedQuestion.objects.get().owner == centre and QuestionRun.objects.get(person=centre).question is None
    assert client.get("/workbench/").status_code == 200


def test_an_answer_is_of_whoever_asked(client, clock, region, centre, ask):
    run = ask(region, "SELECT 1 AS n")
    client.force_login(centre)
    for address in ("", "answer.csv", "chart.svg"):
        assert client.get(f"/workbench/answers/{run.pk}/{address}").status_code == 404
    assert client.post(f"/workbench/answers/{run.pk}/chart/", {"mark": ""}).status_code == 404


def test_files_have_the_same_rows_and_no_formula(client, clock, region, ask):
    sql = "SELECT '=cmd()' AS text, 12345678901234567.89 AS exact, DATE '2021-06-24' AS day, true AS flag, NULL AS none"
    sql += ", 0.5::DOUBLE AS share"
    run = ask(region, sql)
    client.force_login(region)

    def got(kind):
        answer = client.get(f"/workbench/answers/{run.pk}/answer.{kind}")
        assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
        return answer.content

    (line,) = csv.DictReader(StringIO(got("csv").decode("utf-8-sig")))
    assert line == {"text": "'=cmd()", "exact": "12345678901234567.89", "day": "2021-06-24", "flag": "true", "none": "",
                    "share": "0.5"}  # fmt: skip
    told = json.loads(got("json"))
    assert told["items"] == [
        {
            "text": "=cmd()",
            "exact": "12345678901234567.89",
            "day": "2021-06-24",
            "flag": True,
            "none": None,
            "share": 0.5,
        }
    ]
    sheet = load_workbook(BytesIO(got("xlsx"))).active
    cell = sheet["A2"]
    assert (sheet["F2"].value, sheet["F2"].data_type) == (0.5, "n")
    assert cell.value == "=cmd()" and cell.data_type == "s"
    assert pl.read_parquet(BytesIO(got("parquet")))["text"].to_list() == ["=cmd()"]
    assert client.get(f"/workbench/answers/{run.pk}/answer.exe").status_code == 404


@draws
def test_an_answer_is_drawn_by_form(client, clock, region, ask):
    run = ask(
        region, "SELECT region, count(*) AS many FROM neighbours GROUP BY ALL ORDER BY many DESC LIMIT 5", chart=BARS
    )
    client.force_login(region)
    page = client.get(f"/workbench/answers/{run.pk}/").content.decode()
    assert 'role="img"' in page and "var(--d5)" in page and "style=" not in page.split("<main")[1]
    assert client.get(f"/workbench/answers/{run.pk}/chart.svg").content.startswith(b"<svg")
    assert client.get(f"/workbench/answers/{run.pk}/chart.png").content.startswith(b"\x89PNG")
    QuestionRun.objects.filter(pk=run.pk).update(drawn_in="en", svg="<svg/>")
    assert 'role="img"' in client.get(f"/workbench/answers/{run.pk}/").content.decode(), "in the language of the page"
    draw = f"/workbench/answers/{run.pk}/chart/"
    words = client.post(draw, BARS | {"y": "region"})
    assert words.status_code == 422 and "столбец чисел" in words.content.decode()
    assert client.post(draw, BARS | {"mark": "heat"}).status_code == 422
    assert client.post(draw, BARS | {"mark": "pie"}).status_code == 422
    client.post(draw, BARS | {"mark": ""})
    run.refresh_from_db()
    assert (run.chart, run.svg) == ({}, "")
    assert client.get(f"/workbench/answers/{run.pk}/chart.svg").status_code == 404


def test_a_chart_is_told_in_words(region, ask):
    cut = bridge.Answer((), ((),) * 9, True)
    said = picture.described(BARS | {"colour": "c", "aggregate": "sum"}, 5, cut)
    assert "5 из 9" in said and "не вошли" in said
    assert "region" in said and "сумма" in said and "5" in said
    assert (
        picture.build("t", "<p/>", BARS, bridge.answer_of(ask(region, "SELECT 1 AS n").answer.content.encode())) is None
    )
    for chart in (
        [],
        {},
        BARS | {"mark": 5},
        BARS | {"x": "a\x00"},
        BARS | {"x": "\ud800"},
        BARS | {"mark": "pie"},
        BARS | {"aggregate": "x"},
    ):
        assert not bridge.is_chart(chart)


def test_answers_have_their_time(client, clock, region, ask, at):
    run = ask(region, "SELECT 1 AS n")
    assert services.answers_forget(at + timedelta(days=29)) == 0
    again = ask(region, "SELECT 1 AS n")
    QuestionRun.objects.filter(pk=again.pk).update(at=at + timedelta(days=20))
    assert services.answers_forget(at + timedelta(days=31)) == 0, "asked for since"
    again.delete()
    assert services.answers_forget(at + timedelta(days=31)) == 1
    assert not StoredAnswer.objects.exists() and QuestionRun.objects.get().outcome == "answered"
    client.force_login(region)
    assert "Ответ больше не показывается" in client.get(f"/workbench/answers/{run.pk}/").content.decode()
    assert client.get(f"/workbench/ask/?run={run.pk}").status_code == 200


def test_without_duckdb_the_pages_say_so(client, clock, region, monkeypatch):
    monkeypatch.setattr(bridge, "ready", lambda: False)
    client.force_login(region)
    assert "DuckDB" in client.get("/workbench/").content.decode()
    answer = client.post("/workbench/ask/", {"run": "1", "sql": "SELECT 1"})
    assert answer.status_code == 422 and "svetovod[workbench]" in answer.content.decode()


def test_lists_ask_as_much_with_many_questions(client, clock, region, at, same_questions):
    client.force_login(region)

    def make(n):
        for _each in range(n):
            SavedQuestion.objects.create(owner=region, title_ru="-", sql="SELECT 1", region="RU-MO", changed_at=at)
            QuestionRun.objects.create(person=region, at=at, sql="-", data="", outcome="time", seconds=1)

    same_questions(["/workbench/"], lambda: make(1), lambda: make(4))
