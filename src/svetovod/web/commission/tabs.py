"""Pages of the commission among those of a round."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role
from svetovod.web.selection.enums import REGISTERED

from .access import ACCESS


def of(actor: Any, round_: Any) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    if round_.archived:
        return found
    if ACCESS.allows("sitting.view", actor, round_):
        found.append((_("Sittings"), reverse("commission:sittings", args=[round_.slug])))
        found.append((_("Papers"), reverse("commission:papers", args=[round_.slug])))
    if ACCESS.allows("appeals.view", actor, round_):
        found.append((_("Appeals"), reverse("commission:appeals", args=[round_.slug])))
    if ACCESS.allows("award.view", actor, round_):
        found.append((_("Awards"), reverse("commission:awards", args=[round_.slug])))
    own = actor.organisation_ids(Role.INITIATOR)
    if own:
        rows = round_.applications.filter(project__initiator__in=own, state__in=REGISTERED).order_by("serial")
        seen = (row for row in rows.select_related("round", "project") if ACCESS.allows("award.view", actor, row))
        links = ((row.number, reverse("commission:award", args=[round_.slug, row.number])) for row in seen)
        found += [(_("Award and appeals, %(number)s") % {"number": number}, url) for number, url in links]
    return found


def beneath(tabs: list[tuple[Any, str, bool]], url: str) -> list[tuple[Any, str, bool]]:
    """The same where a page of one row stands beneath the list at `url`: that tab is the current one, if there is."""
    if all(each != url for _label, each, _now in tabs):
        return tabs
    return [(label, each, each == url) for label, each, _now in tabs]
