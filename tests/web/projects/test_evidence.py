"""Kits of evidence: entered by form and workbook, judged on the page, kept in versions, read by whom they concern."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.engine.model import EvidenceKind as EngineKind
from svetovod.engine.model import VatRate as EngineRate
from svetovod.engine.workbooks.evidence import read_evidence, write_evidence
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.projects import readiness, services
from svetovod.web.projects.changes import readable
from svetovod.web.projects.enums import EvidenceKind, VatRate
from svetovod.web.projects.evidence import page as lines
from svetovod.web.projects.models import CostDocument
from svetovod.web.projects.selectors import files_in, live_content

ON = date(2022, 6, 1)
PDF = b"%PDF-1.7 scan"


@pytest.fixture
def add(scene, project, helpers):
    """A document of the row of software: 5 mn without VAT."""
    cost = project.costs.get(position=3)

    def document(kind, gross="6000000", **fields):
        given = {
            "kind": kind, "number": f"{kind}-1", "on": date(2022, 3, 1), "payer": scene.a.inn, "seller": scene.d.inn,
            "seller_name": "Supplier", "gross": Decimal(gross), "vat": Decimal(gross) / 6, "rate": "20",
        }  # fmt: skip
        return services.document_add(actor=scene.initiator, cost=cost, fields=given | fields, at=helpers.AT)

    return document


@pytest.fixture
def kit(add):
    return [add(kind) for kind in ("contract", "upd", "payment")]


def line(project):
    return lines.build(live_content(project), ON)[2]


def form(scene, **fields):
    given = {
        "kind": "payment", "number": "9", "on": "2022-03-02", "payer": scene.a.inn, "seller": "",
        "gross": "1 200,00", "rate": "20", "vat": "",
    }  # fmt: skip
    return given | fields


def test_names_are_those_of_the_engine():
    assert set(EvidenceKind.values) == {each.value for each in EngineKind}
    assert set(VatRate.values) == {each.value for each in EngineRate}


def test_a_whole_kit_proves_the_row(project, kit):
    found = line(project)
    assert (found.complete, found.proven) == (True, Decimal(5000000))
    assert [(each.count, each.text) for each in found.links] == [(1, "agrees")] * 4


def test_a_gap_says_place_value_and_remedy(project, kit, scene, helpers):
    services.document_edit(
        actor=scene.initiator, document=kit[2], fields={"gross": Decimal(1200000), "vat": Decimal(200000)},
        at=helpers.AT,
    )  # fmt: skip
    gap, unproven = line(project).said
    assert gap.place == "payment orders"
    assert "1,200,000.00" in gap.value.replace("\u00a0", " ")
    assert "4,800,000.00 is lacking" in gap.value
    assert "lower the row" in gap.remedy
    assert unproven.place == "the row itself"


def test_readiness_asks_for_kits_once_the_first_document_is_there(project, add, scene, helpers):
    codes = {item.code for item in readiness.items(live_content(project), [], ON)}
    assert "kits" not in codes
    add("contract")
    (item,) = [each for each in readiness.items(live_content(project), [], ON) if each.code == "kits"]
    assert (item.done, item.stands, item.params["rows"]) == (False, False, "1, 2, 3")


def test_a_version_keeps_the_kit_and_a_difference_names_its_documents(project, add, kit, scene, helpers):
    before = live_content(project)
    services.document_attach(
        actor=scene.initiator, document=kit[1], upload=SimpleUploadedFile("upd.pdf", PDF), at=helpers.AT
    )
    after = live_content(project)
    assert [(file["row"], file["name"]) for file in files_in(after)] == [(3, "upd.pdf")]
    add("payment", number="2", gross="60")
    (row,) = readable(before, live_content(project))
    assert (row.section, [field.name for field in row.fields]) == ("costs", ["documents"])


def test_only_the_initiator_writes(scene, project, kit, helpers):
    for who in ("partner", "manager", "stranger", "expert"):
        for call in (
            lambda actor: services.document_add(actor=actor, cost=kit[0].cost, fields={}, at=helpers.AT),
            lambda actor: services.document_edit(actor=actor, document=kit[0], fields={"number": "2"}, at=helpers.AT),
            lambda actor: services.document_delete(actor=actor, document=kit[0], at=helpers.AT),
            lambda actor: services.evidence_import(actor=actor, project=project, parsed=(), sha256="", at=helpers.AT),
        ):
            with pytest.raises((Denied, Hidden)):
                call(getattr(scene, who))
    assert CostDocument.objects.count() == 3


def test_by_form_with_the_tax_counted_and_errors_beside_the_fields(scene, project, signed):
    client, cost = signed(scene.people["initiator"]), project.costs.get(position=3)
    url = f"/projects/{project.code}/evidence/row/{cost.pk}/"
    bad = client.post(url, form(scene, payer="0000000019", gross="0", vat="5"))
    assert bad.status_code == 422
    said = bad.content.decode()
    assert "This is not an INN" in said
    assert "above zero" in said
    assert client.post(url, form(scene, vat="1300")).status_code == 422
    upload = SimpleUploadedFile("order.pdf", PDF)
    assert client.post(url, form(scene, file=upload)).status_code == 302
    made = CostDocument.objects.get()
    assert (made.vat, made.seller) == (Decimal("200.00"), "")
    page = client.get(url).content.decode()
    assert "order.pdf" in page
    assert "Supplier (INN)" in page
    edit = f"/projects/{project.code}/evidence/document/{made.pk}/"
    assert client.get(edit).status_code == 200
    assert client.post(edit, form(scene, number="10")).status_code == 302
    made.refresh_from_db()
    assert made.number == "10"
    assert client.post(f"{edit}delete/").status_code == 302
    assert not CostDocument.objects.exists()


def test_with_a_file_that_is_not_taken_the_document_is_not_kept_either(scene, project, signed):
    """Sent again with the right file, it would stand twice, and prove the row by twice its sum."""
    client, cost = signed(scene.people["initiator"]), project.costs.get(position=3)
    url = f"/projects/{project.code}/evidence/row/{cost.pk}/"
    sent = form(scene, number="9-typed", file=SimpleUploadedFile("order.pdf", b"MZ\x90"))
    refused = client.post(url, sent, headers={"referer": f"http://testserver{url}"})
    assert refused.status_code == 422 and 'value="9-typed"' in refused.content.decode(), "what was typed is there"
    assert list(refused.context["form"].errors) == ["file"]
    sent["file"] = SimpleUploadedFile("order.pdf", b"MZ\x90")
    by_script = client.post(url, sent, headers={"x-upload": "1"})
    assert (by_script.status_code, by_script["Content-Type"][:10]) == (409, "text/plain"), "its page keeps the file"
    assert not CostDocument.objects.exists()
    client.post(url, form(scene, file=SimpleUploadedFile("order.pdf", PDF)))
    made = CostDocument.objects.get()
    edit = f"/projects/{project.code}/evidence/document/{made.pk}/"
    client.post(edit, form(scene, number="10", file=SimpleUploadedFile("order.pdf", b"MZ\x90")))
    made.refresh_from_db()
    assert made.number == "9"


def test_the_register_goes_out_and_comes_back_keeping_files(scene, project, kit, signed, helpers):
    services.document_attach(
        actor=scene.initiator, document=kit[0], upload=SimpleUploadedFile("c.pdf", PDF), at=helpers.AT
    )
    client = signed(scene.people["initiator"])
    book = client.get(f"/projects/{project.code}/evidence.xlsx").content
    documents = [each for _line, each in read_evidence(BytesIO(book)).value]
    assert [each.kind.value for each in documents] == ["contract", "upd", "payment"]
    changed = [documents[0], replace(documents[2], number="7"), replace(documents[1], row=1)]
    upload = SimpleUploadedFile("r.xlsx", write_evidence(changed))
    answer = client.post(f"/projects/{project.code}/evidence/import/", {"file": upload})
    assert answer.status_code == 302
    after = {
        (row["position"], each["number"]) for row in live_content(project)["costs"] for each in row.get("documents", ())
    }
    assert after == {(3, "contract-1"), (3, "7"), (1, "upd-1")}
    assert [file["name"] for file in files_in(live_content(project))] == ["c.pdf"]


def test_a_register_with_a_strange_row_changes_nothing(scene, project, kit, signed):
    client = signed(scene.people["initiator"])
    book = client.get(f"/projects/{project.code}/evidence.xlsx").content
    documents = [each for _line, each in read_evidence(BytesIO(book)).value]
    upload = SimpleUploadedFile("r.xlsx", write_evidence([replace(documents[0], row=77)]))
    answer = client.post(f"/projects/{project.code}/evidence/import/", {"file": upload})
    assert answer.status_code == 422
    assert "77" in answer.content.decode()
    assert CostDocument.objects.count() == 3


def test_pages_of_many_documents_ask_no_more_queries(scene, project, add, signed, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/evidence/"
    add("contract")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(20):
        add("payment", number=str(number), gross="6")
    with django_assert_num_queries(len(one)):
        page = client.get(url).content.decode()
    assert "payment order No. 19" in page


def test_a_panel_reads_the_kits_of_the_version_shown(scene, presented, add, signed):
    add("contract")
    client = signed(scene.people["expert"])
    page = client.get(f"/projects/{presented.code}/evidence/").content.decode()
    assert "contract-1" not in page
    cost = presented.costs.get(position=3)
    assert client.get(f"/projects/{presented.code}/evidence/row/{cost.pk}/").status_code in (403, 404)


def test_a_document_too_many_comes_back_with_what_was_typed(scene, project, add, signed):
    cost = project.costs.get(position=3)
    CostDocument.objects.bulk_create(
        CostDocument(cost=cost, kind="payment", number=n, on=ON, payer=scene.a.inn, gross=1, vat=0, rate="0")
        for n in range(200)
    )
    url = f"/projects/{project.code}/evidence/row/{cost.pk}/"
    page = signed(scene.people["initiator"]).post(url, form(scene, number="9-typed"))
    assert page.status_code == 422 and 'value="9-typed"' in page.content.decode()


def test_a_row_holds_two_hundred_documents(scene, project, add, helpers):
    cost = project.costs.get(position=3)
    CostDocument.objects.bulk_create(
        CostDocument(cost=cost, kind="payment", number=n, on=ON, payer=scene.a.inn, gross=1, vat=0, rate="0")
        for n in range(200)
    )
    with pytest.raises(Refused):
        add("payment")
