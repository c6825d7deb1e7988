"""Who is told of a handover: the one who leaves, those who succeed, whoever started it, the leaders of the places."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell

from .models import Handover

LEADING = (Role.CLUSTER_MANAGER, Role.INITIATOR, Role.ORGANISER, Role.SECRETARY)


def _url(row: Handover) -> str:
    return reverse("handover:handover", args=[row.pk])


def _said(row: Handover) -> dict[str, str]:
    return {"name": str(row.leaver), "day": formatting.day(row.leaves_on)}


def _tell(  # noqa: PLR0917 -- the same six everywhere
    row: Handover, people: Iterable[Any], what: str, words: Callable[[], Any], at: datetime, but: Any = None
) -> None:
    able = [person for person in people if person.is_active]
    tell(able, words, key=f"handover:{row.pk}:{what}", url=_url(row), at=at, but=but)


def _successors(row: Handover, **of: Any) -> list[Person]:
    rows = row.successions.filter(declined_at=None, **of).select_related("successor")
    return list({each.successor_id: each.successor for each in rows}.values())


def leaders(row: Handover) -> list[Person]:
    """Whoever leads one of the places beside the one who leaves; the administrators, where the platform is one."""
    found: dict[int, Person] = {row.started_by_id: row.started_by}
    for scope, scope_id in row.places:
        roles = (Role.ADMINISTRATOR,) if scope == Scope.PLATFORM else LEADING
        found |= {person.pk: person for person in people_holding(scope, [scope_id], *roles)}
    return [person for person in found.values() if person.pk != row.leaver_id]


def started(row: Handover, *, but: Any, at: datetime) -> None:
    def leaves() -> tuple[str, str]:
        return (
            _("You hand over your work; last day: %(day)s") % _said(row),
            _("The list says what goes to whom, what cannot be handed over and why. Tell whoever started it if "
              "anything is missing."),
        )  # fmt: skip

    _tell(row, [row.leaver], "leaver", leaves, at, but)
    asked(row, but=but, at=at)


def asked(row: Handover, *, but: Any, at: datetime) -> None:
    def takes() -> tuple[str, str]:
        return (
            _("Accept the work of %(name)s") % _said(row),
            _(
                "You are named to take over from %(name)s, whose last day is %(day)s. Look through the list and accept "
                "or decline."
            )
            % _said(row),
        )

    turn = row.events.count()  # type: ignore[attr-defined]  # another naming is another letter
    _tell(row, _successors(row, accepted_at=None), f"asked:{turn}", takes, at, but)


def accepted(row: Handover, actor: Any, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("%(who)s takes over from %(name)s") % (_said(row) | {"who": actor.name}),
            _("The work passes after the last day: %(day)s.") % _said(row),
        )

    _tell(row, [row.started_by], f"accepted:{actor.person_id}", words, at, actor)


def declined(row: Handover, actor: Any, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("%(who)s does not take over from %(name)s") % (_said(row) | {"who": actor.name}),
            _("Name another successor: until then nothing passes."),
        )

    _tell(row, [row.started_by], f"declined:{actor.person_id}:{at.isoformat()}", words, at, actor)


def agreed(row: Handover, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("The handover of %(name)s is agreed") % _said(row),
            _("It is carried out by itself after the last day: %(day)s. Until then it can be called off.") % _said(row),
        )

    _tell(row, [row.leaver, row.started_by], f"agreed:{row.events.count()}", words, at)  # type: ignore[attr-defined]


def forced(row: Handover, *, but: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("The work of %(name)s comes to you without your consent") % _said(row),
            _("A leader has decided so; the reason stands on the page of the handover."),
        )

    _tell(row, _successors(row, accepted_at=None), f"forced:{at.isoformat()}", words, at, but)


def revoked(row: Handover, *, but: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("The handover of %(name)s is called off") % _said(row),
            _("Nothing passes; everybody goes on with what they have."),
        )

    _tell(row, [row.leaver, row.started_by, *_successors(row)], "revoked", words, at, but)


def unanswered(row: Handover, *, at: datetime) -> None:
    """Once a day while it waits."""

    def words() -> tuple[str, str]:
        return (
            _("The handover of %(name)s waits for a successor") % _said(row),
            _("The last day was %(day)s and not everybody has accepted: the roles are still held. Name another "
              "successor, or decide without consent.") % _said(row),
        )  # fmt: skip

    day = timezone.localtime(at).date().isoformat()
    _tell(row, leaders(row), f"unanswered:{day}", words, at)


def held_up(row: Handover, *, at: datetime) -> None:
    """Once a day while it stands still."""

    def words() -> tuple[str, str]:
        return (
            _("The handover of %(name)s was not carried out") % _said(row),
            _("Something stands in its way; the page of the handover says what. Nothing has passed."),
        )

    day = timezone.localtime(at).date().isoformat()
    operators = people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR)
    _tell(row, [*leaders(row), *operators], f"held:{day}", words, at)


def done(row: Handover, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        return (
            _("The work of %(name)s is handed over") % _said(row),
            _("The list says what went to whom and what stayed. What was signed stays signed by %(name)s.")
            % _said(row),
        )

    _tell(row, [row.leaver, *_successors(row), *leaders(row)], "done", words, at)
