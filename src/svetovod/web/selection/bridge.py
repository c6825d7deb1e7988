"""Rows of a round to the engine, and the engine's ranking to what is stored. The only file that knows the engine."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from svetovod.engine import ledger, model, ranking
from svetovod.web.common import formatting
from svetovod.wording import ranking as wording

from .enums import ApplicationState, SheetState, ThresholdUnit, TieRule
from .models import Application, ComputedScore, Criterion, ScoreSheet, SelectionRound
from .reckoning.bridge import own_funds
from .shares import asked_by_year, direction_of, is_direction

LANGUAGES = ("ru", "en")
OUT = (ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED, ApplicationState.WITHDRAWN)


def engine_version() -> str:
    return f"svetovod {version('svetovod')}"


def commit(sheet: Any) -> tuple[str, str]:
    """A new salt (hex) and the commitment to the sheet under it."""
    salt = ledger.new_salt()
    return salt.hex(), ledger.commit(salt, sheet)


def commit_file(content: bytes) -> tuple[str, str]:
    """A new salt (hex) and the commitment to the file under it."""
    salt = ledger.new_salt()
    return salt.hex(), ledger.commit_file(salt, content)


def opens_file(commitment: str, salt: str, content: bytes) -> bool:
    return ledger.opens_file(commitment, bytes.fromhex(salt), content)


def root_line(size: int, root: str) -> str:
    """The root of the journal as a letter keeps it, for `svetovod verify --witness`."""
    return ledger.root_line(size, root)


def opens(commitment: str, salt: str, sheet: Any) -> bool:
    return ledger.opens(commitment, bytes.fromhex(salt), sheet)


def to_engine(round_: SelectionRound) -> model.SelectionRound:
    """The round with everything its ranking hangs on: opened sheets only, candidates in the order of registration."""
    applications = round_.applications.exclude(state__in=OUT).select_related("project").order_by("serial")
    sheets = ScoreSheet.objects.filter(
        assignment__application__round=round_, state=SheetState.OPENED
    ).select_related("assignment__application__project", "assignment__member", "second").order_by("pk")  # fmt: skip
    computed = ComputedScore.objects.filter(application__in=applications).select_related("criterion").order_by("pk")
    codes = {row.pk: row.project.code for row in applications}
    return model.SelectionRound(
        limit=round_.limit,
        threshold=threshold_points(round_),
        distribution=model.Distribution(round_.distribution),
        criteria=tuple(_criterion(row) for row in round_.criteria.all()),
        candidates=tuple(_candidate(row, round_) for row in applications),
        scores=(
            *(score for sheet in sheets for score in _scores(sheet)),
            *(model.Score(codes[row.application_id], None, row.criterion.code, row.points) for row in computed),
        ),
        aggregation=model.Aggregation(round_.aggregation),
        scale=model.Scale(round_.scoring),
        winners=round_.winners,
        sheets_needed=round_.sheets_needed,
        ties=_ties(round_),
        quotas=tuple(
            model.Quota(_by(q["name"]), region_name(q["name"], "ru"), _sum(q["at_most"]), _sum(q["at_least"]))
            for q in round_.quotas
        ),
        years=tuple(sorted((int(year), Decimal(part)) for year, part in round_.years.items())),
    )


def threshold_points(round_: SelectionRound) -> Decimal | None:
    """The passing score in points of the score; of a per cent so much of the highest score."""
    if round_.threshold is None or round_.threshold_unit != ThresholdUnit.PERCENT:
        return round_.threshold
    whole = sum((_criterion(row).weight for row in round_.criteria.all()), Decimal(0))
    return whole * round_.threshold / 100


def least_of(row: Application) -> Decimal:
    """The least that the application takes by the rules of its round and its own word."""
    assert row.requested is not None, "application_complete: only drafts lack it"
    return model.Distribution(row.round.distribution).least(row.requested, row.minimum)


def _by(name: str) -> model.QuotaBy:
    return model.QuotaBy.DIRECTION if is_direction(name) else model.QuotaBy.REGION


def _ties(round_: SelectionRound) -> tuple[str, ...]:
    """The keys of the engine; the heaviest criterion is the first of those of the greatest weight."""
    first = {
        TieRule.REQUESTED: ("requested",),
        TieRule.OWN_FUNDS: ("own_funds",),
        TieRule.HEAVIEST: (f"criterion:{_heaviest(round_)}",),
    }
    return (*first.get(TieRule(round_.ties), ()), "registered_at")


def _heaviest(round_: SelectionRound) -> str:
    rows = list(round_.criteria.all())
    return str(max(rows, key=lambda row: row.weight or 0).code) if rows else ""


def _sum(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _criterion(row: Criterion) -> model.Criterion:
    assert row.weight is not None and row.maximum is not None, "only drafts lack them"
    return model.Criterion(row.code, row.name, row.weight, row.maximum, model.CriterionKind(row.kind), row.least)


def _candidate(row: Application, round_: SelectionRound) -> model.Candidate:
    assert row.requested is not None and row.filed_at is not None, "application_complete: only drafts lack them"
    return model.Candidate(
        code=row.project.code,
        title=row.pinned.content["title"],
        requested=row.requested,
        registered_at=row.filed_at,
        admitted=row.state != ApplicationState.NOT_ADMITTED,
        minimum=row.minimum,
        region=region_name(str(row.initiator.get("region", "")), "ru"),
        direction=direction_of(str(row.pinned.content.get("okpd2", "")), round_.quotas),
        own_funds=own_funds(row.pinned.content) if round_.ties == TieRule.OWN_FUNDS else None,
        by_year=tuple((int(year), part) for year, part in asked_by_year(row, round_.years).items()),
    )


def _scores(sheet: ScoreSheet) -> list[model.Score]:
    body = sheet.counted
    assert body is not None, "sheet_sealed: an opened sheet has its body"
    points = sorted(body["scores"].items())
    return [model.Score(body["project"], body["expert"], code, Decimal(value)) for code, value in points]


def rank(round_: SelectionRound) -> tuple[dict[str, Any], dict[str, Any]]:
    """The input and the result as JSON; the result carries the reasons in both languages under `why`."""
    return _ranked(to_engine(round_))


def rank_again(
    given: Mapping[str, Any], set_aside: Collection[tuple[str, str]], points: Mapping[tuple[str, str | None, str], str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A stored input with sheets (project, expert) set aside and single points (.. criterion) corrected, ranked.

    Points of a computed criterion have no expert."""
    scores = [
        score
        | ({"conflict": True} if (score["project"], score["expert"]) in set_aside else {})
        | _corrected(score, points)
        for score in given["scores"]
    ]
    return _ranked(ranking.round_from_json({**given, "scores": scores}))


def _corrected(score: Mapping[str, Any], points: Mapping[tuple[str, str | None, str], str]) -> dict[str, Any]:
    found = points.get((score["project"], score["expert"], score["criterion"]))
    return {} if found is None else {"points": found}


def _ranked(given: model.SelectionRound) -> tuple[dict[str, Any], dict[str, Any]]:
    made = ranking.rank(given)
    codes = [place.project for place in made.places] + [code for code, _outcome in made.unranked]
    names = {criterion.code: criterion.name for criterion in given.criteria}
    why = {code: _why(made.why(code), names) for code in codes}
    return ranking.round_to_json(given), made.to_json() | {"why": why}


def _why(explanation: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        lang: {
            "score": [
                wording.say_contribution(part, names[part.criterion], lang) for part in explanation.contributions
            ],
            "place": [wording.say_reason(reason, lang) for reason in explanation.place],
            "money": [wording.say_reason(reason, lang) for reason in explanation.money],
        }
        for lang in LANGUAGES
    }


def region_code(text: str) -> str:
    """The ISO code of the region that is named so; "" where none is."""
    from svetovod.engine.reference import regions

    return regions.find(text) or ""


def region_name(iso: str, lang: str) -> str:
    """The region's name; the code itself where there is no such region."""
    from svetovod.engine.reference import regions

    try:
        return regions.name(iso, lang)
    except (KeyError, ValueError):
        return iso


def working_from(day: date) -> tuple[date, bool]:
    """The day itself or the next working one; whether the days off of these years are fixed by decree."""
    from svetovod.engine.reference import workdays

    found = workdays.working_from(day)
    return found, all(workdays.calendar(year).known for year in {day.year, found.year})


def read_criteria(source: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    """Criteria of a workbook (a binary file) as rows of a draft; what is wrong with it, sheet by sheet in words."""
    from svetovod.engine.workbooks import read_criteria as read
    from svetovod.wording.problems import by_sheet

    found = read(source)
    rows = [
        {"code": row.code, "name": row.name, "meaning": "", "weight": row.weight, "maximum": row.maximum,
         "kind": row.kind.value}
        for row in found.value or ()
    ]  # fmt: skip
    return rows, by_sheet(found.errors, formatting.lang()) if found.errors else []


def score_form(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """The form of scores as a workbook; a line has the fields of the engine's `ScoreLine`."""
    from svetovod.engine.workbooks.scores import ScoreLine, write_scores

    return write_scores([ScoreLine(**line) for line in lines], formatting.lang())


def read_score_form(source: Any) -> tuple[list[tuple[int, Any]], list[Any]]:
    """Lines with their rows; what is wrong with the form, in words by cell."""
    from svetovod.engine.workbooks.scores import read_scores
    from svetovod.wording.problems import by_sheet

    found = read_scores(source)
    return list(found.value or ()), by_sheet(found.errors, formatting.lang()) if found.errors else []


def official_book(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Applications with the fields that protocols of the state's system carry; a line as in `OfficialLine`."""
    from svetovod.engine.workbooks.official import OfficialLine, write_official

    return write_official([OfficialLine(**line) for line in lines], formatting.lang())


def read_official_list(source: Any) -> tuple[list[Any], list[Any]]:
    """Lines of the official list; what is wrong with it, in words by cell."""
    from svetovod.engine.workbooks.official import read_official
    from svetovod.wording.problems import by_sheet

    found = read_official(source)
    return list(found.value or ()), by_sheet(found.errors, formatting.lang()) if found.errors else []


def canonical(value: Any) -> bytes:
    return ledger.canonical_json(value)


def manifest_sha256(files: dict[str, bytes], withheld: Iterable[int]) -> str:
    return ledger.manifest_sha256(files, withheld)


def container(files: dict[str, bytes], entries: list[bytes], signed: Any) -> bytes:
    """The ZIP; `signed` is the root that covers exactly these entries, which are whole or leaf hashes."""
    return ledger.build_export(files, entries, signed)
