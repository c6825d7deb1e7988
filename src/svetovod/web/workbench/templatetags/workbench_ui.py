"""Words of questions in the language of the page."""

from django import template

from svetovod.web.registry.selectors import region_name
from svetovod.web.workbench.models import SavedQuestion
from svetovod.web.workbench.telling import titled as titled_words

register = template.Library()


@register.filter
def titled(question: SavedQuestion) -> str:
    return titled_words(question)


@register.filter
def region_words(iso: str) -> str:
    return region_name(iso)
