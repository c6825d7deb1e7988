"""What every page of one project shows above its own part: the answer, the figures, what to do next, the tabs."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.common.http import Request

from . import bridge, path, phrases, readiness
from .access import ACCESS, expert_occasions, shown_at
from .doubles import Double
from .doubles import of_content as claimed_elsewhere
from .enums import BY_MANAGER, ProjectState, RemarkState, Section, Severity
from .filing.ahead import Ahead
from .filing.ahead import of_project as ahead_of
from .fit.standing import Standing
from .fit.standing import of_content as fit_standing
from .models import JointProject, ProjectVersion, Remark, RemarkReply
from .remarks.statistics import Stumble, stumble
from .sections.reading import days as section_days
from .selectors import content_of, parts_add, project_get, remarks_visible

TAB_URLS = {
    "overview": "project_detail", "canvas": "canvas", "participants": "participants", "product": "product",
    "estimate": "estimate", "subsidy": "subsidy", "schedule": "schedule", "indicators": "indicators",
    "sections": "sections", "remarks": "remark_list",
    "versions": "version_list", "readiness": "readiness", "evidence": "evidence",
    "outputs": "outputs", "fit": "fit", "filing": "filing",
}  # fmt: skip


@dataclass
class Page:
    """Context of a project's page. Templates read its attributes through `page`.

    What is shown is computed when it is first asked for: a form that is saved shows nothing. `history` brings answers
    of the remarks too.
    """

    actor: Any
    project: JointProject
    tab: str
    moment: datetime
    content: dict[str, Any]
    version: ProjectVersion | None = None
    history: bool = False
    place: str = ""

    @property
    def on(self) -> date:
        return timezone.localdate(self.moment)

    @cached_property
    def remarks(self) -> list[Remark]:
        found = list(remarks_visible(self.actor, self.project).prefetch_related(None))
        if self.history:
            prefetch_related_objects(found, Prefetch("replies", RemarkReply.objects.select_related("author")))
        return found

    @cached_property
    def calculation(self) -> Any:
        return bridge.subsidy_or_none(self.content, self.on)

    @cached_property
    def doubles(self) -> list[Double] | None:
        return claimed_elsewhere(self.content, self.project.pk) if self.version is None else None

    @cached_property
    def fit(self) -> Standing | None:
        return fit_standing(self.content, self.project.cluster) if self.version is None else None

    @cached_property
    def items(self) -> list[readiness.Item]:
        days = section_days(self.project) if self.version is None else None
        return readiness.items(self.content, self.remarks, self.on, self.doubles, self.fit, days=days, ahead=self.ahead)

    @cached_property
    def ahead(self) -> Ahead | None:
        """What lies outside the project; for its own people, where readiness is asked about."""
        if self.tab != "readiness" or self.version is not None:
            return None
        return ahead_of(self.project, self.content, self.on, self.moment)

    @cached_property
    def helpers(self) -> list[path.Offer]:
        """Where those who are missing in the canvas may be found; for whoever can write it."""
        return path.helpers(self.actor, self.project, self.moment) if self.editable else []

    @cached_property
    def offers(self) -> list[path.Offer]:
        if self.tab != "overview" or not self.editable or self.project.state == ProjectState.IDEA:
            return []
        return path.offers(self.actor, self.project, self.moment)

    @cached_property
    def stumble(self) -> Stumble | None:
        """How often experts remarked on this part, for whoever writes it."""
        if not self.editable or self.tab not in Section.values:
            return None
        return stumble(self.tab, self.place)

    def can(self, action: str, obj: Any = None) -> bool:
        return ACCESS.allows(action, self.actor, obj or self.project)

    @property
    def editable(self) -> bool:
        return self.version is None and self.project.state != "archived" and self.can("project.edit")

    @property
    def ready(self) -> Decimal:
        return readiness.share_done(self.items)

    @property
    def open_remarks(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.state != RemarkState.CLOSED]

    @property
    def blocking_remarks(self) -> list[Remark]:
        return [remark for remark in self.open_remarks if remark.severity == Severity.BLOCKING]

    @property
    def standing(self) -> list[readiness.Item]:
        """What is not done, obligatory first."""
        return sorted((item for item in self.items if not item.done), key=lambda item: item.kind)

    @property
    def todo(self) -> list[tuple[str, str]]:
        """Three nearest things to do, as (sentence, address); what only the managing organisation can do comes last."""
        manages = self.can("project.edit") is False
        found = sorted(self.standing, key=lambda item: (item.kind, (item.asked in BY_MANAGER) is not manages))
        return [(phrases.readiness_text(item), self.url(item.section, item.place)) for item in found[:3]]

    @property
    def onward(self) -> tuple[str, str] | None:
        """On a part where nothing is left to do oneself: the nearest thing to do, a text of the same part first."""
        # whoever was invited consents himself
        standing = [item for item in self.standing if item.code != "consents"]
        if not self.editable or not standing or (self.tab, self.place) in {(i.section, i.place) for i in standing}:
            return None
        found = min(standing, key=lambda item: (item.section != self.tab, item.kind, item.asked in BY_MANAGER))
        return phrases.readiness_text(found), self.url(found.section, found.place)

    @property
    def requested(self) -> Decimal | None:
        text = self.content["money"]["requested"]
        return Decimal(text) if text else None

    @property
    def may_get(self) -> Decimal | None:
        """The subsidy within the request, or the highest possible while nothing is requested."""
        if self.calculation is None:
            return None
        most: Decimal = self.calculation.granted_at_most if self.requested else self.calculation.subsidy_max
        return most

    @property
    def may_get_at_most(self) -> Decimal | None:
        return self.calculation.subsidy_max if self.calculation else None

    @property
    def estimate_total(self) -> Decimal:
        return sum((Decimal(row["amount"]) for row in self.content["costs"]), Decimal(0))

    @property
    def headline(self) -> str:
        """What became of it; while nothing has, what it may get and how ready it is."""
        if self.project.state == ProjectState.ARCHIVED:
            return _("The project is archived")
        outcome = path.answer(self.project)
        if outcome and (outcome.public or self.can("project.view_draft")):
            return outcome.text
        # ready is cut, never rounded up: 99.9 % is not ready
        share = formatting.share(Decimal(int(self.ready * 100)) / 100, 0)
        if self.may_get:
            said = _("The project may get up to %(sum)s and is %(share)s ready")
            return said % {"sum": formatting.money_short(self.may_get), "share": share}
        count = sum(item.stands for item in self.items)
        said = ngettext(
            "The project is %(share)s ready: %(count)d obligatory point is left",
            "The project is %(share)s ready: %(count)d obligatory points are left",
            count,
        )
        return said % {"share": share, "count": count}

    @property
    def initiator_name(self) -> str:
        return str(self.content["initiator"]["name"])

    @property
    def steps(self) -> list[Any]:
        """The path; an application is opened by whoever files it."""
        steps = path.steps(self.project)
        return steps if self.can("project.edit") else [replace(step, url="") for step in steps]

    @property
    def blocking_said(self) -> str:
        return _("obligatory among them: %(count)d") % {"count": len(self.blocking_remarks)}

    @property
    def participants(self) -> list[dict[str, Any]]:
        """Participants of a kept version, with roles in words."""
        return [row | {"role_label": phrases.field_value("role", row["role"])} for row in self.content["participants"]]

    @property
    def start(self) -> date | None:
        return date.fromisoformat(self.content["start"]) if self.content["start"] else None

    @property
    def end(self) -> date | None:
        return date.fromisoformat(self.content["end"]) if self.content["end"] else None

    @property
    def here(self) -> str:
        return self.url(self.tab)

    @property
    def overview_url(self) -> str:
        return self.url("overview")

    @property
    def versions_url(self) -> str:
        return self.url("versions")

    @property
    def remarks_url(self) -> str:
        return self.url("remarks")

    @property
    def estimate_url(self) -> str:
        return self.url("estimate")

    @property
    def sections_url(self) -> str:
        return self.url("sections")

    @property
    def schedule_url(self) -> str:
        return self.url("schedule")

    @property
    def product_url(self) -> str:
        return self.url("product")

    def url(self, tab: Any, place: str = "") -> str:
        """The address of a tab; `place` is the key of one text of the application."""
        if place:
            return reverse("projects:section", args=[self.project.code, place])
        return reverse(f"projects:{TAB_URLS[str(tab)]}", args=[self.project.code])

    @property
    def tabs(self) -> list[tuple[Any, str, bool]]:
        counts = {"remarks": len(self.open_remarks)}
        named = [
            (f"{label}, {counts[str(tab)]}" if counts.get(str(tab)) else label, str(tab))
            for tab, label in phrases.TABS.items()
        ]
        return [(label, self.url(tab), tab == self.tab) for label, tab in named]

    @property
    def kept(self) -> tuple[int, Any]:
        """Number and moment of the version last kept, or of the one shown to a panel."""
        if self.version is not None:
            return self.version.number, self.version.frozen_at
        return self.project.kept_number, self.project.kept_at  # type: ignore[attr-defined]

    @property
    def occasions(self) -> list[str]:
        """Occasions at which the actor may remark on this project as an expert."""
        mine = expert_occasions(self.actor)
        return [each.occasion for each in shown_at(self.actor, self.project) if each.occasion in mine] if mine else []


def page_for(request: Request, code: str, tab: str, *, history: bool = False, writes: str = "") -> Page:
    """The page of a project for whoever asks; `history` brings answers of the remarks too.

    `writes` is the action a POST of the page does: asked before the form, for errors of a form tell what stands in it.
    """
    action = writes if request.method == "POST" else ""
    return page_of(request.actor, code, tab, request.moment, history=history, action=action)


def page_of(actor: Any, code: str, tab: str, at: datetime, *, history: bool = False, action: str = "") -> Page:
    """The same at a moment; `action` is what the actor must be allowed to do with the project beside seeing it."""
    project = project_get(actor, code, bare=history)
    if history and ACCESS.allows("project.view_draft", actor, project):  # a panel reads remarks beside a version
        parts_add(project)
    if action:
        ACCESS.require(action, actor, project)
    content, version = content_of(actor, project)
    return Page(actor, project, tab, at, content, version, history)


def today(request: Request) -> date:
    return timezone.localdate(request.moment)
