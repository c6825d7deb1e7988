"""Files of state registries: taken in once, read by batches, shown at organisations and regions, searched, refused."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.engine.openregistries import samples

from svetovod.engine.openregistries import limits, xml
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied
from svetovod.web.regions import page as region_page
from svetovod.web.regions.models import ClassifierEntry, ProductMaker, RegistryFile, SmeEntry
from svetovod.web.regions.registries import bridge, page, selectors, services, work
from svetovod.web.regions.registries.forms import FileForm
from svetovod.web.registry.models import Organisation

pytestmark = pytest.mark.django_db
NAME = "data-10062025-structure-10062025.zip"
SME = samples.archive([
    ("1.xml", samples.sme([samples.entity(0), samples.proprietor(), samples.entity(1, КатСубМСП="9")])),
    ("2.xml", samples.sme([samples.entity(each) for each in range(2, 9)])),
])  # fmt: skip


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def take(officer, at):
    """take(kind, content, name) -> the file, read."""

    def make(kind, content, name=NAME):
        upload = SimpleUploadedFile(name, content)
        made = services.registry_file_take(actor=officer, kind=kind, upload=upload, at=at)
        work.run(made.pk, now=timezone.now())
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def official(client, make):
    """A client of an officer's."""
    client.force_login(make("pages@example.ru", ("registry_officer", "platform", "")))
    return client


@pytest.fixture
def plant(db):
    return Organisation.objects.create(inn=samples.INNS[0], name="Пример", region="RU-MO")


def test_the_registry_of_enterprises_is_shown_at_the_organisation(client, take, plant):
    made = take("sme", SME)
    assert (made.state, made.rows, made.kept, made.rejections, made.people) == ("read", 8, 1, 1, 1)
    assert made.dated == date(2025, 6, 10) and made.done == made.total > 0
    said = client.get(reverse("registry:organisation", args=[plant.inn])).content.decode()
    assert "малое предприятие" in said and "27.31 " in said and "10.06.2025" in said and "27.32" in said


def test_nothing_of_people_or_of_strangers_is_kept(take, plant):
    take("sme", SME)
    assert list(SmeEntry.objects.values_list("inn", flat=True)) == [plant.inn]


def test_the_same_file_again_changes_nothing(client, take, officer, plant, at):
    made = take("sme", SME)
    before, journal = list(SmeEntry.objects.values()), LedgerEntry.objects.count()
    assert take("sme", SME, "again.zip").pk == made.pk
    assert list(SmeEntry.objects.values()) == before and LedgerEntry.objects.count() == journal
    assert not list(services.folder().iterdir())


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_killed_reading_goes_on(take, officer, plant, at, cut, monkeypatch):
    monkeypatch.setattr(limits, "BATCH", 1)
    monkeypatch.setattr(xml, "_CHUNK", 200)
    upload = SimpleUploadedFile(NAME, SME)
    made = services.registry_file_take(actor=officer, kind="sme", upload=upload, at=at)
    whole = bridge.batches

    def dying(*arguments):
        for number, batch in enumerate(whole(*arguments)):
            if number == cut:
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr(bridge, "batches", dying)
    with pytest.raises(KeyboardInterrupt):
        work.run(made.pk, now=timezone.now())
    assert selectors.enterprise(plant.inn) is None  # half a file is shown nowhere
    assert work.unfinished() == [made.pk]
    monkeypatch.setattr(bridge, "batches", whole)
    work.run(made.pk, now=timezone.now())
    made.refresh_from_db()
    assert (made.state, made.rows, made.kept, made.rejections, made.people) == ("read", 8, 1, 1, 1)
    assert made.rejects.count() == 1 and work.unfinished() == []


def test_the_name_of_what_was_taken_is_on_the_disk_before_its_row(officer, at, monkeypatch):
    seen = []
    monkeypatch.setattr(
        services, "folder_sync", lambda folder: seen.extend((folder, each.name) for each in folder.iterdir())
    )
    made = services.registry_file_take(actor=officer, kind="sme", upload=SimpleUploadedFile(NAME, SME), at=at)
    assert seen == [(services.folder(), services.path_of(made).name)]


def test_a_second_worker_adds_nothing(take, officer, plant, at, monkeypatch):
    monkeypatch.setattr(limits, "BATCH", 1)
    monkeypatch.setattr(xml, "_CHUNK", 200)
    made = services.registry_file_take(actor=officer, kind="sme", upload=SimpleUploadedFile(NAME, SME), at=at)
    whole, entered = bridge.batches, []

    def crowded(*arguments):
        for number, batch in enumerate(whole(*arguments)):
            if number == 2 and not entered:
                entered.append(True)
                work.run(made.pk, now=timezone.now())
            yield batch

    monkeypatch.setattr(bridge, "batches", crowded)
    work.run(made.pk, now=timezone.now())
    made.refresh_from_db()
    assert (made.state, made.rows, made.kept, made.rejections, made.people) == ("read", 8, 1, 1, 1)


def test_products_are_shown_at_the_organisation_and_counted_in_the_region(client, take, plant):
    for number in (1, 2):
        Organisation.objects.create(inn=samples.INNS[number], name=f"Пример {number}", region="RU-MO")
    take("products", samples.workbook([
        *(samples.product(number, **{"Срок действия": "01.02.2126"}) for number in range(3)),
        samples.product(0, ОКПД2="26.30.11", **{"Срок действия": "01.02.2001"}),
    ]), "reestr-2025-01-01.xlsx")  # fmt: skip
    said = client.get(reverse("registry:organisation", args=[plant.inn])).content.decode()
    assert "27.31.12.120" in said and "№\xa0100000" in said and "26.30.11" not in said
    assert region_page.region("RU-MO", None, []).products[0][0::2] == ("27.31", 3)
    said = client.get("/regions/RU-MO/").content.decode()
    assert "27.31" in said and "26.30" not in said and "reestr-2025-01-01.xlsx" in said
    rows = list(csv.DictReader(StringIO(client.get("/regions/RU-MO/products.csv").content.decode("utf-8-sig"))))
    assert [(row["okpd2"], row["makers"]) for row in rows] == [("27.31", "3")]


def test_two_makers_are_not_counted(take):
    for number in range(2):
        Organisation.objects.create(inn=samples.INNS[number], name=f"Пример {number}", region="RU-MO")
    take("products", samples.workbook([samples.product(number) for number in range(2)]))
    assert ProductMaker.objects.count() == 2 and region_page.region("RU-MO", None, []).products == ()


def test_the_file_of_the_latest_day_is_in_force(take):
    newer = take("oktmo", samples.OKTMO.encode("cp1251"), "data-20250101.csv")
    older = take("oktmo", samples.OKTMO.replace("Саранск", "Старый").encode(), "data-20210101.csv")
    assert selectors.in_force("oktmo") == newer
    assert set(ClassifierEntry.objects.values_list("file", flat=True)) == {newer.pk}
    assert page.current() == {newer.pk} and older.state == "read"


@pytest.mark.parametrize(("kind", "text", "code"), [
    ("oktmo", "города Саранска", "89701000"), ("oktmo", "89701", "89701000"), ("oktmo", "Пенза", None),
])  # fmt: skip
def test_codes_of_a_file_are_found(client, take, kind, text, code):
    take("oktmo", samples.OKTMO.encode("cp1251"), "data-20250101.csv")
    said = client.get(reverse("regions:codes"), {"kind": kind, "q": text})
    found = [row[0] for row in said.context["rows"]]
    assert code in found if code else not found


def test_without_a_file_the_own_classifier_answers(client):
    rows = client.get(reverse("regions:codes"), {"kind": "okpd2", "q": "27.31"}).context["rows"]
    assert rows[0][0] == "27.31"
    assert not client.get(reverse("regions:codes"), {"kind": "oktmo", "q": "Саранск"}).context["rows"]
    assert client.get(reverse("regions:codes")).status_code == 200


@pytest.mark.parametrize("content", [
    SME[:-40], samples.sme([samples.entity(0)]).decode().encode("cp1251"),
    samples.archive([("../a.xml", samples.sme([samples.entity(0)]))]),
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    samples.archive([("a.xml", samples.sme([samples.entity(0)])), ("b.xml", b"<x>")]),
])  # fmt: skip
def test_a_refused_file_says_why_and_leaves_nothing(official, take, plant, content):
    made = take("sme", content)
    assert made.state == "refused" and not SmeEntry.objects.exists() and not list(services.folder().iterdir())
    said = official.get(reverse("regions:registry_file", args=[made.pk])).content.decode()
    assert "Файл отклонён" in said and made.problem["ru"]["message"][:20] in said
    assert take("sme", content).pk != made.pk  # a refused file may be sent again


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("sme", b"%PDF-1.7", "ожидался ZIP или XML, а это PDF"),
        ("sme", b"a;b\n", "ожидался ZIP или XML, а это обычный текст"),
        ("okved2", b"PK\x03\x04", "ожидался CSV, а это ZIP"), ("products", b"\xff\xd8\xff\xe0", "а это JPEG"),
        ("sme", samples.workbook([]), "ожидался ZIP или XML, а это XLSX / DOCX. Возьмите файл набора открытых данных"),
        ("oktmo", b"\1\0\2\0", "Кодировка файла не та"), ("sme", bytes(1 << 15), "Файл больше"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_of_before_it_is_kept(official, monkeypatch, kind, content, said):
    monkeypatch.setattr(FileForm.base_fields["file"], "most", 1 << 14)
    body = {"kind": kind, "file": SimpleUploadedFile("data.zip", content)}
    answer = official.post("/regions/registries/", body)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not RegistryFile.objects.exists() and not services.folder().exists()


def test_a_file_that_is_gone_is_refused(officer, at):
    made = services.registry_file_take(actor=officer, kind="sme", upload=SimpleUploadedFile(NAME, SME), at=at)
    services.path_of(made).unlink()
    work.run(made.pk, now=timezone.now())
    made.refresh_from_db()
    assert made.state == "refused"


def test_the_pages(official):
    client = official
    upload = SimpleUploadedFile(NAME, SME)
    answer = client.post(reverse("regions:registry_list"), {"kind": "sme", "file": upload})
    made = RegistryFile.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("regions:registry_file", args=[made.pk])
    said = client.get(answer.url).content.decode()
    assert "Файл читается" in said and 'hx-trigger="every 2s"' in said
    work.run(made.pk, now=timezone.now())
    said = client.get(answer.url).content.decode()
    assert "КатСубМСП" in said and "every 2s" not in said and made.sha256 in said
    text = client.get(reverse("regions:registry_rejects", args=[made.pk])).content.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert (row["place"], row["row"], row["column"], row["value"]) == ("1.xml", "3", "КатСубМСП", "9")
    said = client.get(reverse("regions:registry_list")).content.decode()
    assert NAME in said and "действует" in said
    assert client.post(reverse("regions:registry_list"), {"kind": "sme"}).status_code == 422


def test_progress_and_time_left(take, officer, at):
    made = services.registry_file_take(actor=officer, kind="sme", upload=SimpleUploadedFile(NAME, SME), at=at)
    now = timezone.now()
    made.state, made.done, made.total, made.begun_at = "reading", 25, 100, now - timedelta(seconds=20)
    found = page.build(made, now)
    assert found.share == 25 and "60" in found.left


def test_others_may_not(actor, at):
    partner = actor("partner@example.ru", ("participant", "platform", ""))
    with pytest.raises(Denied):
        services.registry_file_take(actor=partner, kind="sme", upload=SimpleUploadedFile(NAME, SME), at=at)
