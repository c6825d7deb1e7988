"""Acts and requirements of the law for the list of public pages."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import known_facts


def acts(until: date | None) -> Iterator[tuple[str, str, str, date]]:
    """Title, text, address, day of signing."""
    lang = formatting.lang()
    for act in known_facts(until).acts.values():
        if until is None or act.editions[0].signed_on <= until:
            yield act.title.text(lang), act.number, reverse("rulebook:act", args=[act.id]), act.signed_on


def items(until: date | None) -> Iterator[tuple[str, str, str]]:
    """Title, text, address of each requirement that has a page."""
    lang, facts = formatting.lang(), known_facts(until)
    shown = {act.id for act in facts.acts.values() if until is None or act.editions[0].signed_on <= until}
    for item in facts.items.values():
        if item.act in shown:
            yield item.label.text(lang), item.key, reverse("rulebook:item", args=[item.act, item.key])
