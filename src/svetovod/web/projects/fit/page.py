"""The page of the functional map: lines with where they stand, requests, and the versions both are judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.projects.enums import ChangeState, FitWhat

from .standing import Line

Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `map` and `programme` are (kind, word) of a state."""

    row: Mapping[str, Any]
    what: str
    measure: str
    map: Mark
    programme: Mark
    asked: Sequence[Any]


@dataclass(frozen=True, slots=True)
class FitPage:
    answer: str
    rows: Sequence[Row]
    map_said: str
    programme_said: str
    waiting: Sequence[Any]


def build(page: Any, requests: Sequence[Any]) -> FitPage:
    """Of the draft by the map and the programme in force; a panel reads the lines of its version, not judged."""
    standing = page.fit
    rows = standing.lines if standing else [Line(row, None, None) for row in page.content.get("fit", ())]
    measures = standing.programme.measures if standing and standing.programme else {}
    by_line: dict[str, list[Any]] = {}
    for each in requests:
        by_line.setdefault(f"f{each.line_id}", []).append(each)
    return FitPage(
        answer=_answer(standing, rows),
        rows=[_row(line, measures, by_line.get(line.row["key"], [])) for line in rows],
        map_said=map_said(standing.map if standing else None),
        programme_said=programme_said(standing.programme if standing else None),
        waiting=[each for each in requests if each.state == ChangeState.ASKED],
    )


def _row(line: Line, measures: Mapping[str, str], asked: Sequence[Any]) -> Row:
    number = line.row["measure"]
    return Row(
        row=line.row,
        what=str(FitWhat(line.row["what"]).label),
        measure=f"{number}. {measures[number]}" if number in measures else number,
        map=_mark(line.on_map, line.row["place"], _("on the map"), _("off the map")),
        programme=_mark(line.in_programme, number, _("in the programme"), _("not in the programme")),
        asked=asked,
    )


def _mark(stands: bool | None, chosen: str, yes: str, no: str) -> Mark:
    if stands is None:
        return ("none", _("cannot be checked"))
    if stands:
        return ("yes", yes)
    return ("no", _("no longer there: choose anew") if chosen else no)


def _answer(standing: Any, rows: Sequence[Line]) -> str:
    if not rows:
        return _("No product is on the functional map yet")
    if standing is None or (standing.map is None and standing.programme is None):
        return _("Products and purchases of the project")
    off = len({line.row["key"] for line in (*standing.off_map, *standing.off_programme)})
    if not off:
        return _("Every product and purchase stands on the map and in the programme, as far as they are kept here")
    said = ngettext(
        "%(count)d line stands off the map or the programme", "%(count)d lines stand off the map or the programme", off
    )
    return said % {"count": off}


def map_said(map_: Any) -> str:
    if map_ is None:
        return _("The functional map of the cluster is not kept here.")
    named = {"number": map_.number, "day": formatting.day(map_.uploaded_at)}
    return _("Functional map, version %(number)d of %(day)s.") % named


def programme_said(programme: Any) -> str:
    if programme is None:
        return _("The cluster has no approved development programme here.")
    named = {"number": programme.number, "day": formatting.day(programme.approved_on), "version": programme.version}
    return _("Development programme No. %(number)s of %(day)s, version %(version)d.") % named
