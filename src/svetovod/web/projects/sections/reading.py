"""Reading the texts: what a page of sections shows, who has one open, what two texts of one came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import JointProject, ProjectSection, SectionPen

from .lists import asked_of, said
from .weaving import Joined, join, woven

# an open form tells of itself every twenty seconds
HERE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section for the eye. `row` is as the content has it, `kept` the row behind it, None for a panel."""

    row: Mapping[str, Any]
    kept: ProjectSection | None
    on: date

    @property
    def title(self) -> str:
        return str(self.row[f"title_{formatting.lang()}"])

    @property
    def size(self) -> str:
        shown = {"now": formatting.number(len(self.row["text"])), "most": formatting.number(self.row["most"])}
        return _("%(now)s of %(most)s") % shown

    @property
    def done(self) -> bool:
        return bool(self.row["text"].strip()) and len(self.row["text"]) <= self.row["most"]

    @property
    def state(self) -> tuple[str, str]:
        """Kind of the mark and its word."""
        if len(self.row["text"]) > self.row["most"]:
            return "no", pgettext("state of a section", "too long")
        if self.done:
            return "yes", pgettext("state of a section", "written")
        if self.kept and self.kept.due and self.kept.due < self.on:
            return "no", pgettext("state of a section", "late")
        return (
            ("now", pgettext("state of a section", "to be written"))
            if self.row["required"]
            else ("none", pgettext("state of a section", "may stay empty"))
        )


def rows(project: JointProject, content: Mapping[str, Any], on: date, *, draft: bool) -> list[SectionRow]:
    """All that is asked for; plans and owners only of a draft."""
    kept: dict[str, ProjectSection] = {}
    if draft:
        kept = {row.key: row for row in project.sections.select_related("owner", "changed_by")}
    return [SectionRow(row, kept.get(row["key"]), on) for row in content.get("sections", ())]


def days(project: Any) -> dict[str, date]:
    """Keys of the texts with the day that the team has set for each; fetched with the project by `project_get`."""
    rows = getattr(project, "section_rows", None)
    if rows is None:
        rows = project.sections.exclude(due=None).values_list("key", "text", Cast("due", TextField()))
    return {key: date.fromisoformat(due) for key, _text, due in rows if due}


def answer(found: list[SectionRow]) -> str:
    return _("Sections written: %(done)d of %(count)d") % {"done": sum(row.done for row in found), "count": len(found)}


def unasked(project: JointProject, content: Mapping[str, Any]) -> list[ProjectSection]:
    """Texts that another list asked for: kept, and no part of the application now."""
    keys = {row["key"] for row in content.get("sections", ())}
    return [row for row in project.sections.exclude(text="") if row.key not in keys]


def section_get(actor: Any, project: JointProject, key: str) -> ProjectSection:
    """The living section, not yet a row where nobody touched it; for those who see the draft."""
    ACCESS.require("project.view_draft", actor, project)
    found = project.sections.select_related("owner", "changed_by").filter(key=key).first()
    if found is None and asked_of(project).get(key) is None:
        raise Hidden
    section = found or ProjectSection(project=project, key=key)
    section.project = project
    return section


def hint(project: JointProject, key: str) -> str:
    asked = asked_of(project).get(key)
    return said(asked.hint) if asked else ""


def others(section: ProjectSection, actor: Any, at: datetime) -> list[SectionPen]:
    """Who else has the section open now."""
    if section.pk is None:
        return []
    pens = section.pens.select_related("person").filter(seen_at__gte=at - HERE, seen_at__lte=at + HERE)
    return list({pen.person_id: pen for pen in pens.exclude(person=actor.person_id)}.values())


def aside(section: ProjectSection, actor: Any) -> SectionPen | None:
    """Words of this very person that the section could not take: the newest."""
    if section.pk is None:
        return None
    return section.pens.filter(person=actor.person_id).exclude(text="").order_by("-seen_at").first()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two texts of one section and what they came from, by words, with both changes joined."""

    joined: Joined
    theirs: list[tuple[str, str]]
    mine: list[tuple[str, str]]
    mine_text: str
    section: ProjectSection


def merge(section: ProjectSection, *, mine: str, base: int, edit_key: str) -> Merge:
    """`base` is the revision the form was opened on; what this very form saved later is the nearer base."""
    before = _base(section, base, edit_key)
    return Merge(join(before, mine, section.text), woven(before, section.text), woven(before, mine), mine, section)


def text_at(section: ProjectSection, revision: int) -> str:
    """How the section read at a revision; "" before anything was written."""
    if section.pk is None:
        return ""
    history: Any = section.events  # type: ignore[attr-defined]
    return history.filter(revision=revision).order_by("pgh_id").values_list("text", flat=True).first() or ""


def _base(section: ProjectSection, base: int, edit_key: str) -> str:
    history: Any = section.events  # type: ignore[attr-defined]
    saved = history.filter(revision__gt=base, edit_key=edit_key).order_by("-revision") if edit_key else history.none()
    text = saved.values_list("text", flat=True).first()
    return text if text is not None else text_at(section, base)
