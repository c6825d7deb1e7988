"""Technoparks and infrastructure: who writes them down, newer facts, lists with errors, and that withdrawn is gone."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from svetovod.engine.workbooks import read_facilities
from svetovod.engine.workbooks.blanks import write_blank
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.opendata import datasets
from svetovod.web.regions import csv_tables, page, passport
from svetovod.web.regions.facilities import services
from svetovod.web.regions.facilities.models import Facility

pytestmark = pytest.mark.django_db
ISO = "RU-MO"
NAME = "Испытательный центр кабеля"
TOLD = {
    "kind": "testing", "name": NAME, "oktmo": "", "area": Decimal("1850.00"), "occupied": None,
    "capability": "Испытания на растяжение", "visits": True, "url": "", "source": "Паспорт центра",
    "as_of": date(2021, 5, 20),
}  # fmt: skip


@pytest.fixture
def centre(actor):
    return actor("cdc@example.ru", ("cdc_officer", "region", ISO))


@pytest.fixture
def told(centre, at):
    """told(**changed) -> how many rows are new."""

    def make(**changed):
        return services.facilities_record(actor=centre, iso=ISO, told=[TOLD | changed], at=at)

    return make


@pytest.fixture
def official(client, make):
    client.force_login(make("authority@example.ru", ("regional_authority", "region", ISO)))
    return client


def everywhere(client, at) -> list[str]:
    """Every way out of what the public may see of the region."""
    found = page.region(ISO, None, ())
    set_ = datasets.dataset("infrastructure")
    rows = list(set_.rows(at, False))
    return [
        client.get(reverse("regions:region", args=[ISO])).content.decode(),
        client.get(reverse("regions:region_csv", args=[ISO, "infrastructure"])).content.decode(),
        csv_tables.text(csv_tables.infrastructure(found)),
        str(passport.data(found, at)),
        str(rows),
        client.get(reverse("opendata:download", args=["infrastructure", "json"])).content.decode(),
    ]


def test_shown_everywhere_and_withdrawn_everywhere(client, told, centre, at):
    assert told() == 1
    assert all(NAME in said for said in everywhere(client, at))
    facility = Facility.objects.get()
    services.facility_withdraw(actor=centre, facility=facility, why="Закрыт", at=at)
    assert not any(NAME in said for said in everywhere(client, at))
    services.facility_withdraw(actor=centre, facility=facility, why="иначе", at=at)
    facility.refresh_from_db()
    assert facility.withdrawn_why == "Закрыт", "a second word changes nothing"


def test_newer_facts_take_the_place_of_the_older(told):
    assert told() == 1
    assert told() == 0, "known already"
    assert told(as_of=date(2021, 6, 1), area=Decimal(2000)) == 1
    assert list(Facility.objects.filter(withdrawn_at=None).values_list("area", flat=True)) == [Decimal(2000)]
    assert Facility.objects.count() == 2
    with pytest.raises(Refused, match="более новые"):
        told()
    with pytest.raises(Refused, match="не наступила"):
        told(name="Другой", as_of=date(2099, 1, 1))


def test_of_the_own_region_alone(centre, actor, at):
    for stranger, iso in ((centre, "RU-TA"), (actor("o@example.ru", ("registry_officer", "platform", "")), ISO)):
        with pytest.raises(Denied):
            services.facilities_record(actor=stranger, iso=iso, told=[TOLD], at=at)


def test_the_blank_reads_back_and_a_spoiled_one_says_everything(official):
    blank = write_blank("facilities")
    assert [each.kind for each in read_facilities(BytesIO(blank)).value or ()] == ["technopark", "testing"]
    answer = official.get(reverse("regions:facilities_blank", args=[ISO]))
    assert answer.content[:2] == b"PK"
    book = load_workbook(BytesIO(blank))
    sheet = book["Инфраструктура"]
    heads = {cell.value.removesuffix(" *"): cell.column for cell in sheet[1] if cell.value}
    for name, value in (("ОКТМО", "12"), ("Занято, %", 140), ("Сайт", "ftp://x"), ("Вид", "гараж")):
        sheet.cell(2, heads[name], value)
    spoiled = BytesIO()
    book.save(spoiled)
    upload = SimpleUploadedFile("objects.xlsx", spoiled.getvalue())
    answer = official.post(reverse("regions:facilities_upload", args=[ISO]), {"workbook": upload})
    said = answer.content.decode()
    assert answer.status_code == 422 and Facility.objects.count() == 0
    assert all(word in said for word in ("ОКТМО", "Занято, %", "Сайт", "Вид", "гараж"))


def uploaded(client, *names):
    """The blank, its invented objects under other names."""
    book, filled = load_workbook(BytesIO(write_blank("facilities"))), BytesIO()
    for line, name in enumerate(names, 2):
        book["Инфраструктура"].cell(line, 2, name)
    book.save(filled)
    upload = SimpleUploadedFile("objects.xlsx", filled.getvalue())
    return client.post(reverse("regions:facilities_upload", args=[ISO]), {"workbook": upload})


def test_a_list_is_taken_in_whole(official):
    assert uploaded(official, "Технопарк", "Центр").status_code == 302
    assert set(Facility.objects.values_list("region", "name")) == {(ISO, "Технопарк"), (ISO, "Центр")}
    said = official.get(reverse("regions:facilities", args=[ISO])).content.decode()
    assert "Технопарк" in said and "84,5" in said
    assert "technopark" in official.get(reverse("regions:region_csv", args=[ISO, "infrastructure"])).content.decode()


def test_the_example_of_the_blank_is_no_object(official):
    for names in ((), ("Технопарк",)):
        answer = uploaded(official, *names)
        said = answer.content.decode()
        assert answer.status_code == 422 and not Facility.objects.exists(), names
        assert "Пример: испытательный центр" in said and ("Пример: технопарк" in said) == (not names)


def test_what_was_withdrawn_does_not_come_back_with_the_same_list(told, centre, at):
    told(), told(name="Другой")
    services.facility_withdraw(actor=centre, facility=Facility.objects.get(name=NAME), why="Закрыт", at=at)
    with pytest.raises(Refused, match="отозван"):
        told()
    assert told(as_of=date(2021, 6, 1)) == 1, "facts of a later day are news"


def test_objects_and_their_history_stand_on_pages(official, told, monkeypatch):
    monkeypatch.setattr(import_module("svetovod.web.regions.views.facilities"), "PER_PAGE", 2)
    for number in range(3):
        told(name=f"Парк {number}")
    told(name="Парк 0", as_of=date(2021, 6, 1))
    page = reverse("regions:facilities", args=[ISO])
    first, second = (official.get(f"{page}?page={number}").content.decode() for number in (1, 2))
    assert "Парк 1" not in first and "Парк 1" in second
    assert 'id="before"' in first and "?page=2" in first


def test_a_form_with_a_page_that_is_none_is_said(official):
    typed = {"kind": "park", "name": "Парк", "source": "Письмо", "as_of": "2021-05-20", "url": "javascript:alert(1)"}
    answer = official.post(reverse("regions:facilities", args=[ISO]), typed)
    assert answer.status_code == 422 and not Facility.objects.exists()
    official.post(reverse("regions:facilities", args=[ISO]), typed | {"url": "example.org/park"})
    assert Facility.objects.get().url == "https://example.org/park"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_passport_stays_two_pages(told, at, lang):
    for number in range(12):
        told(name=f"Испытательный центр кабельной продукции и оптических компонентов {number}",
             capability="Испытания на растяжение и раздавливание. " * 12, occupied=Decimal("78.50"))  # fmt: skip
    with override(lang):
        made = passport.pdf(page.region(ISO, None, ()), at)
    assert len(PdfDocument(made)) == 2
