"""What is done for filing: a certificate that came, a step of signing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.filing.bridge import step_keys
from svetovod.web.projects.models import FilingPaper, JointProject

from .locking import locked, refuse_archived


@transaction.atomic
def filing_tell(
    *, actor: Any, project: JointProject, step: str, paper: str = "", dated_on: date | None, at: datetime
) -> None:
    """Enters a step or takes it back where no day is named. It is no edit of the project and moves no state."""
    row = locked(project)
    actor = ACCESS.admit("filing.prepare", actor, row)
    refuse_archived(row)
    if step not in step_keys():
        raise Refused("filing.step", _("There is no such step."))
    if dated_on is not None and dated_on > timezone.localdate(at):
        raise Refused("filing.future", _("This day is still to come: enter what is there."))
    known = FilingPaper.objects.filter(project=row, step=step)
    if dated_on is None:
        known.delete()
    elif known.filter(paper=paper.strip(), dated_on=dated_on).exists():
        return
    else:
        found = known.first() or FilingPaper(project=row, step=step)
        found.paper, found.dated_on = paper.strip(), dated_on
        columns_check(found)
        found.save()
    record(actor=actor, action="filing.tell", subject=row, at=at, step=step, dated_on=dated_on)
