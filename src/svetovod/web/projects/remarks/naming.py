"""Who is named beside a remark: in a selection the experts are not named to those they judge, unless it says so."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.projects.access import judged, occasions_of

Openness = Callable[[str], bool]
_openness: list[Openness] = []


def register_openness(source: Openness) -> None:
    """`source(occasion)` tells whether its experts are named to the teams. Called in `AppConfig.ready`."""
    _openness.append(source)


def named(actor: Any, remark: Any, person: Any) -> str:
    """The person, unless the remark is of a selection and the reader is neither its author nor of its panel."""
    if person.pk != remark.author_id or not judged(remark.occasion):
        return str(person.name)
    if person.pk == actor.person_id or remark.occasion in occasions_of(actor) or _open(remark):
        return str(person.name)
    return _("expert of the selection")


def _open(remark: Any) -> bool:
    """What the selection announced; asked once for all remarks of a project."""
    known: dict[str, bool] = remark.project.__dict__.setdefault("_openness", {})
    if remark.occasion not in known:
        known[remark.occasion] = any(source(remark.occasion) for source in _openness)
    return known[remark.occasion]
