"""From a cluster's page to its confirmation and its place in the registry; from every page to the ministry's queue."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.context import Link

from .access import ACCESS
from .enums import ApplicationState
from .models import ConfirmationVersion, MembershipReport, RegistryEntry


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("package.view", actor, cluster):
        yield Link(_("Confirmation of conformity"), reverse("confirmation:package", args=[cluster.slug]))
    entry = RegistryEntry.objects.filter(cluster=cluster).order_by("-id").first()
    if entry is not None:
        yield Link(_("Extract from the registry"), reverse("confirmation:extract", args=[entry.number]))


def to_queue(actor: Any, moment: datetime) -> Iterator[Link]:
    if ACCESS.allows("queue.view", actor):
        yield Link(_("Applications of clusters"), reverse("confirmation:queue"))


def rests(sheet: Any) -> Iterator[Link]:
    """What was filed by the figures of a workbook: applications and lists of members."""
    url = reverse("confirmation:package", args=[sheet.cluster.slug])
    gone = (ApplicationState.WITHDRAWN, ApplicationState.REFUSED)
    filed = ConfirmationVersion.objects.filter(verdict__sheet=sheet).exclude(application__state__in=gone)
    for version in filed.select_related("application"):
        said = {"number": version.application.number, "at": formatting.moment(version.filed_at)}
        yield Link(_("Application for confirmation %(number)s, filed on %(at)s") % said, url)
    for report in MembershipReport.objects.filter(verdict__sheet=sheet):
        yield Link(_("List of members, filed on %(at)s") % {"at": formatting.moment(report.filed_at)}, url)
