"""The edition of a dossier: taken at its opening, moved by a person and by nothing else."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.dossier import selectors
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import Dossier, EditionPin
from svetovod.web.registry.enums import ClusterState

WITH_THE_MINISTRY = (ClusterState.FILED, ClusterState.UNDER_REVIEW)


@transaction.atomic
def dossier_open(*, actor: Any, cluster: Any, at: datetime) -> Dossier:
    """Opens the dossier under the edition in force that day. Asked again, the open one is returned."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    today = timezone.localtime(at).date()
    values = {"edition": selectors.edition_in_force(today), "pinned_at": at, "pinned_by_id": actor.person_id}
    dossier, opened = Dossier.objects.get_or_create(cluster=cluster, defaults=values)
    if opened:
        _pin(actor, EditionPin(dossier=dossier, edition=dossier.edition, pinned_at=at), "dossier.open")
    return dossier


@transaction.atomic
def edition_move(
    *, actor: Any, dossier: Dossier, edition: date, reason: str, at: datetime, show_future: bool = False
) -> Dossier:
    """Moves the dossier to another edition, by the manager's word and with the reason."""
    row = Dossier.objects.select_for_update(of=("self",), no_key=True).select_related("cluster").get(pk=dossier.pk)
    actor = ACCESS.admit("dossier.edit", actor, row.cluster)
    until = None if show_future else timezone.localtime(at).date()
    _refuse_move(row, edition, reason, until)
    pin = EditionPin(dossier=row, before=row.edition, edition=edition, pinned_at=at, reason=reason.strip())
    row.edition, row.pinned_at, row.pinned_by_id = edition, at, actor.person_id
    row.save()
    _pin(actor, pin, "dossier.move_edition")
    return row


def _refuse_move(row: Dossier, edition: date, reason: str, until: date | None) -> None:
    if row.cluster.state in WITH_THE_MINISTRY:
        raise Refused(
            "edition.filed",
            _("The dossier is with the ministry, judged by the edition it was filed under. Wait for the decision."),
        )
    if edition == row.edition:
        raise Refused(
            "edition.same",
            _("The dossier is prepared under the edition of %(day)s already.") % {"day": formatting.day(edition)},
        )
    if edition not in selectors.editions_open_to(row, until):
        raise Refused(
            "edition.not_open",
            _("Choose a later edition that is published, or one this dossier was prepared under before."),
        )
    if not reason.strip():
        raise Refused("edition.reason", _("Give the reason: it stays in the history of the dossier."))


def _pin(actor: Any, pin: EditionPin, action: str) -> None:
    """The reason stays in the history alone: a journal that cannot forget takes no free text."""
    pin.pinned_by_id = actor.person_id
    pin.save()
    record(
        actor=actor, action=action, subject=pin.dossier, at=pin.pinned_at, cluster=pin.dossier.cluster_id,
        edition=pin.edition, before=pin.before,
    )  # fmt: skip
