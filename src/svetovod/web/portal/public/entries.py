"""Everything that has a public page, as a visitor sees it at this moment: what is withdrawn is not on the list.

Nothing is kept between requests, so no channel made of the list can show what its page no longer shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.common import formatting, glossary
from svetovod.web.events import selectors as events
from svetovod.web.regions import selectors as regions
from svetovod.web.registry import selectors as registry
from svetovod.web.selection import selectors as selection
from svetovod.web.support import selectors as support

from . import law


@dataclass(frozen=True, slots=True)
class Entry:
    """`kind` is a word for people, `text` what it may be found by beside its title, `on` the day it is about.

    `told_at`: when it was made known, of what is news. `code` is what programs call it: found by, and shown to nobody.
    """

    kind: str
    title: str
    text: str
    url: str
    on: date | None = None
    told_at: datetime | None = None
    code: str = ""


def entries(moment: datetime, *, show_future: bool = False) -> list[Entry]:
    """In the order in which equal matches are shown."""
    until = None if show_future else timezone.localtime(moment).date()
    found: list[Entry] = []
    for part in (_sessions(), _rounds(moment, show_future), _clusters(), _enterprises(), _regions(),
                 _law(until), _support(until), _answers(), _pages()):  # fmt: skip
        found += part
    return found


def _said(*parts: Any) -> str:
    """What people read under a title: parts that are empty leave no sign behind."""
    return "; ".join(str(part) for part in parts if part)


def _sessions() -> Iterator[Entry]:
    announced = events.announced_at()
    for row in events.sessions_visible(VISITOR):
        text = _said(f"{row.place}, {registry.region_name(row.region)}", row.about)
        yield Entry(_("Practical session"), row.title, text, reverse("events:session_detail", args=[row.slug]),
                    row.starts_on, announced.get(row.pk))  # fmt: skip


def _rounds(moment: datetime, show_future: bool) -> Iterator[Entry]:
    for view in selection.rounds_visible(VISITOR, moment, show_future=show_future):
        row = view.round
        if view.announced:
            day = timezone.localtime(row.announced_at).date() if row.announced_at else None
            yield Entry(_("Selection"), row.title, str(view.state_label), reverse("selection:round", args=[row.slug]),
                        day, row.announced_at)  # fmt: skip


def _clusters() -> Iterator[Entry]:
    for row in registry.clusters_visible(VISITOR).order_by("name_sort", "id"):
        places = ", ".join(registry.region_name(iso) for iso in row.regions)
        manager = row.manager.name if registry.named_to(VISITOR, row.manager) else ""
        text = _said(places, row.get_state_display(), manager)
        yield Entry(_("Cluster"), row.name, text, reverse("registry:cluster_detail", args=[row.slug]))


def _enterprises() -> Iterator[Entry]:
    for each in regions.enterprises():
        groups = ", ".join(
            f"{code} {regions.group_name(code)}" for code in (*(each.makes or ()), *(each.imports or ()))
        )
        visits = _("receives visitors") if each.visits else ""
        text = _said(each.inn, registry.region_name(each.region), groups, visits)
        yield Entry(_("Enterprise"), each.name, text, reverse("regions:enterprise", args=[each.inn]))


def _regions() -> Iterator[Entry]:
    for iso in registry.region_codes():
        yield Entry(_("Region"), registry.region_name(iso), _("industrial potential"),
                    reverse("regions:region", args=[iso]), code=iso)  # fmt: skip


def _law(until: date | None) -> Iterator[Entry]:
    for title, text, url, day in law.acts(until):
        yield Entry(_("Act"), title, text, url, day)
    for title, text, url, key in law.items(until):
        yield Entry(_("Requirement"), title, text, url, code=key)


def _support(until: date | None) -> Iterator[Entry]:
    lang = formatting.lang()
    for each in support.measures(until):
        yield Entry(_("Measure of support"), each.name.text(lang), each.about.text(lang),
                    reverse("support:measure", args=[each.id]), each.first_day)  # fmt: skip


def _answers() -> Iterator[Entry]:
    for row in events.answers_public():
        day = timezone.localtime(row.published_at).date() if row.published_at else None
        yield Entry(_("Answer of a seminar"), row.asked, row.text, reverse("support:answer", args=[row.pk]), day)


def beneath() -> Iterator[Entry]:
    """Places of one page, and pages that stand beneath others: for the search, not for the map of the site."""
    for word in glossary.words():
        yield Entry(_("Word"), word.name, word.text, f"{reverse('portal:glossary')}#{word.key}")
    yield from _named(
        ("rulebook:edition_list", _("Editions written here")), ("rulebook:verification_list", _("Verifications")),
        ("regions:compare", _("Two regions")), ("support:matrix", _("Costs and measures")),
        ("commission:compare", _("Selections compared")), ("opendata:catalogue", _("Open data")),
        ("api:index", _("For programs")),
    )  # fmt: skip


def _named(*pages: tuple[str, Any]) -> Iterator[Entry]:
    for name, title in pages:
        yield Entry(_("Page"), title, "", reverse(name))


def _pages() -> Iterator[Entry]:
    return _named(
        ("portal:home", _("Calendar of sessions and selections")), ("events:session_list", _("Practical sessions")),
        ("portal:thread", _("From sessions to reports")), ("registry:cluster_list", _("Clusters")),
        ("regions:region_list", _("Industrial potential of regions")),
        ("regions:enterprise_list", _("Enterprises that show themselves, open to visits")),
        ("rulebook:act_list", _("Requirements of the law")), ("selection:round_list", _("Selections")),
        ("support:navigator", _("Navigator of support")), ("support:guide", _("How the support works")),
        ("support:questions", _("Questions about support")), ("support:blank_list", _("Blanks of documents")),
        ("portal:glossary", _("What the words mean")),
    )  # fmt: skip
