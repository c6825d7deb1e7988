"""Plans in words: steps, what they change, the proof, what stands in the way; Russian and English."""

from decimal import Decimal
from fractions import Fraction

from svetovod.engine.conformity import Change, Obstacle, Plan, PlanStatus, Step, StepKind
from svetovod.engine.facts import Facts

from .numbers import money, number, plural
from .rules import MEASURES, OPERATORS, quantity, ratio_apart, say_bound, say_points
from .rules_evidence import pick

HEADLINES = {
    PlanStatus.OPTIMAL: ("Самый дешёвый путь к соответствию", "The cheapest way to conform"),
    PlanStatus.FEASIBLE: ("Путь к соответствию", "A way to conform"),
    PlanStatus.INFEASIBLE: ("Разрешённых шагов не хватает", "The allowed steps are not enough"),
    PlanStatus.UNDETERMINED: ("Не хватает данных", "Data are missing"),
}
NOTHING_TO_DO = ("Кластер соответствует, делать ничего не нужно", "The cluster conforms, nothing to do")
# weight -> Russian, English
COSTS = {
    "shift_contract": ("Договор о переносе закупок", "A contract that moves purchases"),
    "shift_rate": ("Перенос закупок, за рубль", "Moving purchases, per ruble"),
    "buy_rate": ("Закупки сверх нынешних, за рубль", "Buying more, per ruble"),
    "recruit_supplier": ("Привлечь поставщика", "Bring in a supplier"),
    "recruit_final_producer": ("Привлечь производителя конечной продукции", "Bring in a final producer"),
    "on_special_territory": ("Надбавка: на территории пониженного порога", "Extra: on a reduced-threshold territory"),
    "agreement": ("Соглашение об участии", "Agreement of participation"),
    "newcomer_contract": ("Первый договор участника без связей", "First contract of a newcomer"),
    "drop_participant": ("Выход участника из кластера", "A participant leaves the cluster"),
    "high_performance_job": ("Высокопроизводительное рабочее место", "A high-performance job"),
    "education_body": ("Образовательная организация", "An educational institution"),
    "technological_object": ("Объект технологической инфраструктуры", "A technological infrastructure object"),
    "least_contract": ("Наименьшая сумма договора", "The smallest contract"),
}
_RECRUITS = {
    StepKind.RECRUIT_SUPPLIER: (("поставщика", "поставщиков", "поставщиков"), ("supplier", "suppliers")),
    StepKind.RECRUIT_FINAL_PRODUCER: (
        ("производителя конечной продукции",) + ("производителей конечной продукции",) * 2,
        ("final producer", "final producers"),
    ),
}
_SENTENCES = {
    StepKind.DROP_PARTICIPANT: ("Вывести из состава участников: {name}", "Part with the participant: {name}"),
    StepKind.SHIFT_PURCHASES: (
        "Перенести закупки ОКПД2 {group} на {amount}: {partner} берёт их у участника {name}, а не на стороне",
        "Move purchases of OKPD2 {group} for {amount}: {partner} has them from {name} instead of outside",
    ),
    StepKind.BUY_MORE: (
        "Увеличить закупки ОКПД2 {group} на {amount}: {partner} у участника {name}",
        "Buy more of OKPD2 {group} for {amount}: {partner} from {name}",
    ),
}


def say_step(step: Step, lang: str) -> str:
    """One imperative sentence without its cost."""
    if step.kind in _RECRUITS:
        return _recruit(step, lang)
    if step.kind in _SENTENCES:
        amount = "" if step.amount is None else money(step.amount, lang)
        known = {"name": step.name, "partner": step.partner_name, "group": step.group, "amount": amount}
        return pick(_SENTENCES[step.kind], lang).format(**known)
    return _counted(step, lang)


def _recruit(step: Step, lang: str) -> str:
    forms = _RECRUITS[step.kind][0 if lang == "ru" else 1]
    special = pick((" на территории пониженного порога", " on a reduced-threshold territory"), lang)
    if step.inn is not None:
        known = step.name if step.name == step.inn else f"{step.name} ({_inn(step.inn, lang)})"
        who = _inn(step.inn, lang) if step.name == step.inn else known
        return f"{pick(('Привлечь', 'Bring in the'), lang)} {forms[0]}: {who}"
    place = special if step.special_territory else ""
    return f"{pick(('Привлечь', 'Bring in'), lang)} {step.count} {plural(step.count, lang, *forms)}{place}"


def _inn(inn: str, lang: str) -> str:
    return f"{pick(('ИНН', 'INN'), lang)} {inn}"


def _counted(step: Step, lang: str) -> str:
    count, name = step.count, step.name
    if step.kind is StepKind.SIGN_AGREEMENT:
        if name is not None:
            who = _inn(name, lang) if name == step.inn else name
            return pick(
                (f"Подписать соглашение об участии: {who}", f"Sign the agreement of participation: {who}"), lang
            )
        return pick(
            (
                f"Подписать {count} {plural(count, 'ru', 'соглашение', 'соглашения', 'соглашений')} об участии",
                f"Sign {count} {plural(count, 'en', 'agreement', 'agreements')} of participation",
            ),
            lang,
        )
    if step.kind is StepKind.NEWCOMER_CONTRACT:
        whom = (name, name) if name is not None else (f"новых участников: {count}", f"new participants: {count}")
        return pick(
            (
                f"Заключить первый договор внутри кластера: {whom[0]}, второй стороной {step.partner_name}",
                f"Conclude the first contract inside the cluster: {whom[1]}, with {step.partner_name}",
            ),
            lang,
        )
    if step.kind is StepKind.ADD_HIGH_PERFORMANCE_JOBS:
        jobs = f"{count} {plural(count, 'ru', 'рабочее место', 'рабочих места', 'рабочих мест')}"
        english = f"{count} {plural(count, 'en', 'job', 'jobs')}"
        return pick(
            (f"Сделать высокопроизводительными {jobs}: {name}", f"Make {english} high-performance: {name}"), lang
        )
    if step.kind is StepKind.ADD_EDUCATION_BODY:
        return pick((f"Добавить образовательные организации: {count}", f"Add educational institutions: {count}"), lang)
    return pick(
        (f"Добавить объекты технологической инфраструктуры: {count}", f"Add technological objects: {count}"), lang
    )


def say_cost(cost: Decimal, lang: str) -> str:
    """Rubles or points: the number alone, kopecks only where there are any."""
    shown = cost.quantize(Decimal("0.01"))
    return number(shown if shown % 1 else shown.quantize(Decimal(1)), lang)


def say_headline(plan: Plan, lang: str) -> str:
    if plan.status is PlanStatus.OPTIMAL and not plan.steps:
        return pick(NOTHING_TO_DO, lang)
    headline = pick(HEADLINES[plan.status], lang)
    return headline if plan.cost is None else f"{headline}: {say_cost(plan.cost, lang)}"


def say_proof(plan: Plan, lang: str) -> str:
    """What is proven of the cost; empty without a plan."""
    if plan.cost is None or plan.bound is None:
        return ""
    if plan.proven:
        return pick(
            (
                "Доказано с точностью до копейки: среди разрешённых шагов нет ничего дешевле "
                f"(нижняя граница {say_cost(plan.bound, lang)} равна стоимости).",
                "Proven to the kopeck: the allowed steps hold nothing cheaper "
                f"(the lower bound {say_cost(plan.bound, lang)} equals the cost).",
            ),
            lang,
        )
    return pick(
        (
            f"Не доказано, что дешевле нельзя: поиск остановлен, нижняя граница {say_cost(plan.bound, lang)}.",
            f"Not proven to be the cheapest: the search was stopped, the lower bound is {say_cost(plan.bound, lang)}.",
        ),
        lang,
    )


def say_next_best(plan: Plan, lang: str) -> str:
    """What the next best plan costs; empty where there is none."""
    other = plan.next_best
    if other is None:
        return ""
    cost = say_cost(other.cost, lang)
    if other.dearer_by <= 0:
        return pick(
            (f"Есть другой план той же стоимости: {cost}.", f"There is another plan of the same cost: {cost}."), lang
        )
    more = say_cost(other.dearer_by, lang)
    return pick(
        (f"Следующий по стоимости план: {cost}, дороже на {more}.", f"The next best plan: {cost}, dearer by {more}."),
        lang,
    )


def say_change(change: Change, lang: str) -> str:
    """`Участников: 9 → 10`."""
    unit = {"functional_dependence": "ratio", "special_territory_share": "ratio", "high_performance_share": "ratio"}
    kind = unit.get(change.measure, "RUB" if change.measure == "productivity" else "count")
    shown = ["—" if each is None else quantity(each, kind, lang) for each in (change.before, change.after)]
    return f"{pick(MEASURES[change.measure], lang)}: {shown[0]} → {shown[1]}"


def say_obstacle(obstacle: Obstacle, facts: Facts, lang: str) -> str:
    """Which rule, what it asks, how near the steps come."""
    label = facts.item(obstacle.rule).label.text(lang)
    asked = say_bound(pick(OPERATORS[obstacle.operator], lang), obstacle.threshold, obstacle.unit, lang)
    if obstacle.best is None:
        reached = pick(("достижимого значения нет", "no value can be reached"), lang)
    else:
        best = _value(obstacle, lang)
        reached = pick((f"достижимо {best}", f"reachable: {best}"), lang)
        if obstacle.gap:
            reached += pick((", не хватает ", ", missing: "), lang) + _gap(obstacle, lang)
    alone = pick(
        (
            ("не выполнить и отдельно от других", "cannot be met even alone")
            if obstacle.alone
            else ("не выполнить вместе с остальными", "cannot be met together with the others")
        ),
        lang,
    )
    return f"{label}: {pick(('нужно', 'asked:'), lang)} {asked}, {reached} ({alone})."


def _value(obstacle: Obstacle, lang: str) -> str:
    assert obstacle.best is not None
    if obstacle.unit == "ratio":
        return ratio_apart(Fraction(obstacle.best), Fraction(obstacle.threshold), lang)
    return quantity(obstacle.best, obstacle.unit, lang)


def _gap(obstacle: Obstacle, lang: str) -> str:
    assert obstacle.gap is not None
    if obstacle.unit != "ratio":
        return quantity(obstacle.gap, obstacle.unit, lang)
    points = f"{Decimal(obstacle.gap) * 100:f}".rstrip("0").rstrip(".")
    return say_points(points, lang)


def say_missing(plan: Plan, facts: Facts, lang: str) -> str:
    """Which rules lack data; or that the limit came first."""
    if not plan.missing:
        return pick(
            ("Поиск остановлен раньше, чем нашёлся план.", "The search was stopped before it found a plan."), lang
        )
    labels = ", ".join(facts.item(key).label.text(lang) for key in plan.missing)
    return pick(
        (
            f"План строится только на известных сведениях. Нет данных для правил: {labels}.",
            f"A plan stands on known figures only. No data for: {labels}.",
        ),
        lang,
    )
