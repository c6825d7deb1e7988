"""Copies for one reader: every page names the holder and the reader; whatever breaks a reader gives no copy at all."""

import ctypes
import json
import sys
from io import BytesIO
from types import SimpleNamespace

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from svetovod.engine.copies import MOST_PAGES, CopyProblem, Stamp, stamped
from svetovod.engine.copies.__main__ import main
from svetovod.engine.copies.draw import fonts, width_of, wrapped
from svetovod.engine.copies.pdf import pdf_copy
from svetovod.engine.copies.stamp import UnfitError
from svetovod.engine.copies.worker import LENGTH

STAMP = Stamp(
    ("КОММЕРЧЕСКАЯ ТАЙНА", "Обладатель: Завод № 4, г. Саранск"), ("Читает: Эксперт 3",), "Эксперт 3 · 29.11.2026"
)
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"


def pdf(*sizes, turned=0):
    made = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        made.new_page(width, height).set_rotation(turned)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def picture(kind, colour=(0, 0, 0), size=(300, 200), **options):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def texts(content):
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_every_page_of_a_pdf_says_whose_and_who():
    made = stamped(pdf((595, 842), (842, 595), (150, 90)), PDF, STAMP, seconds=30)
    assert isinstance(made, bytes)
    found = [" ".join(text.split()) for text in texts(made)]
    assert len(found) == 3
    for text in found:
        assert all(said in text for said in ("КОММЕРЧЕСКАЯ ТАЙНА", "Завод № 4", "Читает: Эксперт 3", "29.11.2026"))


def with_one_font(pages):
    """Every page writes with the same typeface, 170 KB in the file."""
    made = pypdfium2.PdfDocument.new()
    data = fonts()
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = raw.FPDFText_LoadFont(made.raw, held, len(data), raw.FPDF_FONT_TRUETYPE, 1)
    for number in range(pages):
        page = made.new_page(300, 400)
        text = raw.FPDFPageObj_CreateTextObj(made.raw, font, 12)
        said = f"Страница {number}\0".encode("utf-16-le")
        raw.FPDFText_SetText(text, (ctypes.c_ushort * (len(said) // 2)).from_buffer_copy(said))
        raw.FPDFPage_InsertObject(page.raw, text)
        page.gen_content()
        page.close()
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_what_pages_share_they_share_in_the_copy():
    """A copy of 200 pages was 40 MB where each brought its own typeface, two thirds of what a copy may be."""
    source = with_one_font(200)
    made = pdf_copy(source, STAMP)
    assert 150_000 < len(source) < 400_000 and len(made) < 2_000_000
    found = texts(made)
    assert len(found) == 200 and "Страница 137" in found[137] and "Читает: Эксперт 3" in found[137]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_stays_as_it_is_seen(turned):
    made = pypdfium2.PdfDocument(pdf_copy(pdf((300, 600), turned=turned), STAMP))
    wide = turned in {90, 270}
    assert (made[0].get_width() > made[0].get_height()) is wide and made[0].get_rotation() == 0


COLOURS = ((255, 0, 0), (0, 160, 0), (0, 0, 255))


def with_notes(turns):
    """Pages with one dictionary of resources for all; on each a note that is a rectangle of its colour."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /XObject << >> /ProcSet [/PDF] >>"]
    kids = []
    for turned, colour in zip(turns, COLOURS, strict=True):
        number = len(bodies) + 1
        kids.append(f"{number} 0 R")
        drawn = f"{colour[0] / 255} {colour[1] / 255} {colour[2] / 255} rg 0 0 100 60 re f"
        bodies += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Rotate {turned} /Resources 3 0 R"
            f" /Annots [{number + 1} 0 R] >>",
            f"<< /Type /Annot /Subtype /Square /Rect [100 170 200 230] /F 4 /AP << /N {number + 2} 0 R >> >>",
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 100 60] /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@pytest.mark.parametrize("turns", [(0, 0, 0), (0, 90, 180)])
def test_pages_of_shared_resources_keep_their_own_notes(turns):
    made = pypdfium2.PdfDocument(pdf_copy(with_notes(turns), STAMP))
    for page, own in zip(made, COLOURS, strict=True):
        colours = {pixel for _count, pixel in page.render().to_pil().convert("RGB").getcolors(2**20)}
        assert {each for each in COLOURS if each in colours} == {own}


def test_scripts_files_and_forms_stay_behind():
    source = pypdfium2.PdfDocument(pdf((300, 300)))
    source.new_attachment("inner.txt").set_data(b"secret inside")
    out = BytesIO()
    source.save(out)
    assert b"EmbeddedFiles" in out.getvalue()
    assert b"EmbeddedFiles" not in pdf_copy(out.getvalue(), STAMP)


@pytest.mark.parametrize(("kind", "form"), [(PNG, "PNG"), (JPEG, "JPEG")])
def test_a_picture_grows_by_its_lines(kind, form):
    for colour in ((0, 0, 0), (255, 255, 255)):
        made = stamped(picture(form, colour), kind, STAMP, seconds=30)
        assert isinstance(made, bytes)
        found = Image.open(BytesIO(made)).convert("RGB")
        inside = found.crop((40, found.height // 2 - 60, 280, found.height // 2 + 60))
        assert found.height > 200 and len(inside.getcolors(10_000)) > 5  # something is drawn across it


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"%PDF-1.7\n1 0 obj", PDF, CopyProblem.BROKEN),
        (b"", PDF, CopyProblem.BROKEN),
        (picture("PNG")[:60], PNG, CopyProblem.BROKEN),
        (b"\xff\xd8\xff" + b"\0" * 50, JPEG, CopyProblem.BROKEN),
    ],
)
def test_no_copy_of_what_breaks_a_reader(content, kind, why):
    assert stamped(content, kind, STAMP, seconds=30) == why


def test_too_many_pages_and_too_little_time():
    with pytest.raises(UnfitError) as refusal:
        pdf_copy(pdf(*[(20, 20)] * (MOST_PAGES + 1)), STAMP)
    assert refusal.value.problem == CopyProblem.LARGE
    assert stamped(pdf((300, 300)), PDF, STAMP, seconds=0.001) == CopyProblem.STOPPED


def test_lines_fit_the_width():
    parts = wrapped(["Обладатель: " + "Ж" * 200 + " и ещё слова"], 8, 120)
    assert len(parts) > 5 and all(width_of(part, 8) <= 120 for part in parts)
    assert "".join("".join(parts).split()) == "Обладатель:" + "Ж" * 200 + "иещёслова"


def test_a_copy_too_large_to_hold_is_said_to_be_so(monkeypatch):
    """Not damaged: the holder is asked for the original."""
    monkeypatch.setattr("svetovod.engine.copies.__main__.MOST", 10)
    monkeypatch.setattr("svetovod.engine.copies.__main__.resource.setrlimit", lambda *_args: None)
    header = json.dumps({"kind": PNG, "head": STAMP.head, "foot": STAMP.foot, "across": STAMP.across}).encode()
    out = BytesIO()
    given = BytesIO(LENGTH.pack(len(header)) + header + picture("PNG"))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    main()
    assert out.getvalue() == b"-large"
