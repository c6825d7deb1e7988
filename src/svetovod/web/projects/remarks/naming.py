"""Who is named beside a remark: in a selection the experts are not named to those they judge."""

from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.projects.access import judged, occasions_of


def named(actor: Any, remark: Any, person: Any) -> str:
    """The person, unless the remark is of a selection and the reader is neither its author nor of its panel."""
    if person.pk != remark.author_id or not judged(remark.occasion):
        return str(person.name)
    if person.pk == actor.person_id or remark.occasion in occasions_of(actor):
        return str(person.name)
    return _("expert of the selection")
