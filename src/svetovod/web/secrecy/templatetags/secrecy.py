"""The mark beside the name of a document, wherever it is listed."""

from typing import Any

from django import template

from svetovod.web.documents.models import Attachment

register = template.Library()


@register.inclusion_tag("secrecy/_mark.html", takes_context=True)
def secrecy(context: template.Context, file: Attachment, may: bool = False) -> dict[str, Any]:
    """`may`: the page knows that its reader may change the document; whoever sent it may be let to mark it, too."""
    actor = context.get("actor")
    known = bool(actor and actor.person_id)
    own = known and (may or file.uploaded_by_id == actor.person_id)
    return {"file": file, "known": known, "may": own}
