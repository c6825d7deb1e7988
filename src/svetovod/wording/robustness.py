"""How sure a ranking is, in words: about the method and its figures, never about people."""

from svetovod.engine.model import to_decimal
from svetovod.engine.ranking import Outcome
from svetovod.engine.robustness import Influence, Robustness, Sureness

from .numbers import number
from .ranking import say_outcome

HEAD = ("Устойчивость (для сведения, итог не меняется)", "Robustness (for information, the result stays)")
COLUMNS = (
    (("Проект", "Project"), "left"),
    (("Место", "Rank"), "right"),
    (("Итог", "Outcome"), "left"),
    (("Места при разбросе оценок", "Places within the scatter"), "left"),
    (("Деньги, доля повторов", "Money, part of draws"), "right"),
    (("Места при других весах", "Places with other weights"), "left"),
    (("Деньги при других весах", "Money with other weights"), "right"),
)
TRAITS = {"region": ("регион", "region"), "size": ("размер организации", "size of the organisation")}
SMALL = (
    "Проектов мало: по такой выборке вывода сделать нельзя.",
    "There are few projects: nothing can be concluded from so small a sample.",
)


def say_method(found: Robustness, lang: str) -> str:
    """What was drawn: once for the whole page."""
    pattern = (
        "Отбор проигран {draws} раз с другими оценками в пределах расхождений экспертов и столько же раз с весами, "
        "изменёнными не более чем на {band} %. Начальное число {seed}.",
        "The round was played {draws} times with other scores within the disagreement of experts, and as often with "
        "weights changed by at most {band} per cent. Seed {seed}.",
    )
    band = round(found.params.band * 100)
    return pattern[0 if lang == "ru" else 1].format(draws=found.params.draws, band=band, seed=found.seed)


def say_row(row: Sureness, lang: str) -> list[str]:
    """The cells after the project."""
    return [
        str(row.rank),
        say_outcome(Outcome(row.status), lang),
        span(row.low, row.high),
        percent(row.money),
        span(row.weights_low, row.weights_high),
        percent(row.weights_money),
    ]


def say_findings(found: Robustness, lang: str) -> list[str]:
    """Decisive scores, criteria, agreement, unlike sheets, influence: one sentence each."""
    side = 0 if lang == "ru" else 1
    lines = []
    for score in found.decisive:
        pattern = (
            "Решает одна оценка: {project}, {expert}, критерий {criterion}. Без неё получают {gained}, теряют {lost}.",
            "One score decides: {project}, {expert}, criterion {criterion}. Without it {gained} gain, {lost} lose.",
        )[side]
        names = {"gained": ", ".join(score.gained) or "—", "lost": ", ".join(score.lost) or "—"}
        lines.append(pattern.format(project=score.project, expert=score.expert, criterion=score.criterion, **names))
    for case in found.without_criteria:
        if case.gained or case.lost:
            pattern = (
                "Без критерия {}: получают деньги {}; теряют {}.",
                "Without the criterion {}: {} gain money; {} lose it.",
            )[side]
            lines.append(pattern.format(case.criterion, ", ".join(case.gained) or "—", ", ".join(case.lost) or "—"))
    for row in found.agreement:
        pattern = ("Согласие по критерию {}: альфа {}.", "Agreement in the criterion {}: alpha {}.")[side]
        lines.append(pattern.format(row.criterion, "—" if row.alpha is None else decimal(row.alpha, lang)))
    for sheet in found.unlike:
        pattern = (
            "Лист не похож на остальные: {}, {}: {} при ожидаемых {}.",
            "A sheet unlike the others: {}, {}: {} where {} is expected.",
        )[side]
        figures = decimal(sheet.points, lang), decimal(sheet.expected, lang)
        lines.append(pattern.format(sheet.project, sheet.expert, *figures))
    return lines + [say_influence(look, lang) for look in found.influence]


def say_influence(look: Influence, lang: str) -> str:
    side = 0 if lang == "ru" else 1
    pattern = (
        "Баллы и {trait}: между группами {part} разброса; случайное деление даёт не меньше в {chance} случаев.",
        "Scores and {trait}: {part} of the scatter is between groups; a random division gives as much in {chance}.",
    )[side]
    said = pattern.format(trait=TRAITS[look.trait][side], part=percent(look.part), chance=percent(look.chance))
    return f"{said} {SMALL[side]}" if look.small else said


def span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def percent(part: float) -> str:
    """Whole per cent; what is neither never nor always is not shown as such."""
    whole = round(part * 100)
    if 0 < part < 0.01:
        return "<\u00a01\u00a0%"
    if 0.99 < part < 1:
        return ">\u00a099\u00a0%"
    return f"{whole}\u00a0%"


def decimal(value: float, lang: str) -> str:
    """To two places."""
    from fractions import Fraction

    return number(to_decimal(Fraction(round(value * 100), 100)), lang)
