"""Desks of those who work on clusters and projects of their own: where each stands, and the way to it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role
from svetovod.web.accounts.standing import manages
from svetovod.web.common import formatting
from svetovod.web.dossier import selectors as dossier
from svetovod.web.projects import selectors as projects
from svetovod.web.projects.enums import ProjectState
from svetovod.web.registry.selectors import Standing, standings

from .clusters import SHOWN, kept, name, verdict, why
from .shape import Board, Cell, Listing


def manager(actor: Any, moment: datetime) -> Iterator[Board]:
    """Clusters the actor manages, with their verdict and the papers of their dossier."""
    if not actor.holds(Role.CLUSTER_MANAGER):  # an officer sees every cluster, and none of them is asked about here
        return
    on = timezone.localtime(moment).date()
    found = [row for row in standings(actor, on) if manages.test(actor, row.cluster)]
    if found:
        yield Board("clusters", _("My clusters"), [], [_clusters(actor, found, on)])


def team(actor: Any, moment: datetime) -> Iterator[Board]:
    """Projects of the actor's organisations and clusters that are not laid aside, those with open remarks first."""
    own, on = projects.projects_own(actor), timezone.localtime(moment).date()
    if own.query.is_empty():
        return
    rows = projects.with_remark_counts(own, on, actor).exclude(state=ProjectState.ARCHIVED)
    found = list(rows.order_by(F("remarks_late").desc(), F("remarks_open").desc(), "number")[:SHOWN])
    if found:
        yield Board("projects", _("My joint projects"), [], [_projects(found)])


def _clusters(actor: Any, found: list[Standing], on: date) -> Listing:
    return Listing(
        "clusters", _("Where they stand"),
        [_("Cluster"), _("Verdict"), _("Why"), _("As of"), _("Papers of the dossier")],
        [[name(row), verdict(row), Cell(why(row)), kept(row), _papers(actor, row, on)] for row in found[:SHOWN]],
        _("No cluster is yours yet."),
        reverse("registry:cluster_list"), _("All clusters"),
    )  # fmt: skip


def _papers(actor: Any, row: Standing, on: date) -> Cell:
    found = dossier.completeness(actor, row.cluster, on)
    said = _("%(ready)d of %(all)d") % {"ready": found.ready, "all": len(found.lines)}
    return Cell(said, reverse("dossier:overview", args=[row.cluster.slug]))


def _projects(found: list[Any]) -> Listing:
    return Listing(
        "projects", _("Where they stand"), [_("Project"), _("Cluster"), _("State"), _("Remarks open"), _("Changed")],
        [
            [
                Cell(row.title, row.get_absolute_url(), sub=row.code),
                Cell(row.cluster.name), Cell(row.get_state_display()),
                Cell(row.remarks_open, sub=_late(row.remarks_late)), Cell(formatting.moment(row.changed_at)),
            ]
            for row in found
        ],
        _("No project is yours yet."),
        reverse("projects:project_list"), _("All projects"),
    )  # fmt: skip


def _late(count: int) -> str:
    return ngettext("%(count)d is late", "%(count)d are late", count) % {"count": count} if count else ""
