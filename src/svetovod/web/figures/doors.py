"""From the page of a cluster to its requests for figures, for whoever may ask; from every page to tables."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role
from svetovod.web.common.context import Link

from .access import ACCESS


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("requests.list", actor, cluster):
        yield Link(_("Requests for figures"), reverse("figures:request_list", args=[cluster.slug]))


def to_tables(actor: Any, moment: datetime) -> Iterator[Link]:
    """For offices that ask by tables or are asked by them; a participant has the task on its desk instead."""
    offices = (Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER, Role.CLUSTER_MANAGER)
    if ACCESS.allows("requests.compose", actor) or any(actor.holds(role) for role in offices):
        yield Link(_("Requests for figures"), reverse("figures:table_list"))
