"""A change of membership after the confirmation: reported by the managing organisation, entered by an officer."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.confirmation import letters, membership
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import IN_FORCE, ReportState
from svetovod.web.confirmation.models import MembershipReport, RegistryEntry
from svetovod.web.confirmation.states import REPORT
from svetovod.web.confirmation.terms import day_of
from svetovod.web.registry.services import verdict_make

from ._common import locked_entry


@transaction.atomic
def report_file(*, actor: Any, entry: RegistryEntry, at: datetime) -> MembershipReport:
    """Freezes who joined and who left since the last list, and judges the cluster as of the day."""
    actor = ACCESS.admit("entry.report", actor, entry)
    row = locked_entry(entry)
    if known := row.reports.filter(state=ReportState.FILED).first():
        return known
    if row.state not in IN_FORCE:
        raise Refused("report.not_in_force", _("The entry is not in force: changes are not reported to it."))
    change = membership.change_of(row)
    if not change:
        raise Refused("report.nothing", _("The participants are those the ministry knows: there is nothing to report."))
    content = change.plain()
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    made = MembershipReport.objects.create(
        entry=row, filed_at=at, filed_by_id=actor.person_id, content=content,
        verdict=verdict_make(actor=actor, cluster=row.cluster, on=day_of(at), at=at),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    record(
        actor=actor, action="report.file", subject=made, at=at, number=row.number, sha256=made.sha256,
        joined=len(change.joined), left=len(change.left),
    )  # fmt: skip
    letters.reported(made, at=at, but=actor)
    return made


@transaction.atomic
def report_answer(
    *, actor: Any, entry: RegistryEntry, outcome: str, answer: str = "", at: datetime
) -> MembershipReport:
    """`outcome`: accept or decline, the latter with a reason."""
    actor = ACCESS.admit("entry.answer", actor, entry)
    row = locked_entry(entry)
    report = row.reports.filter(state=ReportState.FILED).first()
    if report is None:
        raise Refused("report.none", _("No change of membership waits for an answer."))
    if outcome == "decline":
        answer = require_text("report.answer", answer, _("Write the reasons: the applicant reads them."))
    REPORT.move(report, outcome)
    report.answer, report.answered_at, report.answered_by_id = answer.strip(), at, actor.person_id
    report.save()
    record(
        actor=actor, action="report.answer", subject=report, at=at, number=row.number, outcome=outcome,
        answer=report.answer,
    )  # fmt: skip
    letters.report_answered(report, at=at)
    return report
