"""What the page, the PDF and the print of a verdict show, made from a verdict and the workbook it rests on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts import heat, progress
from svetovod.wording import rules as words
from svetovod.wording.rules_evidence import say_evidence
from svetovod.wording.sources import say_source

from . import bridge, phrases

PLACES = Decimal("0.01")
TOP_OUTSIDE = 6


@dataclass(frozen=True, slots=True)
class RuleRow:
    key: str
    law_key: str
    label: str
    note: int
    value: str
    limit: str
    distance: str
    bar: Any
    kind: str
    outcome: str
    evidence: list[str]
    hit: bool
    info: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A source in the margin; rules of one source, status and confidence share it."""

    number: int
    source: str
    status: str
    verified: bool
    confidence: str
    confirmed: bool
    info: bool
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FixRow:
    sentence: str
    label: str
    need: str
    short: str
    feasible: bool | None
    cheapest: bool

    @property
    def way(self) -> str:
        """The sentence without its sum."""
        return self.sentence.partition(":")[0]


@dataclass(slots=True)
class Page:
    verdict: Any
    edition: Any
    rows: list[RuleRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    fixes: list[FixRow] = field(default_factory=list)

    @property
    def look(self) -> str:
        return phrases.LOOK[self.verdict.conclusion.value]

    @property
    def tone(self) -> str:
        return phrases.TONE[self.verdict.conclusion.value]

    @property
    def conclusion(self) -> str:
        return phrases.conclusion(self.verdict)

    @property
    def because(self) -> str:
        return phrases.because(self.verdict, rule_label)

    @property
    def tally(self) -> tuple[str, str]:
        return phrases.tally(phrases.judged(self.verdict))

    @property
    def first_gap(self) -> tuple[str, str] | None:
        """What the deciding rule lacks."""
        for rule in phrases.failing(self.verdict):
            if gap := words.say_gap(rule, formatting.lang()):
                return gap, words.quantity(rule.threshold, rule.unit, formatting.lang())
        return None

    @property
    def cheapest(self) -> FixRow | None:
        return next((fix for fix in self.fixes if fix.cheapest), None)

    @property
    def conforms(self) -> bool:
        return self.verdict.conclusion.value == "conforming"


def rule_label(key: str) -> str:
    return bridge.facts().item(key).label.text(formatting.lang())


def build(verdict: Any) -> Page:
    page = Page(verdict, bridge.edition_of(verdict))
    numbers: dict[tuple[Any, ...], int] = {}
    for rule in verdict.rules:
        mark = (rule.status, rule.confidence, rule.confirmed_for_edition, rule.use.value == "info", rule.reference)
        if mark not in numbers:
            numbers[mark] = len(numbers) + 1
            page.notes.append(_note(numbers[mark], rule, [r for r in verdict.rules if _same(r, rule)]))
        page.rows.append(_row(rule, numbers[mark]))
    page.fixes = _fixes(verdict)
    return page


def _same(one: Any, other: Any) -> bool:
    names = ("status", "confidence", "confirmed_for_edition", "reference")
    return all(getattr(one, n) == getattr(other, n) for n in names) and (one.use == "info") == (other.use == "info")


def _note(number: int, rule: Any, alike: list[Any]) -> Note:
    return Note(
        number=number,
        source=", ".join(dict.fromkeys(say_source(each.source, formatting.lang()) for each in alike)),
        status=phrases.status(rule),
        verified=rule.status.value == "verified",
        confidence=phrases.confidence(rule),
        confirmed=rule.confirmed_for_edition,
        info=rule.use.value == "info",
        reference=rule.reference or "",
    )


def _row(rule: Any, note: int) -> RuleRow:
    lang = formatting.lang()
    return RuleRow(
        key=rule.key,
        law_key=rule.threshold_from or rule.key,
        label=rule_label(rule.key),
        note=note,
        value=words.say_value(rule, lang),
        limit=words.say_condition(rule, lang),
        distance=phrases.distance(rule),
        bar=_bar(rule),
        kind=phrases.OUTCOME[rule.outcome.value],
        outcome=phrases.outcome(rule),
        evidence=[say_evidence(each, lang) for each in rule.evidence],
        hit=rule.outcome.value == "not_met" and rule.use.value != "info",
        info=rule.use.value == "info",
    )


def _bar(rule: Any) -> Any:
    """A bar twice as long as the threshold; none for limits from above, where longer is worse."""
    if rule.value is None or rule.operator == "<=" or not rule.threshold or isinstance(rule.threshold, bool):
        return None
    label = f"{words.say_value(rule, formatting.lang())}, {words.say_condition(rule, formatting.lang())}"
    return progress.build(rule.value, rule.threshold, top=rule.threshold * 2, label=label)


def _fixes(verdict: Any) -> list[FixRow]:
    lang = formatting.lang()
    by_rule: dict[str, list[Any]] = defaultdict(list)
    for fix in verdict.fixes:
        by_rule[fix.rule].append(fix)
    rows = []
    for rule in phrases.failing(verdict):
        ways = sorted(by_rule[rule.key], key=lambda fix: (fix.feasible is False, fix.amount or 0))
        for place, fix in enumerate(ways):
            counted = formatting.number(fix.count)
            need, short = counted, counted
            if fix.amount is not None:
                need, short = formatting.money(fix.amount), formatting.money_short(fix.amount)
            rows.append(FixRow(words.say_fix(fix, lang), rule_label(fix.rule), need, short, fix.feasible, not place))
    return rows


def comparison(verdict: Any, content: Mapping[str, Any], until: date | None) -> tuple[date, Page] | None:
    """The same workbook under the next edition that is known (`until`), or else on the eve of the present one."""
    known = bridge.editions(until)
    later = [edition.on for edition in known if edition.on > verdict.on]
    earlier = [edition.on for edition in known if edition.on <= verdict.on]
    if later:
        other = later[0]
    elif len(earlier) > 1:
        other = earlier[-1] - timedelta(days=1)
    else:
        return None
    return other, build(bridge.assess(dict(content), on=other, facts=bridge.facts()))


def changes(now: Page, then: Page) -> list[dict[str, Any]]:
    """Rule by rule under both editions; of those that differ, `worse` is one that only the later edition fails."""
    left, right = ({row.key: row for row in page.rows} for page in (now, then))
    older, newer = (left, right) if then.verdict.on > now.verdict.on else (right, left)
    keys = [*left, *(key for key in right if key not in left)]
    return [
        {
            "label": rule_label(key),
            "now": left.get(key),
            "then": right.get(key),
            "differs": _said(left.get(key)) != _said(right.get(key)),
            "worse": _fails(newer.get(key)) and not _fails(older.get(key)),
        }
        for key in keys
    ]


def _fails(row: RuleRow | None) -> bool:
    return row is not None and row.hit


def _said(row: RuleRow | None) -> object:
    return row and (row.value, row.limit, row.kind)


def purchases(content: Mapping[str, Any]) -> Any:
    """Who buys from whom in the reporting year, millions; rows that count are framed."""
    people = [p for p in content["participants"] if p["role"] != "infrastructure"]
    place = {p["inn"]: i for i, p in enumerate(people)}
    inside: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    outside: dict[int, Decimal] = defaultdict(Decimal)
    for row in content["purchases"]:
        if row["year"] != content["year"] or row["buyer"] not in place:
            continue
        buyer, seller = place[row["buyer"]], place.get(row["seller"] or "")
        if seller is None:
            outside[buyer] += Decimal(row["amount"])
        else:
            inside[buyer, seller] += Decimal(row["amount"])
    if not inside and not outside:
        return None
    return heat.build(
        _("Purchases in %(year)s, RUB mn: a row buys, a column sells") % {"year": content["year"]},
        [p["name"] for p in people],
        [p["name"] for p in people],
        {at: _millions(value) for at, value in inside.items()},
        highlighted=[i for i, p in enumerate(people) if p["role"] == "final_producer"],
        outside={at: _millions(value) for at, value in outside.items()},
        unit=_("RUB mn"),
    )


def _millions(value: Decimal) -> Decimal:
    return (value / 1_000_000).quantize(PLACES).normalize() + Decimal(0)


def outside_purchases(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The largest purchases of final producers from outside: what a shift of purchases would be taken from."""
    producers = {p["inn"]: p["name"] for p in content["participants"] if p["role"] == "final_producer"}
    members = {p["inn"] for p in content["participants"] if p["role"] != "infrastructure"}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in content["purchases"]:
        counts = row["year"] == content["year"] and row["for_final_product"] and row["buyer"] in producers
        if counts and row["seller"] not in members:
            sums[producers[row["buyer"]], row["okpd2"]] += Decimal(row["amount"])
    largest = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP_OUTSIDE]
    return [{"buyer": buyer, "okpd2": okpd2, "amount": amount} for (buyer, okpd2), amount in largest]
