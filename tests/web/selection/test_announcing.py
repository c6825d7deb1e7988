"""A selection from nothing: begun in the browser, filled in part by part, announced, public, taking an application."""

import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.utils import timezone, translation

from svetovod.demo import build_selection as build
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.common.sheets import workbook
from svetovod.web.notices.models import Notice
from svetovod.web.selection import services
from svetovod.web.selection.announcement.content import content, sha256_of
from svetovod.web.selection.models import SelectionRound

from .conftest import person

AT = build.moment("2021-10-19 10:00")
WAYS = {"title": "Региональный отбор", "slug": "mordovia-2021", "legal_mode": "own", "start": "set:khabarovsk"}
TERMS = {
    "title": "Региональный отбор", "legal_mode": "own", "order_text": "Приказ № 1", "limit": "300 000 000",
    "years": "2021: 100 000 000\n2022: 200 000 000", "per_project": "150000000", "threshold": "60",
    "edition": "2021-04-08", "distribution": "strict", "experts_needed": "2", "quorum": "50", "appeal_days": "10",
    "prolong_days": "10", "check_officers": "2",
}  # fmt: skip
DATES = {
    "opens_at": "2021-10-20T10:00", "closes_at": "2021-11-22T18:00", "scoring_until": "2021-12-03T18:00",
    "opening_at": "2021-12-06T10:00", "sitting_at": "2021-12-08T11:00", "publishing_at": "2021-12-09T12:00",
}  # fmt: skip


def rows(prefix, *filled):
    found = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    return found | {f"{prefix}-{n}-{name}": value for n, row in enumerate(filled) for name, value in row.items()}


CRITERIA = rows(
    "criteria",
    {"code": "К1", "name": "Инвестиции", "weight": "62,5", "maximum": "10"},
    {"code": "К2", "name": "Технологии", "weight": "37,5", "maximum": "5"},
    {"code": "", "name": "", "weight": "", "maximum": ""},
) | {"source": "Приложение к приказу"}
DOCUMENTS = rows("documents", {"title": "Смета", "meaning": "По форме", "required": "on"})


@pytest.fixture
def desk(client, db):
    """The client of a secretary of the platform, on the day of the order."""
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": timezone.now()})
    client.cookies["django_language"] = "en"
    client.force_login(person("platform", (Role.SECRETARY, Scope.PLATFORM, "")))
    return client


def begun(desk):
    assert desk.post("/selections/new/", WAYS).status_code == 302
    return SelectionRound.objects.get(slug="mordovia-2021")


@pytest.fixture
def filled(desk):
    row = begun(desk)
    for part, body in (("terms", TERMS), ("dates", DATES), ("criteria", CRITERIA), ("documents", DOCUMENTS)):
        assert desk.post(f"/selections/{row.slug}/draft/{part}/", body).status_code == 302, part
    row.refresh_from_db()
    return row


def test_a_draft_is_seen_by_its_secretary_alone_and_tells_all_that_is_missing(desk, client):
    row = begun(desk)
    page = desk.get(f"/selections/{row.slug}/draft/").content.decode()
    for said in ("Name the order", "how much money", "Choose the edition", "Name the dates", "no weight or no maximum"):
        assert said in page, said
    assert list(row.criteria.values_list("code", "weight", "maximum")) == [("К1", None, None), ("К2", None, None)]
    with pytest.raises(Refused) as error:
        services.round_announce(actor=_secretary(), round=row, at=AT)
    assert error.value.code == "round.incomplete" and len(error.value.params["faults"]) == 5
    desk.logout()
    assert "Региональный отбор" not in client.get("/selections/").content.decode()
    assert client.get(f"/selections/{row.slug}/").status_code == 404
    client.force_login(person("another", (Role.SECRETARY, Scope.PLATFORM, "")))
    assert client.get(f"/selections/{row.slug}/draft/").status_code == 404


def _secretary():
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person

    return actor_of(Person.objects.get(email="platform@example.org"))


def test_announced_it_is_frozen_public_told_and_in_the_journal(desk, filled, client):
    told = person("lead", (Role.INITIATOR, Scope.ORGANISATION, 1))
    draft = desk.get(f"/selections/{filled.slug}/draft/").content.decode()
    assert "The selection can be announced" in draft and "62.5" in draft
    assert desk.post(f"/selections/{filled.slug}/draft/announce/").status_code == 302
    assert desk.post(f"/selections/{filled.slug}/draft/announce/").status_code == 302  # a double click
    filled.refresh_from_db()
    made = filled.announcements.get()
    assert (filled.state, filled.version, filled.announced_at.date()) == ("announced", 1, AT.date())
    assert (
        made.sha256 == sha256_of(content(filled)) and made.sha256 in LedgerEntry.objects.get(pk=made.ledger_index).body
    )
    assert made.content["years"] == {"2021": "100000000", "2022": "200000000"}
    assert [row["weight"] for row in made.content["criteria"]] == ["62.5", "37.5"]
    assert Notice.objects.filter(person=told, key=f"round:{filled.pk}:announced").count() == 1
    desk.logout()
    for url in ("/selections/", f"/selections/{filled.slug}/", f"/selections/{filled.slug}/announcement/"):
        assert "Региональный отбор" in client.get(url).content.decode()
    assert made.sha256 in client.get(f"/selections/{filled.slug}/announcement/").content.decode()


def test_what_was_announced_changes_by_no_hand(desk, filled):
    services.round_announce(actor=_secretary(), round=filled, at=AT)
    assert desk.post(f"/selections/{filled.slug}/draft/terms/", TERMS | {"limit": "1"}).status_code == 409
    rows = SelectionRound.objects.filter(pk=filled.pk)
    for change in ({"limit": 1}, {"scoring_until": AT}, {"per_project": 1}, {"limit": 1, "version": 2}, {"title": "x"}):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            rows.update(**change)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        filled.documents.all().delete()


@pytest.mark.parametrize(
    ("part", "body", "said"),
    [
        ("terms", TERMS | {"years": "2021: 1"}, "parts by year sum to"),
        ("terms", TERMS | {"edition": "2022-12-26"}, "Select a valid choice"),
        ("terms", TERMS | {"edition": "2023-01-01"}, "is not in force on"),
        ("terms", TERMS | {"years": "в 2021 году"}, "Write each year once"),
        ("dates", DATES | {"scoring_until": "2021-11-01T18:00"}, "comes before"),
        ("dates", DATES | {"closes_at": "2021-10-18T18:00", "opens_at": "2021-10-17T10:00"}, "ends in the past"),
        ("criteria", CRITERIA | {"criteria-0-weight": "60"}, "sum to 97.5, not to 100"),
        ("criteria", CRITERIA | {"criteria-1-code": "К1"}, "stands twice"),
        ("criteria", CRITERIA | {"criteria-1-code": ""}, "leave the whole row empty"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_mended(desk, filled, part, body, said):
    answer = desk.post(f"/selections/{filled.slug}/draft/{part}/", body)
    page = answer if answer.status_code == 422 else desk.get(f"/selections/{filled.slug}/draft/")
    assert said in page.content.decode()


def test_criteria_come_from_a_workbook_or_from_nowhere(desk, filled):
    heads = ["Код", "Название", "Вес", "Максимум"]
    url = f"/selections/{filled.slug}/draft/criteria/"

    def send(*lines, heads=heads):
        file = io.BytesIO(workbook([("Критерии", heads, lines)]))
        file.name = "criteria.xlsx"
        return desk.post(url, {"workbook": file, "read": "1"})

    bad = send(["К1", "Первый", "сорок", 10], ["К1", "Второй", 60, 10])
    assert bad.status_code == 422 and "сорок" in bad.content.decode()
    assert filled.criteria.count() == 2 and filled.criteria.first().name == "Инвестиции"
    assert send(["К1", "x" * 301, 40, 10]).status_code == 422
    assert send(["К1", "=1+1", 40, 10], ["К3", "Второй", 60, 10]).status_code == 302
    assert list(filled.criteria.values_list("code", "weight")) == [("К1", Decimal(40)), ("К3", Decimal(60))]
    computed = send(["К1", "Первый", 100, 10, "расчётный"], heads=[*heads, "Вид"])
    assert computed.status_code == 302 and filled.criteria.get().kind == "computed"


def test_a_copy_takes_rules_and_rows_and_neither_days_nor_money(make_world, client, desk):
    world = make_world(projects=1)
    body = WAYS | {"slug": "next", "start": "round:2021"}
    assert desk.post("/selections/new/", body).status_code == 302
    row = SelectionRound.objects.get(slug="next")
    assert (row.limit, row.opens_at, row.order_text, row.threshold) == (0, None, "", Decimal(60))
    assert list(row.criteria.values_list("code", "weight")) == list(world.round.criteria.values_list("code", "weight"))
    page = desk.get("/selections/next/draft/sections/").content.decode()
    assert "Перечень отбора 2021 года" in page
    assert desk.post("/selections/new/", body).status_code == 422


def test_texts_of_the_application_are_a_list_of_its_own(desk, filled):
    one = {"title_ru": "Аннотация", "hint_ru": "Одна страница", "most": "2000", "required": "on"}
    body = rows("sections", one, {"title_ru": "Риски", "hint_ru": "Что помешает", "most": "3000"})
    answer = desk.post(f"/selections/{filled.slug}/draft/sections/", body | {"title_ru": "Перечень"})
    assert answer.status_code == 302
    assert [(row["key"], row["required"]) for row in content(filled)["sections"]] == [
        ("text_1", True),
        ("text_2", False),
    ]
    bad = desk.post(f"/selections/{filled.slug}/draft/sections/", rows("sections", one | {"most": "0"}))
    assert bad.status_code == 422


def test_the_announced_selection_takes_an_application_within_its_limit(make_world, desk, client):
    world = make_world(projects=1)
    project = world.projects[0]
    assert desk.post("/selections/new/", WAYS).status_code == 302
    for part, body in (("terms", TERMS | {"per_project": "1"}), ("dates", DATES), ("criteria", CRITERIA)):
        desk.post(f"/selections/mordovia-2021/draft/{part}/", body)
    desk.post("/selections/mordovia-2021/draft/announce/")
    row = SelectionRound.objects.get(slug="mordovia-2021")
    during = row.opens_at + timedelta(hours=1)
    services.round_open(actor=_secretary(), round=row, at=during)
    DomainClock.objects.update(moment=during)
    client.force_login(world.people["initiator-1"])
    page = client.get(f"/selections/mordovia-2021/apply/{project.code}/")
    revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
    body = {"requested": "100000000", "minimum": "", "revision": revision, "file": "1"}
    refused = client.post(f"/selections/mordovia-2021/apply/{project.code}/", body)
    assert refused.status_code == 422 and "At most" in refused.content.decode()
    services.round_amend(
        actor=_secretary(), round=row, fields={"per_project": None}, reason="Ограничения в приказе нет", at=during
    )
    body["revision"] = str(row.applications.get().revision)
    assert client.post(f"/selections/mordovia-2021/apply/{project.code}/", body).status_code == 302
    assert row.applications.get().number == "MORDOVIA-2021-001"


def test_only_a_secretary_of_the_platform_begins(world, client):
    for key in ("secretary", "admin", "chair", "stranger"):
        with pytest.raises(Denied):
            services.round_begin(actor=world.actor(key), title="x", slug="x", at=AT)
    assert client.get("/selections/new/").status_code == 302


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_a_page_shows_it_reads_back(desk, filled, language):
    """A form sent as it was shown changes nothing."""
    from svetovod.web.selection.forms import DatesForm, TermsForm
    from svetovod.web.selection.views.drafting import initial_of

    before = content(filled)
    with translation.override(language):
        for part, form_class in (("terms", TermsForm), ("dates", DatesForm)):
            form = form_class(initial=initial_of(filled))
            shown = {name: form.fields[name].widget.format_value(form[name].value()) for name in form.fields}
            body = {name: value[0] if isinstance(value, list) else value or "" for name, value in shown.items()}
            desk.cookies["django_language"] = language
            assert desk.post(f"/selections/{filled.slug}/draft/{part}/", body).status_code == 302
    filled.refresh_from_db()
    assert content(filled) == before


def amend(row, at, reason="Уточнён приказ", **fields):
    return services.round_amend(actor=_secretary(), round=row, fields=fields, reason=reason, at=at)


def test_an_amendment_prolongs_the_intake_and_is_told_line_by_line(desk, filled, client):
    services.round_announce(actor=_secretary(), round=filled, at=AT)
    late = build.moment("2021-11-20 12:00")
    DomainClock.objects.update(moment=late)
    with pytest.raises(Refused, check=lambda error: error.code == "amend.reason"):
        amend(filled, late, reason=" ", threshold=Decimal(50))
    with pytest.raises(Refused, check=lambda error: error.code == "amend.nothing"):
        amend(filled, late, threshold=Decimal(60), title="Другое имя")
    made = amend(filled, late, threshold=Decimal(50))
    filled.refresh_from_db()
    # ten days from 20.11 12:00, at the hour the intake was to end: 30.11 18:00, eight days later; all later dates too
    assert filled.closes_at == build.moment("2021-11-30 18:00")
    assert filled.scoring_until == build.moment("2021-12-11 18:00")
    assert (filled.version, made.version, filled.title) == (2, 2, "Региональный отбор")
    first = filled.announcements.get(version=1).content
    assert (first["threshold"], made.content["threshold"]) == ("60", "50")
    page = client.get(f"/selections/{filled.slug}/announcement/").content.decode()
    assert "Уточнён приказ" in page and "60 of 100" in page and "50 of 100" in page and made.sha256 in page
    with pytest.raises(Refused, check=lambda error: error.code == "amend.version"):
        services.round_amend(
            actor=_secretary(), round=filled, fields={"threshold": None}, reason="x", version=1, at=late
        )


def test_a_plain_sum_is_not_announced_again_from_an_old_page(desk, filled):
    filled.scoring, filled.threshold_unit = "points", "percent"
    filled.save(update_fields=["scoring", "threshold_unit"])
    services.round_announce(actor=_secretary(), round=filled, at=AT)
    assert all(row.weight == row.maximum for row in filled.criteria.all())
    services.round_open(actor=_secretary(), round=filled, at=filled.opens_at)
    assert desk.post(f"/selections/{filled.slug}/draft/announce/").status_code == 409


def test_after_the_intake_only_dates_ahead_are_amended(desk, filled):
    services.round_announce(actor=_secretary(), round=filled, at=AT)
    services.round_open(actor=_secretary(), round=filled, at=filled.opens_at)
    with pytest.raises(Refused, check=lambda error: error.code == "amend.late"):
        amend(filled, filled.closes_at, threshold=Decimal(50))
    row = services.intake_close(actor=_secretary(), round=filled, at=filled.closes_at)
    later = row.sitting_at + timedelta(hours=5)
    made = amend(row, row.closes_at, threshold=Decimal(50), sitting_at=later)
    row.refresh_from_db()
    assert (row.threshold, row.sitting_at, made.version) == (Decimal(60), later, 2)
    with pytest.raises(Refused, check=lambda error: error.code == "amend.faults"):
        amend(row, row.closes_at, sitting_at=row.opens_at)


def test_cancelled_in_public_or_discarded_in_silence(desk, client):
    row = begun(desk)
    assert desk.post(f"/selections/{row.slug}/cancel/", {"reason": ""}).status_code == 409
    assert desk.post(f"/selections/{row.slug}/cancel/", {"reason": "Ошибка"}).status_code == 302
    desk.logout()
    assert "Региональный отбор" not in client.get("/selections/").content.decode()
    assert client.get(f"/selections/{row.slug}/").status_code == 404
