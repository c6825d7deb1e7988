"""What templates are given to draw: icons, steps of the light path, kinds of states, and the form renderer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import lucide
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# kind -> (class suffix, icon): the word is always given by the page
STATES = {
    "yes": ("yes", "check"),
    "no": ("no", "x"),
    "now": ("now", "chevron-right"),
    "info": ("info", "info"),
    "none": ("none", "minus"),
    "wait": ("none", "hourglass"),
    "clock": ("now", "clock"),
    "half": ("now", "contrast"),
    "block": ("no", "ban"),
    "warn": ("none", "triangle-alert"),
    "open": ("yes", "lock-open"),
    "lock": ("info", "lock"),
}
VERDICTS = {
    "yes": ("yes", "check", _("Conforms")),
    "likely_yes": ("likely-yes", "contrast", _("Rather conforms")),
    "likely": ("likely", "contrast", _("Rather does not conform")),
    "no": ("no", "x", _("Does not conform")),
    "none": ("none", "minus", _("Not enough data")),
}
REMARKS = {
    "block": ("no", "ban", _("obligatory")),
    "important": ("none", "triangle-alert", _("important")),
    "advice": ("info", "info", _("advice")),
}


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A lucide icon as inline SVG in the size of the text; never read aloud, a word stands beside it."""
    drawn: str = lucide._render_icon(name, None)
    inner = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    body = " ".join(inner.split()).replace("> <", "><")
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(body),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the light path. `state`: done, now, next or stopped."""

    title: Any
    sub: Any = ""
    state: str = "next"
    url: str = ""

    @property
    def spoken(self) -> Any:
        return {
            "done": pgettext_lazy("step of a path", "done"),
            "now": pgettext_lazy("step of a path", "now"),
            "next": pgettext_lazy("step of a path", "ahead"),
            "stopped": pgettext_lazy("step of a path", "stopped here"),
        }[self.state]


def steps(titles: Sequence[Any], *, now: int, subs: Iterable[Any] = ()) -> list[Step]:
    """A plain path: nodes before `now` are done, those after it are ahead."""
    under = [*subs, *[""] * len(titles)]
    return [
        Step(title, under[i], "done" if i < now else "now" if i == now else "next") for i, title in enumerate(titles)
    ]


class FormRenderer(TemplatesSetting):
    """`FORM_RENDERER`: makes a plain `{{ form }}` look like the rest of the product."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
