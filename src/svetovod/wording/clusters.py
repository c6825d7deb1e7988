"""Candidate clusters in words: the answer, what is missing, what it rests on."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from svetovod.engine.discovery import Candidate, Tie
from svetovod.engine.facts import Facts
from svetovod.engine.reference import okpd2, regions
from svetovod.engine.rules import RuleResult

from .numbers import money, money_short, number, plural, share
from .rules_evidence import pick

SCHEMA_VERSION = 1
_SHOWN_PRODUCTS = 2


def say_headline(found: Sequence[Candidate], lang: str) -> str:
    """How many groups, how many of them conform by what purchases show."""
    many, good = len(found), sum(each.conforms for each in found)
    if lang == "ru":
        words = plural(many, lang, "возможный кластер", "возможных кластера", "возможных кластеров")
        return f"{number(many, lang)} {words}; соответствуют уже сейчас: {number(good, lang)}"
    words = plural(many, lang, "possible cluster", "possible clusters")
    return f"{number(many, lang)} {words}; conform already: {number(good, lang)}"


def say_title(each: Candidate, lang: str) -> str:
    """By what its final producers make and where it is."""
    names = [name for group in each.products if (name := okpd2.name(group))]
    places = ", ".join(regions.name(iso, lang) for iso in each.regions)
    what = "; ".join(names[:_SHOWN_PRODUCTS]) or pick(("Продукция неизвестна", "Products unknown"), lang)
    return f"{what}: {places}"


def say_state(each: Candidate, lang: str) -> str:
    """`Conforms now`, or what it is short of: `Short by 2 participants and RUB 6.1 mn`."""
    if each.conforms:
        return pick(("Соответствует уже сейчас", "Conforms now"), lang)
    parts = []
    if count := each.participants_short:
        words = ("участника", "участников", "участников") if lang == "ru" else ("participant", "participants")
        parts.append(f"{number(count, lang)} {plural(count, lang, *words)}")
    if count := each.finals_short:
        one, many = "производителя конечной продукции", "производителей конечной продукции"
        words = (one, many, many) if lang == "ru" else ("final producer", "final producers")
        parts.append(f"{number(count, lang)} {plural(count, lang, *words)}")
    if each.money_short is not None:
        bought = pick(("закупок у участников", "of purchases from participants"), lang)
        parts.append(f"{money_short(each.money_short, lang)} {bought}")
    if not parts:
        return pick(("Не соответствует", "Does not conform"), lang)
    joined = f"{', '.join(parts[:-1])}{pick((' и ', ' and '), lang)}{parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{pick(('Не хватает', 'Short by'), lang)} {joined}"


def say_why(each: Candidate, facts: Facts, lang: str) -> list[str]:
    """Grounds: who they are, rules not met, strongest ties, what is bought elsewhere, what is unknown."""
    return [
        _who(each, lang),
        *(_rule(rule, facts, lang) for rule in each.verdict.rules if rule.key in each.unmet),
        *(_tie(tie, lang) for tie in each.inside[:3]),
        *(_could(tie, lang) for tie in each.outside[:3]),
        *_unknown(each, facts, lang),
    ]


def candidate_json(place: int, each: Candidate, facts: Facts, lang: str) -> dict[str, Any]:
    """A candidate as `svetovod discover --clusters --json` prints it."""
    return {
        "rank": place,
        "title": say_title(each, lang),
        "state": "conforms" if each.conforms else "short",
        "state_text": say_state(each, lang),
        "value": f"{each.value:.2f}",
        "turnover": f"{each.turnover:.2f}",
        "gain": f"{each.gain:.2f}",
        "gain_imported": f"{each.gain_imported:.2f}",
        "regions": list(each.regions),
        "products": list(each.products),
        "members": [{"inn": inn, "role": role.value, "region": region} for inn, role, region in each.members],
        "short": {
            "participants": each.participants_short,
            "final_producers": each.finals_short,
            "purchases": None if each.money_short is None else f"{each.money_short:.2f}",
            "feasible": each.money_feasible,
        },
        "on": each.verdict.on.isoformat(),
        "edition": each.verdict.edition.isoformat(),
        "unmet": list(each.unmet),
        "unknown": list(each.unknown),
        "why": say_why(each, facts, lang),
    }


def _who(each: Candidate, lang: str) -> str:
    finals = sum(role == "final_producer" for _, role, _ in each.members)
    dependence = each.verdict.measures["functional_dependence"]
    part = "—" if dependence is None else share(Decimal(dependence), lang)
    many, turnover, gain = number(len(each.members), lang), money(each.turnover, lang), money(each.gain, lang)
    if lang == "ru":
        return (
            f"Предприятий: {many}, производителей конечной продукции среди них: {number(finals, lang)}; "
            f"уровень функциональной зависимости {part}. Покупают друг у друга на {turnover}, "
            f"ещё на {gain} покупают на стороне то, что делает кто-то из них"
        )
    return (
        f"Firms: {many}, final producers among them: {number(finals, lang)}; functional dependence {part}. "
        f"They buy {turnover} of each other, and {gain} elsewhere of what one of them makes"
    )


def _rule(rule: RuleResult, facts: Facts, lang: str) -> str:
    from .rules import say_condition, say_rule, say_value

    told = pick(("а нужно", "needed:"), lang)
    return f"{say_rule(rule, facts, lang)}: {say_value(rule, lang)}, {told} {say_condition(rule, lang)}"


def _tie(tie: Tie, lang: str) -> str:
    said = f"{tie.buyer} ← {tie.seller}: {_group(tie.group)}, {money(tie.amount, lang)}"
    return f"{pick(('Связь', 'Tie'), lang)}: {said}"


def _could(tie: Tie, lang: str) -> str:
    words = (
        "{} покупает на стороне: {}, {}; делает участник {}",
        "{} buys elsewhere: {}, {}; {} of the group makes it",
    )
    return pick(words, lang).format(tie.buyer, _group(tie.group), money(tie.amount, lang), tie.maker)


def _unknown(each: Candidate, facts: Facts, lang: str) -> list[str]:
    names = [facts.item(key).label.text(lang) for key in each.unknown]
    if not names:
        return []
    return [f"{pick(('По закупкам не видно', 'Purchases do not show'), lang)}: {'; '.join(names)}"]


def _group(code: str) -> str:
    name = okpd2.name(code)
    return f"{code} {name}" if name else code
