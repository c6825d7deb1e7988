"""What the solver is asked: applications to be judged, experts in place, conflicts, loads, competences where known."""

from typing import Any

from django.apps import apps

from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.selectors.panel import Matrix

from .problem import Expert, Project, Task

TEXTS = ("title", "replaces", "buyers", "makers", "lacking")
ROLES = ("economist", "technologist")


def task_of(round_: SelectionRound, matrix: Matrix) -> Task:
    """From the secretary's matrix: it has the conflicts and what is assigned.

    Whoever has left gets nothing more, and stays on the panels whose sheets he has submitted: they count.
    """
    members = [load.member for load in matrix.loads]
    profiles = _profiles([member.person_id for member in members])
    experts = [_expert(member, profiles.get(member.person_id)) for member in members]
    left = {member.code for member in members if member.left_at is not None}
    projects = [_project(row, left) for row in matrix.rows]
    roles = {expert.role for expert in experts if expert.code not in left}
    return Task(projects, experts, round_.experts_needed, [role for role in ROLES if role in roles])


def _expert(member: Any, profile: Any) -> Expert:
    own = frozenset({str(member.organisation_id)} if member.organisation_id else ())
    if profile is None:
        return Expert(member.code, member.region, member.capacity, speaks_for=own)
    codes = (*profile.okpd2, *profile.okved2)
    most = min(member.capacity, profile.most)
    return Expert(member.code, member.region, most, codes, profile.competence, str(profile.speciality), own)


def _profiles(people: list[Any]) -> dict[Any, Any]:
    """What experts say of themselves, by person; nobody says anything where there are no profiles."""
    model: Any = apps.all_models["selection"].get("expertprofile")
    return {} if model is None else {each.person_id: each for each in model.objects.filter(person__in=people)}


def _project(row: Any, left: set[str]) -> Project:
    content = row.application.pinned.content
    sections = " ".join(str(each.get("text", "")) for each in content.get("sections", ()))
    words = " ".join(str(content.get(name, "")) for name in TEXTS)
    held = {cell.member.code: cell for cell in row.cells if cell.assignment}
    live = {code: cell for code, cell in held.items() if cell.sheet != SheetState.CONFLICT_DECLARED}
    stepped = set(held) - set(live)
    begun = {code for code, cell in live.items() if _begun(cell.assignment.sheet)}
    barred = {cell.member.code for cell in row.cells if cell.conflict} | stepped | left
    codes = tuple(filter(None, (str(content.get("okpd2", "")),)))
    return Project(
        row.application.number, codes, f"{words} {sections}", frozenset(barred), frozenset(live), frozenset(begun),
        frozenset(str(party["organisation"]) for party in row.application.parties),
    )  # fmt: skip


def _begun(sheet: Any) -> bool:
    return sheet.saved_at is not None or sheet.submitted_at is not None
