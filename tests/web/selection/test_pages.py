"""Every page of a selection in every stage: it opens for whom it is meant, is hidden from others, asks little."""

from datetime import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import DomainClock
from svetovod.web.selection import services
from svetovod.web.selection.forms import ApplicationForm

PAGES = ("desk/", "experts/", "opening/", "ranking/", "vote/", "protocols/")


def clock(moment: datetime) -> None:
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": moment, "set_at": timezone.now()})


def sign_in(client, world, key):
    client.force_login(world.people[key])
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_of_a_published_round(make_world, client, language):
    world = make_world(projects=4).play(*build.STAGES[1:])
    clock(build.moment("2021-12-10 10:00"))
    client.cookies["django_language"] = language
    for url in ("/selections/", "/selections/2021/", "/selections/2021/result/", "/selections/2021/protocols/1/"):
        assert client.get(url).status_code == 200, url
    page = " ".join(client.get(url).content.decode().split())
    said = {"ru": ("Распределено всего", "Особое мнение"), "en": ("Distributed in all", "Special opinion")}[language]
    assert f'<th scope="row">{said[0]}</th>' in page and f'<th scope="col">{said[1]}</th>' in page
    assert client.get("/selections/2021/protocols/1.pdf")["Content-Type"] == "application/pdf"
    sign_in(client, world, "secretary")
    number = world.application().number
    for page in (*PAGES, f"ranking/{number}/", f"applications/{number}/", f"applications/{number}/check/"):
        assert client.get(f"/selections/2021/{page}").status_code == 200, page
    answer = client.post("/selections/2021/export.zip")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    sign_in(client, world, "expert-1")
    assert client.get("/selections/2021/my-sheets/").status_code == 200
    sign_in(client, world, "initiator-1")
    assert client.get("/selections/2021/apply/").status_code == 200
    assert client.get(f"/selections/2021/applications/{number}/receipt.pdf").content[:4] == b"%PDF"


def test_where_nothing_is_filed_nothing_is_called_done(make_world, client):
    """`All score sheets are submitted` of none would be read as the end of the scoring; an applicant is led on."""
    world = make_world(projects=1, criteria=build.CRITERIA_2021)
    clock(build.moment("2021-11-01 10:00"))
    sign_in(client, world, "secretary")
    for page, said in (("experts/", "Экспертам пока ничего не назначено"), ("computed/", "Считать пока нечего")):
        shown = client.get(f"/selections/2021/{page}").content.decode()
        assert said in shown and "Все оценочные листы сданы" not in shown and "баллы подтверждены" not in shown
    assert 'href="/projects/"' in client.get("/selections/2021/apply/").content.decode().split("<main")[1]


def test_sums_of_an_application_are_shown_as_people_write_them(make_world, client):
    world = make_world(projects=1)
    clock(build.moment("2021-11-01 10:00"))
    sign_in(client, world, "initiator-1")
    url = f"/selections/2021/apply/{world.projects[0].code}/"
    client.post(url, {"requested": "30 000 000,5", "revision": "0"})
    for language, sum_ in (("ru", "30 000 000,5"), ("en", "30 000 000.5")):
        client.cookies["django_language"] = language
        assert f'value="{sum_}"' in client.get(url).content.decode()


@pytest.fixture
def scoring(world):
    world.play("filed", "checked")
    clock(build.moment("2021-11-25 10:00"))
    return world


@pytest.mark.parametrize(
    ("key", "page", "tab"),
    [
        ("secretary", "", ""),
        ("secretary", "questions/", ""),
        ("secretary", "desk/", "desk/"),
        ("secretary", "applications/2021-001/check/", "desk/"),
        ("secretary", "paper-sheets/", "desk/"),
        ("secretary", "differences/", "desk/"),
        ("secretary", "official/", "desk/"),
        ("secretary", "assignment/", "experts/"),
        ("secretary", "keys/", "opening/"),
        ("expert-1", "differences/", "my-sheets/"),
        ("expert-1", "my-sheets/2021-001/", "my-sheets/"),
        ("initiator-1", "applications/2021-001/", "apply/"),
    ],
)
def test_a_page_without_a_tab_stands_under_the_one_that_leads_to_it(scoring, client, key, page, tab):
    answer = sign_in(client, scoring, key).get(f"/selections/2021/{page}")
    assert answer.status_code == 200
    current = [url for _label, url, now in answer.context["tabs"] if now]
    assert current == [f"/selections/2021/{tab}"]


def test_after_the_intake_no_draft_is_asked_for(scoring, client):
    project = scoring.application().project
    project.pk, project.number, project.code = None, 99, "П-99"
    project.save(force_insert=True)
    page = sign_in(client, scoring, "initiator-1").get(f"/selections/2021/apply/{project.code}/")
    said = page.content.decode()
    assert page.status_code == 200 and page.context["over"]
    assert "его можно подать на следующий отбор" in said
    assert 'name="requested"' not in said and "Сохранить черновик" not in said


def test_a_sheet_filled_on_the_page_asks_for_no_scan(scoring, client):
    row = scoring.round.applications.get(number="2021-001").assignments.select_related("member", "sheet").first()
    address = f"/selections/2021/paper-sheets/2021-001/{row.member.code}/"
    said = sign_in(client, scoring, "secretary").get(address).content.decode()
    assert "Скана этого листа нет" in said and "Сканы вносят до" in said
    type(row.sheet).objects.filter(pk=row.sheet.pk).update(saved_at=timezone.now())
    said = client.get(address).content.decode()
    assert "Эксперт заполняет этот лист на странице" in said and "Сканы вносят до" not in said


def test_on_the_day_of_the_session_only_the_quarter_is_known(make_world, client):
    make_world(projects=1)
    clock(build.moment("2021-06-24 12:00"))
    for url in ("/selections/", "/selections/2021/"):
        page = client.get(url).content.decode()
        assert "III квартал 2021" in page
        assert "22.11.2021" not in page and "19.10" not in page
    DomainClock.objects.update(show_future=True)
    assert "22.11.2021" in client.get("/selections/2021/").content.decode()


def test_the_result_is_hidden_before_its_day(make_world, client):
    make_world(projects=2).play(*build.STAGES[1:])
    clock(build.moment("2021-12-08 18:00"))
    assert client.get("/selections/2021/result/").status_code == 404
    assert client.get("/selections/2021/protocols/1/").status_code == 404


@pytest.mark.parametrize(
    "page", [*PAGES, "apply/", "my-sheets/", "applications/2021-001/", "applications/2021-001/receipt.pdf"]
)
def test_a_visitor_is_sent_to_sign_in(scoring, client, page):
    answer = client.get(f"/selections/2021/{page}")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", [*PAGES, "applications/2021-001/", "apply/П-01/", "my-sheets/2021-001/", "my-sheets/"])
def test_a_foreign_initiator_gets_404(scoring, client, page):
    sign_in(client, scoring, "stranger")
    assert client.get(f"/selections/2021/{page}").status_code == 404


@pytest.mark.parametrize("key", ["secretary", "chair", "auditor", "admin", "initiator-1", "expert-9"])
def test_an_experts_sheet_is_hidden_from_everybody_else(make_world, client, key):
    world = make_world(experts=9)
    world.play("filed", "checked")
    clock(build.moment("2021-11-25 10:00"))
    number = world.application().number
    if world.application().assignments.filter(member__person__name=key).exists():
        pytest.fail("the world has changed: this one is assigned")
    sign_in(client, world, key)
    assert client.get(f"/selections/2021/my-sheets/{number}/").status_code == 404


@pytest.mark.parametrize(
    "url", ["/selections/none/", "/selections/2021/applications/X/", "/selections/2021/protocols/9/"]
)
def test_what_is_not_there_is_404(scoring, client, url):
    sign_in(client, scoring, "secretary")
    assert client.get(url).status_code == 404


def test_filing_by_the_page_after_the_deadline_keeps_the_draft(world, client):
    clock(build.moment("2021-11-22 18:00"))
    sign_in(client, world, "initiator-1")
    url = "/selections/2021/apply/П-01/"
    answer = client.post(url, {"requested": "1 000 000,50", "minimum": "", "revision": "0", "file": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "18:00" in page and "1 000 000,50" in page
    assert str(world.round.applications.get().requested) == "1000000.50"


def test_a_form_with_errors_is_shown_again(world, client):
    clock(build.moment("2021-11-18 12:00"))
    sign_in(client, world, "initiator-1")
    answer = client.post(
        "/selections/2021/apply/П-01/", {"requested": "0", "minimum": "x", "revision": "0", "file": "1"}
    )
    assert answer.status_code == 422
    assert not world.round.applications.exists()


def test_filing_by_the_page_and_the_expert_sheet(world, client):
    clock(build.moment("2021-11-18 12:00"))
    sign_in(client, world, "initiator-1")
    answer = client.post(
        "/selections/2021/apply/П-01/", {"requested": "100000000", "minimum": "", "revision": "0", "file": "1"}
    )
    assert answer["Location"] == "/selections/2021/applications/2021-001/"


def test_an_expert_scores_on_the_page(scoring, client):
    assignment = scoring.assignment()
    sign_in(client, scoring, assignment.member.person.name)
    url = f"/selections/2021/my-sheets/{assignment.application.number}/"
    assert "score.К1" not in client.get(url).content.decode()
    client.post(f"{url}no-conflict/")
    assert "score.К1" in client.get(url).content.decode()
    answer = client.post(url, {"score.К1": "11", "score.К2": "7,5"})
    assert answer.status_code == 422
    assert "7,5" in client.get(url).content.decode()
    whole = {f"score.{row['code']}": "8" for row in build.CRITERIA_2021}
    assert client.post(url, whole | {"submit": "1"}).status_code == 302
    assignment.sheet.refresh_from_db()
    assert assignment.sheet.state == "submitted"


def test_who_is_called_to_vote_on_the_ranking(make_world, client):
    world = make_world(projects=4).play(*build.STAGES[1:5])
    at = world.round.sitting_at
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=at)
    services.vote_cast(actor=world.actor("member-1"), round=world.round, choice="for", at=at)
    clock(at)
    client.cookies["django_language"] = "en"
    calls = ("Vote on the ranking", "Your vote is given", "The commission votes on the ranking")
    said = {}
    for who in ("chair", "member-1", "secretary"):
        page = " ".join(sign_in(client, world, who).get("/selections/2021/ranking/").content.decode().split())
        said[who] = [words for words in calls if f">{words}<" in page]
        assert 'href="/selections/2021/vote/">' + ("Change the vote" if who == "member-1" else "Voting") in page
    assert said == {"chair": [calls[0]], "member-1": [calls[1]], "secretary": [calls[2]]}


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("secretary", ("", *PAGES, "result/", "ranking/2021-001/", "applications/2021-001/")),
        ("expert-1", ("my-sheets/", "my-sheets/2021-001/")),
        ("initiator-1", ("", "result/", "apply/", "applications/2021-001/")),
    ],
)
def test_pages_ask_the_same_questions_whatever_their_length(make_world, client, same_questions, who, pages):
    def play(projects):
        world = make_world(projects=projects).play(*build.STAGES[1:])
        clock(build.moment("2021-12-10 10:00"))
        sign_in(client, world, who)

    paths = ["/desk/", "/notices/", "/projects/", *(f"/selections/2021/{page}" for page in pages)]
    same_questions(paths, lambda: play(6), lambda: play(2))  # the larger first: what is made first is kept


@pytest.mark.parametrize(
    ("way", "said"),
    [("strict", "только вся сумма"), ("skip", "только вся сумма"), ("whole", "только полные суммы"),
     ("rest", "любой остаток"), ("proportional", "любая доля")],
)  # fmt: skip
def test_the_form_says_what_an_empty_least_sum_means_by_the_rule_of_the_round(way, said):
    with override("ru"):
        assert said in str(ApplicationForm(distribution=way).fields["minimum"].help_text)
