"""Plain problems to the engine and its answers back; the only file that knows the engine."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from time import monotonic
from typing import IO, Any

from django.utils.translation import gettext as _

from svetovod.engine import matching
from svetovod.engine import meetings as engine
from svetovod.engine.meetings import MeetingProblem, MeetingResult, MeetingStatus, Repair
from svetovod.engine.reference import classifier, okpd2, okved2
from svetovod.wording import meetings as wording

Plain = dict[str, Any]
Places = Mapping[int | str, tuple[int, int]]  # slot and table of an invitation or a cooperation table


def okpd2_name(code: str) -> str:
    return okpd2.name(code) or ""


def okpd2_exists(code: str) -> bool:
    return okpd2.exists(code)


def okpd2_search(text: str, limit: int = 12) -> list[tuple[str, str]]:
    return okpd2.search(text, limit) if text.strip() else []


def to_engine(problem: Mapping[str, Any]) -> MeetingProblem:
    """A schedule by hand (`by_hand`) need not be fair: whoever moves a meeting in a workbook knows why."""
    return MeetingProblem(
        slots=problem["slots"],
        morning=problem["morning"],
        tables=len(problem["tables"]),
        meetings=tuple(_meeting(row) for row in problem["meetings"]),
        forbidden=tuple(frozenset(closed) for closed in problem["closed"]),
        fairness=problem["slots"] if problem.get("by_hand") else engine.FAIRNESS,
        names=tuple(problem["names"]),
    )


def _meeting(row: Mapping[str, Any]) -> engine.Meeting:
    """What is not said of a meeting, as in calculations of an earlier version, is not wished."""
    return engine.Meeting(
        row["first"], row["second"], fixed=row.get("fixed"), after=frozenset(row.get("after", ())),
        others=tuple(row.get("others", ())), closed=frozenset(row.get("closed", ())),
    )  # fmt: skip


def solve(
    problem: Mapping[str, Any], *, seconds: float, stop: Callable[[], bool], tell: Callable[[Plain], None]
) -> Plain:
    """A whole schedule, checked; `tables` are numbers of tables that can be used.

    Where not all meetings can be held, as many must-meets as possible are, then as many others: `left` are the
    invitations of the rest, their slot is None, `reason` says why not all can, `most` that more is proven impossible.
    """
    given = to_engine(problem)

    def told(progress: engine.Progress) -> None:
        tell({"breaks": progress.breaks, "bound": progress.bound, "seconds": round(progress.seconds, 1)})

    found = engine.solve(given, clock=monotonic, seconds=seconds, stop=stop, tell=told)
    if broken := engine.check(given, found):
        raise RuntimeError(f"the schedule does not hold: {broken[:3]}")
    plain = _plain(given, found, problem)
    if found.status is MeetingStatus.INFEASIBLE and not stop():
        return _fitted(given, problem, plain, seconds=seconds, stop=stop, tell=tell)
    return plain | {"tables": _labels(problem, found)}


def _labels(problem: Mapping[str, Any], found: MeetingResult) -> list[int]:
    return [problem["tables"][place - 1] for place in found.tables]


def _fitted(
    given: MeetingProblem, problem: Mapping[str, Any], impossible: Plain, *, seconds: float, stop: Callable[[], bool],
    tell: Callable[[Plain], None],
) -> Plain:  # fmt: skip
    musts = [row["must"] for row in problem["meetings"]]
    heavy = 1 + musts.count(False)

    def told(progress: engine.FitProgress) -> None:
        if progress.kept:
            # with as many must-meets as can be; the weight of others never reaches that of one of them
            most = sum(divmod(progress.most, heavy))
            tell({"kept": len(progress.kept), "most": min(most, len(musts)), "breaks": progress.breaks,
                  "seconds": round(impossible["seconds"] + progress.seconds, 1)})  # fmt: skip

    weights = [heavy if must else 1 for must in musts]
    fitting = engine.fit(given, weights, clock=monotonic, seconds=seconds, stop=stop, tell=told)
    if not fitting.kept:
        return impossible | {"tables": []}
    kept, made = set(fitting.kept), _plain(given.only(fitting.kept), fitting.schedule, problem)
    places, tables = iter(made["slots"]), iter(_labels(problem, fitting.schedule))
    return made | {
        "slots": [next(places) if number in kept else None for number in range(len(musts))],
        "tables": [next(tables) if number in kept else None for number in range(len(musts))],
        "left": [row["wish"] for number, row in enumerate(problem["meetings"]) if number not in kept],
        "most": fitting.proven, "reason": impossible["reason"],
        "seconds": round(impossible["seconds"] + fitting.seconds, 1),
    }  # fmt: skip


def repair(problem: Mapping[str, Any], *, seconds: float, stop: Callable[[], bool]) -> Plain:
    """The schedule that moves the fewest of the meetings with a slot, checked; `changed` and the proven `fewest`."""
    given = to_engine(problem)
    before = [tuple(each) if each else None for each in problem["before"]]
    there = set(problem["tables"])
    asked = Repair(
        given,
        tuple(each[0] if each else None for each in before),
        frozenset(number for number, each in enumerate(before) if each and each[1] not in there),
    )
    found = engine.repair(asked, clock=monotonic, seconds=seconds, stop=stop)
    if broken := engine.check_repair(asked, found):
        raise RuntimeError(f"the repaired schedule does not hold: {broken[:3]}")
    slots = found.schedule.slots
    tables = engine.reseat(slots, before, problem["tables"]) if slots else ()
    return _plain(given, found.schedule, problem) | {
        "tables": list(tables), "changed": found.changed, "fewest": found.fewest, "seconds": round(found.seconds, 1),
        "aside": problem.get("aside", []),
    }  # fmt: skip


def _plain(given: MeetingProblem, found: MeetingResult, problem: Mapping[str, Any]) -> Plain:
    said = {}
    if found.status is MeetingStatus.INFEASIBLE:
        times = problem["times"]
        for lang in ("ru", "en"):
            said[lang] = wording.say_reason(found.reason, given, lang, time=lambda slot: times[slot - 1])
    return {
        "status": found.status.value, "slots": list(found.slots), "breaks": found.breaks, "bound": found.bound,
        "reason": said, "seconds": round(found.seconds, 1),
        "waits": list(engine.count_breaks(given, found.slots)) if found.slots else [],
    }  # fmt: skip


def holds(problem: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    """Whether a stored schedule is one of its problem, asked again before it is published; it is never solved anew."""
    given, kept, stored = _stored(problem, result)
    return not engine.check(given.only(kept), stored)


def _stored(problem: Mapping[str, Any], result: Mapping[str, Any]) -> tuple[MeetingProblem, list[int], MeetingResult]:
    """The problem, the meetings that have a place, and the schedule of these."""
    kept = [number for number, slot in enumerate(result["slots"]) if slot is not None]
    labels = {number: place for place, number in enumerate(problem["tables"], start=1)}
    tables = tuple(labels.get(result["tables"][number], 0) for number in kept)
    # of a repair and of a schedule by hand nothing is claimed but that the breaks are no fewer than none
    bound = 0 if "before" in problem or "by_hand" in problem else result["bound"]
    status = MeetingStatus.OPTIMAL if bound == result["breaks"] else MeetingStatus.FEASIBLE
    slots = tuple(result["slots"][number] for number in kept)
    return to_engine(problem), kept, MeetingResult(status, slots, tables, result["breaks"], bound)


def judged(problem: Mapping[str, Any], places: Places, lang: str) -> tuple[Plain, list[str]]:
    """A schedule by hand as a result, and in words what is wrong with it; `places` are slot and table of an invitation.

    A slot or table that does not exist is told before anything else is asked.
    """
    rows = problem["meetings"]
    found = [places.get(row["wish"]) for row in rows]
    result: Plain = {
        "status": MeetingStatus.FEASIBLE.value, "bound": 0, "reason": {}, "seconds": 0, "waits": [], "breaks": 0,
        "slots": [each[0] if each else None for each in found],
        "tables": [each[1] if each else None for each in found],
        "left": [row["wish"] for row, each in zip(rows, found, strict=True) if each is None], "most": False,
    }  # fmt: skip
    given, kept, stored = _stored(problem, result)
    inner, times = given.only(kept), problem["times"]
    broken = [each for each in engine.check(inner, stored) if each.code not in {"breaks.wrong", "status.wrong"}]
    if broken:
        unknown = [each for each in broken if each.code == "slot.unknown"]
        return result, [
            wording.say_violation(each, inner, lang, time=lambda slot: times[slot - 1]) for each in unknown or broken
        ]
    waits = engine.count_breaks(inner, stored.slots)
    breaks = sum(waits)
    status = MeetingStatus.FEASIBLE if breaks else MeetingStatus.OPTIMAL
    return result | {"waits": list(waits), "breaks": breaks, "status": status.value}, []


def workbook(problem: Mapping[str, Any], places: Places, lang: str) -> bytes:
    """The event and its schedule; meetings have the number of their invitation for a code."""
    from svetovod.engine.model import AgreedMeeting, EventParticipant, MeetingEvent, PlacedMeeting
    from svetovod.engine.workbooks.write import write_schedule

    names, times, rows = problem["names"], problem["times"], problem["meetings"]
    event = MeetingEvent(
        slots=problem["slots"], morning=problem["morning"], tables=len(problem["tables"]),
        participants=tuple(
            EventParticipant(str(place), name, tuple(closed))
            for place, (name, closed) in enumerate(zip(names, problem["closed"], strict=True), start=1)
        ),
        meetings=tuple(
            AgreedMeeting(
                str(row["wish"]), str(row["first"] + 1), str(row["second"] + 1),
                others=tuple(str(each + 1) for each in row.get("others", ())),
            )
            for row in rows
        ),
    )  # fmt: skip
    placed = []
    for row in rows:
        slot, table = places.get(row["wish"], (None, None))
        placed.append(
            PlacedMeeting(
                str(row["wish"]),
                slot,
                table,
                times[slot - 1] if slot else "",
                names[row["first"]],
                names[row["second"]],
                "; ".join(names[each] for each in row.get("others", ())),
            )
        )
    placed.sort(key=lambda each: (each.slot is None, each.slot, each.table))
    return write_schedule(event, placed, lang)


def read_workbook(file: IO[bytes]) -> Any:
    """Lines of a schedule, or the faults of the workbook."""
    from svetovod.engine.workbooks import read_placed

    return read_placed(file)


def told(problems: Sequence[Any], lang: str) -> list[Any]:
    """Faults of a workbook sheet by sheet, as the page shows them."""
    from svetovod.wording.problems import by_sheet

    return by_sheet(problems, lang)


def greedy(problem: Mapping[str, Any]) -> Plain:
    """What meeting after meeting, as in a spreadsheet, would give."""
    draft = engine.tightest_first(to_engine(problem))
    return {"unplaced": draft.unplaced, "breaks": draft.breaks}


def headline(result: Mapping[str, Any], lang: str) -> str:
    found = MeetingResult(MeetingStatus(result["status"]), breaks=result["breaks"], bound=result["bound"])
    if found.status is MeetingStatus.UNKNOWN:
        return _("No schedule is found in this time, nor is it proven that there is none")
    left = len(result.get("left", ()))
    return wording.say_headline(found, lang, placed=len(result["slots"]) - left, left=left)


def found_in(words: str, text: str) -> bool:
    """Whether every word, in any form, begins a word of the text; no words are found in any."""
    return classifier.matches(words, text)


def _shown(profile: Any) -> matching.Enterprise:
    """What others may read of a profile: never a sum."""
    codes: dict[str, list[str]] = {"makes": [], "buys": [], "seeks": []}
    for line in profile.lines:
        codes[line["kind"]].append(line["okpd2"])
    said = " ".join(line["note"] for line in profile.lines)
    return matching.Enterprise(
        profile.pk, profile.region, tuple(codes["makes"]), tuple(codes["buys"]), tuple(codes["seeks"]),
        f"{profile.about} {said}",
    )  # fmt: skip


def proposals(profile: Any, others: Iterable[Any], opinions: Mapping[int, bool]) -> tuple[matching.Proposal, ...]:
    """Whom the enterprise of `profile` should meet among `others`, with reasons that rest on its own figures alone."""
    bought = tuple(
        matching.Product(line["okpd2"], Decimal(line["amount"]) if line["amount"] else None, line["abroad"])
        for line in profile.lines
        if line["kind"] == "buys"
    )
    return matching.propose(
        matching.Own(_shown(profile), bought), [_shown(each) for each in others],
        opinions=[matching.Opinion(key, useful) for key, useful in sorted(opinions.items())],
    )  # fmt: skip


def missing(profile: Any, idea: str, okpd2_code: str, others: Iterable[Any]) -> tuple[matching.Proposal, ...]:
    """Whom a table lacks: who makes what the project is about or is named in its sketch, as the initiator reads it."""
    shown = _shown(profile)
    wanted = dataclasses.replace(
        shown, seeks=(*shown.seeks, *([okpd2_code] if okpd2_code else ())), words=f"{shown.words} {idea}"
    )
    return matching.propose(matching.Own(wanted), [_shown(each) for each in others])


def branch_name(code: str) -> str:
    return okved2.name(code) or code
