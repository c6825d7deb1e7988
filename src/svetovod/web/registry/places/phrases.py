"""What the fifth and sixth signs of a КПП say, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NO_KPP = _("A legal entity has a KPP in each place: take it from the extract.")
REASONS: dict[str, Any] = {
    "seat": _("registered where the organisation has its seat"),
    "branch": _("registered where it has a branch"),
    "representative": _("registered where it has a representative office"),
    "division": _("registered where it has a separate division"),
    "property": _("registered where it has real estate, not a place of work"),
    "vehicles": _("registered where it has vehicles, not a place of work"),
    "largest": _("registered as one of the largest taxpayers: the second KPP of the whole organisation"),
    "foreign": _("registered as a foreign organisation"),
    "other": pgettext_lazy("reason of registration", "another reason"),
}
