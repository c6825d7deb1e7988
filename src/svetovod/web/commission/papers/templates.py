"""A commission's own DOCX in the place of a usual one: what may stand in it, how it is checked and filled."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.commission.models import PaperTemplate
from svetovod.web.documents.papers import Paper
from svetovod.web.documents.selectors import fault_of, stored
from svetovod.web.projects.outputs.template import setting, words
from svetovod.web.projects.outputs.template.fields import Field

FIELDS: dict[str, Field] = {
    "kicker": Field(_("Name of the selection")),
    "title": Field(_("Title of the paper"), obligatory=True),
    "subtitle": Field(_("Line under the title")),
    "place": Field(_("Number and date")),
    "note": Field(_("From what it is made")),
    "facts": Field(
        _("Pairs under the title"), many=True, within={"name": Field(_("Name")), "value": Field(_("Value"))}
    ),
    "blocks": Field(_("Parts of the paper"), obligatory=True, many=True, within={
        "heading": Field(_("Heading")),
        "paragraphs": Field(_("Paragraphs"), many=True),
        "head": Field(_("Heads of the columns"), many=True),
        "rows": Field(_("Rows of the table"), many=True, within={"line": Field(_("Cells in one line"))}),
    }),
    "signs": Field(_("Who signs"), many=True),
}  # fmt: skip


def faults(content: bytes) -> list[dict[str, Any]]:
    from svetovod.web.projects.outputs.template import checking  # loads jinja2: only where a template comes

    return [words.said(asdict(fault)) for fault in checking.check(content, FIELDS)]


def in_force(round_: Any, kind: str) -> PaperTemplate | None:
    """None where the usual template holds, or the file is no more what it was."""
    row = PaperTemplate.objects.filter(round=round_, kind=kind).last()
    return None if row is None or fault_of(row.sha256) else row


def docx(row: PaperTemplate, paper: Paper) -> bytes:
    from svetovod.web.projects.outputs.template import filling

    with stored(row.sha256).open("rb") as file:
        return filling.fill(file, _context(paper))


def pdf(row: PaperTemplate, paper: Paper, at: datetime) -> bytes:
    return setting.pdf(docx(row, paper), title=paper.title, demo=paper.demo, at=at)


def _context(paper: Paper) -> dict[str, Any]:
    return {
        "kicker": paper.kicker, "title": paper.title, "subtitle": paper.subtitle, "place": paper.place,
        "note": paper.note, "facts": [{"name": name, "value": value} for name, value in paper.facts],
        "signs": list(paper.signs),
        "blocks": [
            {
                "heading": block.heading, "paragraphs": list(block.paragraphs), "head": list(block.head),
                "rows": [{"line": " | ".join(row)} for row in block.rows],
            }
            for block in paper.blocks
        ],
    }  # fmt: skip
