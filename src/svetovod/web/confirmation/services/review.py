"""The officer's side before a decision: taking, marking the checklist, giving papers back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Refused, require_text
from svetovod.web.confirmation import checklist, letters
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import ApplicationState, Mark
from svetovod.web.confirmation.models import ChecklistMark, ConfirmationApplication, ConfirmationReturn
from svetovod.web.confirmation.states import APPLICATION
from svetovod.web.confirmation.terms import day_of
from svetovod.web.confirmation.waiting import hindrance

from ._common import cluster_follows, locked, require_review


@transaction.atomic
def application_take(*, actor: Any, application: ConfirmationApplication, at: datetime) -> ConfirmationApplication:
    actor = ACCESS.admit("application.review", actor, application)
    row = locked(application)
    if row.state == ApplicationState.UNDER_REVIEW:
        return row
    APPLICATION.move(row, "take")
    row.taken_by_id = actor.person_id
    row.save()
    cluster_follows(actor, row, "take", at)
    record(actor=actor, action="confirmation.take", subject=row, at=at, number=row.number)
    letters.taken(row, at=at)
    return row


@transaction.atomic
def application_hand_over(
    *, actor: Any, application: ConfirmationApplication, person: Any, at: datetime
) -> ConfirmationApplication:
    """The review is in a colleague's hands. For a handover; never to whoever has no part in the decision."""
    row = locked(application)
    officer = actor_of(person)
    if why := hindrance(officer, row):
        raise Refused("confirmation.hand_over", why)
    if not ACCESS.allows("application.review", officer, row):
        raise Denied("application.review")
    row.taken_by = person
    row.save(update_fields=["taken_by"])
    record(
        actor=actor, action="confirmation.hand_over", subject=row, at=at, number=row.number,
        person=str(person.pseudonym),
    )  # fmt: skip
    return row


@transaction.atomic
def checklist_save(
    *, actor: Any, application: ConfirmationApplication, marks: Mapping[str, tuple[str, str]], at: datetime
) -> int:
    """Keeps marks that differ from what stands, by key: mark and comment. Gives the number of changes.

    Against the suggestion a mark needs a word of reason.
    """
    actor = ACCESS.admit("application.review", actor, application)
    row = locked(application)
    require_review(row)
    version = row.versions.select_related("verdict").first()
    assert version is not None, "what is under review was filed"
    changed = {}
    for line in checklist.lines(row, version):
        if line.key not in marks:
            continue
        mark, comment = Mark(marks[line.key][0]), marks[line.key][1].strip()
        if (mark, comment) == (line.mark, line.comment):
            continue
        if mark != line.suggested and not comment:
            raise Refused(
                "checklist.comment",
                _("“%(line)s”: say in a few words why it is marked otherwise than calculated.") % {"line": line.label},
                key=line.key,
            )
        changed[line.key] = str(mark)
        ChecklistMark.objects.update_or_create(
            application=row,
            key=line.key,
            defaults={"mark": mark, "comment": comment, "marked_by_id": actor.person_id, "marked_at": at},
        )
    if changed:
        record(actor=actor, action="confirmation.check", subject=row, at=at, marks=changed)
    return len(changed)


@transaction.atomic
def application_return(
    *, actor: Any, application: ConfirmationApplication, grounds: str, until: date, at: datetime
) -> ConfirmationReturn:
    """Gives the papers back: the term stands still until they come."""
    actor = ACCESS.admit("application.return", actor, application)
    row = locked(application)
    if row.state == ApplicationState.RETURNED:
        return row.returns.get(ended_at=None)
    grounds = require_text(
        "return.grounds", grounds, _("Say what is missing and what to mend: it is read by the applicant.")
    )
    if until <= day_of(at):
        raise Refused("return.until", _("The term to complete the papers must be a day to come."))
    APPLICATION.move(row, "return")
    row.save()
    made = ConfirmationReturn.objects.create(
        application=row, returned_at=at, returned_by_id=actor.person_id, grounds=grounds, until=until
    )
    record(
        actor=actor, action="confirmation.return", subject=row, at=at, number=row.number, until=until.isoformat(),
        grounds=grounds,
    )  # fmt: skip
    letters.returned(row, made, at=at)
    return made


@transaction.atomic
def application_resume(*, actor: Any, application: ConfirmationApplication, at: datetime) -> ConfirmationApplication:
    """The term to complete the papers passed without them: the review goes on with what there is."""
    actor = ACCESS.admit("application.review", actor, application)
    row = locked(application)
    returned = row.returns.filter(ended_at=None).first()
    APPLICATION.move(row, "resume", returned=returned, today=day_of(at))
    row.save()
    assert returned is not None, "an application is returned by a return"
    returned.ended_at = at
    returned.save()
    record(actor=actor, action="confirmation.resume", subject=row, at=at, number=row.number)
    return row
