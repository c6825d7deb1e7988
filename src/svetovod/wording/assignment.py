"""What an assignment of experts says of itself."""

from decimal import Decimal

from svetovod.engine.assignment import AssignmentResult, AssignmentStatus, Shortage

from .numbers import number

_SHOWN = 12  # numbers in a list; the rest are counted


def say_headline(result: AssignmentResult, lang: str) -> str:
    """The answer with both figures and the proven bound of the one that was asked for."""
    russian = lang == "ru"
    if result.status is AssignmentStatus.INFEASIBLE:
        return "Распределить экспертов невозможно" if russian else "The experts cannot be assigned"
    total, least = _figure(result.total, lang), _figure(result.minimum, lang)
    if result.bound_total is not None:
        bound = _figure(result.bound_total, lang)
        if russian:
            return f"Сумма соответствия {total}, больше {bound} не бывает; наименее обеспеченный проект: {least}"
        return f"Total fit {total}, no more than {bound} is possible; the least-served project: {least}"
    bound = _figure(result.bound_minimum, lang)
    if russian:
        return f"Наименее обеспеченный проект: {least}, больше {bound} не бывает; сумма соответствия {total}"
    return f"The least-served project: {least}, no more than {bound} is possible; total fit {total}"


def say_shortage(shortage: Shortage, lang: str) -> str:
    """Which projects or experts make it impossible, with the two numbers that do not meet."""
    need, available = shortage.need, shortage.available
    projects, experts = _listed(shortage.projects), _listed(shortage.experts)
    if shortage.side == "projects":
        if lang == "ru":
            return (
                f"Проектам {projects} нужно назначений: {need}, а допущенные к ним эксперты ({experts or '—'}) могут "
                f"взять не больше {available}. Добавьте экспертов или увеличьте их нагрузку."
            )
        return (
            f"Projects {projects} need {need} assignments, but the experts allowed to them ({experts or '—'}) can take "
            f"{available} at most. Add experts or raise their loads."
        )
    if shortage.side == "loads":
        if lang == "ru":
            return (
                f"У экспертов {experts} наименьшая нагрузка больше наибольшей: положено не меньше {need}, а взять "
                f"можно не больше {available}. Исправьте одну из них."
            )
        return (
            f"The least load of experts {experts} is above the largest: they must get at least {need} and may take "
            f"{available} at most. Mend one of the two."
        )
    if lang == "ru":
        return (
            f"Экспертам {experts} положено назначений не меньше {need}, а доступные им проекты ({projects or '—'}) "
            f"примут не больше {available}. Уменьшите наименьшую нагрузку."
        )
    return (
        f"Experts {experts} must get at least {need} assignments, but the projects open to them ({projects or '—'}) "
        f"take {available} at most. Lower the least loads."
    )


def _figure(value: float | None, lang: str) -> str:
    return "—" if value is None else number(Decimal(repr(value)).quantize(Decimal("0.000001")).normalize(), lang)


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return f"{shown} … (+{len(numbers) - _SHOWN})" if len(numbers) > _SHOWN else shown
