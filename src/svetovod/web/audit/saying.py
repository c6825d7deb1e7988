"""What an entry of the journal says, for readers: names of its values in words, choices of models by their labels."""

import re
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import words

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
NAMES = ("changed", "columns", "fields")  # lists of names, not of values
ELSEWHERE = {
    "role": ("accounts.rolegrant", "projects.projectparticipant"), "scope": ("accounts.rolegrant",),
    "severity": ("projects.remark",), "section": ("projects.remark",), "work": ("handover.succession",),
    "mathematics": ("signatures.signatureverdict",), "chain": ("signatures.signatureverdict",),
    "inn": ("signatures.signatureverdict",),
}  # fmt: skip
"""Models whose choices a value of that name has where the object's own model has no such field."""
INSIDE = {("commission.sitting", "items"): "commission.agendaitem"}
"""Of what kind the parts of a value are, where they are not of the object itself."""
NOTHING = "\u2014"


def value(kind: str, name: str, told: Any) -> str:
    """One value of an entry on an object of that kind: a label, a day, yes or no; what nothing is known of as it is."""
    if told is None or told in ("", [], {}):
        return NOTHING
    if isinstance(told, bool):
        return _("yes") if told else _("no")
    if isinstance(told, list):
        return ", ".join(words.datum(each, kind) if name in NAMES and isinstance(each, str) else value(kind, name, each)
                         for each in told)  # fmt: skip
    if isinstance(told, dict):
        part = INSIDE.get((kind, name), kind)
        return "; ".join(f"{words.datum(key, part)}: {value(part, key, each)}" for key, each in told.items())
    return _of_text(kind, name, told) if isinstance(told, str) else str(told)


def _of_text(kind: str, name: str, told: str) -> str:
    for label in (kind, *ELSEWHERE.get(name, ())):
        if told in (labels := _labels(label, name)):
            return labels[told]
    if said := words.of_value(kind, name, told):
        return said
    try:
        if DAY.fullmatch(told):
            return formatting.day(date.fromisoformat(told))
        if MOMENT.fullmatch(told):
            return formatting.moment(datetime.fromisoformat(told))
    except ValueError:  # looks like a day and is none
        return told
    return told


def _labels(kind: str, name: str) -> dict[str, str]:
    """The choices of that field of the model, {} where there is no such model any more, no such field or no choice."""
    try:
        field: Any = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return {}
    return {str(code): str(label) for code, label in getattr(field, "flatchoices", ())}
