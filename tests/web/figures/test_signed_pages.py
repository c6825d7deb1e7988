"""The scan of a signed sheet: handed in through its page, shown with the verdict, named in the certificate."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.figures.conftest import AT

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.documents.models import Attachment
from svetovod.web.figures import services
from svetovod.web.registry import certificate, doors
from svetovod.web.registry.models import StoredVerdict

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"
LATER = AT + timedelta(days=1, hours=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(client, cluster, inns, manager_person, day):
    """bring(content) hands a scan in for the first enterprise by the manager's page; gives the page after it."""
    client.force_login(manager_person)
    page = f"/clusters/{cluster.slug}/figures/2020/{inns[0]}/signed/"

    def post(content=None, name="sheet.pdf", number=1):
        data = {"number": str(number)}
        if content is not None:
            data["scan"] = SimpleUploadedFile(name, content)
        return client.post(page, data, follow=True).content.decode()

    return post


def scans():
    return Attachment.objects.filter(kind="signed")


def test_a_wrong_type_is_said_and_not_kept(bring, answer):
    answer(0)
    assert "PDF или JPEG" in bring(PNG, "sheet.pdf")
    bring(b"MZ" + b"\0" * 64, "sheet.pdf")
    assert not scans().exists()


def test_too_large_is_said_and_not_kept(bring, answer, settings):
    answer(0)
    settings.MAX_ATTACHMENT_BYTES = 1024 * 1024
    assert "больше 1" in bring(PDF + b"%" * 1024 * 1024)
    assert not scans().exists()


def test_nothing_chosen_and_an_empty_file_are_said(bring, answer):
    answer(0)
    assert "Выберите файл" in bring()
    assert "пуст" in bring(b"")
    assert not scans().exists()


def test_twice_is_once_and_another_takes_its_place(bring, answer):
    answer(0)
    bring(PDF)
    bring(PDF)
    assert scans().count() == 1
    said = bring(PDF + b"%")
    assert scans().count() == 2 and all(str(pk) in said for pk in scans().values_list("pk", flat=True))


def test_the_verdict_and_the_certificate_name_the_sheet(
    client, bring, answer, asked, manager, cluster, part, tokens, person, inns
):
    answer(0, employees=321, purchases=[(inns[1], "27.31.12", "300000.55"), (None, "22.21", "700000.00")])
    answer(1)
    bring(PDF)
    services.signed_add(
        actor=VISITOR, reply=part(1), number=1, upload=SimpleUploadedFile("b.pdf", PDF + b"%"), token=tokens(1),
        at=LATER,
    )  # fmt: skip
    services.request_lock(actor=manager, request=asked, at=LATER)
    hashes = dict(scans().order_by("uploaded_at").values_list("sha256", "pk"))
    kept = StoredVerdict.objects.get(sheet=cluster.sheets.first())
    page = f"/clusters/{cluster.slug}/verdict/"
    said = client.get(page).content.decode()
    for sha, pk in hashes.items():
        assert sha[:16] in said and str(pk) in said
    pdf = client.get(f"/clusters/{cluster.slug}/verdict.pdf?on={kept.on.isoformat()}").content
    assert pdf.startswith(b"%PDF")
    found = certificate.data(kept, "ru", doors.signed(VISITOR, kept.sheet), {})["signed"]
    assert {row[2] for row in found} == set(hashes)
    assert ["предприятие" in row[1] for row in found].count(True) == 1
    # an official of the region is told that it is there, with its hash, and gets no link to the file
    client.force_login(person("region@example.org", ("regional_authority", "region", cluster.regions[0])))
    said = client.get(page).content.decode()
    assert all(sha[:16] in said and str(pk) not in said for sha, pk in hashes.items())


def test_more_sheets_ask_no_more_questions(answer, asked, manager, tokens, part, django_assert_num_queries):
    for n in (0, 1, 2):
        answer(n)
        services.signed_add(
            actor=VISITOR, reply=part(n), number=1, upload=SimpleUploadedFile("b.pdf", PDF + b"%" * n),
            token=tokens(n), at=LATER,
        )  # fmt: skip
    services.request_lock(actor=manager, request=asked, at=LATER)
    sheet = asked.cluster.sheets.first()
    with django_assert_num_queries(4):
        assert len(doors.signed(manager, sheet)) == 3
