"""A ranking in words: outcomes and the reasons of score, place and money; Russian and English."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svetovod.engine.model import Problem, round_half_up
from svetovod.engine.ranking import Contribution, Outcome, Reason

from .numbers import money, number
from .problems import say

OUTCOMES = {
    Outcome.WINNER: ("победитель", "winner"),
    Outcome.PARTIAL: ("победитель, субсидия в неполном размере", "winner, in part"),
    Outcome.RESERVE: ("резервный перечень", "reserve"),
    Outcome.BELOW_THRESHOLD: ("ниже минимального проходного балла", "below the threshold"),
    Outcome.NO_SCORES: ("нет оценок", "no scores"),
    Outcome.FEW_SCORES: ("мало оценок", "too few scores"),
    Outcome.NOT_ADMITTED: ("заявка не допущена", "not admitted"),
}
TIES = {
    "registered_at": ("подан раньше", "registered earlier"),
    "requested": ("просит меньше", "asks for less"),
    "own_funds": ("вкладывает больше своих средств", "puts in more of its own"),
    "votes": ("голосованием комиссии", "by vote of the commission"),
    "criterion": ("по критерию {code}", "by criterion {code}"),
    "code": ("по коду", "by code"),
}
NOTES = {
    "computed.missing": (
        "У проекта «{project}» нет балла по расчётному критерию «{value}»: учтён как 0.",
        "The project “{project}” has no score for the computed criterion “{value}”: it counts as 0.",
    ),
}
_REASONS = {
    "rank": ("Место {rank} из {of}, балл {score}.", "Place {rank} of {of}, score {score}."),
    "above": ("До проекта «{project}» не хватило {gap}.", "It is {gap} behind “{project}”."),
    "below": ("Проект «{project}» отстаёт на {gap}.", "“{project}” is {gap} behind it."),
    "tie_above_registered_at": (
        "Балл равен баллу проекта «{project}», который зарегистрирован раньше.",
        "Its score equals that of “{project}”, which was registered earlier.",
    ),
    "tie_below_registered_at": (
        "Балл равен баллу проекта «{project}», который зарегистрирован позже.",
        "Its score equals that of “{project}”, which was registered later.",
    ),
    "tie_above_requested": (
        "Балл равен баллу проекта «{project}», который просит меньше.",
        "Its score equals that of “{project}”, which asks for less.",
    ),
    "tie_below_requested": (
        "Балл равен баллу проекта «{project}», который просит больше.",
        "Its score equals that of “{project}”, which asks for more.",
    ),
    "tie_above_own_funds": (
        "Балл равен баллу проекта «{project}», в который вкладывают больше собственных средств.",
        "Its score equals that of “{project}”, into which more own funds are put.",
    ),
    "tie_below_own_funds": (
        "Балл равен баллу проекта «{project}», в который вкладывают меньше собственных средств.",
        "Its score equals that of “{project}”, into which fewer own funds are put.",
    ),
    "tie_above_votes": (
        "Балл равен баллу проекта «{project}», за который подано больше голосов комиссии.",
        "Its score equals that of “{project}”, for which more of the commission voted.",
    ),
    "tie_below_votes": (
        "Балл равен баллу проекта «{project}», за который подано меньше голосов комиссии.",
        "Its score equals that of “{project}”, for which fewer of the commission voted.",
    ),
    "tie_above_chair": (
        "Балл и голоса равны с проектом «{project}»; председатель голосовал за тот проект.",
        "Score and votes equal those of “{project}”; the chair voted for that one.",
    ),
    "tie_below_chair": (
        "Балл и голоса равны с проектом «{project}»; председатель голосовал за этот проект.",
        "Score and votes equal those of “{project}”; the chair voted for this one.",
    ),
    "tie_above_criterion": (
        "Балл равен баллу проекта «{project}», у которого больше баллов по критерию {criterion}.",
        "Its score equals that of “{project}”, which has more points in {criterion}.",
    ),
    "tie_below_criterion": (
        "Балл равен баллу проекта «{project}», у которого меньше баллов по критерию {criterion}.",
        "Its score equals that of “{project}”, which has fewer points in {criterion}.",
    ),
    "tie_above_code": (
        "Балл и время регистрации те же, что у «{project}»; код стоит дальше по алфавиту.",
        "Score and registration equal those of “{project}”; its code comes later.",
    ),
    "tie_below_code": (
        "Балл и время регистрации те же, что у «{project}»; код стоит раньше по алфавиту.",
        "Score and registration equal those of “{project}”; its code comes earlier.",
    ),
    "stable": (
        "Без любого одного эксперта место {place}, ответ о деньгах тот же.",
        "Without any one expert the place is {place}, the answer about money is the same.",
    ),
    "unstable": (
        "Ответ о деньгах зависит от одного эксперта: без кого-то из них место {place}.",
        "The answer about money hangs on one expert: without one of them the place is {place}.",
    ),
    "winner": (
        "Запрошено {requested}, оставалось {available}: выделено полностью.",
        "Requested {requested}, {available} were left: granted in full.",
    ),
    "partial": (
        "Запрошено {requested}, оставалось {available}, не меньше минимума {needed}: выделен остаток.",
        "Requested {requested}, {available} were left, not less than the minimum of {needed}: the rest is granted.",
    ),
    "partial_rest": (
        "Запрошено {requested}, оставалось {available}: последнему в списке выделяется остаток.",
        "Requested {requested}, {available} were left: the last of the list is granted the rest.",
    ),
    "winner_shared": (
        "Запрошено {requested}: лимита хватает на всех прошедших, выделено полностью.",
        "Requested {requested}: the limit is enough for all that passed, granted in full.",
    ),
    "shared": (
        "Запрошено {requested}; прошедшие просят больше лимита, выделено по общей доле: {allocated}.",
        "Requested {requested}; those that passed ask for more than the limit, each gets the same part: {allocated}.",
    ),
    "reserve_shared": (
        "Вместе с получившими деньги доля этого проекта — {available}, а нужно не меньше {needed}.",
        "Together with those paid, the part of this project is {available}, at least {needed} are needed.",
    ),
    "reserve_shared_others": (
        "Вместе с получившими деньги доля этого проекта — {available}, но тогда кому-то из них пришлось бы меньше, чем "
        "он может принять.",
        "Together with those paid, the part of this project is {available}, but one of them would then get less than "
        "it can take.",
    ),
    "reserve_winners": (
        "Победителей может быть не больше {winners}, и все места заняты.",
        "There may be at most {winners} winners, and all places are taken.",
    ),
    "reserve_nothing_left": ("Денег к этому месту не осталось.", "No money was left at this place."),
    "reserve_too_little": (
        "Оставалось {available}, а нужно не меньше {needed}.",
        "{available} were left, at least {needed} are needed.",
    ),
    "reserve_stopped": (
        "Распределение последовательно в порядке рейтинга остановилось на проекте «{by}», которому не хватило денег.",
        "The strict distribution stopped at “{by}”, for which the money was not enough.",
    ),
    "bound_year": (
        "Меньше, чем осталось по лимиту: столько осталось в годах, на которые просят.",
        "Less than the limit leaves: so much is left in the years asked for.",
    ),
    "bound_reserved": (
        "Остаток лимита сохранён за другими квотами.",
        "The rest of the limit is kept for other quotas.",
    ),
    "bound_quota": (
        "Квота «{name}» исчерпана: на неё не более {at_most}.",
        "The quota “{name}” is used up: at most {at_most} go to it.",
    ),
    "below_threshold": (
        "Балл {score} ниже минимального проходного балла {threshold}.",
        "The score {score} is below the threshold {threshold}.",
    ),
    "below_criterion": (
        "По критерию {criterion} набрано {mean}, а нужно не меньше {least}.",
        "It has {mean} in {criterion}, at least {least} are needed.",
    ),
    "few_scores": (
        "Оценок экспертов меньше {needed}: столько нужно, чтобы проект получил место.",
        "Fewer than {needed} experts have scored it: that many are needed for a place.",
    ),
    "not_admitted": ("Заявка не допущена.", "The project is not admitted."),
    "no_scores": ("Нет ни одной оценки эксперта без конфликта.", "There is no score of an expert without a conflict."),
}


def say_outcome(outcome: Outcome, lang: str) -> str:
    return _pick(OUTCOMES[outcome], lang)


def say_reason(reason: Reason, lang: str) -> str:
    """One reason of a place or of money."""
    return _pick(_REASONS[reason.code], lang).format(**_shown(reason.params, lang))


def say_contribution(part: Contribution, name: str, lang: str) -> str:
    """`Качество: 30 × 4,33 / 5 = 26`: weight, mean of the scores, maximum, the part of the score."""
    weight, maximum = number(part.weight, lang), number(part.maximum, lang)
    return f"{name}: {weight} × {points(part.mean, lang)} / {maximum} = {points(part.value, lang)}"


def say_tie(key: str, lang: str) -> str:
    """What decided between equal scores."""
    name, _, code = key.partition(":")
    return _pick(TIES[name], lang).format(code=code)


def say_note(problem: Problem, lang: str) -> str:
    """A note on a round; any other problem in the words of `wording.problems`."""
    if problem.code not in NOTES:
        return say(problem, lang)
    return _pick(NOTES[problem.code], lang).format(value=problem.value, **problem.params)


def points(value: Fraction, lang: str) -> str:
    """To two places; to as many as show that it is not zero where two would not; the exact value is in the result."""
    places = 2
    while value and not round_half_up(value, places) and places < 12:
        places += 1
    return number(round_half_up(value, places), lang)


def _shown(params: Mapping[str, Any], lang: str) -> dict[str, Any]:
    shown = dict(params)
    if "best" in params:
        shown["place"] = _place(params["best"], params["worst"], lang)
    for name, value in params.items():
        if isinstance(value, Fraction):
            shown[name] = points(value, lang)
        elif name in ("threshold", "least"):
            shown[name] = number(value, lang)
        elif name == "score":
            shown[name] = number(Decimal(value), lang)
        elif isinstance(value, Decimal):
            shown[name] = money(value, lang)
    return shown


def _place(best: int, worst: int, lang: str) -> str:
    """`от 1 до 3`, and a place that stays said once."""
    if best == worst:
        return str(best)
    return f"от {best} до {worst}" if lang == "ru" else f"{best} to {worst}"


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "ru" else pair[1]
