"""Why two records may be one organisation, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STRENGTH: dict[str, Any] = {
    "certain": pgettext_lazy("likeness", "almost certainly one"),
    "likely": pgettext_lazy("likeness", "likely one"),
    "possible": pgettext_lazy("likeness", "possibly one"),
    "": pgettext_lazy("likeness", "little in common"),
}
STRENGTH_LOOK = {"certain": "warn", "likely": "half", "possible": "info", "": "none"}
SIGNS: dict[str, Any] = {
    "same_inn": _("the INN is the same, written with other leading zeros"),
    "inn_slip": _("the INNs differ in one digit or in two neighbouring digits that changed places"),
    "same_name": _("the same words in the name"),
    "word_order": _("the words stand in another order"),
    "form_written": _("the legal form is written in another way, or only once"),
    "letters": _("quotes, capital letters, dotted or look-alike Latin letters differ"),
    "close_name": _("the names differ in a few letters"),
    "contained": _("one name is a part of the other"),
    "same_region": _("the same region"),
    "other_form": _("other legal forms"),
    "other_region": _("they are in other regions"),
    "other_inn": _("two INNs: for the tax service two organisations, unless one is a slip of the pen"),
}
FIELDS: dict[str, Any] = {
    "name": pgettext_lazy("of a thing", "Name"),
    "short_name": _("Name in brief"),
    "region": _("Region"),
    "kind": _("Kind"),
    "hidden": _("Shown publicly"),
}
