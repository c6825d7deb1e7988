"""Programmes, visits and presentations to the engine and its answers back; the only file that knows the engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from svetovod.engine import pitches, programme, rules, scans, visits
from svetovod.engine.reference import okpd2
from svetovod.web.rulebook.selectors import facts
from svetovod.wording import facts as law_words
from svetovod.wording import rules as rule_words
from svetovod.wording.sources import say_source

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


def law_items(on: date, lang: str) -> list[tuple[str, str]]:
    """Keys and names of what the law asks on the day, act by act."""
    law = facts()
    listed = [item for act in law.acts.values() for item in law.items_of(act.id) if law.value(item.key, on)]
    return [(item.key, item.label.text(lang)) for item in listed]


def law_item(key: str, on: date, today: date, lang: str) -> Plain | None:
    """An item as it stood on the day, and whether it says another thing today; None where it is gone."""
    law = facts()
    item, value = law.items.get(key), law.value(key, on) if key in law.items else None
    if item is None or value is None:
        return None
    now = law.value(key, today)
    return {
        "act": item.act, "key": key, "label": item.label.text(lang), "edition": law.edition_on(item.act, on).on,
        "condition": law_words.say_condition(item, value, lang), "changed": now is None or now.value != value.value,
    }  # fmt: skip


def quiz_rules(on: date, lang: str) -> list[tuple[str, str]]:
    """Rules of the edition that a case can be made about."""
    law = facts()
    return [(key, law.item(key).label.text(lang)) for key in rules.askable(on=on, facts=law)]


def quiz_cases(*, keys: Sequence[str], count: int, seed: int, on: date) -> list[Plain]:
    """Cases with the verdict that answers them, to be stored: it is drawn from then on and never found anew."""
    made = rules.exercises(keys=keys, count=count, seed=seed, on=on, facts=facts())
    return [
        {
            "kind": "case", "key": each.key, "verdict": each.verdict.to_json(),
            "figures": {
                name: None if value is None else str(value) for name, value in asdict(each.sketch).items()
            },
        }
        for each in made
    ]  # fmt: skip


def quiz_case(content: Mapping[str, Any], lang: str) -> Plain:
    """A stored case in words: what is asked, what was found, by which edition and source. `figures` stay as typed."""
    verdict = rules.verdict_from_json(content["verdict"])
    result = verdict.rule(content["key"])
    if result is None:
        raise ValueError(f"the stored verdict does not judge {content['key']}")
    item = facts().item(result.threshold_from or result.key)
    asked = {rule.measure for rule in verdict.rules} | ({"special_territory"} if _reduced(verdict.on) else set())
    return {
        "key": item.key, "act": verdict.act, "on": verdict.on, "edition": verdict.edition,
        "label": rule_words.say_rule(result, facts(), lang), "named": law_words.say_named(item, lang),
        "value": rule_words.say_value(result, lang),
        "needed": rule_words.say_condition(result, lang), "gap": rule_words.say_gap(result, lang),
        "outcome": result.outcome.value, "source": say_source(result.source, lang),
        "reduced": bool(result.threshold_from),
        "sure": rule_words.STATUSES[result.status][0 if lang == "ru" else 1],
        "figures": {
            name: _figure(name, value, lang)
            for name, value in content["figures"].items() if name == "participants" or name in asked
        },
    }  # fmt: skip


def _reduced(on: date) -> bool:
    return facts().value("cluster.reduced_territory_share_min", on) is not None


def _figure(name: str, value: str | None, lang: str) -> str:
    if value is None:
        return ""
    share = name in ("functional_dependence", "high_performance_share")
    return rule_words.quantity(Decimal(value) if share else int(value), "ratio" if share else "count", lang)


def quiz_right(content: Mapping[str, Any]) -> str:
    """The right choice of a stored question."""
    if content["kind"] == "own":
        return str(content["right"])
    return next(rule["outcome"] for rule in content["verdict"]["rules"] if rule["key"] == content["key"])
