"""What is entered for filing, and how many obligatory points were left on which day."""

from datetime import date
from typing import Any

from django.utils import timezone

from svetovod.web.projects import readiness
from svetovod.web.projects.content import CANVAS
from svetovod.web.projects.models import FilingPaper, JointProject

from . import bridge


def papers_of(project: JointProject) -> dict[str, FilingPaper]:
    return {row.step: row for row in FilingPaper.objects.filter(project=project)}


def pace_of(page: Any) -> Any:
    """From the day the project was begun with nothing done, by its kept versions, to what is left of the draft today.

    Only what stands in the project itself is counted: remarks and papers of others come and go.
    """
    project = page.project
    marks = [(timezone.localdate(project.created_at), len(_left(_empty(page.content), page.on)))]
    for version in project.versions.order_by("number").only("content", "frozen_at", "project_id"):
        day = timezone.localdate(version.frozen_at)
        marks.append((day, len(_left(version.content, day))))
    marks.append((page.on, len(_left(page.content, page.on))))
    return bridge.pace(marks)


def _left(content: Any, on: date) -> list[Any]:
    return [item for item in readiness.items(content, (), on) if item.stands]


def _empty(content: Any) -> dict[str, Any]:
    """The project on its first day: its title and its initiator alone."""
    first = [row for row in content["participants"] if row["inn"] == content["initiator"]["inn"]]
    money = dict.fromkeys(content["money"])
    blank = [{**row, "text": ""} for row in content.get("sections", ())]
    return {
        **{key: value for key, value in content.items() if key not in {"fit", "stages", "efficiency"}},
        "canvas": dict.fromkeys(CANVAS, ""), "okpd2": "", "start": None, "end": None, "money": money,
        "participants": first, "costs": [], "indicators": [], "answers": {}, "sections": blank,
    }  # fmt: skip
