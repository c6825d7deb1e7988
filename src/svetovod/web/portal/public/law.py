"""Acts and requirements of the law for the list of public pages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import known_facts


def acts(until: date | None) -> Iterator[tuple[str, str, str, date]]:
    """Title, text, address, day of signing."""
    lang = formatting.lang()
    for act in known_facts(until).acts.values():
        if until is None or act.editions[0].signed_on <= until:
            yield act.title.text(lang), _numbered(act), reverse("rulebook:act", args=[act.id]), act.signed_on


def items(until: date | None) -> Iterator[tuple[str, str, str, str]]:
    """Title, the number of its act, address and key of each requirement that has a page."""
    lang, facts = formatting.lang(), known_facts(until)
    shown = {act.id for act in facts.acts.values() if until is None or act.editions[0].signed_on <= until}
    for item in facts.items.values():
        if item.act in shown:
            url = reverse("rulebook:item", args=[item.act, item.key])
            yield item.label.text(lang), _numbered(facts.acts[item.act]), url, item.key


def _numbered(act: Any) -> str:
    return _("No. %(number)s") % {"number": act.number}
