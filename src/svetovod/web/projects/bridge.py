"""Contents of projects to the engine and back: the only module of the app that knows it."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from svetovod.engine import facts as law
from svetovod.engine.ledger import canonical_json
from svetovod.engine.model import CostItem, CostKind, JointProject, Problem, VatRate, rubles_without_vat
from svetovod.engine.rules.project import ProjectAnswers, evaluate_project
from svetovod.web.rulebook.selectors import facts as rulebook_facts

ACT = "pp41"
LARGEST = Decimal(10) ** 16
SHEET = "Смета"
OFFSHORE_LIMIT, OFFSHORE_ABOVE = Decimal("0.5"), Decimal(1)


def facts() -> law.Facts:
    found: law.Facts = rulebook_facts()
    return found


def content_sha256(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(content_bytes(content)).hexdigest()


def content_bytes(content: Mapping[str, Any]) -> bytes:
    """The canonical bytes that a version's hash is of."""
    return bytes(canonical_json(content))


def to_engine(content: Mapping[str, Any]) -> JointProject:
    """The project as the engine sees it. A day that is not given yet limits nothing, a missing request is zero."""
    return JointProject(
        title=content["title"],
        initiator=content["initiator"]["inn"],
        participants=tuple(row["inn"] for row in content["participants"] if row["inn"] != content["initiator"]["inn"]),
        start=_day(content["start"]) or date.min,
        end=_day(content["end"]) or date.max,
        requested=Decimal(content["money"]["requested"] or 0),
        costs=tuple(cost_of(row) for row in content["costs"]),
    )


def engine_project(row: Any) -> JointProject:
    """A project with its participants and costs fetched, as far as money goes: see `to_engine`."""
    inns = [each.organisation.inn for each in row.participants.all()]
    return JointProject(
        title="",
        initiator=row.initiator.inn,
        participants=tuple(inn for inn in inns if inn != row.initiator.inn),
        start=row.start or date.min,
        end=row.end or date.max,
        requested=row.requested or Decimal(0),
        costs=tuple(
            CostItem(
                row=cost.position, kind=CostKind(cost.kind), payer=cost.payer.inn, on=cost.on, amount=cost.amount,
                evidence=None, other_support=cost.other_support,
            )
            for cost in row.costs.all()
        ),
    )  # fmt: skip


def compute_under(project: JointProject, on: date, facts: law.Facts) -> Any:
    """The engine's calculation under given facts; raises `LookupError` where they give no rate or no list of costs."""
    from svetovod.engine.subsidy import compute

    return compute(project, on=on, facts=facts)


def cost_of(row: Mapping[str, Any]) -> CostItem:
    """A row of the estimate in a content."""
    return CostItem(
        row=row["position"],
        kind=CostKind(row["kind"]),
        payer=row["payer"],
        on=date.fromisoformat(row["on"]),
        amount=Decimal(row["amount"]),
        evidence=row["evidence"] or None,
        other_support=row["other_support"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def subsidy(content: Mapping[str, Any], on: date) -> Any:
    """The engine's calculation under the edition of PP 41 in force on the day."""
    from svetovod.engine.subsidy import compute

    return compute(to_engine(content), on=on, facts=facts())


def subsidy_or_none(content: Mapping[str, Any], on: date) -> Any:
    """The calculation, or None for a day before the act."""
    try:
        return subsidy(content, on)
    except law.BeforeFirstEditionError:
        return None


def claimed_twice(content: Mapping[str, Any], rows: Sequence[Any]) -> list[tuple[Any, Any, str]]:
    """Rows of a content that are rows of other projects too, as (claim, row, sign). Rows come with code and files."""
    from svetovod.engine.claims import Claim, twice

    mine = [
        Claim(
            content["code"], row["position"], row["payer"], row["kind"], date.fromisoformat(row["on"]),
            Decimal(row["amount"]), row["evidence"], frozenset(file["sha256"] for file in row.get("files", ())),
        )
        for row in content["costs"]
    ]  # fmt: skip
    others = {
        (row.code, row.position): Claim(
            row.code, row.position, row.inn, row.kind, row.on, row.amount, row.evidence,
            frozenset(sha256 for _name, sha256, _size in row.file_rows),
        )
        for row in rows
    }  # fmt: skip
    known = {(row.code, row.position): row for row in rows}
    found = twice(mine, others.values())
    return [(pair.mine, known[pair.other.project, pair.other.row], str(pair.by)) for pair in found]


def schedule(content: Mapping[str, Any]) -> Any:
    """The engine's plan-schedule of the stages; keys are their numbers as text."""
    from svetovod.engine.schedule import compute

    stages = [
        _stage(row["position"], date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["after"])
        for row in content.get("stages", ())
    ]
    return compute(stages, start=_day(content["start"]), end=_day(content["end"]))


def stage_faults(stages: Sequence[Any]) -> tuple[Any, ...]:
    """Why rows of stages are no plan at all: a circle, a stage that is not there."""
    from svetovod.engine.schedule import compute

    found = compute([_stage(s.position, s.start, s.end, s.after) for s in stages], start=None, end=None)
    return found.conflicts if found.broken else ()


def _stage(number: int, start: date, end: date, after: Sequence[int]) -> Any:
    from svetovod.engine.schedule import Stage

    return Stage(str(number), start, end, tuple(map(str, after)))


def what_if(content: Mapping[str, Any], calculation: Any, *, rate: Decimal | None, cap: Decimal | None) -> Any:
    """The same calculation with another rate (a ratio) or another limit (rubles); None keeps what the law says.

    An edition without a limit has no item to put one into: there `cap` changes nothing.
    """
    from svetovod.engine.subsidy import compute

    wanted = {"rate": rate, "cap": cap}
    sources = {question: calculation.conditions.source(question) for question in wanted}
    values: dict[str, law.Value] = {
        source.key: wanted[question] for question, source in sources.items() if source and wanted[question] is not None
    }
    return compute(to_engine(content), on=calculation.on, facts=facts().with_values(values))


def cash_flow(calculation: Any, delay: int) -> Any:
    """What is spent, what comes back `delay` half-years after the costs, and the deepest need between."""
    from svetovod.engine.subsidy import cash_flow as flow

    return flow(calculation, delay=delay)


def rules(content: Mapping[str, Any], on: date) -> tuple[Any, ...]:
    """Rules of a project listed on the day, judged from what is known; not answered stays "no data"."""
    answers = dict(content["answers"])
    offshore = answers.pop("applicant_offshore_share", None)
    share = None if offshore is None else OFFSHORE_LIMIT if offshore else OFFSHORE_ABOVE
    return evaluate_project(
        ProjectAnswers(participants=len(content["participants"]), applicant_offshore_share=share, **answers),
        on=on,
        facts=facts(),
    )


def okpd2_name(code: str) -> str:
    from svetovod.engine.reference import okpd2

    return okpd2.name(code) or "" if code else ""


def okpd2_search(text: str, limit: int = 12) -> list[tuple[str, str]]:
    """Codes by their beginning or by words of the name in any form."""
    from svetovod.engine.reference import okpd2

    return okpd2.search(text, limit) if text.strip() else []


def okpd2_exists(code: str) -> bool:
    from svetovod.engine.reference import okpd2

    return okpd2.exists(code)


def read_workbook(upload: IO[bytes]) -> Any:
    from svetovod.engine.workbooks import read_project

    return read_project(upload)


def write_workbook(content: Mapping[str, Any], lang: str) -> bytes:
    from svetovod.engine.workbooks.write import write_project

    return write_project(to_engine(content), lang)


def told(problems: Sequence[Any], lang: str) -> list[Any]:
    """Problems sheet by sheet, as the page shows them."""
    from svetovod.wording.problems import by_sheet

    return by_sheet(problems, lang)


def misfits(parsed: Any, known: Collection[str]) -> list[Problem]:
    """Rows of a read estimate that the project cannot hold: of a payer who is not in it, without a sum, too large."""
    return [problem for item in parsed.costs for problem in _misfits(item, known)]


def _misfits(item: CostItem, known: Collection[str]) -> Iterator[Problem]:
    if item.payer not in known:
        yield Problem("payer.unknown", SHEET, item.row, "Плательщик", item.payer)
    reason = "zero" if not item.amount else "digits" if item.amount >= LARGEST else ""
    if reason:
        column = "Сумма без НДС, руб."
        yield Problem("number.invalid", SHEET, item.row, column, format(item.amount, "f"), {"reason": reason})


def rubles(given: Decimal, rate: Decimal | None, vat: str) -> Decimal:
    """A sum of a document in rubles without VAT; see the engine's `rubles_without_vat`."""
    percent = VatRate(vat).percent if vat else 0
    return rubles_without_vat(given, rate=Decimal(1) if rate is None else rate, vat=percent)


def vat_held(vat: str, on: date) -> bool:
    """Whether a document of the day may name that rate of VAT."""
    from svetovod.engine.evidence import kit_data

    return not vat or kit_data().lawful(VatRate(vat), on)


ONE_CLUSTER = "project.one_cluster"


def one_cluster(on: date) -> bool:
    """Whether the edition of the day wants all participants from one cluster; it does where nothing is known."""
    known = facts().value(ONE_CLUSTER, on)
    return known is None or bool(known.value)


def one_cluster_said(on: date, lang: str) -> dict[str, Any]:
    """The same for the page: what is asked, from where, how surely."""
    from svetovod.wording.rules import STATUSES

    known = facts().value(ONE_CLUSTER, on)
    return {
        "one": one_cluster(on), "key": ONE_CLUSTER, "act": ACT, "source": known.source if known else "",
        "status": STATUSES[str(known.status.value)][0 if lang == "ru" else 1] if known else "",
    }  # fmt: skip


def rule_label(result: Any, lang: str) -> str:
    return facts().item(result.key).label.text(lang)


def rule_status(result: Any, lang: str) -> str:
    """How sure the law's question is: read in the act, secondary, from memory."""
    from svetovod.wording.rules import STATUSES

    return STATUSES[str(result.status.value)][0 if lang == "ru" else 1]


def say_rows(calculation: Any, lang: str) -> list[tuple[bool, str]]:
    """For every row of the estimate: does it count, and if not, why."""
    from svetovod.wording.subsidy import say_reason

    return [(row.eligible, say_reason(row.reason, lang) if row.reason else "") for row in calculation.rows]


def say_calculation(calculation: Any, lang: str) -> dict[str, Any]:
    """Steps, notes and sources in words; `confirmed` is False where the edition in force was not seen to say so."""
    from svetovod.wording.subsidy import say_note, say_step

    notes: dict[str, list[int]] = {}
    for note in calculation.notes:
        notes.setdefault(say_note(note, lang), []).append(note.row)
    sources = [
        _said_source(source.key, source.row, source.status, source.confirmed_for_edition, lang)
        for _question, source in calculation.conditions.sources
    ]
    return {
        "steps": [say_step(step, lang) for step in calculation.steps],
        "notes": list(notes.items()),
        "sources": sources,
        "edition": calculation.conditions.edition.on,
        "rate": calculation.conditions.rate,
        "cap": calculation.conditions.cap,
    }


def law_sources(keys: Iterable[str], on: date, lang: str) -> list[dict[str, Any]]:
    """Items of PP 41 a form speaks of, as they stand on the day: by which edition, from where, how sure. One that says
    nothing on that day is left out."""
    law = facts()
    found = [(key, law.value(key, on)) for key in keys]
    return [
        _said_source(key, value.source, value.status.value, value.confirmed_for_edition, lang)
        | {"edition": law.edition_on("pp41", on).on}
        for key, value in found
        if value is not None and value.value is not None
    ]


def _said_source(key: str, row: str, status: str, confirmed: bool, lang: str) -> dict[str, Any]:
    from svetovod.wording.rules import STATUSES
    from svetovod.wording.sources import say_source

    return {
        "key": key, "label": facts().item(key).label.text(lang), "row": say_source(row, lang),
        "status": STATUSES[status][0 if lang == "ru" else 1], "confirmed": confirmed, "verified": status == "verified",
    }  # fmt: skip
