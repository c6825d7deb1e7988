"""Score sheets. Before the opening the author alone reads a sheet, and here is the only place that decrypts a draft."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.selection import sealing, veil
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.conflicts import SPEAKING, party_spoken_for
from svetovod.web.selection.custody.drafts import DraftLostError, draft_read, drafts_lost
from svetovod.web.selection.enums import REGISTERED, SCORES_OPEN, CriterionKind, SheetState
from svetovod.web.selection.models import Assignment, ConflictDeclaration, ExpertNote, ScoreSheet, SelectionRound


def my_assignments(actor: Any, round_: SelectionRound) -> QuerySet[Assignment]:
    """What the actor was given to judge, in the order of registration; nothing once the role is taken back."""
    rows = Assignment.objects.filter(application__round=round_, member__person_id=actor.person_id or 0)
    if not actor.holds(Role.EXPERT, Scope.ROUND, round_.pk):
        rows = rows.none()
    return (
        rows.select_related(
            "sheet", "member", "application__round", "application__project__cluster", "application__version"
        )
        .defer("sheet__sealed", "sheet__body")
        .order_by("application__serial")
    )


def my_work(actor: Any, round_: SelectionRound) -> list[Assignment]:
    """The order of work: what is begun, what waits, what is done; of what was filed only its title is read.

    `filed_title` and `code` are as the expert may read them. `lost`: the draft is kept, and its key is not here.
    """
    fields = [
        "assigned_at", "cleared_at", "sheet__state", "sheet__filled", "application__number", "application__serial",
    ]  # fmt: skip
    rows = my_assignments(actor, round_).select_related(None).defer(None).select_related("sheet", "application")
    if round_.key_needed:
        fields.append("sheet__sealed")
    if round_.veils:  # what is taken out of a title is known by the parties
        rows = rows.select_related("application__project__cluster")
        fields += [
            "application__parties", "application__project__code", "application__project__cluster__name",
            "application__project__cluster__manager_id",
        ]  # fmt: skip
    found = list(
        rows.only(*fields).annotate(
            filed_title=KeyTextTransform("title", "application__version__content"),
            code=Value("") if round_.veils else F("application__project__code"),
            member_code=F("member__code"),
        )
    )
    lost = drafts_lost(round_, [row.sheet for row in found])
    for row in found:
        row.application.round = round_
        row.lost = row.pk in lost  # type: ignore[attr-defined]
        if row.pk in lost:
            row.sheet.filled = 0  # what it counts cannot be read
    filed = {row.application_id: row.filed_title for row in found}
    titles = veil.titles([row.application for row in found], filed)
    for row in found:
        row.filed_title = titles[row.application_id]
    return sorted(found, key=_turn)


def _turn(row: Any) -> tuple[int, str]:
    """Of equal ones each expert has an order of their own, so that no application is read first by everybody.

    It is a hash of what the journal has anyway: the same at every look, and anybody can repeat it.
    """
    waiting = row.sheet.state == SheetState.DRAFT
    place = (0 if row.sheet.filled else 1) if waiting else 2
    return place, sha256(f"{row.member_code} {row.application.number}".encode()).hexdigest()


def note_of(actor: Any, assignment: Assignment) -> str:
    """The expert's own note; nobody else's is readable here."""
    if assignment.member.person_id != actor.person_id or not actor.person_id:
        raise Denied("sheet.view")
    kept = ExpertNote.objects.filter(assignment=assignment).first()
    return str(sealing.unseal(assignment.pk, kept.sealed)["note"]) if kept else ""


def score_lines(actor: Any, round_: SelectionRound) -> list[dict[str, Any]]:
    """Lines of the score form: of what the actor may still write, with what was typed."""
    criteria = round_.criteria_of(CriterionKind.EXPERT)
    rows = my_assignments(actor, round_).filter(sheet__state=SheetState.DRAFT, cleared_at__isnull=False)
    lines: list[dict[str, Any]] = []
    for row in rows:
        kept, title = draft_of(actor, row), veil.seen(row.application).title
        for place, criterion in enumerate(criteria):
            typed = kept["scores"].get(criterion.code)
            lines.append({
                "application": row.application.number, "criterion": criterion.code,
                "project": title, "name": criterion.name,
                "maximum": criterion.maximum, "score": None if typed is None else Decimal(typed),
                "comment": (kept["comment"] or None) if place == 0 else None,
            })  # fmt: skip
    return lines


def own_assignment_get(actor: Any, round_: SelectionRound, number: str) -> Assignment:
    found = my_assignments(actor, round_).filter(application__number__iexact=number).first()
    if found is None:
        raise Hidden
    return found


def draft_of(actor: Any, assignment: Assignment) -> dict[str, Any]:
    """The actor's own sheet: `scores` and `grounds` by criterion, as text, `comment` and `remarks`.

    `boxed`: submitted under a key that the commission holds; until the opening its author cannot read it here either.
    `lost`: a draft is kept whose key is not here, as after a restore.
    """
    sheet = ScoreSheet.objects.select_related("assignment__member", "assignment__application__round").get(
        assignment=assignment
    )
    if sheet.assignment.member.person_id != actor.person_id or not actor.person_id:
        raise Denied("sheet.view")
    empty = {"scores": {}, "grounds": {}, "comment": "", "remarks": [], "boxed": False, "lost": False}
    if not sheet.sealed:
        return empty
    try:
        kept = {"sheet": sheet.body} if sheet.body else draft_read(sheet.assignment_id, sheet.sealed)
    except DraftLostError:
        return empty | {"lost": sheet.state == SheetState.DRAFT}
    return empty | ({"boxed": True} if "box" in kept else kept.get("sheet", kept))


def opened_sheets(actor: Any, round_: SelectionRound) -> QuerySet[ScoreSheet]:
    """Opened sheets for those inside the round and its experts; none before the opening, whoever asks.

    An expert learns nothing of an application from which conflict bars that expert: how others judged it included.
    """
    allowed = ACCESS.allows("desk.view", actor, round_) or actor.holds("expert", "round", round_.pk)
    if round_.state not in SCORES_OPEN or not allowed:
        return ScoreSheet.objects.none()
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    if not ACCESS.allows("desk.view", actor, round_):
        rows = rows.exclude(assignment__application__in=_barred(actor, round_))
    return rows.select_related("assignment__member", "assignment__application__project").order_by(
        "assignment__application__serial", "assignment__member_id"
    )


def _barred(actor: Any, round_: SelectionRound) -> list[int]:
    """Applications from which the expert has stepped back, was taken by a sign, or a party of which the expert is."""
    declared = ConflictDeclaration.objects.filter(member__round=round_, member__person_id=actor.person_id)
    found = list(declared.values_list("application_id", flat=True))
    if any(scope in SPEAKING for scope, _id in actor.places):
        rows = round_.applications.filter(state__in=REGISTERED).select_related("project__cluster", "project__initiator")
        found += [row.pk for row in rows if party_spoken_for(actor.places, row)]
    return found
