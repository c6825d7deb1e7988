"""What stands between a project and filing, and what applications are asked to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from svetovod.web.common import formatting
from svetovod.web.projects import bridge
from svetovod.web.projects.content import Content
from svetovod.web.projects.doubles import Double
from svetovod.web.projects.doubles import of_content as claimed_elsewhere
from svetovod.web.projects.fit.standing import of_content as fit_standing
from svetovod.web.projects.models import JointProject, ProjectParticipant, ProjectVersion, SectionList
from svetovod.web.projects.phrases import readiness_text, section_title
from svetovod.web.projects.readiness import Item, blockers
from svetovod.web.projects.readiness import items as readiness_items
from svetovod.web.projects.sections import lists
from svetovod.web.projects.sections.reading import days as section_days

from .contents import live_content
from .remarks import open_remarks


def readiness(project: JointProject, on: date) -> list[Item]:
    """What stands between the project and filing on the day; ask `project_get` first, this asks nobody."""
    content = live_content(project)
    stands = fit_standing(content, project.cluster)
    claimed, days = claimed_elsewhere(content, project.pk), section_days(project)
    return readiness_items(content, open_remarks(project), on, claimed, stands, days=days)


def calculated(content: Content, on: date) -> tuple[Any, tuple[Any, ...]]:
    """The engine's subsidy (None before the act) and rules of a project, of a filed version on a day. Asks nobody."""
    return bridge.subsidy_or_none(content, on), bridge.rules(content, on)


def doubles_filed(content: Content, project: int) -> list[Double]:
    """Rows of a filed version that other projects claim too. Asks nobody: say only what the reader may know."""
    return claimed_elsewhere(content, project)


@dataclass(frozen=True, slots=True)
class Left:
    """Who stands in a filed version with a consent and by now has taken it `back`, or was taken `out` by the lead."""

    back: list[str]
    out: list[str]


def participants_left(version: ProjectVersion) -> Left:
    """Asks nobody. Whoever was taken out and invited anew later has not taken anything back."""
    rows = ProjectParticipant.objects.filter(project=version.project_id)
    now = {row.organisation.inn: row for row in rows.select_related("organisation")}
    back: list[str] = []
    out: list[str] = []
    for filed in version.content["participants"]:
        row = now.get(filed["inn"])
        if not filed["consent"] or (row is not None and row.consent_at is not None):
            continue
        gone = row is None or row.invited_at > version.frozen_at
        (out if gone else back).append(filed["name"])
    return Left(back, out)


def blocking_texts(project: JointProject, on: date, content: Content | None = None) -> list[str]:
    """What keeps the project from filing, in words; empty when it may be filed. Asks nobody.

    `content` is what the caller has read under the lock of the project.
    """
    content = content or live_content(project)
    found = blockers(content, on, project.remarks.all(), fit_standing(content, project.cluster))
    return [str(readiness_text(item)) for item in found]


def section_list(occasion: str) -> lists.AskedList | None:
    """What the occasion asks applications to say; None where it has no list of its own."""
    row = SectionList.objects.filter(occasion=occasion).first()
    if row is None:
        return None
    return lists.AskedList({"ru": row.title_ru, "en": row.title_en}, row.source, lists.read(row.sections))


def usual_list() -> lists.AskedList:
    """The list of the instrument, to begin another from."""
    return lists.default()


def texts_of(content: Content) -> list[tuple[str, str]]:
    """Key and title of each text of an application, in the reader's language."""
    return [(row["key"], section_title(row)) for row in content.get("sections", ())]


def law_sources(keys: Iterable[str], on: date) -> list[dict[str, Any]]:
    """What a form says of the law beside its fields: item, edition, source, confidence. For anybody."""
    return bridge.law_sources(keys, on, formatting.lang())
