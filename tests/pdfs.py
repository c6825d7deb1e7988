"""The text of a PDF, and where it stands, for tests."""

import pypdfium2


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def outside(pdf: bytes, margin: float = 28.0) -> list[str]:
    """What is set past the margin of its sheet, points: it would be cut off in print."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        lines = page.get_textpage()
        for place in range(lines.count_rects()):
            left, bottom, right, top = lines.get_rect(place)
            if left < margin or right > page.get_width() - margin or bottom < 0 or top > page.get_height():
                found.append(lines.get_text_bounded(left, bottom, right, top))
    return found
