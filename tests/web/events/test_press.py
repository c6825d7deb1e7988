"""The press release of the demonstration, fact by fact of what is known of the session, in both languages."""

import pytest
from django.urls import reverse
from tests.web.keeping import become, keep

from svetovod.demo import build_events
from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.events import press_release, services

HOSTS = {"Fibre": "Optic Fiber Systems JSC", "Cable": "Saranskkabel-Optika LLC", "Light": "Lighting Devices Plant LLC"}
# what is known of the session: words of the Russian release, words of the English one
KNOWN = {
    "what": (
        ("Практическая сессия по развитию промышленных кластеров России",),
        ("Practical session on the development of industrial clusters of Russia",),
    ),
    "days": (("24–25 июня 2021",), ("24–25 June 2021",)),
    "place": (("Саранск", "Республика Мордовия"), ("Saransk", "Mordovia")),
    "second of the series": (("№ 2",), ("No. 2",)),
    "the first": (("Сыктывкар", "1–2 апреля 2021"), ("Syktyvkar", "1–2 April 2021")),
    "preparation for the selection": (
        ("конкурсному отбору совместных кластерных проектов",),
        ("competitive selection of joint cluster projects",),
    ),
    "the quarter of the selection": (("III квартал 2021",), ("quarter III of 2021",)),
    "main organiser": (
        ("Ассоциация кластеров, технопарков и ОЭЗ России (главный организатор)",),
        ("Association of clusters, technoparks and SEZ of Russia (main organiser)",),
    ),
    "the ministry twice": (
        ("Минпромторг России (совместно с организатором, при поддержке)",),
        ("Ministry of Industry and Trade of Russia (jointly with the organiser, with the support)",),
    ),
    "the government": (
        ("Правительство Республики Мордовия (при поддержке)",),
        ("Government of the Republic of Mordovia",),
    ),
    "the technopark": (("АУ «Технопарк-Мордовия»",), ("Technopark Mordovia",)),
    "clusters": (("действующих и создаваемых промышленных кластеров",), ("existing and emerging industrial clusters",)),
    "authorities": (
        ("органы исполнительной власти регионов, ответственные за промышленную политику",),
        ("regional executive authorities responsible for industrial policy",),
    ),
    "centres": (("центры кластерного развития",), ("cluster development centres",)),
    "40 regions": (("40 регионов",), ("40 regions",)),
    "training seminars": (
        ("обучающие семинары", "проведение и поддержка совместных кластерных проектов"),
        ("training seminars", "carrying out and supporting joint cluster projects"),
    ),
    "subsidies": (("как предоставляются субсидии",), ("how subsidies are granted",)),
    "the registry": (
        ("что требуется для включения в реестр министерства",),
        ("what is required for inclusion in the registry of the ministry",),
    ),
    "culmination": (
        ("представляют свои совместные кластерные проекты и получают замечания экспертов",),
        ("present their joint cluster projects and get remarks of experts",),
    ),
    "the cluster that is visited": (("«Волоконная оптика и оптоэлектроника»",), ("Fibre optics and optoelectronics",)),
    "hosts": (
        ("Fibre (оптическое волокно)", "Cable (оптический кабель)", "Light (световые приборы)"),
        (
            "Optic Fiber Systems JSC (optical fibre)",
            "Saranskkabel-Optika LLC (optical cable)",
            "Lighting Devices Plant LLC (lighting)",
        ),
    ),
    "registration": (("18.06.2021",), ("18 June 2021",)),
    "papers": (("11.06.2021",), ("11 June 2021",)),
    "the edition on the registry": (
        ("№ 779", "в редакции от 02.08.2018"),
        ("No. 779", "in the edition of 2 August 2018"),
    ),
    "the edition on subsidies": (("№ 41", "в редакции от 08.04.2021"), ("No. 41", "in the edition of 8 April 2021")),
    "the pack": (
        (
            "Программа сессии; Перечень документов; Бланк сметы совместного проекта; План-график и таблица "
            "показателей; Шаблон презентации",
        ),
        ("programme; list of documents; blank estimate; plan-schedule and indicators; presentation template",),
    ),
}


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


@pytest.fixture
def told(session, at):
    """The scene's session with its first one and people of 40 regions; told("before", "ru") -> the release."""

    def build():
        build_events.syktyvkar_session(actor=SYSTEM, at=at)
        build_events.press_build(session, actor=SYSTEM, at=at)
        services.press_set(actor=SYSTEM, session=session, english=HOSTS, at=at)
        build_events.registrations(session, n=80, actor=SYSTEM, at=at)
        return session

    become(session, keep(("press", at), build))

    def make(kind, lang):
        return press_release.of(session, kind, lang, at=at, show_future=False)

    return make


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split()).lower()


def test_the_announcement_has_every_known_fact_in_both_languages(told):
    releases = [told("before", lang) for lang in ("ru", "en")]
    texts = [plain(each.text) for each in releases]
    lost = [
        (fact, word)
        for fact, languages in KNOWN.items()
        for text, wanted in zip(texts, languages, strict=True)
        for word in wanted
        if plain(word) not in text
    ]
    assert lost == []
    assert [each.missing for each in releases] == [[], []]
    assert "19.10.2021" not in texts[0] and not any("а" <= letter <= "я" for letter in texts[1])


def test_an_edition_that_is_not_known_yet_is_not_named(told, session, at):
    later = at.replace(month=11, day=20)
    text = plain(press_release.of(session, "after", "ru", at=later, show_future=False).text)
    assert "в редакции от 02.08.2018" in text and "16.11.2021" not in text


def test_numbers_of_the_results_come_from_the_data(told, session, at):
    rows = list(session.registrations.order_by("pk")[:3])
    for row in rows:
        services.registration_check_in(actor=door_of(session), registration=row, at=at)
    regions = len({row.region for row in rows})
    text = plain(told("after", "en").text)
    assert f"3 people of {regions} regions" in text and "results" in text and "was held on" in text
    assert "registration is open" not in text


def door_of(session):
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person, RoleGrant

    person, _new = Person.objects.get_or_create(email="door@example.org", defaults={"name": "door", "password": "!"})
    RoleGrant.objects.get_or_create(
        person=person, role="check_in", scope="session", scope_id=session.slug,
        defaults={"granted_at": session.papers_until},
    )  # fmt: skip
    return actor_of(person)


def test_a_quote_stands_there_when_its_author_has_approved(told, session, client, clock, organiser, person):
    client.force_login(person("press@example.org", ("press_officer", "session", session.slug)))
    client.post(
        url("quote_new"), {"author": "Секретарь отбора", "text": "Ждём проектов", "english": "Projects, please"}
    )
    quote = session.quotes.get()
    assert client.post(url("quote_approve", quote.pk)).status_code == 403
    assert "Ждём проектов" not in told("before", "ru").text
    client.force_login(organiser)
    assert client.post(url("quote_approve", quote.pk)).status_code == 302
    assert "Ждём проектов" in told("before", "ru").text and "Projects, please" in told("before", "en").text
    assert "Ждём проектов" not in told("after", "ru").text


def test_the_page_names_what_has_no_english_and_takes_it(told, session, client, clock, organiser):
    session.bodies.create(name="Новый партнёр", role="партнёр", order=9)
    client.force_login(organiser)
    page = client.get(url("press"))
    assert page.context["missing"] == ["Новый партнёр", "партнёр"]
    typed = {"english": "Новый партнёр = New partner\nпартнёр = partner", "contact": "press@example.org"}
    assert client.post(url("press"), typed | {"english": "без знака"}).status_code == 422
    assert client.post(url("press"), typed).status_code == 302
    assert "New partner (partner)" in told("before", "en").text
    assert "press@example.org" in told("before", "en").text


@pytest.mark.parametrize(("sort", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("txt", "Практическая".encode())])
def test_it_is_taken_away_as_a_file(told, client, clock, organiser, sort, begins):
    client.force_login(organiser)
    assert client.get(url("press_file", "before", "ru", sort)).content.startswith(begins)
    assert client.get(url("press_file", "during", "ru", sort)).status_code == 404


def test_nobody_else_writes_it(session, at):
    with pytest.raises((Denied, Hidden)):
        services.press_set(actor=VISITOR, session=session, contact="x", at=at)
