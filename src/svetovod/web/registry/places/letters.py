"""Who is told of a place changed or closed: the organisation's people, and who leads the clusters it is in."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import tell
from svetovod.web.registry import bridge
from svetovod.web.registry.models import OrganisationPlace
from svetovod.web.registry.organisations.letters import concerned


def changed(place: OrganisationPlace, actor: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        said = _said(place)
        text = _(
            "A place of %(organisation)s is described anew: %(place)s, KPP %(kpp)s, %(region)s. Where a cluster names "
            "it, its regions of presence follow."
        )
        return _("A place was changed: %(organisation)s") % said, text % said

    _tell(place, words, f"changed:{at.isoformat()}", actor, at, topic=Topic.RECORDS)


def closed(place: OrganisationPlace, actor: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        said = _said(place) | {"day": formatting.day(place.closed_on)}
        text = _(
            "The place “%(place)s” of %(organisation)s, KPP %(kpp)s, is closed from %(day)s. Where a cluster names it, "
            "name another place on the participant's page."
        )
        return _("A place was closed: %(organisation)s") % said, text % said

    # asks for something to be done, so nobody may call it off
    _tell(place, words, "closed", actor, at)


def _tell(place: OrganisationPlace, words: Any, what: str, actor: Any, at: datetime, *, topic: str = "") -> None:
    url = reverse("registry:organisation", args=[place.organisation.inn]) + "#places"
    tell(
        concerned(place.organisation),
        words,
        key=f"place:{place.pk}:{what}",
        at=at,
        but=actor,
        url=url,
        topic=topic,
    )


def _said(place: OrganisationPlace) -> dict[str, str]:
    return {
        "organisation": str(place.organisation), "place": str(place), "kpp": place.kpp or formatting.DASH,
        "region": bridge.region_name(place.region, formatting.lang()),
    }  # fmt: skip
