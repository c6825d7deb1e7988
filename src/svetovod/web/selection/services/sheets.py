"""The expert's side: a word on conflicts first, then a draft, then a sheet that nobody reads before the opening."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused, require_text
from svetovod.web.projects.enums import Section, Severity
from svetovod.web.selection import bridge, statement
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.drafts import DraftLostError, draft_close, draft_keys_drop, draft_read
from svetovod.web.selection.custody.sheets import sheet_close
from svetovod.web.selection.enums import (
    LONGEST_GROUND,
    LONGEST_REMARK,
    MOST_REMARKS,
    CriterionKind,
    SheetState,
)
from svetovod.web.selection.models import Assignment, ConflictDeclaration, PaperSheet, ScoreSheet, SecondOpinion
from svetovod.web.selection.phrases import plain
from svetovod.web.selection.selectors.differences import differences_of
from svetovod.web.selection.states import SHEET

from ._common import locked_round, require_step

Scores = Mapping[str, Decimal | None]
Remarks = Sequence[Mapping[str, str]]
Grounds = Mapping[str, str] | None


def locked_sheet(assignment: Assignment) -> ScoreSheet:
    rows = ScoreSheet.objects.select_for_update(of=("self",), no_key=True).select_related(
        "assignment__member", "assignment__application__round", "assignment__application__project",
        "assignment__application__version",
    )  # fmt: skip
    row = rows.filter(assignment_id=assignment.pk).first()
    if row is None:
        raise Hidden
    return row


@transaction.atomic
def conflict_deny(*, actor: Any, assignment: Assignment, at: datetime) -> Assignment:
    """The expert signs the statement of impartiality, kept with its version; only then the form of scores is shown."""
    actor = ACCESS.admit("conflict.declare", actor, assignment)
    sheet = locked_sheet(assignment)
    row = sheet.assignment
    if row.cleared_at is None and sheet.state == SheetState.DRAFT:
        require_step("conflict_deny", row.application.round)
        text = statement.newest()
        row.cleared_at, row.statement = at, text.mark
        row.save(update_fields=["cleared_at", "statement"])
        record(
            actor=actor, action="conflict.deny", subject=row, at=at, number=row.application.number,
            expert=row.member.code, statement=text.version, sha256=text.sha256,
        )  # fmt: skip
    return row


@transaction.atomic
def conflict_declare(*, actor: Any, assignment: Assignment, reason: str, at: datetime) -> ConflictDeclaration:
    """The expert steps back; a sheet already submitted is never opened nor counted."""
    actor = ACCESS.admit("conflict.declare", actor, assignment)
    text = require_text("conflict.reason", reason, _("Say in a few words what the conflict is."))
    sheet = locked_sheet(assignment)
    require_step("conflict_declare", sheet.assignment.application.round)
    row = sheet.assignment
    known = ConflictDeclaration.objects.filter(application_id=row.application_id, member_id=row.member_id).first()
    if known:
        return known
    SHEET.move(sheet, "declare")
    sheet.save(update_fields=["state"])
    draft_keys_drop(row.application.round, [row.pk])
    declaration = ConflictDeclaration.objects.create(
        application=row.application, member=row.member, reason=text, declared_at=at
    )
    record(
        actor=actor, action="conflict.declare", subject=declaration, at=at, number=row.application.number,
        expert=row.member.code,
    )  # fmt: skip
    return declaration


def writable(assignment: Assignment, at: datetime, *, on_paper: bool = False) -> ScoreSheet:
    """The sheet, if its author may still write in it, or `on_paper`: if its scan may still be read."""
    sheet = locked_sheet(assignment)
    round_ = sheet.assignment.application.round
    if sheet.state == SheetState.CONFLICT_DECLARED:
        raise Refused("sheet.conflict", _("You have declared a conflict of interest here: scores are not accepted."))
    if sheet.state != SheetState.DRAFT:
        raise Refused("sheet.sealed", _("The sheet is submitted and sealed: it can no longer be changed."))
    require_step("paper_bring" if on_paper else "score_submit", round_)
    assert round_.scoring_until is not None, "announced with its dates"
    if at >= round_.scoring_until:
        raise Refused(
            "scoring.over",
            _("Scoring ended on %(until)s, and the server's clock says %(now)s. Your draft is kept.")
            % {"until": formatting.deadline(round_.scoring_until), "now": formatting.moment(at)},
        )
    if not on_paper and PaperSheet.objects.filter(assignment=assignment).exists():
        raise Refused("sheet.paper", _("This sheet was handed in on paper: it is entered from its scan."))
    if sheet.assignment.cleared_at is None and not on_paper:
        raise Refused("sheet.statement", _("State first whether you have a conflict of interest."))
    return sheet


def checked(sheet: ScoreSheet, scores: Scores, *, whole: bool) -> dict[str, str]:
    """Scores as text by criterion. Refuses what is out of range, unknown or (for the `whole` sheet) missing."""
    criteria = {row.code: row for row in sheet.assignment.application.round.criteria_of(CriterionKind.EXPERT)}
    kept: dict[str, str] = {}
    for code, criterion in criteria.items():
        value = scores.get(code)
        if value is None:
            if whole:
                raise Refused(
                    "score.incomplete", _("Score every criterion. Missing: %(name)s.") % {"name": criterion.name}
                )
            continue
        assert criterion.maximum is not None, "only drafts lack it"
        if not 0 <= value <= criterion.maximum:
            raise Refused(
                "score.range",
                _("%(name)s: the score must be from 0 to %(maximum)s.")
                % {"name": criterion.name, "maximum": plain(criterion.maximum)},
                criterion=code,
            )
        kept[code] = format(value.normalize(), "f")
    if set(scores) - set(criteria):
        raise Refused("score.unknown", _("There is no such criterion in this selection."))
    return kept


def grounds_of(kept: Mapping[str, str], grounds: Grounds) -> dict[str, dict[str, str]]:
    """The part of a sheet that says why, criterion by criterion; nothing where nothing is said."""
    said = {code: (grounds or {}).get(code, "").strip() for code in kept}
    if any(len(text) > LONGEST_GROUND for text in said.values()):
        raise Refused("ground.long", _("At most %(limit)d characters.") % {"limit": LONGEST_GROUND})
    found = {code: text for code, text in said.items() if text}
    return {"grounds": found} if found else {}


def _remarks(sheet: ScoreSheet, remarks: Remarks) -> dict[str, list[dict[str, str]]]:
    """The part of a sheet with remarks for the team; nothing where there are none."""
    if len(remarks) > MOST_REMARKS:
        raise Refused("remark.many", _("At most %(limit)d remarks in a sheet.") % {"limit": MOST_REMARKS})
    texts = {row["key"] for row in sheet.assignment.application.pinned.content.get("sections", ())}
    kept = []
    for each in remarks:
        row = {name: str(each.get(name, "")).strip() for name in ("section", "place", "severity", "text")}
        known = row["section"] in Section.values and row["severity"] in Severity.values
        if not known or (row["place"] and row["place"] not in texts) or not 0 < len(row["text"]) <= LONGEST_REMARK:
            raise Refused("remark.wrong", _("Say of every remark what it is about, how much it matters, and its text."))
        kept.append(row)
    return {"remarks": kept} if kept else {}


def _refuse_overwriting(sheet: ScoreSheet, mark: str | None, body: Mapping[str, Any]) -> None:
    """The same words once more are no conflict: the answer to the first saving of them was lost on its way."""
    stale = mark is not None and mark != sheet.mark
    if stale and not _nothing_lost(sheet, body):
        raise Refused(
            "sheet.changed",
            _(
                "This sheet was saved in another window after you opened it here, and is not overwritten. What is kept "
                "stands below beside what you typed: press again to put yours in its place."
            ),
        )


def _nothing_lost(sheet: ScoreSheet, body: Mapping[str, Any]) -> bool:
    """What is kept says the same, or nobody can read it any more."""
    try:
        return bool(sheet.sealed) and bool(draft_read(sheet.assignment_id, sheet.sealed) == body)
    except DraftLostError:
        return True


@transaction.atomic
def score_save(
    *, actor: Any, assignment: Assignment, scores: Scores, comment: str = "", grounds: Grounds = None,
    remarks: Remarks = (), mark: str | None = None, at: datetime,
) -> ScoreSheet:  # fmt: skip
    """Keeps a draft, encrypted. Not journaled: what an expert is thinking is nobody's business.

    `mark` is that of the draft the form was opened on: another window's saving is not overwritten unseen.
    """
    actor = ACCESS.admit("sheet.write", actor, locked_sheet(assignment))
    sheet = writable(assignment, at)
    kept = checked(sheet, scores, whole=False)
    body = {"scores": kept, "comment": comment, **grounds_of(kept, grounds), **_remarks(sheet, remarks)}
    _refuse_overwriting(sheet, mark, body)
    sheet.sealed = draft_close(sheet.assignment.application.round, sheet.assignment_id, body)
    sheet.filled, sheet.saved_at = len(kept), at
    sheet.save(update_fields=["sealed", "filled", "saved_at"])
    return sheet


@transaction.atomic
def score_submit(
    *, actor: Any, assignment: Assignment, scores: Scores, comment: str = "", grounds: Grounds = None,
    remarks: Remarks = (), mark: str | None = None, at: datetime,
) -> ScoreSheet:  # fmt: skip
    """Seals the sheet: the ledger gets SHA-256 of a random salt and the sheet, and nothing else leaves this function.

    `remarks` for the team are sealed with it and reach the team when the result is published. Submitting twice gives
    the first sheet.
    """
    locked_round(assignment.application.round)  # or the opening would pass by a sheet handed in at its side
    sheet = locked_sheet(assignment)
    actor = ACCESS.admit("sheet.write", actor, sheet)
    if sheet.state == SheetState.SUBMITTED:
        return sheet
    sheet = writable(assignment, at)
    kept = checked(sheet, scores, whole=True)
    told = {"comment": comment, **grounds_of(kept, grounds), **_remarks(sheet, remarks)}
    _refuse_overwriting(sheet, mark, {"scores": kept, **told})
    told["comment"] = comment.strip()
    return sheet_seal(actor, sheet, {"scores": kept, **told}, at)


def sheet_seal(actor: Any, sheet: ScoreSheet, said: Mapping[str, Any], at: datetime, **journal: Any) -> ScoreSheet:
    """Seals what was `said` under a commitment; `journal` goes into its entry. Whoever calls has asked and checked."""
    row = sheet.assignment
    body = {
        "round": row.application.round.slug,
        "application": row.application.number,
        "project": row.application.project.code,
        "expert": row.member.code,
        "conflict": False,
        **said,
    }
    salt, sheet.commitment = bridge.commit(body)
    sheet.sealed = sheet_close(row.application.round, row.pk, {"salt": salt, "sheet": body})
    SHEET.move(sheet, "submit")
    sheet.filled, sheet.saved_at, sheet.submitted_at = len(said["scores"]), at, at
    entry = record(
        actor=actor, action="sheet.submit", subject=sheet, at=at, number=row.application.number,
        expert=row.member.code, commitment=sheet.commitment, **journal,
    )  # fmt: skip
    sheet.ledger_index = entry.index
    sheet.save()
    draft_keys_drop(row.application.round, [row.pk])
    return sheet


def second_require(*, actor: Any, sheet: ScoreSheet) -> None:
    """Whether this sheet may be given a second opinion now; the page asks it before it shows a form."""
    round_ = sheet.assignment.application.round
    require_step("second_give", round_)
    if sheet.assignment.application_id not in {each.application.pk for each in differences_of(actor, round_)}:
        raise Refused("second.close", _("The experts of this application do not differ so much: the sheet stands."))


@transaction.atomic
def second_give(
    *, actor: Any, sheet: ScoreSheet, scores: Scores, ground: str, grounds: Grounds = None, at: datetime
) -> SecondOpinion:
    """After the opening, where the experts of an application differ by more than announced; before the ranking.

    Giving twice gives the first. Both sheets stay: the journal has the first by its commitment, the second in full.
    """
    locked_round(sheet.assignment.application.round)  # or the ranking would pass by an opinion given at its side
    row = locked_sheet(sheet.assignment)
    actor = ACCESS.admit("sheet.second", actor, row)
    known = SecondOpinion.objects.filter(sheet=row).first()
    if known:
        return known
    second_require(actor=actor, sheet=row)
    text = require_text("second.ground", ground, _("Say what the second opinion rests on."))
    kept = checked(row, scores, whole=True)
    stays = {name: said for name, said in (row.body or {}).items() if name != "grounds"}
    body = {**stays, "scores": kept, "comment": text, **grounds_of(kept, grounds)}
    entry = record(actor=actor, action="sheet.second", subject=row, at=at, of=row.commitment, sheet=body)
    return SecondOpinion.objects.create(sheet=row, body=body, ground=text, given_at=at, ledger_index=entry.index)
