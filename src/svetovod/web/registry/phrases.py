"""A verdict in sentences: the answer, the distance to each threshold, where each number comes from."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.wording import rules as words

# conclusion of the engine -> colour and icon of the page
LOOK = {"conforming": "yes", "likely_not_conforming": "likely", "not_conforming": "no", "undetermined": "none"}
OUTCOME = {"met": "yes", "not_met": "no", "no_data": "none"}
TONE = {"conforming": "is-yes", "likely_not_conforming": "is-no", "not_conforming": "is-no", "undetermined": ""}


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def judged(verdict: Any) -> list[Any]:
    """Rules that count; those for information never change a verdict."""
    return [rule for rule in verdict.rules if rule.use.value != "info"]


def failing(verdict: Any) -> list[Any]:
    """Rules not met, those that decide first."""
    wanted = [rule for rule in judged(verdict) if rule.outcome.value == "not_met"]
    return sorted(wanted, key=lambda rule: (rule.use.value != "hard", rule.key != "cluster.func_dependence_min"))


def conclusion(verdict: Any) -> str:
    return words.CONCLUSIONS[verdict.conclusion][0 if formatting.lang() == "ru" else 1]


def because(verdict: Any, label: Any) -> str:
    """What stands after the colon of the headline. `label` gives the name of a rule."""
    lang, broken, counted = formatting.lang(), failing(verdict), judged(verdict)
    if broken:
        first = broken[0]
        said = _("%(rule)s %(value)s, the threshold is %(limit)s") % {
            "rule": lower_first(label(first.key)),
            "value": words.say_value(first, lang),
            "limit": words.quantity(first.threshold, first.unit, lang),
        }
        rest = len(broken) - 1
        more = ngettext("and %(count)d rule more", "and %(count)d rules more", rest) % {"count": rest}
        return f"{said} {more}" if rest else said
    blank = [rule for rule in counted if rule.outcome.value == "no_data"]
    if blank:
        said = ngettext(
            "%(count)d rule of %(all)d cannot be checked", "%(count)d rules of %(all)d cannot be checked", len(blank)
        )
        return said % {"count": len(blank), "all": len(counted)}
    said = ngettext("%(count)d rule is met", "all %(count)d rules are met", len(counted))
    return said % {"count": len(counted)}


def tally(rules: list[Any]) -> tuple[str, str]:
    """`4 of 6` and `1 not met, 1 without data`."""
    met, broken, blank = (sum(r.outcome.value == o for r in rules) for o in ("met", "not_met", "no_data"))
    parts = []
    if broken:
        parts.append(_("%(count)d not met") % {"count": broken})
    if blank:
        parts.append(_("%(count)d without data") % {"count": blank})
    return _("%(met)d of %(all)d") % {"met": met, "all": len(rules)}, ", ".join(parts)


def distance(rule: Any) -> str:
    """How far the value is from the threshold, in words."""
    lang = formatting.lang()
    if rule.outcome.value == "not_met":
        gap = words.say_gap(rule, lang)
        if not gap:
            return ""
        return (_("over by %(gap)s") if rule.operator == "<=" else _("short by %(gap)s")) % {"gap": gap}
    if rule.outcome.value == "no_data" or isinstance(rule.threshold, bool) or rule.threshold is None:
        return ""
    spare = abs(Fraction(rule.value) - Fraction(rule.threshold))
    if not spare:
        return _("exactly the threshold")
    return _("%(spare)s to spare") % {"spare": _spare(spare, rule, lang)}


def _spare(spare: Fraction, rule: Any, lang: str) -> str:
    if rule.unit == "ratio":
        return points(Decimal(int(spare * 10000)) / 100)
    if rule.unit == "RUB":
        return formatting.money(Decimal(spare.numerator) / Decimal(spare.denominator))
    return words.quantity(int(spare), rule.unit, lang)


def points(value: Decimal) -> str:
    """Percentage points as people read them."""
    said = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return _("%(points)s pp") % {"points": said.replace(".", ",") if formatting.lang() == "ru" else said}


def status(rule: Any) -> str:
    return words.STATUSES[rule.status.value][0 if formatting.lang() == "ru" else 1]


def confidence(rule: Any) -> str:
    return words.CONFIDENCES[rule.confidence.value][0 if formatting.lang() == "ru" else 1] if rule.confidence else ""


def outcome(rule: Any) -> str:
    return words.OUTCOMES[rule.outcome][0 if formatting.lang() == "ru" else 1]
