"""The presentations of a session as a plain problem: blocks of time, projects and their kin, experts and hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant

from .enums import ItemKind
from .models import PracticalSession, ProgrammeItem

Settings = dict[str, int]


def problem(session: PracticalSession, settings: Settings) -> dict[str, Any]:
    pitches = list(
        session.pitches.exclude(choice__presents=False)
        .select_related("project__cluster")
        .prefetch_related("project__participants")
        .order_by("pk")
    )
    blocks = _blocks(session, settings)
    experts = list(session.panel_experts.select_related("person").order_by("pk"))
    busy, places = _busy(session), places_of([each.person_id for each in experts])
    return {
        "settings": settings,
        "blocks": blocks,
        "projects": [
            {"pitch": each.pk, "code": each.project.code, "family": str(each.project.cluster_id),
             "wanted": [each.project.okpd2[:2]] if each.project.okpd2 else []}
            for each in pitches
        ],
        "experts": [
            {
                "person": each.person_id, "name": each.person.name, "classes": each.classes,
                "blocks": [n for n, block in enumerate(blocks) if _free(block, busy.get(each.person_id, []))],
                "own": [n for n, pitch in enumerate(pitches) if own_project(pitch.project, places[each.person_id])],
            }
            for each in experts
        ],
    }  # fmt: skip


def _blocks(session: PracticalSession, settings: Settings) -> list[dict[str, Any]]:
    """Entries of presentations cut into blocks with a pause between them; blocks held at once share their `time`."""
    found: list[dict[str, Any]] = []
    for item in session.items.filter(kind=ItemKind.PITCHES).order_by("day", "start", "hall", "pk"):
        found.extend(_cut(item, settings, ZoneInfo(session.zone)))
    found.sort(key=lambda block: (block["start"], block["hall"]))
    time, until = -1, ""
    for block in found:
        if block["start"] >= until:
            time += 1
        until = max(until, block["end"])
        block["time"] = time
    return found


def _cut(item: ProgrammeItem, settings: Settings, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    each, pause = timedelta(minutes=settings["minutes"]), timedelta(minutes=settings["pause"])
    begins, ends = (datetime.combine(item.day, hour, zone) for hour in (item.start, item.end))
    while begins + each <= ends:
        many = min(settings["row"], (ends - begins) // each)
        yield {
            "hall": item.hall, "start": begins.isoformat(), "end": (begins + many * each).isoformat(), "places": many,
        }  # fmt: skip
        begins += many * each + pause


def _busy(session: PracticalSession) -> dict[int, list[tuple[datetime, datetime]]]:
    """Hours in which somebody of the panel speaks elsewhere or cannot come."""
    zone = ZoneInfo(session.zone)
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    speakers = session.speakers.filter(person__isnull=False).prefetch_related("absences", "items")
    for speaker in speakers:
        rows: list[Any] = [
            *speaker.absences.all(),
            *(each for each in speaker.items.all() if each.kind != ItemKind.PITCHES),
        ]
        hours = [(datetime.combine(r.day, r.start, zone), datetime.combine(r.day, r.end, zone)) for r in rows]
        found.setdefault(speaker.person_id or 0, []).extend(hours)
    return found


def _free(block: dict[str, Any], busy: list[tuple[datetime, datetime]]) -> bool:
    begins, ends = datetime.fromisoformat(block["start"]), datetime.fromisoformat(block["end"])
    return not any(start < ends and begins < end for start, end in busy)


def places_of(people: list[int]) -> dict[int, set[tuple[str, str]]]:
    """Organisations and projects in which each of them has a part."""
    found: dict[int, set[tuple[str, str]]] = {person: set() for person in people}
    held = RoleGrant.objects.filter(person__in=people, revoked_at=None, scope__in=(Scope.ORGANISATION, Scope.PROJECT))
    for person, scope, scope_id in held.exclude(role=Role.EXPERT).values_list("person", "scope", "scope_id"):
        found[person].add((scope, scope_id))
    return found


def own_project(project: Any, places: set[tuple[str, str]]) -> bool:
    inside = {project.initiator_id, *(each.organisation_id for each in project.participants.all())}
    return (Scope.PROJECT, str(project.pk)) in places or any(
        (Scope.ORGANISATION, str(each)) in places for each in inside
    )
