"""The page of a draft where the template of applications is kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from svetovod.web.projects.models import ApplicationTemplate
from svetovod.web.projects.outputs.application import USUAL

from .test_announcing import begun, desk, filled

__all__ = ["desk", "filled"]


def docx(*paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sent(desk, row, content, name="form.docx"):
    return desk.post(f"/selections/{row.slug}/draft/template/", {"file": SimpleUploadedFile(name, content)})


def test_a_faulty_template_is_told_by_place_and_a_good_one_is_kept(desk):
    row = begun(desk)
    url = f"/selections/{row.slug}/draft/template/"
    assert "filled into the usual template" in desk.get(url).content.decode()
    bad = sent(desk, row, docx("{{ titel }}", "{{ title.upper() }}"))
    page = bad.content.decode()
    assert bad.status_code == 422 and "does more than name, loop and ask" in page and "paragraph 2" in page
    page = sent(desk, row, docx("{{ titel }}")).content.decode()
    assert "Perhaps title was meant." in page and "paragraph 1" in page and "<code>titel</code>" in page
    for content, name in ((b"%PDF-1.4", "a.docx"), (b"", "a.docx"), (b"text", "a.docx")):
        assert sent(desk, row, content, name).status_code == 422
    assert not ApplicationTemplate.objects.exists()
    assert sent(desk, row, docx("{{ title }}")).status_code == 302
    page = desk.get(url).content.decode().replace("\xa0", " ")
    assert "template No. 1" in page and "does not say what an application must say" in page and "texts." in page


@pytest.mark.parametrize("sort", ["docx", "pdf"])
def test_the_sample_is_filled(desk, sort):
    row = begun(desk)
    made = desk.get(f"/selections/{row.slug}/draft/template/sample.{sort}")
    assert made.status_code == 200 and made.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[sort]
    assert desk.get(f"/selections/{row.slug}/draft/template/sample.exe").status_code == 404


def test_an_announced_selection_keeps_its_template(desk, filled):
    assert sent(desk, filled, USUAL.read_bytes()).status_code == 302
    assert desk.post(f"/selections/{filled.slug}/draft/announce/").status_code == 302
    assert sent(desk, filled, docx("{{ title }}")).status_code == 409
    assert ApplicationTemplate.objects.get().number == 1
