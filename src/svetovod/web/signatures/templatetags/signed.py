"""The link from a document to its signatures: `{% signed "attachment" file.pk %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def signed(kind: str, key: Any) -> SafeString:
    """No query: lists of files are long. How many there are stands on the page."""
    url = reverse("signatures:paper", args=[kind, str(key)])
    return format_html('<a class="small" href="{}">{}</a>', url, _("signatures"))
