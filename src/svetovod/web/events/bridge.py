"""Programmes, visits and presentations to the engine and its answers back; the only file that knows the engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from svetovod.engine import pitches, programme, scans, visits
from svetovod.engine.reference import okpd2

Plain = dict[str, Any]


def product_name(code: str) -> str:
    return okpd2.name(code) or ""


def clashes(
    entries: Iterable[Plain], speakers: Mapping[int, Sequence[tuple[datetime, datetime]]], seats: Mapping[str, int]
) -> list[Plain]:
    """Of entries with `key, kind, start, end, hall, speakers, expected, travel`: what cannot be held."""
    plan = programme.Plan(
        tuple(programme.Entry(**row) for row in entries),
        tuple(programme.Speaker(key, tuple(away)) for key, away in speakers.items()),
        dict(seats),
    )
    return [asdict(each) for each in programme.clashes(plan)]


def difference(before: Sequence[Plain], after: Sequence[Plain]) -> list[Plain]:
    return [
        {"what": each.what, "key": each.key, "before": each.before, "after": each.after}
        for each in programme.difference(before, after)
    ]


def assign_visits(problem: Mapping[str, Any]) -> Plain:
    """`visits` are (id, places), `wishes` ids by person, `fixed` people stay: where each goes, and how good that is."""
    ids = [each for each, _places in problem["visits"]]
    index = {each: place for place, each in enumerate(ids)}
    places = [free for _each, free in problem["visits"]]
    pairs = list(zip(problem["wishes"], problem["fixed"], strict=True))
    for wished, fixed in pairs:
        if fixed:
            places[index[wished[0]]] -= 1
    free = [place for place, fixed in enumerate(problem["fixed"]) if not fixed]
    wishes = tuple(tuple(index[each] for each in problem["wishes"][place]) for place in free)
    given = visits.VisitProblem(wishes, tuple(max(each, 0) for each in places))
    found = visits.solve(given)
    if broken := visits.check(given, found):
        raise RuntimeError(f"the assignment does not hold: {broken[:3]}")
    goes: list[int | None] = [wished[0] if fixed else None for wished, fixed in pairs]
    ranks = [0, 0, 0]
    for place, group, wished in zip(free, found.groups, wishes, strict=True):
        if group is not None:
            goes[place] = ids[group]
            ranks[min(wished.index(group), 2)] += 1
    placed = sum(each is not None for each in goes)
    said = {"people": len(goes), "placed": placed, "worth": found.worth, "bound": found.bound}
    return {"visits": goes, "ranks": ranks, "proven": found.proven, "said": said, **said}


def propose_pitches(problem: Mapping[str, Any], *, seconds: float) -> Plain:
    """Places of the projects and panels of the blocks, checked; `bound` is the most any schedule can reach."""
    given = _pitches(problem)
    found = pitches.solve(given, seconds=seconds)
    if broken := pitches.check(given, found):
        raise RuntimeError(f"the schedule does not hold: {broken[:3]}")
    return {
        "status": found.status.value, "places": [list(each) for each in found.places],
        "panels": [list(each) for each in found.panels], "value": found.value, "bound": int(found.bound),
    }  # fmt: skip


def pitches_hold(problem: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    stored = pitches.PitchResult(
        pitches.PitchStatus(result["status"]),
        tuple((block, place) for block, place in result["places"]),
        tuple(map(tuple, result["panels"])),
        result["value"],
        result["bound"],
    )
    return not pitches.check(_pitches(problem), stored)


def _pitches(problem: Mapping[str, Any]) -> pitches.PitchProblem:
    settings = problem["settings"]
    return pitches.PitchProblem(
        tuple(pitches.Presented(each["family"], frozenset(each["wanted"])) for each in problem["projects"]),
        tuple(pitches.Block(each["places"], each["time"]) for each in problem["blocks"]),
        tuple(
            pitches.Panelist(frozenset(each["classes"]), frozenset(each["blocks"]), frozenset(each["own"]))
            for each in problem["experts"]
        ),
        settings["least"],
        settings["most"],
        settings["load"],
    )


def delegation(file: IO[bytes], lang: str, asked: Iterable[Any]) -> tuple[list[Plain], list[tuple[str, list[Any]]]]:
    """People of a filled blank with answers to what is asked of their kind, or what is wrong with it, by sheet."""
    from svetovod.engine.workbooks import read_delegation
    from svetovod.wording.problems import by_sheet

    found = read_delegation(file, [_question(each, required=each.required) for each in asked])
    people = [asdict(each) for each in found.value or ()]
    for each in people:
        each["answers"] = {int(key): value for key, value in each["answers"].items()}
    return people, by_sheet(found.errors, lang)


def delegation_blank(lang: str, asked: Iterable[Any]) -> bytes:
    """With a column for each question; what is asked of some kinds alone is obligatory for nobody there."""
    from svetovod.engine.workbooks.blanks import write_delegation_blank

    return write_delegation_blank([_question(each, required=each.required and not each.kinds) for each in asked], lang)


def _question(field: Any, *, required: bool) -> Any:
    from svetovod.engine.workbooks import Question

    options = tuple((ru, en) for ru, en in field.options)
    return Question(str(field.pk), field.label_ru, field.label_en, field.kind, required, options)


def addressees(file: IO[bytes], lang: str) -> tuple[list[Plain], list[tuple[str, list[Any]]]]:
    """The same of a list of addressees."""
    from svetovod.engine.workbooks import read_invitations
    from svetovod.wording.problems import by_sheet

    found = read_invitations(file)
    return [asdict(each) for each in found.value or ()], by_sheet(found.errors, lang)


def scanned(content: bytes, *, seconds: float) -> Iterator[Plain]:
    """Pages of a scan with `number, total, picture, mark, codes`; the last may say a `problem` instead."""
    for found in scans.pages(content, seconds=seconds):
        yield {"problem": found.value} if isinstance(found, scans.ScanProblem) else asdict(found)


def blank(kind: str, lang: str) -> bytes:
    from svetovod.engine.workbooks.blanks import write_blank

    return write_blank(kind, lang)


def same_name(text: str) -> str:
    """Equal for two writings of one person's name: case, ё, order and dots do not count."""
    return " ".join(sorted(text.lower().replace("ё", "е").replace(".", " ").split()))
