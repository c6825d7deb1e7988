"""Evidence of verdicts in words: one sentence a code, Russian and English."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from svetovod.engine.rules.verdict import Evidence, Param

from .numbers import money, plural, share

# code of evidence -> Russian, English; `{names}` is a list, `{amount_rub}` money, `{rows}` and the like counts
_EVIDENCE = {
    "participants.none": ("Участников нет.", "There are no participants."),
    "final_producers.named": ("Конечную продукцию выпускают: {names}.", "The final product is made by: {names}."),
    "final_producers.none": (
        "Ни у одного участника нет роли «производитель конечной продукции».",
        "No participant has the role of final producer.",
    ),
    "newcomers.named": (
        "Кооперация организуется, в отчётном году закупок у других участников и продаж им нет: {names}.",
        "Marked as newcomers and did not trade with other participants in the reporting year: {names}.",
    ),
    "newcomers.none": (
        "Участников без кооперационных связей (кооперация организуется) нет.",
        "No newcomer is without cooperation.",
    ),
    "isolated.named": (
        "Закупок у других участников и продаж им нет, а кооперация не отмечена как организуемая: {names}.",
        "Not marked as newcomers, yet did not trade with other participants: {names}.",
    ),
    "isolated.none": (
        "Прочих участников без кооперационных связей нет.",
        "No other participant is without cooperation.",
    ),
    "dependence.no_purchases": (
        "За {year} год у производителей конечной продукции нет закупок для неё. "
        "Проверьте отчётный год и лист «Закупки».",
        "Final producers have no purchases for the final product in {year}. "
        "Check the reporting year and the purchases.",
    ),
    "dependence.exact": (
        "Точное значение {fraction}; сравнивается дробь, без округления.",
        "The exact value is {fraction}; the fraction is compared, unrounded.",
    ),
    "dependence.reduced_threshold": (
        "Применён пониженный порог: доля таких участников не менее {share}.",
        "The reduced threshold applies: the share of such participants is at least {share}.",
    ),
    "territory.share": (
        "На территориях пониженного порога {special} из {participants} участников.",
        "{special} of {participants} participants are on reduced-threshold territories.",
    ),
    "overdue.no_newcomers": (
        "Участников без кооперационных связей (кооперация организуется) нет.",
        "No newcomer is without cooperation.",
    ),
    "overdue.no_rule": (
        "Редакция не устанавливает срока для участников без кооперационных связей.",
        "The edition sets no term for newcomers.",
    ),
    "overdue.undated": ("Не указана дата присоединения: {names}.", "No joining date: {names}."),
    # in verdicts stored before the names were told
    "employees.zero": ("В сумме ни одного работника.", "There are no employees in all."),
    "employees.nobody": (
        "Среднесписочная численность у всех нулевая: {names}.",
        "All of these have no employees: {names}.",
    ),
    "blank.employees": ("Не указана среднесписочная численность: {names}.", "Employees are not given: {names}."),
    "blank.high_performance_jobs": ("Не указаны ВПРМ: {names}.", "High-performance jobs are not given: {names}."),
    "blank.revenue": ("Не указана выручка: {names}.", "Revenue is not given: {names}."),
    "high_performance.sums": (
        "Высокопроизводительных рабочих мест {jobs}, работников {employees}.",
        "{jobs} high-performance jobs, {employees} employees.",
    ),
    "productivity.sums": (
        "Выручка {revenue_rub}, работников {employees}.",
        "Revenue {revenue_rub}, {employees} employees.",
    ),
    "productivity.region_missing": (
        "Не указана производительность в регионе.",
        "The region's productivity is not given.",
    ),
    "infrastructure.education.named": ("Образовательные организации: {names}.", "Educational institutions: {names}."),
    "infrastructure.education.none": (
        "Образовательных организаций на листе «Инфраструктура» нет.",
        "The sheet Infrastructure lists no educational institution.",
    ),
    "infrastructure.technological.named": (
        "Технологическая инфраструктура: {names}.",
        "Technological infrastructure: {names}.",
    ),
    "infrastructure.technological.none": (
        "Объектов технологической инфраструктуры на листе «Инфраструктура» нет.",
        "The sheet Infrastructure lists no technological object.",
    ),
}
_PROJECT = {
    "met": ("Ответ соответствует требованию.", "The answer meets the requirement."),
    "not_met": ("Ответ не соответствует требованию.", "The answer does not meet the requirement."),
    "no_data": ("Ответа ещё нет.", "Not answered yet."),
}


def _participants_counted(p: dict[str, Any], lang: str) -> str:
    count, left = p["count"], p["infrastructure"]
    if lang == "ru":
        words = plural(count, lang, "участник", "участника", "участников")
        rows = plural(left, lang, "строка инфраструктуры не считается", "строки инфраструктуры не считаются",
                      "строк инфраструктуры не считаются")  # fmt: skip
    else:
        words = plural(count, lang, "participant", "participants")
        rows = plural(left, lang, "infrastructure row is not counted", "infrastructure rows are not counted")
    return f"{count} {words}; {left} {rows}." if left else f"{count} {words}."


def _numerator(p: dict[str, Any], lang: str) -> str:
    if lang == "ru":
        rows = plural(p["rows"], lang, "строка", "строки", "строк")
        return f"Куплено у других участников: {_rub(p, lang)}, {p['rows']} {rows} листа «Закупки»."
    rows = plural(p["rows"], lang, "row", "rows")
    return f"Bought from other participants: {_rub(p, lang)}, {p['rows']} {rows} of the sheet Purchases."


def _denominator(p: dict[str, Any], lang: str) -> str:
    if lang == "ru":
        rows = plural(p["rows"], lang, "строка", "строки", "строк")
        return f"Всего куплено для конечной продукции: {_rub(p, lang)}, {p['rows']} {rows} за {p['year']} год."
    rows = plural(p["rows"], lang, "row", "rows")
    return f"Bought for the final product in all: {_rub(p, lang)}, {p['rows']} {rows} for {p['year']}."


def _overdue_none(p: dict[str, Any], lang: str) -> str:
    return (
        f"Срок {say_years(p['years'], lang)} ни у кого не истёк."
        if lang == "ru"
        else f"The term of {say_years(p['years'], lang)} has run out for nobody."
    )


def _overdue_named(p: dict[str, Any], lang: str) -> str:
    names = ", ".join(p["names"])
    return (
        f"Срок {say_years(p['years'], lang)} с даты присоединения истёк: {names}."
        if lang == "ru"
        else f"The term of {say_years(p['years'], lang)} since joining has run out: {names}."
    )


_SPOKEN: dict[str, Callable[[dict[str, Any], str], str]] = {
    "participants.counted": _participants_counted,
    "dependence.numerator": _numerator,
    "dependence.denominator": _denominator,
    "overdue.none": _overdue_none,
    "overdue.named": _overdue_named,
}


def _rub(params: dict[str, Any], lang: str) -> str:
    return money(Decimal(params["amount_rub"]), lang)


def say_years(years: int, lang: str) -> str:
    return f"{years} {plural(years, lang, *(('год', 'года', 'лет') if lang == 'ru' else ('year', 'years')))}"


def say_evidence(evidence: Evidence, lang: str) -> str:
    """One sentence."""
    if evidence.code in _SPOKEN:
        return _SPOKEN[evidence.code](dict(evidence.params), lang)
    if evidence.code.startswith("project."):
        return pick(_PROJECT[evidence.code.rpartition(".")[2]], lang)
    shown = {name: _param(name, value, lang) for name, value in evidence.params.items()}
    return pick(_EVIDENCE[evidence.code], lang).format_map(shown)


def _param(name: str, value: Param, lang: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if name.endswith("_rub"):
        return money(Decimal(str(value)), lang)
    return share(Decimal(value), lang) if name == "share" and isinstance(value, str) else str(value)


def pick(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "ru" else pair[1]
