"""Severe and mild experts in words: about the method and the figures, not about people."""

from svetovod.engine.ranking import Calibrated, Calibration, Shift

from .ranking import points

HEAD = (
    "Поправка на строгость экспертов (для сведения, итог не меняется)",
    "Adjusted for the severity of experts (for information, the result stays)",
)
_REFUSED = {
    "one_expert": (
        "Поправку посчитать нельзя: оценки поставил один эксперт или никто.",
        "It cannot be computed: one expert or nobody has scored.",
    ),
    "disconnected": (
        "Поправку посчитать нельзя: эксперты {names} не связаны с остальными общими проектами, даже через третьих.",
        "It cannot be computed: {names} share no project with the others, not even through third ones.",
    ),
    "few_sheets": (
        "Поправку посчитать нельзя: у экспертов {names} меньше пяти оценённых проектов, сдвиг ничего не значил бы.",
        "It cannot be computed: {names} scored fewer than five projects, a shift would mean nothing.",
    ),
}


def say_refusal(found: Calibration, lang: str) -> str:
    """Why there are no figures; "" where there are."""
    pair = _REFUSED.get(found.refused or "")
    return pair[0 if lang == "ru" else 1].format(names=", ".join(found.experts)) if pair else ""


def say_shift(shift: Shift, lang: str) -> str:
    sign = "+" if shift.points > 0 else ""
    pattern = ("{}: {}{} балла по {} листам", "{}: {}{} points over {} sheets")[0 if lang == "ru" else 1]
    return pattern.format(shift.expert, sign, points(shift.points, lang), shift.sheets)


def say_place(place: Calibrated, lang: str) -> str:
    pattern = ("{}: место {} вместо {}, балл {} вместо {}", "{}: place {} instead of {}, score {} instead of {}")
    return pattern[0 if lang == "ru" else 1].format(
        place.project, place.rank, place.plain_rank, points(place.score, lang), points(place.plain, lang)
    )
