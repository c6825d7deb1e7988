"""What needs the manager: everything missing or running out, the worst first, each with the form that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from svetovod.web.common.formatting import day

from . import selectors
from .enums import WORST_FIRST, Doing, Standing
from .pages import Page

FEW = 3


@dataclass(frozen=True, slots=True)
class Need:
    """`due` is the day it must be mended by, or was; None for what is missing outright.

    `name` is the participant or the indicator it is about: their own words, in Russian on every page.
    """

    standing: Standing
    said: str
    url: str
    due: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The dossier at a glance: what needs somebody, and how much of it is there."""

    needs: tuple[Need, ...]
    participants: int
    agreed: int
    papers: selectors.Completeness

    def count(self, *standings: Standing) -> int:
        return sum(need.standing in standings for need in self.needs)

    @property
    def lacking(self) -> int:
        return self.count(Standing.MISSING, Standing.EXPIRED)

    @property
    def expiring(self) -> int:
        return self.count(Standing.EXPIRING)


def overview(page: Page) -> Overview:
    present = selectors.participants_on(page.actor, page.cluster, page.on)
    papers = selectors.completeness(page.actor, page.cluster, page.on, present=present)
    found = [
        *_of_founding(page), *_of_managing(page), *_of_participants(page, present), *_of_regions(page, present),
        *_of_programme(page), *_of_documents(page, papers),
    ]  # fmt: skip
    found.sort(key=lambda need: (WORST_FIRST.index(need.standing), need.due or date.max))
    agreed = sum(line.standing in {Standing.VALID, Standing.EXPIRING} for line in present)
    return Overview(tuple(found), len(present), agreed, papers)


def _of_founding(page: Page) -> Iterator[Need]:
    if selectors.founding_of(page.cluster) is None:
        said = _("The day the cluster was founded on is not entered: dates of papers cannot be checked by it")
        yield Need(Standing.MISSING, said, page.url("participants") + "#founding")


def _of_managing(page: Page) -> Iterator[Need]:
    """What binds and is not shown; hints from memory are on their own page."""
    seen = selectors.managing(page.actor, page.cluster, page.on)
    if seen.term is None or seen.term.since is None:
        said = _("Since when the managing organisation manages the cluster is not entered")
        yield Need(Standing.MISSING, said, page.url("managing") + "#since")
    for each in seen.lacking:
        said = _("Managing organisation: %(requirement)s: %(state)s")
        named = {"requirement": each.norm.label, "state": each.state.label}
        yield Need(Standing.MISSING, said % named, page.url("requirement", each.norm.key))


def _of_participants(page: Page, present: list[selectors.Participant]) -> Iterator[Need]:
    lacking = [line for line in present if line.standing is Standing.MISSING]
    said = ngettext_lazy(
        "%(count)d participant has no agreement on participation",
        "%(count)d participants have no agreement on participation",
        "count",
    )
    yield from _missing(page, lacking, _("no agreement on participation"), said, "agreement")
    lacking = [line for line in present if line.joined is None]
    said = ngettext_lazy(
        "%(count)d participant has no ground of joining", "%(count)d participants have no ground of joining", "count"
    )
    yield from _missing(page, lacking, _("no ground of joining"), said, "joined")
    for line in present:
        url = page.url("participant", line.member.pk)
        yield from _of_agreement(line, url)
        if line.contracts_by is not None:
            yield from _of_contracts(line, url)


def _missing(page: Page, lines: list[selectors.Participant], one: str, many: Any, form: str) -> Iterator[Need]:
    """A line for each of a few, one line for many: a dozen lines alike would hide the others."""
    if len(lines) > FEW:
        yield Need(Standing.MISSING, many % {"count": len(lines)}, page.url("participants"))
        return
    for line in lines:
        url = page.url("participant", line.member.pk)
        yield Need(Standing.MISSING, one, f"{url}#{form}", name=_name(line))


def _name(line: selectors.Participant) -> str:
    """Empty for whoever asked not to be named: the link leads to its line."""
    return line.name if line.named else ""


def _of_agreement(line: selectors.Participant, url: str) -> Iterator[Need]:
    until = line.agreement.row.valid_to if line.agreement else None
    words = {
        Standing.EXPIRED: _("the agreement on participation has ended"),
        Standing.EXPIRING: _("the agreement on participation ends on %(day)s"),
    }
    if said := words.get(line.standing):
        yield Need(line.standing, said % {"day": day(until)}, f"{url}#agreement", until, _name(line))


def _of_contracts(line: selectors.Participant, url: str) -> Iterator[Need]:
    """A newcomer's contracts are figures of the workbook; the dossier only counts the days."""
    due = line.contracts_by
    assert due is not None
    if line.contracts_late:
        said = _("a newcomer's contracts were due by %(day)s")
        yield Need(Standing.EXPIRED, said % {"day": day(due)}, f"{url}#newcomer", due, _name(line))
    elif due <= line.on + selectors.SOON:
        said = _("a newcomer's contracts are due by %(day)s")
        yield Need(Standing.EXPIRING, said % {"day": day(due)}, f"{url}#newcomer", due, _name(line))


def _of_regions(page: Page, present: list[selectors.Participant]) -> Iterator[Need]:
    for line in selectors.seats_of(present, page.cluster, page.on):
        if not line.named:
            continue
        until = max((held.row.valid_to for held in line.agreements if held.row.valid_to), default=None)
        words = {
            Standing.MISSING: _("%(region)s: no agreement with the authority"),
            Standing.EXPIRED: _("%(region)s: the agreement with the authority has ended"),
            Standing.EXPIRING: _("%(region)s: the agreement with the authority ends on %(day)s"),
        }
        if said := words.get(line.standing):
            url = page.url("regions") + "#region"
            yield Need(line.standing, said % {"region": line.name, "day": day(until)}, url, until)


def _of_programme(page: Page) -> Iterator[Need]:
    """What the programme in force promised for days that have come."""
    seen = selectors.programme(page.actor, page.cluster, page.on)
    if seen is None or seen.draft:
        said = _("No development programme is in force: enter it and approve it")
        yield Need(Standing.MISSING, said, page.url("programme"))
        return
    if seen.ended:
        said = _("The development programme ended in %(year)s") % {"year": seen.row.last_year}
        yield Need(Standing.EXPIRED, said, page.url("programme"), date(seen.row.last_year, 12, 31))
    for measure in seen.measures:
        url, due = page.url("measure", measure.row.pk), measure.row.due_on
        words = {
            Doing.LATE: (Standing.EXPIRED, _("Measure %(number)s of the programme was due by %(day)s")),
            Doing.SOON: (Standing.EXPIRING, _("Measure %(number)s of the programme is due by %(day)s")),
        }
        if found := words.get(measure.doing):
            yield Need(found[0], found[1] % {"number": measure.row.number, "day": day(due)}, url, due)
    for line in seen.indicators:
        if line.awaited:
            said = _("The fact of an indicator of the programme is awaited: %(period)s")
            point = line.awaited[-1]
            url = page.url("indicator", line.row.pk)
            yield Need(Standing.MISSING, said % {"period": point.said}, url, name=line.row.name)


def _of_documents(page: Page, papers: selectors.Completeness) -> Iterator[Need]:
    for line in papers.lines:
        if line.of_agreements:
            continue
        url, until = page.url("document", line.code), line.current.row.valid_to if line.current else None
        words = {
            Standing.MISSING: _("%(name)s: missing"),
            Standing.EXPIRED: _("%(name)s: no longer in force"),
            Standing.EXPIRING: _("%(name)s: in force until %(day)s"),
        }
        if said := words.get(line.standing):
            yield Need(line.standing, said % {"name": line.name, "day": day(until)}, f"{url}#add", until)
        elif line.unfiled:
            yield Need(Standing.MISSING, _("%(name)s: no file is attached") % {"name": line.name}, f"{url}#held")


def headline(found: Overview) -> str:
    """The answer of the page, as a sentence."""
    if found.lacking:
        said = ngettext("%(count)d thing is missing", "%(count)d things are missing", found.lacking)
        return said % {"count": found.lacking}
    if found.expiring:
        said = ngettext("%(count)d paper expires soon", "%(count)d papers expire soon", found.expiring)
        return said % {"count": found.expiring}
    return _("The dossier needs nothing today")


def context(page: Page) -> dict[str, Any]:
    """For those who read everything; a participant's overview has nothing of it."""
    if not page.reads:
        return {}
    found = overview(page)
    return {"found": found, "answer": headline(found)}
