"""Addresses of a request in templates: `{% asked_url "board" asked %}`, `{% part_url "reply" part as url %}`."""

from typing import Any

from django import template

from svetovod.web.figures import links
from svetovod.web.figures.models import FiguresReply, FiguresRequest

register = template.Library()


@register.simple_tag
def asked_url(what: str, request: FiguresRequest, **more: Any) -> str:
    return links.to(what, request, **more)


@register.simple_tag
def part_url(what: str, reply: FiguresReply, **more: Any) -> str:
    return links.part(reply, what, **more)
