"""What the cheapest way to conform may do, and what it leaves alone because no rule of the day judges it."""

from datetime import date

from svetovod.engine.facts import DatedValue, Facts, Item, Use

from .rules import STATUSES, USES
from .rules_evidence import pick

AGREEMENTS = ("cluster.participation_agreements", "cluster.region_agreements")
_SUBJECTS = {"cluster", "so"}
MAY = (
    "План меняет только то, что проверяют обязательные и предупреждающие правила этого дня: состав участников, закупки "
    "между ними, первые договоры, рабочие места, инфраструктуру.",
    "A plan changes only what the hard and warn rules of the day judge: who takes part, purchases among participants, "
    "first contracts, jobs, infrastructure.",
)
NO_STEP = (
    "Соглашение с новым участником — шаг плана: без соглашения в кластер не вступают. Соглашения, которого нет у "
    "прежнего участника, среди шагов нет: ни одно правило вердикта соглашений не проверяет, и с новым соглашением "
    "вердикт остаётся прежним. У кого соглашения нет, видно в комплекте документов, на странице участников.",
    "The agreement with whoever joins is a step: nobody joins without one. An agreement that a participant lacks "
    "already is none: no rule of a verdict judges agreements, so signing one changes no verdict. Whose is lacking "
    "stands in the dossier, on the page of participants.",
)


def left_alone(facts: Facts, act: str, on: date) -> list[tuple[Item, DatedValue]]:
    """Requirements to the cluster and its managing organisation that hold on the day and that no rule measures."""
    found = ((item, facts.value(item.key, on)) for item in facts.items_of(act) if item.subject in _SUBJECTS)
    return [(item, value) for item, value in found if value is not None and value.value is True and not item.measure]


def say_scope(facts: Facts, act: str, on: date, lang: str) -> list[str]:
    """Sentences for the page and the terminal: what may be done, why agreements are no step."""
    found = left_alone(facts, act, on)
    said = [pick(MAY, lang)]
    if any(item.key in AGREEMENTS for item, _value in found):
        said.append(pick(NO_STEP, lang))
    return said


def say_left(facts: Facts, act: str, on: date, lang: str) -> list[str]:
    """Each requirement that is left alone, with how it is known and what it counts for."""
    return [_left(item, value, lang) for item, value in left_alone(facts, act, on)]


def _left(item: Item, value: DatedValue, lang: str) -> str:
    how = pick(STATUSES[value.status.value], lang)
    counts = "" if value.use is Use.HARD else f", {pick(USES[value.use.value], lang)}"
    return f"{item.label.text(lang)} ({how}{counts})"
