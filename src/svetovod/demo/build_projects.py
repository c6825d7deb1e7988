"""Builds joint projects of a scene through their services: ideas, estimates, versions, remarks and answers.

Everything comes from a seed: the same organisations give the same projects, sums and words.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace
from typing import Any

from svetovod.web.projects import services
from svetovod.web.projects.enums import CostKind, ParticipantRole, Purpose, Question, RemarkState, Section, Severity
from svetovod.web.projects.models import CostRow, JointProject, ProjectVersion, Remark
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.registry.selectors import members_of

from .bridge import invented_inn
from .build_fit import fit_build
from .project_texts import ANSWERS, EVIDENCE, INDICATORS, PRODUCTS, REMARKS, RETURNS, SECTIONS, STAGES

ActorFor = Callable[[Organisation], Any]
SEED = 2021
START, END = date(2021, 9, 1), date(2024, 6, 30)
HALF_YEARS = ("2021H2", "2022H1", "2022H2", "2023H1", "2023H2", "2024H1")
# item, least and most share of the estimate in per mille
SHARES = (
    (CostKind.EQUIPMENT, 420, 560),
    (CostKind.TOOLING, 90, 160),
    (CostKind.PROTOTYPE, 60, 110),
    (CostKind.DESIGN_DOCUMENTATION, 40, 90),
    (CostKind.MASTERING, 110, 190),
    (CostKind.RECONSTRUCTION, 20, 60),
    (CostKind.SOFTWARE, 15, 40),
)
SAME_INVOICE = "Счёт № 418 от 14.02.2022"
TEXTS_DUE = date(2021, 10, 1)
RATE, CAP = Decimal("0.30"), Decimal(300_000_000)
# kind, number, day and share of the row, with what the scene's enterprises bought before the first session
KIT_OF_DRAWINGS: tuple[tuple[str, str, date, Decimal], ...] = (
    ("contract", "{n}-КД", date(2021, 4, 12), Decimal(1)), ("payment", "{n}1", date(2021, 4, 20), Decimal("0.4")),
    ("upd", "{n}", date(2021, 5, 17), Decimal(1)), ("payment", "{n}2", date(2021, 5, 24), Decimal("0.6")),
)  # fmt: skip
KIT_OF_EQUIPMENT: tuple[tuple[str, str, date, Decimal], ...] = (
    ("contract", "{n}-ОБ", date(2021, 5, 11), Decimal(1)), ("payment", "{n}3", date(2021, 5, 25), Decimal("0.3")),
)  # fmt: skip
FIRST_SALES, SALES = 2023, tuple(map(Decimal, ("0.3", "0.7", "1.1", "1.3", "1.3", "1.3")))
RATE_BASIS = "Условная ставка: ключевая ставка 5 % и надбавка за риск 7 %"
SUPPLIER = "Поставщик (условный)"
SUPPLIERS = {CostKind.DESIGN_DOCUMENTATION: 9701, CostKind.EQUIPMENT: 9702}
NOT_COUNTED = {CostKind.RECONSTRUCTION, CostKind.SOFTWARE}


def projects_build(
    clusters: Iterable[Cluster],
    *,
    initiator: ActorFor,
    partner: ActorFor,
    at: datetime,
    count: int = 24,
    seed: int = SEED,
) -> list[JointProject]:
    """`count` projects spread over the clusters that have at least two members, in turn.

    `initiator` and `partner` give the person who speaks for an organisation. Requests come to about RUB 3 bn for 24.
    """
    teams = [(cluster, team) for cluster in clusters if len(team := _enterprises(cluster)) > 1]
    chance = Random(seed)  # noqa: S311 -- a reproducible scene, nothing secret
    made = []
    for number in range(count if teams else 0):
        cluster, team = teams[number % len(teams)]
        turn = number // len(teams) % len(team)
        order = team[turn:] + team[:turn]
        partners = order[1 : 2 + chance.randrange(min(3, len(order) - 1))]
        product = PRODUCTS[number % len(PRODUCTS)]
        made.append(
            project_build(
                cluster, order[0], partners, product, initiator=initiator, partner=partner, at=at, chance=chance
            )
        )
    _claim_twice(made, initiator, at)
    return made


def _claim_twice(projects: Sequence[JointProject], initiator: ActorFor, at: datetime) -> None:
    """One invoice of an enterprise stands in two projects: for the check to find. Sums stay as they are."""
    rows = CostRow.objects.filter(project__in=projects).select_related("project__initiator", "payer")
    first: dict[int, CostRow] = {}
    for row in rows.order_by("project__number", "position"):
        known = first.setdefault(row.payer_id, row)
        if known.project_id != row.project_id:
            for each in (known, row):
                actor = initiator(each.project.initiator)
                services.cost_edit(actor=actor, cost=each, fields={"evidence": SAME_INVOICE}, at=at)
            return


def _enterprises(cluster: Cluster) -> list[Organisation]:
    return [member.organisation for member in members_of(cluster)[:8]]


def project_build(
    cluster: Cluster,
    organisation: Organisation,
    partners: Sequence[Organisation],
    product: tuple[str, str, str, str],
    *,
    initiator: ActorFor,
    partner: ActorFor,
    at: datetime,
    chance: Random,
) -> JointProject:
    """One project with everything but remarks. Some rows have no evidence yet, some count for nothing."""
    actor = initiator(organisation)
    title, okpd2, replaces, lacking = product
    canvas = {"replaces": replaces, "lacking": lacking} | _sides(organisation, partners)
    project = services.project_create(
        actor=actor, cluster=cluster, organisation=organisation, title=title, canvas=canvas, at=at
    )
    roles = (ParticipantRole.CO_EXECUTOR, ParticipantRole.BUYER, ParticipantRole.INVESTOR)
    for place, other in enumerate(partners):
        invited = services.participant_invite(
            actor=actor, project=project, organisation=other, role=roles[place % len(roles)], at=at
        )
        if chance.random() < 0.9:
            services.consent_give(actor=partner(other), participant=invited, at=at + timedelta(minutes=10))
    eligible = _estimate(project, [organisation, *partners], actor, at, chance)
    _money(project, okpd2, eligible, actor=actor, at=at, chance=chance)
    fit_build(project, [organisation, *partners], actor, at)
    _kits(project, actor, at)
    _efficiency(project, eligible, actor, at)
    _indicators(project, actor, at, chance)
    _stages(project, [organisation, *partners], actor, at)
    _sections(project, [organisation, *partners], actor, at)
    for question in Question:
        if question not in {Question.FITS_FUNCTIONAL_MAP, Question.FITS_PROGRAMME} and chance.random() < 0.7:
            services.answer_give(actor=actor, project=project, question=question, yes=True, at=at)
    project.refresh_from_db()
    return project


def _sides(organisation: Organisation, partners: Sequence[Organisation]) -> dict[str, str]:
    names = ", ".join(str(each) for each in partners)
    return {
        "makers": f"{organisation}: головное изделие и сборка. {names}: комплектующие и испытания.",
        "buyers": f"{names}; предприятия отрасли за пределами кластера.",
    }


def _estimate(
    project: JointProject, payers: Sequence[Organisation], actor: Any, at: datetime, chance: Random
) -> Decimal:
    """Two or three rows an item; returns what counts by the edition of 08.04.2021."""
    whole = Decimal(chance.randrange(175, 850)) * 1_000_000
    rows = []
    for kind, least, most in SHARES:
        count = chance.randrange(1, 4)
        rows += [
            _cost(kind, whole * chance.randrange(least, most) / 1000 / count, payers, chance) for _ in range(count)
        ]
    parsed = SimpleNamespace(costs=rows)
    services.estimate_import(actor=actor, project=project, parsed=parsed, sha256="", at=at)
    return sum((r.amount for r in rows if r.kind not in NOT_COUNTED and not r.other_support), Decimal(0))


def _cost(kind: CostKind, amount: Decimal, payers: Sequence[Organisation], chance: Random) -> SimpleNamespace:
    evidence = chance.choice(EVIDENCE).format(n=chance.randrange(10, 400))
    return SimpleNamespace(
        kind=kind,
        payer=chance.choice(payers).inn,
        on=START + timedelta(days=chance.randrange(30, 960)),
        amount=amount.quantize(Decimal("0.01")),
        evidence=evidence if chance.random() < 0.85 else "",
        other_support=kind != CostKind.EQUIPMENT and chance.random() < 0.05,
    )


def _money(project: JointProject, okpd2: str, eligible: Decimal, *, actor: Any, at: datetime, chance: Random) -> None:
    requested = _round(min(eligible * RATE, CAP) * chance.randrange(86, 100) / 100)
    project.refresh_from_db()
    services.project_edit(
        actor=actor, project=project, revision=project.revision, at=at,
        fields={
            "okpd2": okpd2, "tnved": "8544", "start": START, "end": END, "requested": requested,
            "minimum": _round(requested * chance.randrange(50, 80) / 100),
            "own_funds": (eligible * Decimal("0.55")).quantize(Decimal("0.01")),
            "loan_funds": (eligible * Decimal("0.20")).quantize(Decimal("0.01")),
        },
    )  # fmt: skip


def _kits(project: JointProject, actor: Any, at: datetime) -> None:
    """The drawings are proven to the end, the first equipment is agreed and paid for in advance."""
    drawings = project.costs.filter(kind=CostKind.DESIGN_DOCUMENTATION).first()
    equipment = project.costs.filter(kind=CostKind.EQUIPMENT).first()
    documents = []
    for row, kit in ((drawings, KIT_OF_DRAWINGS), (equipment, KIT_OF_EQUIPMENT)):
        documents += [_document(row, *each) for each in kit] if row is not None else []
    services.evidence_import(actor=actor, project=project, parsed=documents, sha256="", at=at)


def _efficiency(project: JointProject, whole: Decimal, actor: Any, at: datetime) -> None:
    """Sales grow for four years after the first batch; two projects in seven do not pay back within the plan."""
    margin = Decimal("0.28") if project.number % 7 in {2, 5} else Decimal("0.46")
    years = {}
    for place, share in enumerate(SALES):
        revenue = (whole * share).quantize(Decimal("0.01"))
        taxes = (revenue * Decimal("0.09")).quantize(Decimal("0.01"))
        costs = (revenue * (1 - margin)).quantize(Decimal("0.01"))
        years[FIRST_SALES + place] = {"revenue": revenue, "costs": costs, "taxes": taxes}
    services.efficiency_write(actor=actor, project=project, rate=Decimal("0.12"), basis=RATE_BASIS, years=years, at=at)


def _document(row: CostRow, kind: str, number: str, on: date, share: Decimal) -> tuple[int, SimpleNamespace]:
    """A document with VAT of 20 % of that share of the row; one supplier for each item."""
    gross = (row.amount * share * Decimal("1.2")).quantize(Decimal("0.01"))
    place = row.project.number * 10 + row.position
    return 0, SimpleNamespace(
        row=row.position, kind=kind, number=number.format(n=place), on=on, payer=row.payer.inn, gross=gross,
        vat=(gross / 6).quantize(Decimal("0.01")), rate="20", seller=invented_inn(SUPPLIERS[CostKind(row.kind)]),
        seller_name=SUPPLIER,
    )  # fmt: skip


def _round(amount: Decimal) -> Decimal:
    """Down to ten thousand rubles, as people ask."""
    return amount // 10_000 * 10_000


def _indicators(project: JointProject, actor: Any, at: datetime, chance: Random) -> None:
    plan = {}
    meanings = {}
    for name, unit, step, kind in INDICATORS:
        made = services.indicator_add(actor=actor, project=project, name=name, unit=unit, at=at)
        meanings[made.pk] = {"kind": kind, "baseline": Decimal(0)}
        first = chance.randrange(1, 5)
        plan[made.pk] = {period: Decimal(step * (first + place) * place) for place, period in enumerate(HALF_YEARS)}
    services.indicator_plan(actor=actor, project=project, plan=plan, meanings=meanings, at=at)


def _stages(project: JointProject, people: Sequence[Organisation], actor: Any, at: datetime) -> None:
    """The way from drawings to serial production, the same months for all; enterprises in turn answer for it."""
    for place, (name, result, start, end, after) in enumerate(STAGES):
        fields = {
            "name": name, "result": result, "responsible": people[place % len(people)], "start": start, "end": end,
            "after": list(after),
        }  # fmt: skip
        services.stage_add(actor=actor, project=project, fields=fields, at=at)


def _sections(project: JointProject, people: Sequence[Organisation], actor: Any, at: datetime) -> None:
    """Texts of the application, the later ones still missing in some; the enterprises in turn answer for them."""
    chance = Random(project.number)  # noqa: S311 -- a reproducible scene, nothing secret
    named = {
        "title": project.title, "leader": people[0], "partners": ", ".join(map(str, people[1:])),
        "replaces": project.replaces, "lacking": project.lacking,
    }  # fmt: skip
    written = chance.randrange(len(SECTIONS) - 3, len(SECTIONS) + 1)
    for place, (key, text) in enumerate(SECTIONS):
        owner = people[place % len(people)]
        services.section_plan(actor=actor, project=project, key=key, owner=owner, due=TEXTS_DUE, at=at)
        if place < written:
            words = text.format(**named)
            services.section_write(actor=actor, project=project, key=key, text=words, revision=0, at=at)


def projects_present(
    projects: Iterable[JointProject], *, initiator: ActorFor, occasion: str, at: datetime
) -> list[ProjectVersion]:
    """Version 1 of each, shown to the occasion."""
    versions = []
    for project in projects:
        actor = initiator(project.initiator)
        version = services.version_freeze(actor=actor, project=project, purpose=Purpose.PRESENTATION, at=at)
        services.project_present(actor=actor, project=project, version=version, occasion=occasion, at=at)
        versions.append(version)
    return versions


def remarks_build(
    versions: Sequence[ProjectVersion], *, experts: Sequence[Any], occasion: str, at: datetime, seed: int = SEED
) -> list[Remark]:
    """Two to four remarks a project (60-90 for 24), experts in turn: no two of one expert in the same words."""
    chance = Random(seed)  # noqa: S311 -- a reproducible scene, nothing secret
    made = []
    for place, version in enumerate(versions):
        kinds = chance.sample(REMARKS, chance.choice((2, 3, 3, 4)))
        for number, (section, severity, text) in enumerate(kinds):
            made.append(
                services.remark_add(
                    actor=experts[(place + number) % len(experts)], project=version.project, version=version,
                    section=Section(section), severity=Severity(severity), text=text, occasion=occasion,
                    key=f"scene-{version.pk}-{number}", at=at + timedelta(minutes=3 * number),
                )
            )  # fmt: skip
    return made


def remarks_answer(
    remarks: Sequence[Remark], *, initiator: ActorFor, experts: Sequence[Any], at: datetime, seed: int = SEED
) -> None:
    """Answers of the teams and judgements of the experts: every state of a remark occurs.

    The first remark of a project that is mended gives its version 2, with the estimate and the idea changed.
    """
    chance = Random(seed + 1)  # noqa: S311 -- a reproducible scene, nothing secret
    by_person = {expert.person_id: expert for expert in experts}
    fixed: dict[int, ProjectVersion] = {}
    for number, remark in enumerate(remarks):
        project = remark.project
        actor, expert = initiator(project.initiator), by_person[remark.author_id]
        choice = chance.choice(("new", "accept", "accept", "fix", "fix", "fix", "decline"))
        later = at + timedelta(hours=number % 40)
        if choice == "accept":
            due = (later + timedelta(days=chance.randrange(5, 40))).date()
            services.remark_accept(actor=actor, remark=remark, text=ANSWERS["accept"], due=due, at=later)
        elif choice == "decline":
            services.remark_decline(actor=actor, remark=remark, text=ANSWERS["decline"], at=later)
            if chance.random() < 0.5:
                services.remark_close(actor=expert, remark=remark, at=later + timedelta(hours=3))
        elif choice == "fix":
            if project.pk not in fixed:
                fixed[project.pk] = second_version(project, actor, later, chance)
            services.remark_fix(actor=actor, remark=remark, text=ANSWERS["fix"], version=fixed[project.pk], at=later)
            _judge(remark, expert, later + timedelta(hours=5), chance)
    services.remarks_release(at=at)


def _judge(remark: Remark, expert: Any, at: datetime, chance: Random) -> None:
    verdict = chance.random()
    if verdict < 0.6:
        services.remark_close(actor=expert, remark=remark, at=at)
    elif verdict < 0.75:
        services.remark_reopen(actor=expert, remark=remark, text=chance.choice(RETURNS), at=at)


def second_version(project: JointProject, actor: Any, at: datetime, chance: Random) -> ProjectVersion:
    """What a team mends: a row that does not count goes, evidence comes, an explanation is added."""
    rows = list(project.costs.select_related("project", "payer").order_by("position"))
    for row in rows:
        if row.kind == CostKind.RECONSTRUCTION:
            services.cost_delete(actor=actor, cost=row, at=at)
        elif not row.evidence:
            words = chance.choice(EVIDENCE).format(n=chance.randrange(10, 400))
            services.cost_edit(actor=actor, cost=row, fields={"evidence": words}, at=at)
    fresh = JointProject.objects.get(pk=project.pk)
    services.project_edit(
        actor=actor, project=fresh, revision=fresh.revision, at=at,
        fields={"lacking": f"{fresh.lacking} Запас по срокам поставки увеличен до 60 дней."},
    )  # fmt: skip
    return services.version_freeze(actor=actor, project=project, purpose=Purpose.REVISION, at=at)


def states_of(remarks: Iterable[Remark]) -> dict[str, int]:
    """How many remarks stand in each state: for the scene's own check."""
    found = dict.fromkeys(RemarkState.values, 0)
    for state in Remark.objects.filter(pk__in=[r.pk for r in remarks]).values_list("state", flat=True):
        found[state] += 1
    return found
