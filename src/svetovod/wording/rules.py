"""Verdicts of the engine in words: evidence, outcomes, conclusions, fixes; Russian and English."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svetovod.engine.facts import Facts, Unit
from svetovod.engine.model import Problem
from svetovod.engine.rules.verdict import Conclusion, Fix, FixKind, Outcome, RuleResult, Verdict

from .numbers import NBSP, money, number, plural, share
from .problems import problem_json
from .rules_evidence import pick, say_evidence, say_years

_SHOWN_PLACES = 2
_MOST_PLACES = 12

CONCLUSIONS = {
    Conclusion.CONFORMING: ("Соответствует", "Conforms"),
    Conclusion.LIKELY_NOT_CONFORMING: ("Скорее не соответствует", "Likely does not conform"),
    Conclusion.NOT_CONFORMING: ("Не соответствует", "Does not conform"),
    Conclusion.UNDETERMINED: ("Не хватает данных", "Data are missing"),
}
OUTCOMES = {
    Outcome.MET: ("выполнено", "met"),
    Outcome.NOT_MET: ("не выполнено", "not met"),
    Outcome.NO_DATA: ("нет данных", "no data"),
}
STATUSES = {
    "seen": ("прочитано в акте", "seen in the act"),
    "secondary": ("вторичный источник", "secondary source"),
    "memory": ("по памяти", "from memory"),
    "unknown": ("неизвестно", "unknown"),
    "verified": ("сверено с актом", "verified against the act"),
}
CONFIDENCES = {
    "H": ("достоверность высокая", "high confidence"),
    "M": ("достоверность средняя", "medium confidence"),
    "L": ("достоверность низкая", "low confidence"),
}
USES = {
    "hard": ("обязательное", "hard"),
    "warn": ("предупреждение", "warning"),
    "info": ("для справки", "for information"),
    "user_supplied": ("задаёт организатор", "user-supplied"),
}
POINTS = (f"п.{NBSP}п.", "pp")
OPERATORS = {
    ">=": ("не менее", "at least"),
    "<=": ("не более", "at most"),
    ">": ("больше", "more than"),
    "==": ("", ""),
}
MEASURES = {
    "participants": ("Участников", "Participants"),
    "final_producers": ("Производителей конечной продукции", "Final producers"),
    "functional_dependence": ("Уровень функциональной зависимости", "Functional dependence"),
    "special_territory_share": (
        "Доля участников на территориях пониженного порога",
        "Share on reduced-threshold territories",
    ),
    "newcomers_without_cooperation": ("Участников без кооперационных связей", "Newcomers without cooperation"),
    "newcomers_overdue": (
        "Участников без кооперационных связей с истёкшим сроком",
        "Newcomers without cooperation, overdue",
    ),
    "isolated_participants": ("Прочих участников без кооперационных связей", "Other participants without cooperation"),
    "high_performance_share": ("Доля высокопроизводительных рабочих мест", "Share of high-performance jobs"),
    "productivity": ("Производительность труда", "Productivity"),
    "education_bodies": ("Образовательных организаций", "Educational institutions"),
    "technological_objects": ("Объектов технологической инфраструктуры", "Technological infrastructure objects"),
}


def say_rule(result: RuleResult, facts: Facts, lang: str) -> str:
    """The name of a rule; of one whose item is a term, the name of what is counted."""
    item = facts.item(result.threshold_from or result.key)
    return pick(MEASURES[result.measure], lang) if item.unit is Unit.YEARS else item.label.text(lang)


def verdict_json(verdict: Verdict, lang: str) -> dict[str, Any]:
    """The verdict with its evidence as sentences of `lang`, as `formats.md` prints it."""
    return verdict.to_json(lambda evidence: say_evidence(evidence, lang))


def check_json(file: str | None, verdict: Verdict, notes: Iterable[Problem], lang: str) -> dict[str, Any]:
    """What `svetovod check --json` prints, the API answers and a verdict is downloaded as."""
    return {
        "file": file,
        **verdict_json(verdict, lang),
        "notes": [problem_json(note, lang) for note in notes],
        "errors": [],
    }


def say_value(result: RuleResult, lang: str) -> str:
    """The value with enough digits to see on which side of the threshold it is."""
    if result.value is None:
        return "—"
    exact, threshold = result.value_exact, result.threshold
    if result.unit == "ratio" and exact is not None:
        return ratio_apart(exact, None if threshold is None else Fraction(threshold), lang)
    return quantity(result.value, result.unit, lang)


def ratio_apart(value: Fraction, threshold: Fraction | None, lang: str) -> str:
    """A share cut to two decimals of a per cent, or to as many as tell it from a different threshold."""
    places = _SHOWN_PLACES
    while threshold is not None and value != threshold and places < _MOST_PLACES:
        cut = value * 100 * 10**places // 1
        if cut != threshold * 100 * 10**places:
            break
        places += 1
    return share(value, lang, places=places)


def quantity(value: bool | int | Decimal, unit: str, lang: str) -> str:
    """A value or threshold in the habit of `lang`: per cent, rubles, years, counts."""
    if isinstance(value, bool):
        return pick(("да", "yes") if value else ("нет", "no"), lang)
    if unit == "ratio":
        return share(Decimal(value), lang, places=_SHOWN_PLACES)
    if unit == "RUB":
        return money(Decimal(value), lang)
    if unit == "years" and isinstance(value, int):
        return say_years(value, lang)
    return number(value, lang)


def say_points(points: str, lang: str) -> str:
    """Percentage points on one line: `5,77 п. п.`; `points` has a decimal point."""
    said = points.replace(".", ",") if lang == "ru" else points
    return f"{said}{NBSP}{pick(POINTS, lang)}"


def say_condition(result: RuleResult, lang: str) -> str:
    """`не менее 20 %`."""
    if result.threshold is None:
        return "—"
    words = {
        ">=": ("не менее", "at least"),
        "<=": ("не более", "at most"),
        ">": ("больше", "more than"),
        "==": ("", ""),
    }
    return say_bound(pick(words[result.operator], lang), result.threshold, result.unit, lang)


def say_bound(bound: str, value: bool | int | Decimal, unit: str, lang: str) -> str:
    """`не более 3 лет`: after a bound a term of years stands in another case than alone."""
    if bound and unit == "years" and isinstance(value, int) and lang == "ru":
        return f"{bound} {value} {plural(value, lang, 'года', 'лет', 'лет')}"
    return f"{bound} {quantity(value, unit, lang)}".strip()


def say_gap(result: RuleResult, lang: str) -> str:
    """What is missing; a share in percentage points, with as many digits as it has."""
    if result.gap is None:
        return ""
    if result.unit != "ratio":
        return quantity(result.gap, result.unit, lang)
    points = f"{Decimal(result.gap) * 100:f}".rstrip("0").rstrip(".") if result.gap else "< 0.0001"
    return say_points(points, lang)


def say_fix(fix: Fix, lang: str) -> str:
    """One imperative sentence with its sum or count."""
    if fix.amount is not None:
        amount = money(fix.amount, lang)
        if fix.kind is FixKind.SHIFT_PURCHASES:
            moved = (f"Перенести закупки к участникам: {amount}", f"Move purchases to participants: {amount}")
            note = (" (у внешних поставщиков столько не куплено)", " (outside purchases are smaller than that)")
            return pick(moved, lang) + ("" if fix.feasible else pick(note, lang))
        return pick((f"Докупить у участников: {amount}", f"Buy more from participants: {amount}"), lang)
    count = fix.count or 0
    if fix.kind is FixKind.ADD_PARTICIPANTS:
        ru, en = ("участника", "участников", "участников"), ("participant", "participants")
    else:
        ru, en = (
            (
                "производителя конечной продукции",
                "производителей конечной продукции",
                "производителей конечной продукции",
            ),
            ("final producer", "final producers"),
        )
    verb, forms = ("Привлечь", ru) if lang == "ru" else ("Bring in", en)
    return f"{verb} {count} {plural(count, lang, *forms)}"
