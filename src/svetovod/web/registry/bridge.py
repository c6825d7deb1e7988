"""Between the registry's rows and the engine: workbooks to JSON, JSON to verdicts, verdicts to sentences."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import IO, Any

from svetovod import __version__
from svetovod.engine import facts as law
from svetovod.engine.facts import Facts
from svetovod.engine.model import (
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    Problem,
    Purchase,
)
from svetovod.engine.reference import inn, kpp, ogrn, okpd2, regions
from svetovod.engine.rules import Outcome, Verdict, evaluate, printed_ratio, purchases, verdict_from_json
from svetovod.engine.rules import dependence as functional
from svetovod.engine.unseen import seen
from svetovod.engine.workbooks import read_cluster
from svetovod.web.rulebook.selectors import facts as rulebook_facts
from svetovod.wording.problems import Told, by_sheet, say
from svetovod.wording.rules import OUTCOMES, USES

ACT = "pp779"
ENGINE_VERSION = __version__
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read: `content` is None when there are errors."""

    content: Plain | None
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    sha256: str


def facts() -> Facts:
    found: Facts = rulebook_facts()
    return found


def valid_inn(text: str) -> bool:
    return inn.valid(text)


def okpd2_name(code: str) -> str:
    return okpd2.name(code) or ""


def typed_inn(text: str) -> str:
    """Without spaces and signs that nobody sees; of an INN with its КПП, as account programs print them, the INN."""
    digits = "".join(seen(text).split())
    both = inn.apart(digits)
    return both[0] if both else digits


def valid_kpp(text: str) -> bool:
    return kpp.valid(text)


def valid_ogrn(text: str) -> bool:
    return ogrn.valid(text)


def kpp_reason(text: str) -> str:
    """Why it is registered there, as a code; of a valid КПП."""
    return kpp.reason(text).value


def region_choices(lang: str) -> list[tuple[str, str]]:
    return [(region.iso, region.ru if lang == "ru" else region.en) for region in regions.all()]


def region_name(iso: str, lang: str) -> str:
    try:
        return regions.name(iso, lang)
    except KeyError:
        return iso


def read(file: IO[bytes]) -> Reading:
    """Everything the workbook says, or everything that is wrong with it."""
    digest = sha256(file.read()).hexdigest()
    file.seek(0)
    found = read_cluster(file)
    content = None if found.value is None else to_plain(found.value)
    return Reading(content, found.errors, found.notes, digest)


def to_plain(cluster: Cluster) -> Plain:
    """The engine's cluster as JSON: decimals as text, dates as ISO."""
    plain: Plain = json.loads(json.dumps(asdict(cluster), default=_plain, ensure_ascii=False))
    return plain


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def to_cluster(content: Plain) -> Cluster:
    """Back from JSON."""
    productivity = content["regional_productivity"]
    return Cluster(
        name=content["name"],
        regions=tuple(content["regions"]),
        year=content["year"],
        final_products=tuple(content["final_products"]),
        participants=tuple(_participant(row) for row in content["participants"]),
        purchases=tuple(Purchase(**{**row, "amount": Decimal(row["amount"])}) for row in content["purchases"]),
        infrastructure=tuple(
            InfrastructureObject(InfrastructureKind(row["kind"]), row["name"], row["inn"])
            for row in content["infrastructure"]
        ),
        regional_productivity=None if productivity is None else Decimal(productivity),
    )


def _participant(row: Plain) -> Participant:
    joined, revenue, costs = row["joined_on"], row["revenue"], row.get("cost_of_sales")
    return Participant(
        **{
            **row,
            "role": ParticipantRole(row["role"]),
            "revenue": None if revenue is None else Decimal(revenue),
            "cost_of_sales": None if costs is None else Decimal(costs),
            "joined_on": None if joined is None else date.fromisoformat(joined),
        }
    )


def problem_plain(problem: Problem) -> Plain:
    return {
        "code": problem.code,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "params": dict(problem.params),
    }


def problem_of(plain: Plain) -> Problem:
    return Problem(**plain)


def say_problem(problem: Problem, lang: str) -> str:
    return say(problem, lang)


def told(problems: Sequence[Problem], lang: str) -> list[tuple[str, list[Told]]]:
    """Problems sheet by sheet, as the page shows them."""
    return by_sheet(problems, lang)


def assess(content: Plain, *, on: date, facts: Facts) -> Verdict:
    """The verdict of the stored content on a day."""
    return evaluate(to_cluster(content), on=on, facts=facts)


@dataclass(frozen=True, slots=True)
class Dependence:
    """The functional dependence opened up; money in kopecks, ratios exact."""

    participants: Sequence[Participant]
    readings: Sequence[functional.Reading]
    contributions: Sequence[functional.Contribution]
    links: Sequence[functional.Link]


DENOMINATORS = tuple(each.value for each in functional.Denominator)


def dependence(content: Plain, by: str = DENOMINATORS[0]) -> Dependence:
    """Contributions and what counts of each link are by one of `DENOMINATORS`, the law's first."""
    cluster, chosen = to_cluster(content), functional.Denominator(by)
    return Dependence(
        functional.participants_of(cluster),
        functional.readings(cluster),
        functional.contributions(cluster, chosen),
        functional.links(cluster, chosen),
    )


def ratio(exact: Fraction | None) -> Decimal | None:
    """As printed: six places, half up."""
    return None if exact is None else printed_ratio(exact)


def rubles(kopecks: int) -> Decimal:
    return purchases.rubles(kopecks)


def part(one: int, whole: int) -> Fraction | None:
    return Fraction(one, whole) if whole else None


def result_of(verdict: Verdict) -> Plain:
    """What is stored: codes and parameters, no sentences."""
    return verdict.to_json()


def verdict_of(result: Plain) -> Verdict:
    """A stored verdict as the engine made it, for the words; nothing is computed again."""
    return verdict_from_json(result)


def sums(content: Plain) -> Plain:
    """What is measured about the cluster as one small row, to be kept with the sheet."""
    from svetovod.engine.rules.bulk.kept import kept

    return kept(to_cluster(content))


def sums_complete(row: Plain) -> bool:
    """Of a row kept with a sheet: whether all that rules look at now is in it."""
    from svetovod.engine.rules.bulk.kept import complete

    return complete(row)


def flips(rows: Mapping[str, Plain], first: tuple[date, Facts], second: tuple[date, Facts]) -> Sequence[Any]:
    """Whose conclusion differs between two days of the law, and by which rules."""
    from svetovod.engine.rules.flips import flips as found

    return found(rows, first=first, second=second)


def unconfirmed(facts: Facts, on: date, lang: str) -> list[str]:
    """Rules whose value no source confirms for the edition of the day, in words."""
    pairs = [(item, facts.value(item.key, on)) for item in facts.items_of(ACT) if item.measure]
    return [item.label.text(lang) for item, value in pairs if value and not value.confirmed_for_edition]


def say_outcome(outcome: str, use: str, lang: str) -> str:
    """`not met, a warning`."""
    place = 0 if lang == "ru" else 1
    return f"{OUTCOMES[Outcome(outcome)][place]} ({USES[use][place]})"


def blank(lang: str) -> bytes:
    """The empty workbook of a cluster with a filled example."""
    from svetovod.engine.workbooks.blanks import write_blank

    return write_blank("cluster", lang)


def workbook(content: Plain, lang: str) -> bytes:
    """The stored content as a workbook that reads back without loss."""
    from svetovod.engine.workbooks.write import write_cluster

    return write_cluster(to_cluster(content), lang)


def editions(until: date | None) -> Sequence[law.Edition]:
    """The governing editions of the act, those signed after `until` left out (None: all)."""
    return [e for e in facts().act(ACT).editions if e.governs and (until is None or e.signed_on <= until)]


def edition_of(verdict: Verdict) -> law.Edition:
    """The edition the verdict was made by, also where a later one is in force by now."""
    return facts().edition_on(verdict.act, verdict.edition)


def edition_on(on: date) -> date:
    """The day of the edition in force."""
    return facts().edition_on(ACT, on).on
