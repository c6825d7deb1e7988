"""Letters about what is presented: papers, the choice, remarks taken home, remarks typed by a scribe."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_in
from svetovod.web.notices.services import tell

Said = tuple[str, str]
LEADING = (Role.INITIATOR, Role.PREPARER)


def papers_answered(pitch: Any, lacking: Sequence[str], *, key: str, actor: Any, at: datetime) -> None:
    def words() -> Said:
        named = {
            "project": pitch.project.code, "missing": "; ".join(lacking), "number": pitch.version.number,
            "session": pitch.session.title,
        }  # fmt: skip
        if not lacking:
            return (
                _("Papers are accepted: %(project)s") % named,
                _("Version %(number)s has everything the pack of “%(session)s” asks for:") % named,
            )
        return (
            _("Papers are incomplete: %(project)s") % named,
            _("Version %(number)s lacks for “%(session)s”: %(missing)s. Add it and hand in again:") % named,
        )

    _told(pitch, words, key, actor, at)


def chosen(pitch: Any, *, presents: bool, key: str, actor: Any, at: datetime) -> None:
    """Whether a project is presented; the grounds are on the page."""

    def words() -> Said:
        named = {"project": pitch.project.code, "session": pitch.session.title}
        if presents:
            return (
                _("Chosen to be presented: %(project)s") % named,
                _("The project is presented in the hall at “%(session)s”. The grounds and what is needed next:")
                % named,
            )
        return (
            _("Not presented in the hall: %(project)s") % named,
            _("Slots at “%(session)s” are few and the project is not presented in the hall; experts read it and write "
              "remarks. The grounds:") % named,
        )  # fmt: skip

    _told(pitch, words, key, actor, at)


def _told(pitch: Any, words: Any, key: str, actor: Any, at: datetime) -> None:
    url = reverse("events:hand_in", args=[pitch.session.slug, pitch.project.code])
    tell(_leading(pitch), words, key=key, url=url, at=at, but=actor)


def _leading(pitch: Any) -> list[Any]:
    places = [(Scope.ORGANISATION, [pitch.project.initiator_id]), (Scope.PROJECT, [pitch.project_id])]
    return people_in(places, *LEADING)


def presented(pitch: Any, *, actor: Any, at: datetime) -> None:
    """Where the list of remarks is, when the moderator sends it home."""

    def words() -> Said:
        named = {"project": f"{pitch.project.code} {pitch.version.content['title']}", "session": pitch.session.title}
        return (
            _("Presented: %(project)s") % named,
            _("The project was heard at “%(session)s”. Remarks of the experts are on its list, with the days by which "
              "they are to be answered; the same list is there as PDF. They are advice and prejudge nothing:") % named,
        )  # fmt: skip

    url = reverse("projects:remark_list", args=[pitch.project.code])
    tell(_leading(pitch), words, key=f"pitch.home:{pitch.pk}", url=url, at=at, but=actor)


def typed(note: Any, *, actor: Any, at: datetime) -> None:
    """To the expert for whom the scribe has typed: once a project."""

    def words() -> Said:
        named = {"project": note.pitch.project.code, "session": note.session.title}
        return (
            _("Confirm what the scribe has typed for you: %(project)s") % named,
            _("“%(session)s”: read what was typed in your name and confirm or drop it. Until then nobody else reads "
              "it:") % named,
        )  # fmt: skip

    url = reverse("events:notes", args=[note.session.slug])
    tell([note.expert], words, key=f"note.typed:{note.pitch_id}:{note.expert_id}", url=url, at=at, but=actor)
