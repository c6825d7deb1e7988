"""Which papers a project gives, to whom, and what in each is left to fill by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.common.errors import Hidden
from svetovod.web.documents.papers import DOCX, PDF, XLSX, Paper, docx, pdf
from svetovod.web.projects import bridge
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.evidence import bridge as kits

from . import application, brief, calculation, letters, passport, slides
from .source import LANG, Filled, Source

FORMATS = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}
# a panel reads what the project is, not what its participants write to each other
OPEN = {"application", "passport", "calculation", "slides", "estimate", "evidence"}
BOOKS = ("estimate", "evidence")
_MAKERS: dict[str, Callable[[Source], Paper]] = {
    "brief": brief.paper, "passport": passport.paper, "calculation": calculation.paper, "guarantee": letters.guarantee,
    "managing": letters.managing, "regional": letters.regional,
}  # fmt: skip
_OF_PARTNER: dict[str, Callable[[Source, str], Paper]] = {"intent": letters.intent, "agreement": letters.agreement}


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` names the paper in addresses; papers of a participant end with its INN."""

    key: str
    title: str
    whose: str
    formats: tuple[str, ...]
    missing: tuple[str, ...]


def keys(source: Source, actor: Any) -> list[str]:
    """In the order of an application: what it is, what it costs, who vouches for it."""
    partners = [f"{kind}-{row['inn']}" for row in source.partners for kind in _OF_PARTNER]
    found = [
        "application",
        "passport",
        "calculation",
        "slides",
        "guarantee",
        *partners,
        "managing",
        "regional",
        "brief",
        *BOOKS,
    ]
    if ACCESS.allows("letter.view", actor, source.project):
        return found
    return [key for key in found if key in OPEN]


def entries(source: Source, actor: Any) -> list[Entry]:
    return [_entry(source, key) for key in keys(source, actor)]


def _entry(source: Source, key: str) -> Entry:
    kind, _dash, inn = key.partition("-")
    return Entry(key, str(titles()[kind]), _whose(source, kind, inn), *_state(source, key))


def _state(source: Source, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Formats in which it can be had now, and what it lacks."""
    with override(LANG):
        if key == "slides":
            return ("pdf",), tuple(slides.slides(source)["missing"])
        if key == "application":
            return ("docx", "pdf"), application.missing(source)
        if key in BOOKS:
            lacking = _lacking(source, key)
            return (() if lacking else ("xlsx",)), lacking
        return ("docx", "pdf"), tuple(made(source, key).missing)


def _lacking(source: Source, key: str) -> tuple[str, ...]:
    """The workbook of the estimate has the days of the project: without them there is none."""
    filled = Filled()
    if key == "estimate":
        filled.period(source.content)
    return tuple(filled.missing)


def titles() -> dict[str, str]:
    return {
        "application": _("Application"), "passport": _("Passport of the joint project"),
        "calculation": _("Calculation of the subsidy"),
        "brief": _("The project on one page"),
        "guarantee": _("Guarantee letter"), "intent": _("Letter of intent"), "agreement": _("Agreement of intent"),
        "managing": _("Letter of the managing organisation"), "regional": _("Letter of the region"),
        "slides": _("Slides of the presentation"), "estimate": _("Estimate"),
        "evidence": _("Register of documents of evidence"),
    }  # fmt: skip


def _whose(source: Source, kind: str, inn: str) -> str:
    """Who signs it."""
    if inn:
        partner = source.participant(inn)
        assert partner is not None, "keys are made of participants"
        named = {"one": source.content["initiator"]["name"], "other": partner["name"]}
        return _("%(one)s and %(other)s") % named if kind == "agreement" else str(partner["name"])
    if kind == "managing":
        return str(source.project.cluster.manager.name)
    if kind == "regional":
        return source.region or _("executive authority of the region")
    return str(source.content["initiator"]["name"])


def made(source: Source, key: str) -> Paper:
    """The paper in Russian; `key` is one of `keys`."""
    kind, _dash, inn = key.partition("-")
    with override(LANG):
        return _OF_PARTNER[kind](source, inn) if inn else _MAKERS[kind](source)


def file_of(source: Source, actor: Any, key: str, kind: str) -> bytes:
    """The bytes of a paper as `pdf`, `docx` or `xlsx`; `Hidden` for what is not offered to the actor."""
    if key not in keys(source, actor) or kind not in _state(source, key)[0]:
        raise Hidden
    if key in BOOKS:
        write = bridge.write_workbook if key == "estimate" else kits.write_register
        return write(source.content, LANG)
    if key == "application":
        template = application.chosen(source.project).path
        return application.pdf(source, template) if kind == "pdf" else application.docx(source, template)
    if key == "slides":
        with override(LANG):
            return slides.pdf(source)
    paper = made(source, key)
    return pdf(paper, source.at) if kind == "pdf" else docx(paper)
