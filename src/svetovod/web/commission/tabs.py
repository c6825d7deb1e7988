"""Pages of the commission among those of a round."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .access import ACCESS


def of(actor: Any, round_: Any) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    if ACCESS.allows("sitting.view", actor, round_):
        found.append((_("Sittings"), reverse("commission:sittings", args=[round_.slug])))
        found.append((_("Papers"), reverse("commission:papers", args=[round_.slug])))
    if ACCESS.allows("appeals.view", actor, round_):
        found.append((_("Appeals"), reverse("commission:appeals", args=[round_.slug])))
    if ACCESS.allows("sitting.view", actor, round_) and ACCESS.allows("result.view", actor, round_):
        found.append((_("Awards"), reverse("commission:awards", args=[round_.slug])))
    return found
