"""All texts in one DOCX: out, edited in an office program, back by sections; nothing is written before it is shown."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.projects import services
from svetovod.web.projects.models import ProjectSection
from svetovod.web.projects.sections import document

from .conftest import AT

BEGAN = "Buyers: cable plants.\n\nThe price is lower."


@pytest.fixture
def written(scene, project):
    services.section_write(actor=scene.initiator, project=project, key="market", text=BEGAN, revision=0, at=AT)
    return project


@pytest.fixture
def edited(scene, signed, written):
    """edited(change) takes the document, lets `change` edit it as an office program would, and uploads it."""
    client = signed(scene.people["initiator"])

    def send(change):
        from docx import Document

        file = Document(BytesIO(client.get(f"/projects/{written.code}/texts.docx").content))
        change(file)
        out = BytesIO()
        file.save(out)
        return client.post(f"/projects/{written.code}/texts/", {"file": SimpleUploadedFile("a.docx", out.getvalue())})

    send.client = client
    return send


def replace(old, new):
    def change(file):
        found = next(each for each in file.paragraphs if old in each.text)
        found.text = found.text.replace(old, new)

    return change


def taken(answer):
    """The fields of the form that the page offers."""
    return {each.key: (each.text, each.revision) for each in answer.context["found"].changes}


def take(client, project, fields):
    sent = {"take": list(fields)}
    for key, (text, revision) in fields.items():
        sent |= {f"text.{key}": text, f"revision.{key}": revision}
    return client.post(f"/projects/{project.code}/texts/take/", sent)


def test_unchanged_it_changes_nothing(edited, written):
    answer = edited(lambda file: None)
    assert answer.status_code == 200 and not answer.context["found"].changes
    assert "The document says what the sections say" in answer.content.decode()


def test_a_change_is_shown_and_written_only_when_taken(edited, written):
    answer = edited(replace("lower", "lower by a tenth"))
    assert "<ins> by a tenth</ins>" in answer.content.decode()
    section = ProjectSection.objects.get(key="market")
    assert section.text == BEGAN
    assert take(edited.client, written, taken(answer)).status_code == 302
    section.refresh_from_db()
    assert section.text == BEGAN.replace("lower", "lower by a tenth") and section.revision == 2


@pytest.mark.parametrize("revision", ["", "²", "-1", "1.0", "9" * 40])
def test_a_revision_that_is_no_number_is_refused(edited, written, revision):
    edited(lambda file: None)
    assert take(edited.client, written, {"market": ("другое", revision)}).status_code == 403
    assert ProjectSection.objects.get(key="market").text == BEGAN


def test_what_others_wrote_meanwhile_is_joined(scene, edited, written):
    def change(file):
        replace("lower", "lower by a tenth")(file)
        services.section_write(
            actor=scene.initiator, project=written, key="market", text=f"Nine. {BEGAN}", revision=1, at=AT
        )

    answer = edited(change)
    assert taken(answer) == {"market": ("Nine. " + BEGAN.replace("lower", "lower by a tenth"), 2)}
    assert "both are here" in answer.content.decode()
    services.section_write(actor=scene.initiator, project=written, key="market", text="Third", revision=2, at=AT)
    assert take(edited.client, written, taken(answer)).status_code == 409
    assert ProjectSection.objects.get(key="market").text == "Third"


def test_a_heading_without_its_mark_is_known_by_its_words(edited, written):
    def change(file):
        for mark in list(file.element.body.iter(f"{document.W}bookmarkStart")):
            mark.getparent().remove(mark)
        replace("lower", "higher")(file)

    assert list(taken(edited(change))) == ["market"]


def test_words_above_the_headings_are_named_and_left(edited, written):
    answer = edited(lambda file: file.paragraphs[0].insert_paragraph_before("Dear colleagues"))
    assert answer.context["found"].outside == "Dear colleagues" and not taken(answer)


def test_a_section_of_others_is_shown_and_not_taken(scene, signed, edited, written):
    answer = edited(replace("lower", "higher"))
    client = signed(scene.people["partner"])
    assert take(client, written, taken(answer)).status_code == 403
    assert ProjectSection.objects.get(key="market").text == BEGAN


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_refused_in_words(edited, written, content):
    sent = {"file": SimpleUploadedFile("a.docx", content)}
    answer = edited.client.post(f"/projects/{written.code}/texts/", sent)
    assert answer.status_code == 422 and "errsum" in answer.content.decode()


def test_declared_entities_are_not_read(edited, written):
    import zipfile

    out = BytesIO(edited.client.get(f"/projects/{written.code}/texts.docx").content)
    made = BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY x "y">]>', 1)
            new.writestr(name, part)
    sent = {"file": SimpleUploadedFile("a.docx", made.getvalue())}
    answer = edited.client.post(f"/projects/{written.code}/texts/", sent)
    assert answer.status_code == 422


def test_a_panel_has_no_document_and_a_stranger_no_page(scene, signed, presented):
    for who, status in (("expert", 403), ("stranger", 404), ("partner", 200)):
        assert signed(scene.people[who]).get(f"/projects/{presented.code}/texts.docx").status_code == status, who


def test_tables_lists_and_tracked_words_are_lines():
    from docx import Document

    made = document.write("T", "L", [document.Blank("market", "Market", "", "", 4)])
    file = Document(BytesIO(made))
    file.paragraphs[-1].text = "First"
    file.add_paragraph("point", style="List Bullet")
    table = file.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "a", "b"
    out = BytesIO()
    file.save(out)
    found = document.read(out.getvalue(), {"market": ("Market",)}, ["T", "L"])
    assert (found.sections[0].text, found.sections[0].revision) == ("First\npoint\na\tb", 4)
