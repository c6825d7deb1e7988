"""Words of the register for its page."""

from datetime import date

from django import template

from svetovod.web.secrecy import words

register = template.Library()
register.filter("exactly", words.exactly)


@register.filter
def of(said: dict[str, str], key: str) -> str:
    return said.get(key, "")


@register.filter
def plain(value: object) -> str:
    """As a form takes it back."""
    return value.isoformat() if isinstance(value, date) else str(value)
