"""Templates of applications: every fault at once with its place, nothing carried out, real values in what is filled."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.papers import pages
from svetovod.web.projects import services
from svetovod.web.projects.models import ApplicationTemplate
from svetovod.web.projects.outputs import application, catalogue, sample, templates
from svetovod.web.projects.outputs.source import source_of
from svetovod.web.projects.outputs.template.checking import check
from svetovod.web.projects.outputs.template.fields import context, known, names
from svetovod.web.projects.outputs.template.filling import NotFilledError, fill
from svetovod.web.projects.outputs.template.setting import blocks

FIELDS = known(["market"])
WHOLE = ["{{ title }} {{ initiator.name }} {{ initiator.inn }} {{ requested }}",
         "{%p for row in participants %}", "{{ row.name }}", "{%p endfor %}",
         "{%p for row in costs %}", "{{ row.amount }}", "{%p endfor %}"]  # fmt: skip


def made(*paragraphs, cells=(), header=""):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        table = document.add_table(len(cells), 1)
        for row, text in enumerate(cells):
            table.cell(row, 0).text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spoilt(content, name, change):
    """The same file with one part changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


def found(content):
    return [(fault.code.removeprefix("template."), fault.value) for fault in check(content, FIELDS)]


def test_a_good_template_has_no_fault():
    assert found(made(*WHOLE, "{{ texts.market }}", "{%p if demo %}", "x", "{%p endif %}")) == []
    with application.USUAL.open("rb") as usual:
        assert check(usual.read(), FIELDS) == []


def test_all_faults_are_told_at_once_with_place_and_the_nearest_name():
    content = made(
        *WHOLE, "{{ titel }}", "{{ initiator.nam }}", "{{ costs }}",
        "{%p for x in code %}", "{{ x.y }}", "{%p endfor %}",
        cells=["{%tr for row in costs %}", "{{ row.ammount }}", "{%tr endfor %}"], header="{{ nothing_like_it }}",
    )  # fmt: skip
    faults = {fault.value: fault for fault in check(content, FIELDS)}
    assert {value: fault.near for value, fault in faults.items() if fault.code == "template.unknown"} == {
        "titel": "title", "initiator.nam": "initiator.name", "row.ammount": "row.amount", "nothing_like_it": "",
    }  # fmt: skip
    assert faults["titel"].place == "paragraph 8" and faults["row.ammount"].place == "table 1, row 2, column 1"
    assert faults["nothing_like_it"].place == "header 1, paragraph 1"
    assert (faults["costs"].code, faults["code"].code) == ("template.whole", "template.not_a_list")
    said = templates.said({"code": "template.unknown", "place": "table 1, row 2, column 1", "value": "row.ammount",
                           "near": "row.amount", "blocking": True})  # fmt: skip
    assert said["place"] == "table 1, row 2, column 1" and "row.amount" in str(said["remedy"])


def test_what_an_application_must_say_is_a_warning():
    lacking = check(made("{{ title }}"), FIELDS)
    assert {fault.value for fault in lacking} == {
        "initiator.name", "initiator.inn", "requested", "participants", "costs"
    }  # fmt: skip
    assert not any(fault.blocking for fault in lacking)
    assert found(made("no placeholder")) == [("empty", "")]


@pytest.mark.parametrize("tag", [
    "{{ title.__class__ }}", "{{ title.upper() }}", "{{ 7 * 7 }}", "{{ title|safe }}", "{{ costs[0] }}",
    "{% set x = title %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% macro a() %}{% endmacro %}",
    "{% for a in range(9) %}{% endfor %}", "{{ title", "{% if title %}", "{{ title ~ code }}",
    "{% for a, b in costs %}{% endfor %}",
    "{% for a in costs %}{% for b in costs %}{% for c in costs %}{% for d in costs %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
])  # fmt: skip
def test_a_tag_that_does_more_is_refused_and_never_carried_out(tag):
    content = made(*WHOLE, tag)
    faults = check(content, FIELDS)
    assert [fault.code for fault in faults if fault.blocking] == ["template.syntax"], faults
    with pytest.raises(NotFilledError):
        fill(io.BytesIO(content), {"title": "T", "costs": [], "code": "C", "participants": []})


def test_properties_are_filled_by_the_same_rules():
    document = Document(io.BytesIO(made(*WHOLE)))
    document.core_properties.title = "{{ 7 * 7 }}"
    out = io.BytesIO()
    document.save(out)
    assert [code for code, _value in found(out.getvalue())] == ["syntax"]


@pytest.mark.parametrize(("name", "part", "code"), [
    ("word/_rels/document.xml.rels", b'<Relationship Id="x9" Type="http://x/attachedTemplate" Target="http://evil/a" '
     b'TargetMode="External"/></Relationships>', "external"),
    ("word/_rels/document.xml.rels", b'<Relationship Id="x9" Type="http://x/hyperlink" Target="file:///etc/passwd" '
     b'TargetMode="External"/></Relationships>', "external"),
    ("word/embeddings/oleObject1.bin", b"x", "embedded"),
    ("word/document.xml", b'<w:p><w:r><w:instrText> INCLUDEPICTURE "http://evil/x" </w:instrText></w:r></w:p></w:body>',
     "fetches"),
    ("word/header9.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
])  # fmt: skip
def test_a_file_that_would_reach_outside_is_refused(name, part, code):
    ends = {"word/_rels/document.xml.rels": b"</Relationships>", "word/document.xml": b"</w:body>"}
    content = spoilt(made(*WHOLE), name, lambda old: old.replace(ends[name], part) if name in ends else part)
    assert [found for found, _value in found(content)] == [code]


def test_a_hyperlink_is_only_told():
    part = b'<Relationship Id="x9" Type="http://x/hyperlink" Target="https://law.example" TargetMode="External"/>'
    content = spoilt(made(*WHOLE), "word/_rels/document.xml.rels",
                     lambda old: old.replace(b"</Relationships>", part + b"</Relationships>"))  # fmt: skip
    assert [(fault.code, fault.blocking) for fault in check(content, FIELDS)] == [("template.hyperlink", False)]


def test_every_name_has_its_value_and_its_words(scene, project, helpers):
    values = context(source_of(scene.initiator, project, None, helpers.AT))
    keys = list(values["texts"])
    for path, field in names(known(keys)).items():
        here = values
        for part in path.split("."):
            here = here[part.removesuffix("[]")]
            if part.endswith("[]") and here:
                here = here[0]
            if here == []:
                break
        assert str(field.label), path
    assert values["requested"] == context(source_of(scene.initiator, project, None, helpers.AT))["requested"]


@pytest.fixture
def secretary(scene, helpers):
    return actor_of(helpers.person("secretary", ("secretary", "round", 7)))


def upload(content, name="template.docx"):
    return SimpleUploadedFile(name, content)


def test_the_project_takes_its_application_by_the_template_of_its_round(scene, project, secretary, helpers):
    source = source_of(scene.initiator, project, None, helpers.AT)
    usual = catalogue.file_of(source, scene.initiator, "application", "docx")
    text = "\n".join(p.text for p in Document(io.BytesIO(usual)).paragraphs)
    assert "Preform" in text and "{{" not in text and "usual" in application.chosen(project).said
    section = {"key": "market", "title": {"ru": "Рынок", "en": "Market"}, "hint": {"ru": "О", "en": "A"},
               "required": True, "most": 2000}  # fmt: skip
    asked = services.list_write(
        actor=secretary, occasion="round:7", title={"ru": "О", "en": "R"}, source="", sections=[section], at=helpers.AT
    )
    services.template_write(
        actor=secretary, occasion="round:7", upload=upload(made(*WHOLE, "Особая форма")), at=helpers.AT
    )
    project.section_list = asked
    project.save()
    source = source_of(scene.initiator, project, None, helpers.AT)
    own = Document(io.BytesIO(catalogue.file_of(source, scene.initiator, "application", "docx")))
    lines = [p.text for p in own.paragraphs]
    assert lines[-1] == "Особая форма" and "90\xa0000\xa0000,00\xa0₽" in lines
    pdf = catalogue.file_of(source, scene.initiator, "application", "pdf")
    assert pdf.startswith(b"%PDF-") and pages(pdf) == 1


def test_only_the_secretary_of_the_round_writes_and_numbers_are_kept(scene, secretary, helpers):
    args = {"occasion": "round:7", "at": helpers.AT}
    for who in (scene.initiator, scene.manager, actor_of(helpers.person("other", ("secretary", "round", 8)))):
        with pytest.raises(Denied):
            services.template_write(actor=who, upload=upload(made(*WHOLE)), **args)
    first = services.template_write(actor=secretary, upload=upload(made(*WHOLE)), **args)
    other = made(*WHOLE, "x")
    second, again = (services.template_write(actor=secretary, upload=upload(other), **args) for _ in range(2))
    assert (first.number, second.number, again) == (1, 2, second)
    for bad, code in (
        (upload(made("{{ titel }}")), "template.faults"),
        (upload(b"%PDF-1.4", "t.docx"), "template.type"),
    ):
        with pytest.raises(Refused) as refused:
            services.template_write(actor=secretary, upload=bad, **args)
        assert refused.value.code == code
    assert ApplicationTemplate.objects.count() == 2


def test_a_template_is_seen_filled_with_an_invented_project(secretary, helpers):
    shown = templates.preview(secretary, "round:7", "pdf", helpers.AT)
    assert shown.startswith(b"%PDF-") and pages(shown) >= 2
    rows = [block for block in blocks(templates.preview(secretary, "round:7", "docx", helpers.AT))
            if block["kind"] == "table"]  # fmt: skip
    sums = {cell["text"] for table in rows for row in table["rows"] for cell in row}
    assert "12\xa0345\xa0678,90\xa0₽" in sums and "12\xa0345\xa0678,90 ₽" not in sums
    assert sample.source("round:7", helpers.AT).project.demo


def test_a_table_keeps_its_spans_its_head_and_the_room_its_words_need():
    document = Document()
    table = document.add_table(3, 3)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(table.rows[0].cells, ("№", "Статья", "Сумма"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Всего"
    table.cell(1, 2).text = "90\xa0000\xa0000,00"
    table.cell(1, 2).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.cell(2, 1).paragraphs[0].add_run("станок").add_break()
    table.cell(2, 1).paragraphs[0].add_run("с оснасткой")
    out = io.BytesIO()
    document.save(out)
    (found,) = blocks(out.getvalue())
    assert [[(cell["text"], cell["span"]) for cell in row] for row in found["rows"]] == [
        [("№", 1), ("Статья", 1), ("Сумма", 1)],
        [("Всего", 2), ("90\xa0000\xa0000,00", 1)],
        [("", 1), ("станок\nс оснасткой", 1), ("", 1)],
    ]
    assert found["head"] == 1 and found["rows"][1][1]["right"]
    number, item, amount = found["widths"]
    assert number < amount < item, "an amount is not broken, what has several words may be"
