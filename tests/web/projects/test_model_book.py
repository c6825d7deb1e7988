"""The enterprise's own model: its numbers are read, tied to the project, and taken only as far as one chooses."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects import services
from svetovod.web.projects.book import bridge
from svetovod.web.projects.book.page import build, shown
from svetovod.web.projects.models import EfficiencyPlan, ModelLink
from svetovod.web.projects.selectors import live_content

from .conftest import AT


def workbook(**values):
    """A sheet “Мой лист” with B1 named Оснастка, B2 named Запрос and whatever else is given."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Мой лист"
    for place, value in ({"B1": 21000000.004, "B2": 25000000, "B3": 7} | values).items():
        sheet[place] = value
    for name, place in (("Оснастка", "$B$1"), ("Запрос", "$B$2")):
        book.defined_names[name] = DefinedName(name, attr_text=f"'Мой лист'!{place}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def keep(scene, project):
    def read(content, sha256="a" * 64):
        found = bridge.read(io.BytesIO(content))
        assert not found.errors
        return services.book_keep(
            actor=scene.initiator, project=project, figures=found.value, name="m.xlsx", sha256=sha256, at=AT
        )

    return read


@pytest.fixture
def linked(scene, project, keep):
    keep(workbook())
    row, indicator = project.costs.get(position=2), project.indicators.get()
    for source, target in (
        ("Оснастка", f"cost:{row.pk}"), ("Запрос", "money:requested"),
        ("'Мой лист'!$B$3", f"plan:{indicator.pk}:2022H1"),
    ):  # fmt: skip
        services.link_add(actor=scene.initiator, project=project, source=source, target=target, at=AT)
    return project


def view(project):
    return build(project, live_content(project))


def take(scene, project, *places, sha256="a" * 64):
    lines = view(project).changed
    chosen = {line.link.pk: shown(line.old) for line in lines if not places or line.link.source in places}
    return services.book_apply(actor=scene.initiator, project=project, chosen=chosen, sha256=sha256, at=AT)


def test_a_workbook_changes_nothing_by_itself(linked):
    said = {line.link.source: (line.old, line.new) for line in view(linked).changed}
    assert said == {
        "Оснастка": (Decimal(20000000), Decimal("21000000.00")), "Запрос": (Decimal(30000000), Decimal(25000000)),
        "Мой лист!B3": (Decimal(2), Decimal(7)),
    }  # fmt: skip
    linked.refresh_from_db()
    assert linked.requested == 30000000


def test_what_is_chosen_is_taken(scene, linked):
    assert take(scene, linked, "Оснастка") == 1
    linked.refresh_from_db()
    assert linked.costs.get(position=2).amount == 21000000
    assert linked.requested == 30000000
    assert take(scene, linked) == 2
    linked.refresh_from_db()
    assert linked.requested == 25000000
    assert live_content(linked)["indicators"][0]["plan"]["2022H1"] == "7.00"
    assert not view(linked).changed


def test_a_new_workbook_shows_the_cells_that_changed(scene, linked, keep):
    take(scene, linked)
    keep(workbook(B2=26000000), "b" * 64)
    assert [(line.link.source, line.new) for line in view(linked).changed] == [("Запрос", Decimal(26000000))]
    with pytest.raises(Conflict, match="Another workbook"):
        take(scene, linked)


def test_a_number_somebody_changed_meanwhile_is_not_overwritten(scene, linked):
    chosen = {line.link.pk: shown(line.old) for line in view(linked).changed}
    row = linked.costs.get(position=2)
    services.cost_edit(actor=scene.initiator, cost=row, fields={"amount": Decimal(5)}, at=AT)
    with pytest.raises(Conflict, match="changed by somebody meanwhile"):
        services.book_apply(actor=scene.initiator, project=linked, chosen=chosen, sha256="a" * 64, at=AT)
    linked.refresh_from_db()
    assert linked.requested == 30000000, "all or none"


@pytest.mark.parametrize(("place", "value"), [("B1", -5), ("B2", -5)])
def test_what_the_project_cannot_hold_changes_nothing(scene, linked, keep, place, value):
    keep(workbook(**{place: value}))
    with pytest.raises(Refused, match="Nothing was taken"):
        take(scene, linked)
    linked.refresh_from_db()
    assert (linked.requested, linked.costs.get(position=2).amount) == (30000000, 20000000)


def test_a_cell_that_is_gone_or_not_computed_says_so(linked, keep):
    keep(workbook(B1="нет данных", B3="=1+1"))
    faults = {line.link.source: line.fault for line in view(linked).lines}
    assert "renamed, moved or made a text" in faults["Оснастка"]
    assert "recalculate" in faults["Мой лист!B3"]
    assert faults["Запрос"] == ""


def test_years_wait_for_a_rate(scene, linked):
    services.link_add(
        actor=scene.initiator, project=linked, source="Запрос", target="year:2022:revenue", at=AT
    )  # fmt: skip
    with pytest.raises(Refused, match="Name the discount rate"):
        take(scene, linked)
    first = {2021: {"revenue": Decimal(1)}}
    services.efficiency_write(
        actor=scene.initiator, project=linked, rate=Decimal("0.12"), basis="x", years=first, at=AT
    )
    take(scene, linked)
    assert EfficiencyPlan.objects.get(project=linked).years[1] == {
        "year": 2022, "revenue": "25000000.00", "costs": "0.00", "taxes": "0.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [("Нет такого", "money:requested", "book.source"), ("Запрос", "cost:0", "book.target")],
)
def test_what_cannot_be_tied_is_refused(scene, linked, source, target, code):
    with pytest.raises(Refused) as refused:
        services.link_add(actor=scene.initiator, project=linked, source=source, target=target, at=AT)
    assert refused.value.code == code


def test_the_pages_from_upload_to_the_project(scene, project, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/model/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"file": SimpleUploadedFile("m.xlsx", workbook())}).status_code == 302
    assert client.post(f"{url}link/", {"source": "Запрос", "target": "money:requested"}).status_code == 302
    link = ModelLink.objects.get(project=project)
    page = client.get(url).content.decode()
    assert "30,000,000" in page
    assert "25,000,000" in page
    sent = {"sha256": project.book.sha256, "link": link.pk, f"old-{link.pk}": "30000000.00"}
    assert client.post(f"{url}take/", sent).status_code == 302
    project.refresh_from_db()
    assert project.requested == 25000000
    assert client.post(f"{url}link/{link.pk}/delete/").status_code == 302
    assert not ModelLink.objects.exists()


@pytest.mark.parametrize("content", [b"PK", b"a;b;c", b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600])
def test_a_bad_file_is_refused_with_its_reason(scene, project, signed, content):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/model/"
    answer = client.post(url, {"file": SimpleUploadedFile("m.xlsx", content)})
    assert answer.status_code == 422
    assert not hasattr(project, "book")


@pytest.mark.parametrize(
    ("name", "status"), [("partner", 403), ("manager", 403), ("stranger", 404), ("expert", 404), ("initiator", 200)]
)
def test_a_model_is_its_enterprises_own(scene, project, signed, name, status):
    client = signed(scene.people[name])
    assert client.get(f"/projects/{project.code}/model/").status_code == status


def test_who_withdraws_after_filing_stays_in_what_was_filed(scene, project):
    """The version stays as it was filed; the living project is in rework and says what it waits for."""
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="application", at=AT)
    row = project.participants.get(organisation=scene.b)
    services.consent_withdraw(actor=scene.partner, participant=row, at=AT)
    version.refresh_from_db()
    assert [each["consent"] for each in version.content["participants"]] == [True, True]
    living = live_content(project)
    assert [each["consent"] for each in living["participants"]] == [True, False]
