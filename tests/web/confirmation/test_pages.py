"""The pages of the applicant, the ministry and the public."""

import json
import re
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from tests.pdfs import text_of

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.confirmation import package
from svetovod.web.registry.enums import MemberRole

from .conftest import ATTACHED, PDF, moment


def url(name, *args):
    return reverse(f"confirmation:{name}", args=args)


@pytest.fixture
def as_(client, place, clock):
    def enter(name):
        client.force_login(place.people[name])
        return client

    return enter


def test_from_an_empty_page_to_the_extract(place, as_, client):
    so = as_("so")
    page = url("package", "light")
    assert "Заявление ещё не начато" in so.get(page).content.decode()
    so.post(url("start", "light"))
    assert "Не хватает 3 документов" in so.get(page).content.decode()
    for kind in ATTACHED:
        upload = SimpleUploadedFile(f"{kind}.pdf", PDF + kind.encode())
        assert so.post(url("attach", "light"), {"kind": kind, "file": upload}).status_code == 302
    assert "Все документы на месте" in so.get(page).content.decode()
    so.post(url("file", "light"))
    said = so.get(page).content.decode()
    assert "PK-2021-001" in said and "05.08.2021" in said

    officer = as_("officer")
    assert "PK-2021-001" in officer.get(url("queue")).content.decode()
    case = url("case", "PK-2021-001")
    officer.post(url("take", "PK-2021-001"))
    answer = officer.post(url("prepare", "PK-2021-001"), {"outcome": "confirm", "grounds": "Всё представлено"})
    assert answer.status_code == 302
    assert "другой сотрудник" in officer.get(case).content.decode()
    refused = officer.post(url("decide", "PK-2021-001"), {"order_number": "17", "order_date": "2021-06-24"})
    assert refused.status_code == 422 and "Вы подготовили это решение" in refused.content.decode()

    second = as_("second")
    second.post(url("decide", "PK-2021-001"), {"order_number": "17", "order_date": "2021-06-24"})
    assert second.get(url("protocol", "PK-2021-001"))["Content-Type"] == "application/pdf"
    client.logout()
    public = client.get(url("extract", 1)).content.decode()
    assert "24.06.2026" in public and "действует" in public
    assert "Managing" not in public
    assert client.get(url("extract_pdf", 1)).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", package.BLANKS)
def test_blanks_come_filled_in_both_forms(place, as_, name):
    so = as_("so")
    assert so.get(url("paper_pdf", "light", name)).content.startswith(b"%PDF")
    text = BytesIO(so.get(url("paper_docx", "light", name)).content)
    document = Document(text)
    said = "\n".join(p.text for p in document.paragraphs)
    assert "Managing 1" in said and "{" not in said


def test_the_public_api_reads_what_the_extract_says(place, client, clock):
    cluster = "/api/v1/clusters/light/"
    assert client.get(cluster).json()["registry_entry"] is None
    decision = place.decided()
    entry = {
        "number": 1, "state": {"code": "active", "label": "действует"}, "entered_on": "2021-06-24",
        "valid_until": "2026-06-24", "extract": url("extract", decision.entry.number),
    }  # fmt: skip
    assert client.get(cluster).json()["registry_entry"] == entry
    assert [row["registry_entry"] for row in client.get("/api/v1/clusters/").json()["items"]] == [entry]


def test_a_letter_has_room_for_its_number_and_does_not_enclose_itself(place, as_):
    document = Document(BytesIO(as_("so").get(url("paper_docx", "light", "letter")).content))
    said = [p.text for p in document.paragraphs]
    assert any(text.startswith("Исх. №") for text in said)
    assert not any(text.endswith("Сопроводительное письмо") for text in said if text[:1].isdigit())


def test_producers_stand_first_among_the_participants(place, as_):
    document = Document(BytesIO(as_("so").get(url("paper_docx", "light", "application")).content))
    roles = [row.cells[3].text for row in document.tables[1].rows][1:]
    order = [str(role.label) for role in MemberRole]
    assert roles == sorted(roles, key=order.index) and roles[0] == order[0]


def test_every_filing_has_a_receipt_with_its_checksum_its_entry_and_a_code(place, as_, settings):
    """For the applicant, and for whoever else reads the application; that of a completed one is another."""
    settings.BASE_URL = "https://svetovod.example"
    number = place.file().number
    manager, page = as_("so"), url("receipt", number)
    package = f"/clusters/{place.row.cluster.slug}/confirmation/"
    assert page in manager.get(package).content.decode()

    def told():
        answer = manager.get(page)
        assert answer["Content-Disposition"] == f'attachment; filename="{number}-receipt.pdf"'
        drawn = pypdfium2.PdfDocument(answer.content)[0].render(scale=3).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(drawn)] == [f"https://svetovod.example{package}"]
        return "".join(text_of(answer.content).split())

    first, entry = place.row.versions.first(), LedgerEntry.objects.get(action="confirmation.file")
    said = told()
    assert number in said and first.sha256 in said and f"№{entry.index}" in said
    assert json.loads(entry.body)["data"]["sha256"] == first.sha256
    place.do("application_take", place.row)
    place.do("application_return", place.row, grounds="No map", until=date(2021, 7, 9))
    place.file(place.row)
    last, later = place.row.versions.first(), LedgerEntry.objects.filter(action="confirmation.file").latest("index")
    said = told()
    assert (last.number, last.sha256 in said, f"№{later.index}" in said) == (2, True, True)
    assert later.index > entry.index
    assert as_("officer").get(page).status_code == 200 and as_("stranger").get(page).status_code == 404


def test_the_protocol_as_docx_says_what_the_pdf_says(place, as_):
    decision = place.decided(grounds="Формула =1+1 & <b>")
    number = decision.application.number
    officer = as_("officer")
    assert officer.get(url("protocol", number)).content.startswith(b"%PDF")
    answer = officer.get(url("protocol_docx", number))
    assert (
        answer["Content-Type"].endswith("wordprocessingml.document")
        and "protocol.docx" in answer["Content-Disposition"]
    )
    document = Document(BytesIO(answer.content))
    facts, checklist = document.tables
    assert [[cell.text for cell in row.cells] for row in facts.rows] == decision.snapshot["facts"]
    assert [[cell.text for cell in row.cells] for row in checklist.rows][1:] == decision.snapshot["blocks"][1]["rows"]
    said = [p.text for p in document.paragraphs]
    assert "Формула =1+1 & <b>" in said and decision.snapshot["title"] in said
    assert not any("{" in each for each in said)
    assert as_("stranger").get(url("protocol_docx", number)).status_code == 404


def test_a_blank_that_is_not_there_is_not_found(place, as_):
    assert as_("so").get(url("paper_pdf", "light", "charter")).status_code == 404


def test_what_is_wrong_with_an_upload_stands_at_its_field(place, as_):
    so = as_("so")
    so.post(url("start", "light"))
    answer = so.post(url("attach", "light"), {"kind": "letter", "file": SimpleUploadedFile("a.pdf", b"MZ nothing")})
    assert answer.status_code == 422
    assert so.post(url("attach", "light"), {"kind": "nothing"}).status_code == 422


def test_filing_with_a_gap_says_what_is_missing(place, as_):
    so = as_("so")
    so.post(url("start", "light"))
    answer = so.post(url("file", "light"))
    assert answer.status_code == 409 and "Программа развития кластера" in answer.content.decode()


def test_the_checklist_is_kept_and_refuses_a_bare_contradiction(place, as_):
    row = place.file()
    place.do("application_take", row)
    officer = as_("officer")
    form = officer.get(url("case", row.number)).context["check_form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    n = next(n for n, line in enumerate(form.lines) if line.key == "cluster.min_participants")
    answer = officer.post(url("check", row.number), typed | {f"mark-{n}": "not_met"})
    assert answer.status_code == 422 and "расходится с расчётом" in answer.content.decode()
    answer = officer.post(url("check", row.number), typed | {f"mark-{n}": "not_met", f"comment-{n}": "Закрылись"})
    assert answer.status_code == 302
    assert [m.key for m in place.row.marks.all()] == ["cluster.min_participants"]


def test_papers_returned_on_the_day_of_filing_leave_both_pages_whole(place, as_):
    row = place.file()
    place.do("application_take", row)
    officer = as_("officer")
    officer.post(url("give_back", row.number), {"grounds": "Нет печати", "until": "2021-07-16"})
    assert officer.get(url("case", row.number)).status_code == 200
    assert as_("so").get(url("package", "light")).status_code == 200


def test_no_two_fields_of_the_case_have_one_id(place, as_):
    row = place.file()
    place.do("application_take", row)
    found = re.findall(r' id="(id_[^"]+)"', as_("officer").get(url("case", row.number)).content.decode())
    assert "id_return_grounds" in found and "id_grounds" in found and len(found) == len(set(found))


@pytest.mark.parametrize(("who", "seen"), [("so", 403), ("region", 403), ("stranger", 404), ("officer", 200)])
def test_the_case_is_the_officers(place, as_, who, seen):
    row = place.file()
    assert as_(who).get(url("case", row.number)).status_code == seen


def test_pages_ask_as_much_of_few_as_of_many(place, as_, same_questions):
    as_("officer")

    def few():
        place.file()

    def many():
        place.decided("refuse")
        place.decided("refuse", moment("2021-06-25T10:00"))
        place.file(place.gathered(moment("2021-06-26T10:00")), moment("2021-06-26T10:00"))

    same_questions([url("queue")], few, many)


def test_an_exclusion_and_its_appeal_on_the_pages(place, as_, person):
    place.people["third"] = person("third@example.org", ("registry_officer", "platform", ""))
    number = place.decided().application.number
    case = url("case", number)
    officer = as_("officer")
    assert officer.post(url("exclude", number), {"grounds": ""}).status_code == 422
    officer.post(url("exclude", number), {"grounds": "Нет отчётов"})
    refused = officer.post(url("exclusion_take", number), {"order_number": "4", "order_date": "2021-06-24"})
    assert refused.status_code == 422 and "Вы подготовили исключение" in refused.content.decode()
    as_("second").post(url("exclusion_take", number), {"order_number": "4", "order_date": "2021-06-24"})
    so = as_("so")
    said = so.get(url("package", "light")).content.decode()
    assert "Кластер исключён из реестра" in said and "Нет отчётов" in said and "Подать жалобу" in said
    assert "исключён" in so.get(url("extract", 1)).content.decode()
    so.post(url("appeal", "light"), {"text": "Отчёты сданы"})
    assert "Подать жалобу" not in so.get(url("package", "light")).content.decode()
    involved = as_("second").get(case).content.decode()
    assert "Вы участвовали в обжалуемом решении" in involved and "Принять жалобу к рассмотрению" not in involved
    third = as_("third")
    third.post(url("hear", number))
    assert "Решить по жалобе" in third.get(case).content.decode()
    third.post(url("appeal_decide", number), {"outcome": "uphold", "answer": "Отчёты есть"})
    assert "Отчёты есть" in as_("so").get(url("package", "light")).content.decode()
    assert "действует" in so.get(url("extract", 1)).content.decode()


def test_a_change_of_membership_on_the_pages(place, as_):
    number = place.decided().application.number
    so = as_("so")
    assert so.post(url("report", "light")).status_code == 409
    place.cluster.memberships.filter(pk=place.cluster.memberships.order_by("id")[0].pk).update(left_on="2021-06-24")
    assert "Сообщить об изменении" in so.get(url("package", "light")).content.decode()
    so.post(url("report", "light"))
    said = so.get(url("package", "light")).content.decode()
    assert "вышел" in said and "Расчёт на тот день" in said
    officer = as_("officer")
    assert officer.post(url("report_answer", number), {"outcome": "decline"}).status_code == 422
    officer.post(url("report_answer", number), {"outcome": "accept"})
    assert "внесено" in so.get(url("package", "light")).content.decode()


def test_an_appeal_without_words_comes_back(place, as_):
    place.decided("refuse")
    so = as_("so")
    assert so.post(url("appeal", "light"), {"text": ""}).status_code == 422
    assert "Начать новое заявление" in so.get(url("package", "light")).content.decode()


def test_a_late_application_is_overdue_until_it_is_decided(place, as_, clock):
    row = place.file()
    place.do("application_take", row)
    case, late = url("case", row.number), moment("2021-08-06T10:00")
    clock(moment("2021-08-05T10:00"))
    officer = as_("officer")
    assert "Просрочено" not in officer.get(case).content.decode()
    clock(late)
    assert "Просрочено" in officer.get(case).content.decode()
    assert officer.get(url("queue")).context["late"] == 1
    place.do("decision_prepare", row, late, outcome="confirm", grounds="Всё в порядке")
    place.do("decision_take", row, late, who="second", order_number="17", order_date=late.date())
    assert "Просрочено" not in officer.get(case).content.decode()
