"""Measures and matches as JSON for programs; texts in the language of the reader."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from svetovod.web.common import formatting

from . import bridge, pages

Json = dict[str, Any]


def matches(question: Any, found: Iterable[Any], clashes: Iterable[Any]) -> Json:
    rows = list(found)
    said = pages.match_rows(rows, question)
    return {
        "on": question.on.isoformat(),
        "measures": [
            line(match.measure)
            | {"fit": match.fit.value, "reasons": row.reasons, "open": row.open, "covered": sorted(match.covered)}
            for match, row in zip(rows, said, strict=True)
        ],
        "clashes": [
            {
                "first": clash.first.id,
                "second": clash.second.id,
                "costs": sorted(clash.costs),
                "text": clash.conflict.text.text(formatting.lang()),
                "status": bridge.status_on(clash.conflict, question.on),
                "source": clash.conflict.source,
            }
            for clash in clashes
        ],
    }


def measure(found: Any, on: date) -> Json:
    return line(found) | {"terms": [_term(term, on) for term in found.terms if term.start <= on]}


def line(found: Any) -> Json:
    lang = formatting.lang()
    return {
        "id": found.id,
        "name": found.name.text(lang),
        "about": found.about.text(lang),
        "kind": found.kind.value,
        "level": found.level.value,
        "authority": found.authority.text(lang),
        "act": found.act and found.act.text(lang),
        "page": found.page,
        "regions": [{"code": iso, "label": bridge.region_name(iso, lang)} for iso in found.regions],
    }


def _term(term: Any, on: date) -> Json:
    day = on if term.covers(on) else term.end
    row = pages.term_row(term, on)
    return {
        "topic": term.topic.value,
        "label": str(row.topic),
        "value": bridge.plain_value(term, day),
        "said": row.said,
        "text": row.text or None,
        "fact": term.fact,
        "status": bridge.status_on(term, day),
        "confidence": term.confidence and term.confidence.value,
        "source": None if term.source == "memory" else term.source,
        "from": term.start.isoformat(),
        "to": term.end.isoformat() if term.end and term.end < on else None,
    }
