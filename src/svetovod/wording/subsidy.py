"""A calculation of a subsidy in words: reasons, steps, notes; Russian and English."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.engine.model import CostKind, Problem
from svetovod.engine.subsidy import Reason, Step

from .numbers import day, money, plural, share
from .problems import say

REASONS = {
    Reason.ITEM_NOT_IN_EDITION: ("статья не возмещается по этой редакции", "the item is not in this edition"),
    Reason.BEFORE_FIRST_DATE: ("затраты раньше первой допустимой даты", "dated before the first eligible day"),
    Reason.AFTER_PROJECT_END: ("затраты после окончания проекта", "dated after the end of the project"),
    Reason.PAYER_NOT_PARTICIPANT: (
        "затраты понёс не инициатор и не участник проекта",
        "the payer is neither initiator nor participant",
    ),
    Reason.PAYER_NOT_APPLICANT: (
        "по этой редакции платит только инициатор (покупатель)",
        "by this edition only the initiator (the buyer) may pay",
    ),
    Reason.OTHER_SUPPORT: ("те же затраты получили иную господдержку", "the same costs have other support"),
}
ITEMS = {
    CostKind.DESIGN_DOCUMENTATION: ("разработка конструкторской документации", "design documentation"),
    CostKind.PROTOTYPE: ("опытный образец", "prototype"),
    CostKind.EQUIPMENT: ("оборудование", "equipment"),
    CostKind.TOOLING: ("оснастка", "tooling"),
    CostKind.SOFTWARE: ("программное обеспечение", "software"),
    CostKind.PILOT_BATCH: ("опытная партия", "pilot batch"),
    CostKind.RECONSTRUCTION: ("реконструкция", "reconstruction"),
    CostKind.MASTERING: ("освоение производства", "mastering"),
    CostKind.STARTER_BATCH: ("стартовая партия", "starter batch"),
    CostKind.OTHER: ("прочее", "other"),
}
NOTES = {
    "cost.before_start": (
        "Затраты сделаны до начала проекта ({start}). Приняты; готовьтесь объяснить связь с проектом.",
        "The cost was made before the project's start ({start}). Counted; be ready to explain its link to the project.",
    ),
    "cost.after_on": (
        "Затраты позже даты расчёта ({on}). Приняты как плановые: возмещаются только понесённые.",
        "The cost is dated after the day of the calculation ({on}). Counted as planned: only incurred costs are paid.",
    ),
    "cost.no_evidence": (
        "Нет подтверждающих документов. Приняты; приложите договор, счёт, акт или платёжное поручение.",
        "There is no evidence of the cost. Counted; add the contract, invoice, act or payment order.",
    ),
}
_STEPS = {
    "edition": (
        "Редакция ПП № 41: {edition}{number}, {date_is}.",
        "Edition of PP 41: {edition}{number}, {date_is}.",
    ),
    "items": ("Возмещаются: {items}.", "Items that count: {items}."),
    "payer": ("Чьи затраты: {payer}.", "Whose costs: {payer}."),
    "since": ("Затраты принимаются с {since}.", "Costs count from {since}."),
    "eligible": (
        "Принято: {rows} на {amount}; отклонено: {refused}.",
        "Counted: {rows}, {amount}; refused: {refused}.",
    ),
    "rate": ("Ставка {rate}: {amount}.", "Rate {rate}: {amount}."),
    "no_cap": ("Предел для этой редакции неизвестен.", "No cap is known for this edition."),
    "cap": ("Предел {cap} не достигнут.", "The cap of {cap} is not reached."),
    "cap_binds": ("Предел {cap} ограничивает субсидию.", "The cap of {cap} limits the subsidy."),
    "rounded_down": (
        "Наибольшая субсидия, вниз до копейки: {amount}.",
        "The highest subsidy, down to a kopeck: {amount}.",
    ),
    "requested": ("Запрошено {requested}; не более {amount}.", "Requested {requested}; at most {amount}."),
    "requested_less": ("Запрошено меньше, {requested}: столько и можно.", "Less is requested, {requested}: that much."),
}
_PAYER = {
    True: ("только инициатора (покупателя)", "the initiator's (the buyer's) only"),
    False: ("инициатора и участников проекта", "the initiator's and the participants'"),
}
_DATE_IS = {
    "signed_on": ("по дате подписания (вступление в силу не установлено)", "by its signing (entry into force unknown)"),
    "effective_from": ("по дате вступления в силу", "by its entry into force"),
}


UNVERIFIED = (
    "Ставки, пределы, даты и статьи взяты не из текста акта (строки B-…): сверьте их с действующей редакцией.",
    "Rates, caps, dates and items are not from the text of the act (rows B-…): compare them with the edition.",
)


def say_reason(reason: Reason, lang: str) -> str:
    """Why a cost does not count."""
    return _pick(REASONS[reason], lang)


def say_item(kind: CostKind, lang: str) -> str:
    return _pick(ITEMS[kind], lang)


def say_note(problem: Problem, lang: str) -> str:
    """A note on a cost; any other problem in the words of `wording.problems`."""
    if problem.code not in NOTES:
        return say(problem, lang)
    shown = {name: day(date.fromisoformat(str(value)), lang) for name, value in problem.params.items()}
    return _pick(NOTES[problem.code], lang).format(**shown)


def say_step(step: Step, lang: str) -> str:
    """One step of the calculation with the place of the facts it rests on."""
    text = _pick(_STEPS[step.code], lang).format(**_shown(step.params, lang))
    if step.source is None:
        return text
    return f"{text} [{step.source.row}]"


def _shown(params: Mapping[str, Any], lang: str) -> dict[str, str]:
    shown: dict[str, str] = {}
    for name, value in params.items():
        if isinstance(value, date):
            shown[name] = day(value, lang)
        elif name == "rate":
            shown[name] = share(value, lang)
        elif isinstance(value, Decimal):
            shown[name] = money(value, lang)
        elif name == "items":
            shown[name] = ", ".join(say_item(CostKind(item), lang) for item in value)
        elif name == "only_initiator":
            shown["payer"] = _pick(_PAYER[value], lang)
        elif name == "date_is":
            shown[name] = _pick(_DATE_IS[value], lang)
        elif name == "number":
            shown[name] = f" ({'№' if lang == 'ru' else 'No.'} {value})" if value else ""
        elif name == "rows":
            forms = ("строка", "строки", "строк") if lang == "ru" else ("row", "rows")
            shown[name] = f"{value} {plural(value, lang, *forms)}"
        else:
            shown[name] = str(value)
    return shown


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "ru" else pair[1]
