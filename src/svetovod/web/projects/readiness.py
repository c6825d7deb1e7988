"""What still stands between a project and filing: a pure function of its content, its remarks and the day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from . import bridge
from .award import bridge as award
from .content import CANVAS, periods
from .enums import RemarkState, Section, Severity
from .evidence import bridge as kits
from .remarks.pace import is_late

# judged here from the content itself
OWN_RULES = {"project.min_participants", "project.indicator_period"}
FIT_RULES = {"project.must_fit_functional_map": "map", "project.must_fit_programme": "programme"}
# what is watched lies outside the project: it has its own day and weighs nothing
BLOCKING, WARNING, WATCHED = "blocking", "warning", "watched"


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement. `code` and `params` are worded by `phrases`, `section` is the tab that mends it.

    `place` is the key of the text there, where it is about one.
    """

    code: str
    kind: str
    done: bool
    section: str
    params: Mapping[str, Any] = field(default_factory=dict)
    rule: Any = None
    place: str = ""

    @property
    def asked(self) -> str:
        """The question behind a rule of law, "" for everything else."""
        return self.rule.measure if self.rule is not None else ""

    @property
    def stands(self) -> bool:
        """Keeps the project from being ready."""
        return self.kind == BLOCKING and not self.done


def items(
    content: Mapping[str, Any], remarks: Iterable[Any], on: date, doubles: Sequence[Any] | None = None,
    fit: Any = None, *, days: Mapping[str, date] | None = None, ahead: Any = None,
) -> list[Item]:  # fmt: skip
    """Everything that is asked, done or not, what blocks first within each group.

    `doubles` are rows that other projects claim too, `fit` is how the project stands on the map and in the programme;
    `days` are those the team has set for its texts, by key; `ahead` is what lies outside the project: certificates,
    signing, ends of intakes. None where the reader is not told of them.
    """
    asked = bridge.rules(content, on)
    found = [
        *_idea(content),
        *_participants(content),
        *_estimate(content, on),
        *_doubles(content, doubles),
        *_money(content, on),
        *_fit(fit, {rule.key for rule in asked}),
        *_schedule(content, on),
        *_indicators(content),
        *_sections(content),
        *_sections_late(content, days or {}, on),
        *_remarks(list(remarks), on),
        *_rules(asked),
    ]
    return [*found, *_ahead(ahead, on, sum(item.stands for item in found))]


def blockers(content: Mapping[str, Any], on: date, remarks: Iterable[Any] = (), fit: Any = None) -> list[Item]:
    return [item for item in items(content, remarks, on, None, fit) if item.stands]


def share_done(found: list[Item]) -> Decimal:
    """How much is done: an obligatory requirement weighs twice a warning. A ratio."""
    weights = [(2 if item.kind == BLOCKING else 1, item.done) for item in found if item.kind != WATCHED]
    whole = sum(weight for weight, _ in weights)
    return Decimal(sum(weight for weight, done in weights if done)) / whole if whole else Decimal(0)


def _idea(content: Mapping[str, Any]) -> Iterator[Item]:
    empty = [name for name in CANVAS if not content["canvas"][name].strip()]
    yield Item("canvas", WARNING, not empty, Section.CANVAS, {"count": len(empty)})
    yield Item("okpd2", BLOCKING, bool(content["okpd2"]), Section.PRODUCT)
    yield Item("period", BLOCKING, bool(content["start"] and content["end"]), Section.PRODUCT)


def _participants(content: Mapping[str, Any]) -> Iterator[Item]:
    rows = content["participants"]
    waiting = [row["name"] for row in rows if not row["consent"]]
    yield Item("participants", BLOCKING, len(rows) > 1, Section.PARTICIPANTS, {"count": len(rows)})
    yield Item("consents", BLOCKING, not waiting, Section.PARTICIPANTS, {"names": ", ".join(waiting)})


def _estimate(content: Mapping[str, Any], on: date) -> Iterator[Item]:
    """Kits are asked about once the first document is entered; what a kit consists of is known from memory: warns."""
    rows = content["costs"]
    bare = [str(row["position"]) for row in rows if not row["evidence"].strip() and not row.get("documents")]
    yield Item("estimate", BLOCKING, bool(rows), Section.ESTIMATE)
    if rows:
        params = {"count": len(bare), "rows": ", ".join(bare[:12])}
        yield Item("evidence", WARNING, not bare, Section.ESTIMATE, params)
    if any(row.get("documents") for row in rows):
        open_ = [kit.row for kit in kits.kits(content, on) if not kit.complete]
        params = {"count": len(open_), "rows": ", ".join(map(str, open_[:12]))}
        yield Item("kits", WARNING, not open_, "evidence", params)


def _doubles(content: Mapping[str, Any], doubles: Sequence[Any] | None) -> Iterator[Item]:
    """Known from memory for the edition of 2021 (B-46): warns."""
    if doubles is not None and content["costs"]:
        numbers = sorted({each.row for each in doubles})
        params = {"count": len(numbers), "rows": ", ".join(map(str, numbers[:12]))}
        yield Item("double", WARNING, not doubles, Section.ESTIMATE, params)


def _money(content: Mapping[str, Any], on: date) -> Iterator[Item]:
    requested = content["money"]["requested"]
    yield Item("requested", BLOCKING, bool(requested) and Decimal(requested) > 0, Section.SUBSIDY)
    calculation = bridge.subsidy_or_none(content, on)
    if requested and calculation is not None:
        most = calculation.subsidy_max
        params = {"requested": Decimal(requested), "most": most}
        yield Item("within", BLOCKING, Decimal(requested) <= most, Section.SUBSIDY, params)


def _fit(fit: Any, asked: Collection[str]) -> Iterator[Item]:
    """Off the map or the programme blocks where the law of the day asks; a map not kept here is no data and warns."""
    if fit is None or not asked & FIT_RULES.keys():
        return
    known = fit.map is not None or fit.programme is not None
    yield Item("fit_lines", BLOCKING if known else WARNING, bool(fit.products), "fit")
    for rule, part in FIT_RULES.items():
        if rule not in asked or not fit.lines:
            continue
        kept, off = (fit.map, fit.off_map) if part == "map" else (fit.programme, fit.off_programme)
        if kept is None:
            yield Item(f"fit_no_{part}", WARNING, False, "fit")
        else:
            params = {"count": len(off), "names": "; ".join(line.row["name"] for line in off[:6])}
            yield Item(f"fit_{part}", BLOCKING, not off, "fit", params)


def _schedule(content: Mapping[str, Any], on: date) -> Iterator[Item]:
    rows = content.get("stages", ())
    yield Item("stages", WARNING, bool(rows), Section.SCHEDULE)
    if rows:
        faults = len(bridge.schedule(content).conflicts)
        yield Item("stages_hold", WARNING, not faults, Section.SCHEDULE, {"count": faults})
    late = [row["position"] for row in rows if not row["done_on"] and date.fromisoformat(row["end"]) < on]
    if late:
        yield Item("stages_late", WARNING, False, Section.SCHEDULE, {"count": len(late)})


def _indicators(content: Mapping[str, Any]) -> Iterator[Item]:
    rows, wanted = content["indicators"], periods(content["start"], content["end"])
    yield Item("indicators", BLOCKING, bool(rows), Section.INDICATORS)
    if rows:
        gaps = sum(len(set(wanted) - set(row["plan"])) for row in rows)
        yield Item("plan", BLOCKING, bool(wanted) and not gaps, Section.INDICATORS, {"count": gaps})
    if any("kind" in row for row in rows):
        faults = len(award.disagreements(rows))
        yield Item("indicators_agree", WARNING, not faults, Section.INDICATORS, {"count": faults})


def _sections(content: Mapping[str, Any]) -> Iterator[Item]:
    """A section for each that is obligatory; one that is not counts only where it was begun and is too long."""
    for row in content.get("sections", ()):
        over = len(row["text"]) - row["most"]
        if not row["required"] and over <= 0:
            continue
        kind = BLOCKING if row["blocks"] else WARNING
        params = {"title": {"ru": row["title_ru"], "en": row["title_en"]}, "count": max(over, 0)}
        code = "section_long" if over > 0 else "section"
        yield Item(code, kind, bool(row["text"].strip()) and over <= 0, Section.TEXTS, params, place=row["key"])


def _sections_late(content: Mapping[str, Any], days: Mapping[str, date], on: date) -> Iterator[Item]:
    """Texts past the day that the team has set for them, obligatory or not: somebody has promised them."""
    late = [
        row["key"]
        for row in content.get("sections", ())
        if days.get(row["key"], on) < on and not 0 < len(row["text"].strip()) <= row["most"]
    ]
    if late:
        place = late[0] if len(late) == 1 else ""
        yield Item("sections_late", WARNING, False, Section.TEXTS, {"count": len(late)}, place=place)


def _remarks(remarks: list[Any], on: date) -> Iterator[Item]:
    blocking = [r for r in remarks if r.severity == Severity.BLOCKING and r.state != RemarkState.CLOSED]
    important, advice = (
        [r for r in remarks if r.severity == severity and r.state == RemarkState.NEW]
        for severity in (Severity.IMPORTANT, Severity.ADVICE)
    )
    late = [r for r in remarks if is_late(r, on)]
    yield Item("remarks_blocking", BLOCKING, not blocking, "remarks", {"count": len(blocking)})
    yield Item("remarks_important", WARNING, not important, "remarks", {"count": len(important)})
    if advice:
        yield Item("remarks_advice", WARNING, False, "remarks", {"count": len(advice)})
    if late:
        yield Item("remarks_late", WARNING, False, "remarks", {"count": len(late)})


def _rules(asked: Iterable[Any]) -> Iterator[Item]:
    """The law's own questions. Only a rule of hard use blocks; what is known from memory warns."""
    for result in asked:
        if result.key in OWN_RULES:
            continue
        kind = BLOCKING if result.use.value == "hard" and result.outcome.value == "not_met" else WARNING
        params = {"outcome": result.outcome.value}
        yield Item("rule", kind, result.outcome.value == "met", "readiness", params, rule=result)


def _ahead(ahead: Any, on: date, standing: int) -> Iterator[Item]:
    """The status of the applicant on the fixed date (B-47, from memory), signing, the ends of intakes."""
    if ahead is None:
        return
    for code, names in (("status", ahead.unproven), ("signing", ahead.unsigned)):
        params = {"count": len(names), "names": "; ".join(names[:4]), "day": ahead.day}
        yield Item(code, WATCHED, not names, "filing", params)
    for where, day in ahead.closes:
        params = {"count": standing, "where": where, "day": day, "days": (day - on).days}
        yield Item("deadline", WATCHED, not standing, "filing", params)
