"""Estimates for totals, and rows of a workbook that a project cannot hold."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from svetovod.web.projects import bridge
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import CostRow, JointProject, ProjectParticipant


def estimates_for_trial(actor: Any) -> Iterator[tuple[str, Any]]:
    """Region of the initiator and the engine's project, of all that are not put away: for totals, never to be shown.

    Three queries, whatever their number.
    """
    ACCESS.require("money.try", actor)
    rows = JointProject.objects.exclude(state=ProjectState.ARCHIVED).select_related("initiator")
    inns = ProjectParticipant.objects.select_related("organisation")
    costs = CostRow.objects.select_related("payer")
    for row in rows.prefetch_related(Prefetch("participants", inns), Prefetch("costs", costs)):
        yield row.initiator.region, bridge.engine_project(row)


def misfits(project: JointProject, parsed: Any) -> list[Any]:
    """Problems of a read estimate: rows that the project cannot hold."""
    return bridge.misfits(parsed, [each.organisation.inn for each in project.participants.all()])
