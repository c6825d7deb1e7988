"""Pages of the product by their links: which addresses a page leads to, and which of them are pages of one kind."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

FILES = re.compile(r"\.(pdf|docx|xlsx|ics|json|zip)$|^/(files|static|account/data|i18n)/")
COLLECTIONS = re.compile(r"/(clusters|projects|sessions|selections|applications|my-sheets|ranking|apply)/([^/]+)")
# one page of a family that differs by a code: the first that is met stands for all
FAMILIES = (
    (re.compile(r"(/rulebook/)(?!editions|verifications)[^/]+/"), r"\1*/"),
    (re.compile(r"(/rulebook/\*/)[^/]+\.[^/]+"), r"\1*"),
    (re.compile(r"(/(?:regions|enterprises|data|series)/)(?!surveys|compare)[^/]+/"), r"\1*/"),
    (re.compile(r"(/support/measures/|/sections/|/confirmation/|/dossier/managing/so\.|/journal/)[^/]+/"), r"\1*/"),
)
FIXED = {"new", "okpd2", "run", "import"}


def kind_of(href: str) -> str:
    """`/projects/П-07/estimate/3/` is a page of the same kind as `/projects/П-08/estimate/1/`."""
    path = unquote(urlsplit(href).path)
    for family, name in FAMILIES:
        path = family.sub(name, path)
    named = COLLECTIONS.sub(lambda m: m[0] if m[2] in FIXED else f"/{m[1]}/*", path)
    return re.sub(r"/\d+(?=/)", "/#", named)


def links(html: str) -> list[str]:
    """Links to pages of this place, whole; those without a question first, for a question often only filters."""
    found = [unescape(href) for href in re.findall(r'<a\b[^>]*\shref="([^"#]+)', html)]
    own = [href for href in found if re.match(r"/(?!/)", href) and not FILES.search(urlsplit(href).path)]
    return sorted(own, key=lambda href: "?" in href)
