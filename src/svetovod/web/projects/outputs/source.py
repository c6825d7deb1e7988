"""What papers are made from: one kept version, or the project as it stands now; and what in it is not filled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.dossier import selectors as dossiers
from svetovod.web.projects import phrases
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.fit.standing import Standing, of_content
from svetovod.web.projects.models import JointProject, ProjectVersion
from svetovod.web.projects.pages import Page
from svetovod.web.projects.selectors import content_of, version_content, version_get
from svetovod.web.registry.selectors import region_name

# papers of a Russian procedure are in Russian, whatever the language of the page they were asked from
LANG = "ru"
LINE = "_" * 20


@dataclass
class Source:
    """A content and what is said of it. Papers of a kept version bear its day, those of a draft the day of asking.

    `documents` are templates filled with it already.
    """

    project: JointProject
    content: Mapping[str, Any]
    version: ProjectVersion | None
    at: datetime
    page: Page = field(repr=False)
    documents: dict[Path, bytes] = field(default_factory=dict, repr=False)

    @property
    def on(self) -> date:
        return self.page.on

    @property
    def calculation(self) -> Any:
        return self.page.calculation

    @property
    def made_from(self) -> str:
        """From what, in words: a paper says it, and so does the page where it is taken."""
        if self.version is None:
            said = _("Made from the project as it stood on %(at)s: a draft that is not kept and may change.")
            return said % {"at": formatting.moment(self.at)}
        said = _("Made from version %(number)d of the project, kept on %(at)s, SHA-256 %(sha256)s.")
        named = {"number": self.version.number, "at": formatting.moment(self.at), "sha256": self.version.sha256}
        return said % named

    @property
    def initiator(self) -> Mapping[str, Any]:
        return self.participant(self.content["initiator"]["inn"]) or self.content["initiator"]

    def participant(self, inn: str) -> Mapping[str, Any] | None:
        return next((row for row in self.content["participants"] if row["inn"] == inn), None)

    @property
    def partners(self) -> list[Mapping[str, Any]]:
        """Participants besides the initiator."""
        return [row for row in self.content["participants"] if row["inn"] != self.content["initiator"]["inn"]]

    def costs_of(self, inn: str) -> list[Mapping[str, Any]]:
        return [row for row in self.content["costs"] if row["payer"] == inn]

    def stages_of(self, inn: str) -> list[Mapping[str, Any]]:
        return [row for row in self.content.get("stages", ()) if row["responsible"] == inn]

    @property
    def total(self) -> Decimal:
        return self.page.estimate_total

    @property
    def region(self) -> str:
        return region_name(self.initiator.get("region", ""))

    @cached_property
    def fit(self) -> Standing:
        """By the map and the programme in force at the moment the papers are of."""
        return of_content(self.content, self.project.cluster, self.at)

    @property
    def programme_lines(self) -> list[Any]:
        return list(dossiers.project_lines(self.project.cluster, self.project.code))


def source_of(actor: Any, project: JointProject, number: int | None, at: datetime) -> Source:
    """Papers of version `number`, or of what the actor reads now: a panel reads the version last shown to it."""
    ACCESS.require("output.view", actor, project)
    if number is None:
        content, version = content_of(actor, project)
    else:
        version = version_get(actor, project, number)
        content = version_content(version)
    moment = version.frozen_at if version else at
    return Source(project, content, version, moment, Page(actor, project, "outputs", moment, content, version))


def number_of(text: str | None) -> int | None:
    """The number of a version in an address; empty is none. Anything else is not there."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Hidden
    return int(text)


@dataclass
class Filled:
    """Takes values for a paper and remembers which were not there: a line is drawn in their place."""

    missing: list[str] = field(default_factory=list)

    def lack(self, label: Any) -> str:
        if str(label) not in self.missing:
            self.missing.append(str(label))
        return LINE

    def text(self, value: Any, label: Any) -> str:
        return str(value) if value else self.lack(label)

    def money(self, value: Any, label: Any) -> str:
        return self.lack(label) if value in (None, "") else formatting.money(Decimal(value))

    def day(self, value: str | None, label: Any) -> str:
        return phrases.field_value("on", value) if value else self.lack(label)

    def period(self, content: Mapping[str, Any]) -> str:
        first = self.day(content["start"], _("Beginning"))
        return f"{first} — {self.day(content['end'], _('End'))}"
