"""Papers of one expert: the sheet, the conclusion, the statement of no conflict, non-disclosure."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.documents.typesetting import qr_svg
from svetovod.web.selection.enums import CriterionKind, SheetState
from svetovod.web.selection.models import ConflictDeclaration
from svetovod.web.selection.phrases import least_said, plain
from svetovod.web.selection.selectors.paper_sheets import statement_on_paper

from .words import DASH, common, lines, named, say, signed, texts

# room for handwriting in a row of the blank
PEN = "\n\n"


def _subject(assignment: Any) -> list[str]:
    row = assignment.application
    name = str(row.initiator.get("name", DASH))
    return [row.number, name, f"{row.project.code} {row.pinned.content['title']}", formatting.money(row.requested)]


def _opened(assignment: Any) -> dict[str, Any]:
    """What the sheet says once it is opened; nothing before, whoever asks."""
    sheet = assignment.sheet
    return (sheet.body or {}) if sheet.state == SheetState.OPENED else {}


def _comment(body: dict[str, Any], kind: str) -> list[Block]:
    comment = str(body.get("comment", "")).strip()
    return [Block(say(kind, "ground"), comment.split("\n"))] if comment else []


def score_sheet(assignment: Any, at: datetime) -> Paper:
    """Filled once the sheets are opened; before that a blank for the pen."""
    words, body, round_ = texts()["score_sheet"], _opened(assignment), assignment.application.round
    weighed = not round_.sums_points
    scores, grounds = body.get("scores", {}), body.get("grounds", {})
    rows = [
        ["; ".join(text for text in (f"{c.code} {c.name}", least_said(c.least)) if text),
         *([plain(c.weight)] if weighed else []), plain(c.maximum), plain(scores.get(c.code)) if body else "",
         str(grounds.get(c.code, "")) if body else PEN]
        for c in round_.criteria_of(CriterionKind.EXPERT)
    ]  # fmt: skip
    return Paper(
        **common(round_, at), title=words["title"], qr="" if body else _address(assignment),
        facts=named("score_sheet", [assignment.member.code, *_subject(assignment)]),
        blocks=[Block(head=words["head" if weighed else "plain_head"], rows=rows,
                      right=(1, 2, 3) if weighed else (1, 2), wide=0),
                *(_comment(body, "score_sheet") if body else _blank(assignment))],
        signs=[f"{texts()['expert']} {assignment.member.code}"],
    )  # fmt: skip


def _blank(assignment: Any) -> list[Block]:
    """What a pen signs: the statement of no conflict in the words in force, and the common ground."""
    words, text = texts()["score_sheet"], statement_on_paper()
    said = say("score_sheet", "statement", version=text.version)
    return [Block(words["ground"], [words["lines"]] * 2), Block(said, [*text.text.split("\n\n"), words["blank"]])]


def _address(assignment: Any) -> str:
    """The code leads whoever holds the filled sheet to the page where its scan is brought."""
    row = assignment.application
    address = reverse("selection:paper_sheet", args=[row.round.slug, row.number, assignment.member.code])
    return qr_svg(settings.BASE_URL.rstrip("/") + address)


def conclusion(assignment: Any, at: datetime) -> Paper:
    words, body, sheet = texts()["conclusion"], _opened(assignment), assignment.sheet
    grounds = body.get("grounds", {})
    rows = [
        [f"{c.code} {c.name}", plain(body["scores"].get(c.code)), plain(c.maximum),
         str(grounds.get(c.code, "")) or DASH]
        for c in assignment.application.round.criteria_of(CriterionKind.EXPERT)
    ]  # fmt: skip
    sealed = say("conclusion", "sealed", submitted=formatting.moment(sheet.submitted_at), commitment=sheet.commitment)
    return Paper(
        **common(assignment.application.round, at), title=words["title"],
        facts=named("score_sheet", [assignment.member.code, *_subject(assignment)]),
        blocks=[Block(words["heading"], head=words["head"], rows=rows, right=(1, 2), wide=3),
                *([] if grounds else [Block(paragraphs=[words["none"]])]),
                *_comment(body, "conclusion"), *_second(sheet), Block(paragraphs=[sealed])],
        signs=[f"{texts()['expert']} {assignment.member.code}"],
    )  # fmt: skip


def _second(sheet: Any) -> list[Block]:
    """The second opinion, which counts, beside the first."""
    second = getattr(sheet, "second", None)
    if second is None:
        return []
    words, grounds = texts()["conclusion"], second.body.get("grounds", {})
    rows = [
        [f"{c.code} {c.name}", plain(second.body["scores"].get(c.code)), plain(c.maximum),
         str(grounds.get(c.code, "")) or DASH]
        for c in sheet.assignment.application.round.criteria_of(CriterionKind.EXPERT)
    ]  # fmt: skip
    said = say("conclusion", "second_given", at=formatting.moment(second.given_at))
    return [Block(words["second"], [said, *second.ground.split("\n")], head=words["head"], rows=rows,
                  right=(1, 2), wide=3)]  # fmt: skip


def no_conflict(member: Any, at: datetime) -> Paper:
    words = texts()["no_conflict"]
    declared = dict(ConflictDeclaration.objects.filter(member=member).values_list("application_id", "reason"))
    rows, apart = [], []
    for row in member.assignments.select_related("application__project", "application__version").all():
        said = words["waiting"]
        if row.application_id in declared:
            apart.append([*_subject(row)[:3], declared[row.application_id]])
            continue
        if row.cleared_at:
            said = say("no_conflict", "cleared", day=formatting.day(row.cleared_at))
        rows.append([*_subject(row)[:3], said])
    body = Block(head=words["head"], rows=rows, wide=2, narrow=(0,)) if rows else Block(paragraphs=[words["nothing"]])
    blocks = [Block(paragraphs=lines("no_conflict", name=member.person.name, round=member.round.title)), body]
    if apart:
        blocks.append(Block(words["apart"], head=words["apart_head"], rows=apart, wide=2, narrow=(0,)))
    return Paper(
        **common(member.round, at), title=words["title"],
        blocks=[*blocks, Block(paragraphs=[texts()["signed_on"]])],
        signs=[signed("expert", member.person.name)],
    )  # fmt: skip


def nondisclosure(member: Any, at: datetime) -> Paper:
    said = [*lines("nondisclosure", name=member.person.name, round=member.round.title), texts()["signed_on"]]
    return Paper(
        **common(member.round, at), title=texts()["nondisclosure"]["title"], blocks=[Block(paragraphs=said)],
        signs=[signed("expert", member.person.name)],
    )  # fmt: skip
