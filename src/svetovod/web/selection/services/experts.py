"""What an expert says of oneself, and the secretary's word on signs of a conflict."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import signs
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    ExpertProfile,
    PanelMember,
    ScoreSheet,
    SignAnswer,
    SignDecision,
)
from svetovod.web.selection.states import SHEET

from ._common import locked_application, require_step

PROFILE = (
    "speciality", "okpd2", "okved2", "competence", "region", "most", "away", "linked", "inn", "address",
)  # fmt: skip


@transaction.atomic
def profile_save(*, actor: Any, fields: Mapping[str, Any], at: datetime) -> ExpertProfile:
    """One's own profile. The journal tells which fields changed, not what they say."""
    actor = ACCESS.admit("profile.edit", actor)
    row = ExpertProfile.objects.select_for_update(no_key=True).filter(person=actor.person_id).first()
    known = {name: getattr(row, name) for name in PROFILE} if row else {}
    changed = sorted(name for name in PROFILE if name in fields and fields[name] != known.get(name))
    if row is not None and not changed:
        return row
    row = row or ExpertProfile(person_id=actor.person_id)
    for name in fields.keys() & set(PROFILE):
        setattr(row, name, fields[name])
    row.changed_at = at
    columns_check(row)
    row.save()
    record(actor=actor, action="profile.edit", subject=("selection.expertprofile", str(row.pk)), at=at, fields=changed)
    return row


@transaction.atomic
def sign_decide(
    *, actor: Any, application: Application, member: PanelMember, kind: str, evidence: str, confirmed: bool,
    ground: str, at: datetime,
) -> SignDecision:  # fmt: skip
    """Confirms a sign, which bars the pair and takes the sheet out, or sets it aside. The sign must be there now."""
    actor = ACCESS.admit("assignment.manage", actor, application)
    text = require_text("sign.ground", ground, _("Say why: it stands beside the sign."))
    row = locked_application(application)
    of_pair = ScoreSheet.objects.filter(assignment__application=row, assignment__member=member)
    sheet = of_pair.select_for_update(of=("self",), no_key=True).first()  # its expert may step back at this moment
    require_step("sign_decide", row.round)
    known = SignDecision.objects.filter(application=row, member=member, kind=kind, evidence=evidence).first()
    if known:
        return known
    sign = _found(member, row, kind, evidence)
    if sign.bars and not confirmed:
        raise Refused(
            "sign.certain",
            _("This tie is certain by the INN and cannot be set aside. If it is wrong, have its record corrected."),
        )
    made = SignDecision.objects.create(
        application=row, member=member, kind=kind, evidence=evidence, confirmed=confirmed, ground=text,
        by_id=actor.person_id, decided_at=at,
    )  # fmt: skip
    record(
        actor=actor, action="sign.confirm" if confirmed else "sign.set_aside", subject=made, at=at, number=row.number,
        expert=member.code, kind=str(kind), ground=text,
    )  # fmt: skip
    if confirmed:
        _bar(row, member, sheet, f"{signs.said(sign)}. {text}", at)
    return made


@transaction.atomic
def sign_answer(*, actor: Any, assignment: Assignment, kind: str, evidence: str, text: str, at: datetime) -> SignAnswer:
    """The expert's word on a sign of one's own, where experts are told who applies. Said once."""
    actor = ACCESS.admit("conflict.declare", actor, assignment)
    words = require_text("sign.answer", text, _("Write what the secretary has to know."))
    row = locked_application(assignment.application)
    require_step("sign_answer", row.round)
    if row.round.veils:
        raise Refused("sign.veiled", _("In this selection experts are not told who applies."))
    key = {"application": row, "member": assignment.member, "kind": kind, "evidence": evidence}
    if known := SignAnswer.objects.filter(**key).first():
        return known
    _found(assignment.member, row, kind, evidence)
    made = SignAnswer.objects.create(**key, text=words, said_at=at)
    record(
        actor=actor, action="sign.answer", subject=made, at=at, number=row.number, expert=assignment.member.code,
        kind=str(kind),
    )  # fmt: skip
    return made


def _found(member: PanelMember, row: Application, kind: str, evidence: str) -> signs.Sign:
    """The sign as it stands now; what is only told is not decided on."""
    for each in signs.signs_of(row.round, [member], [row]):
        if (each.kind, each.evidence) == (kind, evidence) and not each.told:
            return each
    raise Refused("sign.gone", _("This sign is not there any more. Reload the page."))


def _bar(row: Application, member: PanelMember, sheet: ScoreSheet | None, reason: str, at: datetime) -> None:
    ConflictDeclaration.objects.get_or_create(
        application=row, member=member, defaults={"reason": reason, "found": True, "declared_at": at}
    )
    if sheet is not None and sheet.state in (SheetState.DRAFT, SheetState.SUBMITTED):
        SHEET.move(sheet, "declare")
        sheet.save(update_fields=["state"])
