"""Pages of signatures: the form, the three answers, the files, and who is sent away."""

import io
import zipfile
from collections import defaultdict
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import signature_files as made

from svetovod.web.signatures import seam, services, views
from svetovod.web.signatures.models import DetachedSignature

from .conftest import PDF

PLAIN = "text/plain; charset=utf-8"

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(file):
    return f"/signatures/attachment/{file.pk}/"


def test_from_the_document_to_its_verdict(client, owner, url, signed):
    client.force_login(owner)
    page = client.get(url)
    assert "Подписи рядом с документом нет" in page.content.decode()
    raw = signed()
    answer = client.post(url, {"file": SimpleUploadedFile("x.sig", raw)}, follow=True)
    text = answer.content.decode()
    assert "юридическая сила не проверялась" in text and "Подписантова Анна Тестовна" in text
    assert "ни один корень" not in text and made.PERSON["snils"] not in text and made.PERSON["inn"] not in text
    row = DetachedSignature.objects.get()
    assert client.get(f"/signatures/{row.pk}/signature.sig").content == raw
    assert client.get(f"{url}document").content == PDF
    with zipfile.ZipFile(io.BytesIO(client.get(f"{url}signed.zip").content)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {"Договор.pdf": PDF, "Договор.pdf.sig": raw}
    assert "Подписантова Анна Тестовна" in client.get(url).content.decode()


def test_a_wrong_file_is_told_in_words(client, owner, url, signed):
    client.force_login(owner)
    answer = client.post(url, {"file": SimpleUploadedFile("x.sig", signed(document=b"other"))})
    assert answer.status_code == 422 and "другого файла" in answer.content.decode()
    assert client.post(url, {}).status_code == 422


def test_a_refused_file_keeps_the_place_that_was_chosen(client, owner, url, signed, monkeypatch):
    places = [("head", "Руководитель"), ("books", "Главный бухгалтер")]
    monkeypatch.setattr(views, "_places", lambda _actor, _paper: places)
    monkeypatch.setattr(services, "SOURCES", defaultdict(lambda: SimpleNamespace(slots=lambda *_: dict(places))))
    client.force_login(owner)
    for content in (b"no signature", signed(document=b"other"), b"x" * 2_000_000):
        answer = client.post(url, {"slot": "books", "file": SimpleUploadedFile("x.sig", content)})
        shown = answer.content.decode()
        assert answer.status_code == 422 and '<option value="books" selected>' in shown
        assert 'aria-invalid="true"' in shown and not DetachedSignature.objects.exists()
        (said,) = answer.context["form"].errors["file"]
    sent = {"slot": "books", "file": SimpleUploadedFile("x.sig", b"x" * 2_000_000)}
    answer = client.post(url, sent, headers={"X-Upload": "1"})
    assert (answer.status_code, answer["Content-Type"], answer.content.decode()) == (409, PLAIN, said)


def test_files_are_handed_out_as_downloads_only(client, owner, url, signed, add):
    row = add(signed())
    client.force_login(owner)
    answer = client.get(f"/signatures/{row.pk}/signature.sig")
    assert answer["Content-Disposition"].startswith("attachment;") and answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_strangers_find_nothing(client, make, url, signed, add):
    row = add(signed())
    addresses = [
        url,
        f"{url}document",
        f"{url}signed.zip",
        f"/signatures/{row.pk}/",
        f"/signatures/{row.pk}/signature.sig",
    ]
    assert {client.get(each).status_code for each in addresses} == {302}
    client.force_login(make("stranger@example.ru", ("participant", "organisation", "8")))
    assert {client.get(each).status_code for each in addresses} == {404}
    assert client.post(url, {}).status_code == 404
    assert client.get("/signatures/nothing/1/").status_code == 404
    assert client.get("/signatures/attachment/no-uuid/").status_code == 404


def test_whoever_only_reads_is_told_so(client, reader, url):
    client.force_login(reader)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 403


def test_a_signature_is_withdrawn_on_its_page(client, owner, reader, url, signed, add):
    row = add(signed())
    address = f"/signatures/{row.pk}/withdraw/"
    client.force_login(reader)
    assert client.post(address, {"why": "Не та"}).status_code == 403
    assert 'id="withdraw"' not in client.get(f"/signatures/{row.pk}/").content.decode()
    client.force_login(owner)
    assert client.post(address, {}).status_code == 422
    page = client.post(address, {"why": "Не тот документ"}, follow=True).content.decode()
    assert "Подпись отозвана и больше не учитывается" in page and "Не тот документ" in page
    assert 'id="withdraw"' not in page
    listed = client.get(url).content.decode()
    assert "отозвана, не учитывается" in listed and "Подписи рядом с документом нет" in listed
    assert client.get(f"/signatures/{row.pk}/signature.sig").status_code == 200


def test_an_edition_is_taken_by_its_number(client, owner, at, monkeypatch):
    says = ["first"]
    everybody = {"reads": lambda *_: True, "signs": lambda *_: True, "files": lambda *_: True}
    found = seam.Paper("drawn", "1", owner, "Paper", "paper.pdf", made=lambda _at: says[0].encode())
    monkeypatch.setitem(seam.SOURCES, "drawn", seam.Source(lambda _key: found, **everybody))
    client.force_login(owner)
    address = "/signatures/drawn/1/"
    client.post(f"{address}keep/")
    assert "Документ говорит то же" in client.post(f"{address}keep/", follow=True).content.decode()
    says[0] = "second"
    page = client.post(f"{address}keep/", follow=True).content.decode()
    assert f"{address}document?edition=1" in page and "Прежние редакции" in page
    assert client.get(f"{address}document").content == b"second"
    assert client.get(f"{address}document?edition=1").content == b"first"
    assert client.get(f"{address}document?edition=7").status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get(f"{address}signed.zip?edition=1").content)) as packed:
        assert packed.read("paper.pdf") == b"first"


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_of_three_as_of_one(client, owner, url, add, many, django_assert_max_num_queries):
    for number in range(many):
        add(made.signature(made.issue("ec", number=number + 1), PDF))
    client.force_login(owner)
    with django_assert_max_num_queries(28):
        assert client.get(url).status_code == 200
