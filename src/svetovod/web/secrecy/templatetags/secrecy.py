"""The mark beside the name of a document, wherever it is listed."""

from typing import Any

from django import template

from svetovod.web.documents.models import Attachment

register = template.Library()


@register.inclusion_tag("secrecy/_mark.html", takes_context=True)
def secrecy(context: template.Context, file: Attachment, may: bool = False) -> dict[str, Any]:
    """`may`: the page knows that its reader may change the document; whoever sent it may be let to mark it, too."""
    person = getattr(context.get("actor"), "person_id", None)
    known = person is not None
    own = known and (may or file.uploaded_by_id == person)
    return {"file": file, "known": known, "may": own}
