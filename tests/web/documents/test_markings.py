"""Papers marked as secret or for official use are not taken; words like it in a text are no mark."""

import io
import zipfile

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.common.errors import Refused
from svetovod.web.documents import markings
from svetovod.web.documents.services import upload_look

WORD, BOOK, SLIDE = "word/document.xml", "xl/sharedStrings.xml", "ppt/slides/slide1.xml"
WRAPS = {WORD: "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", BOOK: "<si><t>{}</t></si>", SLIDE: "<a:p><a:t>{}</a:t></a:p>"}


def office(part, *lines, wrap=None):
    main = {BOOK: "xl/workbook.xml", SLIDE: "ppt/presentation.xml"}.get(part, WORD)
    text = "".join((wrap or WRAPS[part]).format(line) for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", main: "<x/>", part: text}.items():
            archive.writestr(name, content)
    return out.getvalue()


def look(content, name="paper.docx"):
    return upload_look(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("part", [WORD, BOOK, SLIDE])
@pytest.mark.parametrize(
    "mark",
    ["Секретно", "СОВЕРШЕННО СЕКРЕТНО", "Особой  важности", "Для служебного пользования", "«Секретно»",
     "Для служебного пользования Экз. № 2", "Секретно (п. 12 перечня)", "ДСП, экз. № 1", "Гриф: Секретно"],
)  # fmt: skip
def test_a_mark_on_its_own_line(part, mark):
    with pytest.raises(Refused) as refused:
        look(office(part, "Министерство", mark, "О проекте"))
    assert refused.value.code == "attachment.marked"


def test_a_mark_cut_into_runs_and_one_in_a_header():
    cut = "<w:p><w:r><w:t>Сек</w:t></w:r><w:r><w:t>ретно</w:t></w:r></w:p>"
    with pytest.raises(Refused):
        look(office(WORD, "", wrap=cut))
    with pytest.raises(Refused):
        look(office("word/header2.xml", "Секретно", wrap=WRAPS[WORD]))


@pytest.mark.parametrize("name", ["Совершенно секретно.pdf", "смета_для_служебного_пользования.pdf", "Секретно.png"])
def test_a_mark_in_a_name(name):
    with pytest.raises(Refused):
        look(b"%PDF-1.7 x", name)


@pytest.mark.parametrize(
    "text",
    ["Сведения не являются секретными", "Коммерческая тайна, ООО «Завод», Саранск", "ДСП", "Плита ДСП 16 мм",
     "Проверено: документов с пометкой «Для служебного пользования» нет", "Секретность не нужна",
     "Секретно от конкурентов"],
)  # fmt: skip
def test_words_that_are_no_mark(text):
    assert look(office(WORD, text)) == "docx"
    assert look(b"%PDF-1.7 x", "ДСП и МДФ.pdf") == "pdf" and look(b"%PDF-1.7 x", "несекретно.pdf") == "pdf"


def pdf(*pages):
    """A page of each list of lines."""
    lines = ["\n\n".join(f"#text({line!r})".replace("'", '"') for line in page) for page in pages]
    return typst.compile("\n#pagebreak()\n".join(lines).encode())


@pytest.mark.parametrize(
    "lines",
    [["Секретно"], ["Для служебного", "пользования"], ["С Е К Р Е Т Н О", "Экз. № 1"], ["Особой важности (п. 3)"],
     ["Гриф: совершенно секретно"]],
)  # fmt: skip
def test_a_mark_on_a_page_of_a_pdf(lines):
    for marked in (pdf([*lines, "О проекте"]), pdf(["Министерство"], ["О проекте", *lines])):
        with pytest.raises(Refused) as refused:
            look(marked, "paper.pdf")
        assert refused.value.code == "attachment.marked"


def test_words_of_a_pdf_that_are_no_mark():
    said = ["Секретно от конкурентов", "Для служебного", "входа", "Работы ведутся", "пользования", "С О Г Л А С И Е"]
    assert look(pdf(said), "paper.pdf") == "pdf"


def test_the_upload_is_whole_after_it_was_read():
    upload = SimpleUploadedFile("paper.pdf", pdf(["О проекте"]))
    assert upload_look(upload) == "pdf" and upload.read() == pdf(["О проекте"])


def test_what_breaks_the_reader_or_takes_too_long_is_no_mark_and_no_error(monkeypatch):
    whole = pdf(["Секретно"])
    assert look(b"%PDF-1.7 /Font " + bytes(range(256)) * 20, "paper.pdf") == "pdf"
    assert look(whole[: len(whole) // 2], "paper.pdf") == "pdf"
    monkeypatch.setattr(markings, "SECONDS", 0.0)
    assert look(whole, "paper.pdf") == "pdf"


def test_a_pdf_without_letters_starts_no_process(monkeypatch):
    def never(*_arguments, **_named):
        raise AssertionError

    monkeypatch.setattr(markings, "pdf_lines", never)
    assert look(b"%PDF-1.7 x", "paper.pdf") == "pdf"
