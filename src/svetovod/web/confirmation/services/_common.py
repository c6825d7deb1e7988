"""What services of the procedure share: rows under a lock, the cluster's first, and texts that must be given."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.confirmation.enums import OPEN, ApplicationState
from svetovod.web.confirmation.models import ConfirmationApplication, RegistryEntry
from svetovod.web.registry.enums import ClusterState
from svetovod.web.registry.models import Cluster
from svetovod.web.registry.services import cluster_move

IN_REGISTRY = (ClusterState.REGISTERED, ClusterState.EXPIRING)


def locked(application: ConfirmationApplication) -> ConfirmationApplication:
    """The row itself; the cluster's lock comes first everywhere, so that nobody waits in a circle."""
    Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=application.cluster_id)
    rows = ConfirmationApplication.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cluster__manager"
    )
    found = rows.filter(pk=application.pk).first()
    if found is None:  # a draft that was discarded meanwhile
        raise Hidden
    return found


def locked_entry(entry: RegistryEntry) -> RegistryEntry:
    Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.cluster_id)
    rows = RegistryEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cluster__manager", "decision"
    )
    return rows.get(pk=entry.pk)


def cluster_follows(actor: Any, application: ConfirmationApplication, action: str, at: datetime) -> None:
    """The cluster's own state goes with its application; one that is in the registry stays there meanwhile."""
    if application.cluster.state in IN_REGISTRY:
        return
    application.cluster = cluster_move(actor=actor, cluster=application.cluster, action=action, at=at)


def require_open(row: ConfirmationApplication) -> None:
    if row.state not in OPEN:
        raise Refused("confirmation.closed", _("What is filed stays as it is. Papers are added when it is returned."))


def require_review(row: ConfirmationApplication) -> None:
    if row.state != ApplicationState.UNDER_REVIEW:
        raise Refused(
            "confirmation.state",
            _("This can be done while the application is under review; it is: %(state)s.")
            % {"state": row.get_state_display()},
            state=row.state,
        )
