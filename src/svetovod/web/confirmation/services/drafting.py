"""Before a filing: documents taken from the dossier, a wrong file taken out, a draft thrown away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.bulk import hold
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.confirmation import package
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import ApplicationState
from svetovod.web.confirmation.models import ConfirmationApplication
from svetovod.web.confirmation.terms import day_of
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.documents.services import attachment_copy, attachment_remove
from svetovod.web.secrecy.services import files_hold

from ._common import locked, require_open


@transaction.atomic
def application_gather(*, actor: Any, application: ConfirmationApplication, at: datetime) -> int:
    """Files of the dossier's documents in force, by the law's list, with their hashes. Gives how many were new."""
    actor = ACCESS.admit("application.attach", actor, application)
    row = locked(application)
    require_open(row)
    found = package.contents(actor, row.cluster, row, day_of(at))
    taken = {}
    files_hold({file.sha256 for line in found.lines for file in line.to_take})  # each has an entry of its own
    for line in found.lines:
        for file in line.to_take:
            made = attachment_copy(actor=actor, attachment=file, subject=row, kind=line.paper.key, at=at)
            taken[str(made.pk)] = line.paper.code
    if taken:
        assert found.law_on is not None, "only a list names what is taken"
        record(
            actor=actor, action="confirmation.gather", subject=row, at=at, law_on=found.law_on.isoformat(), taken=taken
        )
    return len(taken)


@transaction.atomic
def application_detach(*, actor: Any, application: ConfirmationApplication, file: Any, at: datetime) -> None:
    """Takes a file out. What a filed version names stays: it is what the ministry has."""
    actor = ACCESS.admit("application.attach", actor, application)
    row = locked(application)
    require_open(row)
    attachment = attachments_of(actor, row).filter(pk=file).first()
    if attachment is None:
        raise Hidden
    for version in row.versions.all():
        if str(file) in {each["id"] for paper in version.content["papers"] for each in paper["files"]}:
            raise Refused(
                "confirmation.filed_file",
                _("This file was filed with version %(number)d and stays with it. Attach the right one beside it.")
                % {"number": version.number},
            )
    attachment_remove(actor=actor, attachment=attachment, at=at)


@transaction.atomic
def application_discard(*, actor: Any, application: ConfirmationApplication, at: datetime) -> None:
    """Throws a draft away with its files. It had no number, and nobody but its authors knew it."""
    actor = ACCESS.admit("application.throw_away", actor, application)
    row = locked(application)
    if row.state != ApplicationState.DRAFT:
        raise Refused("confirmation.filed", _("The application is filed. It can be withdrawn, not thrown away."))
    files = list(attachments_of(actor, row))
    hold(files)
    for file in files:
        attachment_remove(actor=actor, attachment=file, at=at)
    record(
        actor=actor, action="confirmation.discard", subject=row, at=at, cluster=row.cluster_id, files=len(files),
        follows=row.follows.number if row.follows else None,
    )  # fmt: skip
    row.delete()
