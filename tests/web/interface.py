"""Words of a page that are the interface's own: what people have written stands in an element with lang="ru". And words
that may stand in one line alone."""

import re
from collections.abc import Iterator

from lxml import etree, html

CYRILLIC = re.compile("[А-Яа-яЁё]")
COMMAND = re.compile(r"\bsvetovod( [a-z-]+)+")  # as one types it, in whichever language


def _of(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


# as `WORDS` of tests/journeys/test_accessible.py
OWN = etree.XPath(
    " | ".join(
        (
            f"//*[{_of('mast')}]//nav//a", "//thead//th", f"//*[{_of('field')}]/label", f"//*[{_of('sec__head')}]//h2",
            f"//*[{_of('tabs')}]//a", f"//main//*[{_of('btn')} or {_of('st')}]", f"//*[{_of('next__label')}]",
            f"//*[{_of('figs')}]//dt", f"//*[{_of('foot')}]//p",
        )
    )
)  # fmt: skip
UNBROKEN = etree.XPath(f"//*[{_of('nb')}]")
LONGEST = 28  # letters of a line beside its label on a phone
SAID = etree.XPath(".//text()[not(ancestor::*[@lang='ru'][not(self::html)])]")


def russian_left(page: str) -> Iterator[str]:
    """Of an English page the words of its interface that are Russian."""
    for element in OWN(html.document_fromstring(page)):
        text = "".join(SAID(element)).strip()
        if CYRILLIC.search(text):
            yield text


def too_long_to_stay_unbroken(page: str) -> Iterator[str]:
    """What a phone shows beyond its edge, for it may not break; each of its elements has a line of its own."""
    for element in UNBROKEN(html.document_fromstring(page)):
        for said in element.itertext():
            if len(text := " ".join(said.split())) > LONGEST:
                yield text
