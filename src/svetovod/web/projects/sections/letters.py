"""Letters about the texts of an application: asked to write one, its day is near or past. To whoever writes it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.projects.access import TEAM_ROLES
from svetovod.web.projects.letters import initiators
from svetovod.web.projects.models import ProjectSection

from .lists import asked_of, said


def asked(section: ProjectSection, *, actor: Any, at: datetime) -> None:
    """To the enterprise that shall write it, unless it leads the project itself."""
    if section.owner is None or section.owner_id == section.project.initiator_id:
        return

    def words() -> tuple[str, str]:
        named = _named(section)
        text = _("%(initiator)s asks %(owner)s to write the section “%(section)s”:")
        if section.due:
            text = _("%(initiator)s asks %(owner)s to write the section “%(section)s” by %(day)s:")
        return _("A section to write: %(project)s") % named, text % named

    key = f"section.asked:{section.pk}:{section.owner_id}:{section.due or ''}"
    tell(_own_people(section), words, key=key, url=_url(section), at=at, but=actor)


def due(section: ProjectSection, *, step: str, at: datetime) -> None:
    """`step` is `soon` or `over`; an enterprise that has not consented cannot write yet: then who leads is told."""

    def words() -> tuple[str, str]:
        named = _named(section)
        head = _("A section is to be written: %(project)s")
        if step == "over":
            head = _("A section is past its day: %(project)s")
        return head % named, _("The section “%(section)s” is to be written by %(day)s:") % named

    inside = section.project.participants.exclude(consent_at=None).filter(organisation=section.owner_id)
    readers = _own_people(section) if inside.exists() else initiators(section.project)
    tell(readers, words, key=f"section.due:{section.pk}:{section.due}:{step}", url=_url(section), at=at)


def _own_people(section: ProjectSection) -> list[Any]:
    found = people_holding(Scope.ORGANISATION, [section.owner_id], *TEAM_ROLES)
    return list({person.pk: person for person in found}.values())


def _named(section: ProjectSection) -> dict[str, Any]:
    title = asked_of(section.project).get(section.key)
    return {
        "project": str(section.project), "initiator": section.project.initiator, "owner": section.owner,
        "section": said(title.title) if title else section.key,
        "day": formatting.day(section.due) if section.due else "",
    }  # fmt: skip


def _url(section: ProjectSection) -> str:
    return reverse("projects:section", args=[section.project.code, section.key])
