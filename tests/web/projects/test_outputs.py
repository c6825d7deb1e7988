"""Papers of a project opened and read: what they say, whom they are for, what is left to fill."""

import io
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook

from svetovod.web.common.errors import Hidden
from svetovod.web.documents.papers import docx, pages
from svetovod.web.projects import services
from svetovod.web.projects.outputs import catalogue, letters, slides
from svetovod.web.projects.outputs.source import LINE, source_of
from svetovod.wording.numbers import money, share


def said(made: bytes) -> str:
    """Every word of a DOCX, tables too."""
    found = Document(io.BytesIO(made))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in found.paragraphs), *cells])


@pytest.fixture
def source(scene, project, helpers):
    return source_of(scene.initiator, project, None, helpers.AT)


def test_every_paper_is_set_in_both_formats_and_in_russian(scene, source):
    assert catalogue.keys(source, scene.initiator)[-2:] == ["estimate", "evidence"]
    for key in catalogue.keys(source, scene.initiator)[:-2]:
        made = catalogue.file_of(source, scene.initiator, key, "pdf")
        assert made.startswith(b"%PDF-") and pages(made) >= 1, key
        if key != "slides":
            text = said(catalogue.file_of(source, scene.initiator, key, "docx"))
            assert "Preform" in text and "{{" not in text and "{%" not in text, key
            assert "проект" in text.lower(), key


def test_the_calculation_says_edition_formula_and_exact_money(scene, source):
    text = said(catalogue.file_of(source, scene.initiator, "calculation", "docx"))
    # 110 mn of the edition of 08.04.2021 count (the software does not), 30 % of them are 33 mn
    counted, cap, most = (money(Decimal(each) * 1_000_000, "ru") for each in (110, 300, 33))
    assert f"min ({share(Decimal('0.3'), 'ru')} × {counted}; {cap}) = {most} (вниз до копейки)" in text
    assert "08.04.2021" in text and "115 000 000,00" in text.replace("\xa0", " ")
    assert "статья не возмещается по этой редакции" in text


def test_what_is_not_known_is_a_line_and_is_named(scene, source):
    paper = catalogue.made(source, "guarantee")
    assert list(paper.missing) == ["Собственные средства", "Заёмные средства"]
    text = said(docx(paper))
    assert text.count(LINE) >= 4 and "Не заполнено: Собственные средства; Заёмные средства." in text
    assert money(Decimal("30000000"), "ru") in text


def test_the_estimate_is_that_of_the_kept_version(scene, presented, helpers):
    presented.costs.first().delete()
    book = catalogue.file_of(source_of(scene.expert, presented, None, helpers.AT), scene.expert, "estimate", "xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book))["Смета"].iter_rows()]
    assert [row[3] for row in rows if row[1] in (scene.a.inn, scene.b.inn)] == [90_000_000, 20_000_000, 5_000_000]


def test_letters_of_a_participant_name_its_costs_and_its_role(scene, source):
    text = said(catalogue.file_of(source, scene.initiator, f"intent-{scene.b.inn}", "docx"))
    assert str(scene.b) in text and "соисполнител" in text and money(Decimal("20000000"), "ru") in text
    text = said(catalogue.file_of(source, scene.initiator, f"agreement-{scene.b.inn}", "docx"))
    assert text.count(f"Руководитель: {scene.a}") == 1 and text.count(f"Руководитель: {scene.b}") == 1


def test_the_managing_organisation_says_what_it_has_answered(scene, project, source, helpers):
    assert any("функциональн" in each for each in catalogue.made(source, "managing").missing)
    for question, yes in (("fits_functional_map", True), ("fits_programme", False)):
        services.answer_give(actor=scene.manager, project=project, question=question, yes=yes, at=helpers.AT)
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="application", at=helpers.AT)
    kept = source_of(scene.initiator, project, version.number, helpers.AT)
    text = said(docx(catalogue.made(kept, "managing")))
    assert version.sha256 in text and "соответствует функциональной карте" in text
    assert "не соответствует программе развития" in text


def test_a_kept_version_gives_the_same_bytes_whatever_the_project_becomes(scene, presented, helpers):
    first = {
        (key, kind): catalogue.file_of(source_of(scene.initiator, presented, 1, helpers.AT), scene.initiator, key, kind)
        for key, kind in (("calculation", "pdf"), ("calculation", "docx"), ("slides", "pdf"))
    }
    services.cost_edit(
        actor=scene.initiator, cost=presented.costs.first(), fields={"amount": Decimal("1.00")}, at=helpers.AT
    )
    again = source_of(scene.initiator, presented, 1, helpers.AT)
    assert {pair: catalogue.file_of(again, scene.initiator, *pair) for pair in first} == first
    now = source_of(scene.initiator, presented, None, helpers.AT)
    assert catalogue.file_of(now, scene.initiator, "calculation", "docx") != first["calculation", "docx"]


def test_a_panel_takes_what_it_may_read_and_no_letters(scene, presented, helpers):
    shown = source_of(scene.expert, presented, None, helpers.AT)
    assert catalogue.keys(shown, scene.expert) == [
        "application",
        "passport",
        "calculation",
        "slides",
        "estimate",
        "evidence",
    ]
    with pytest.raises(Hidden):
        catalogue.file_of(shown, scene.expert, "guarantee", "pdf")
    with pytest.raises(Hidden):
        catalogue.file_of(shown, scene.initiator, f"intent-{scene.c.inn}", "pdf")
    with pytest.raises(Hidden):
        catalogue.file_of(shown, scene.initiator, "slides", "docx")


def test_slides_say_the_money_and_what_they_lack(source):
    data = slides.slides(source)
    assert [bar[2] for bar in data["bars"]] == [1000, 222, 55]
    assert sum(bar[0] != "" for bar in data["bars"]) == 3 and data["missing"]


def test_an_empty_project_gives_papers_too(scene, helpers):
    empty = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Nothing yet", at=helpers.AT
    )
    source = source_of(scene.initiator, empty, None, helpers.AT)
    for key in catalogue.keys(source, scene.initiator)[:-2]:
        assert catalogue.file_of(source, scene.initiator, key, "pdf").startswith(b"%PDF-"), key
    with pytest.raises(Hidden):  # the workbook of an estimate has the days of the project
        catalogue.file_of(source, scene.initiator, "estimate", "xlsx")
    assert LINE in letters.guarantee(source).blocks[0].paragraphs[0]


def test_the_page_says_from_what_and_what_is_missing(scene, presented, signed):
    client = signed(scene.people["initiator"])
    url = f"/projects/{presented.code}/outputs/"
    page = client.get(url).content.decode()
    assert "a draft that is not kept" in page and "Собственные средства" in page and "calculation.docx" in page
    page = client.get(f"{url}?version=1").content.decode()
    assert presented.versions.get().sha256 in page and "guarantee.pdf?version=1" in page
    for bad in ("x", "7", "99999999999", "١"):
        assert client.get(url, {"version": bad}).status_code == 404
    got = client.get(f"{url}passport.docx?version=1")
    assert got["Content-Disposition"].endswith('passport-01-v1.docx"') and "Preform" in said(got.content)
    assert client.get(f"{url}passport.exe").status_code == 404
    assert client.get(f"{url}nothing.pdf").status_code == 404
    page = signed(scene.people["expert"]).get(url).content.decode()
    assert "guarantee" not in page and "passport.pdf" in page
