"""Desks of those who answer for clusters: registry officer, regional authority, cluster development centre."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import registry_officer
from svetovod.web.common import formatting
from svetovod.web.events.enums import SEATED, SessionState
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import JointProject
from svetovod.web.regions.centre import page as centre
from svetovod.web.registry.enums import ClusterState, Conclusion
from svetovod.web.registry.selectors import Standing, region_name, standings

from .potential import potential
from .shape import Board, Cell, Listing, Task

SHOWN = 10
NEW_DAYS = 30
# fewer than three are not counted apart: the number would name them
LEAST = 3
IN_PROCEDURE = (ClusterState.FILED, ClusterState.UNDER_REVIEW)


def officer(actor: Any, moment: datetime) -> Iterator[Board]:
    if not registry_officer.test(actor):
        return
    found = standings(actor, _day(moment))
    yield Board(
        "registry", _("Registry of clusters"),
        [
            _clusters(found),
            (_("Dossiers filed"), sum(row.cluster.state in IN_PROCEDURE for row in found), _("filed or under review")),
            *_conclusions(found),
        ],
        [_attention(found), _workbooks(found, moment)],
        [*_outdated(found)],
    )  # fmt: skip


def region(actor: Any, moment: datetime) -> Iterator[Board]:
    for iso in sorted(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY)):
        found = [row for row in standings(actor, _day(moment)) if iso in row.cluster.regions]
        projects = _projects(found)
        registered = _registrations(iso, moment)
        yield Board(
            f"region-{iso}", region_name(iso),
            [
                _clusters(found),
                (_("Participants of clusters"), sum(row.members for row in found), _("enterprises, present members")),
                (_("Joint projects"), sum(projects.values()), _by_state(projects)),
                (_("Registered for sessions"), sum(count for _s, count in registered), _("from the region, to come")),
            ],
            [potential(iso), _attention(found), _all(found), _sessions(registered), _workbooks(found, moment)],
            [*_not_conforming(found)],
        )  # fmt: skip


def development_centre(actor: Any, moment: datetime) -> Iterator[Board]:
    for iso in sorted(actor.scope_ids(Scope.REGION, Role.CDC_OFFICER)):
        found = [row for row in standings(actor, _day(moment)) if iso in row.cluster.regions]
        yield Board(
            f"cdc-{iso}", _("What clusters lack: %(region)s") % {"region": region_name(iso)},
            [
                (_("Clusters"), len(found), ""),
                (_("Without a workbook"), sum(row.sheet is None for row in found), _("nothing to judge yet")),
                *_conclusions(found),
            ],
            [_attention(found), _indicators(iso, moment), _all(found), _workbooks(found, moment)],
            [*_to_complete(found), *_outdated(found)],
        )  # fmt: skip


def _indicators(iso: str, moment: datetime) -> Listing:
    """The centre's own form of the running year, counted from its log."""
    today = _day(moment)
    return Listing(
        f"centre-{iso}", _("Indicators of the centre"), [_("Indicator"), _("Planned"), _("Fact")],
        [
            [Cell(row.indicator.label), Cell(formatting.number(row.planned)), Cell(formatting.number(row.fact))]
            for row in centre.build(iso, today.year, today).rows
        ],
        "", reverse("regions:centre", args=[iso]), _("To the log of services"),
    )  # fmt: skip


def _day(moment: datetime) -> Any:
    return timezone.localtime(moment).date()


def _clusters(found: list[Standing]) -> tuple[Any, Any, Any]:
    note = _("in the registry: %(count)d") % {"count": _in(found, ClusterState.REGISTERED)}
    return _("Clusters"), len(found), note


def _in(found: list[Standing], state: str) -> int:
    return sum(row.cluster.state == state for row in found)


def _conclusions(found: list[Standing]) -> list[tuple[Any, Any, Any]]:
    counts = Counter(row.conclusion for row in found)
    bad = counts[Conclusion.NOT_CONFORMING] + counts[Conclusion.LIKELY_NOT_CONFORMING]
    return [
        (_("Do not conform"), bad, _("conform: %(count)d") % {"count": counts[Conclusion.CONFORMING]}),
        (_("Lack data"), counts[Conclusion.UNDETERMINED], _("without a verdict: %(count)d") % {"count": counts[""]}),
    ]


def _task(what: str, many: str, row: Standing) -> Task:
    return Task(what, row.cluster.name, str(name(row).url), many=many)


def _by_name(found: list[Standing]) -> list[Standing]:
    return sorted(found, key=lambda row: row.cluster.name_sort)


def _outdated(found: list[Standing]) -> Iterator[Task]:
    for row in _by_name(found):
        if row.outdated:
            said = _("Recalculate the verdict: the workbook or the edition is newer")
            yield _task(said, _("Recalculate the verdicts: the workbook or the edition is newer"), row)


def _not_conforming(found: list[Standing]) -> Iterator[Task]:
    for row in _by_name(found):
        if row.conclusion in (Conclusion.NOT_CONFORMING, Conclusion.LIKELY_NOT_CONFORMING):
            said = _("Look why the cluster does not conform and what would help")
            yield _task(said, _("Look why the clusters do not conform and what would help"), row)


def _to_complete(found: list[Standing]) -> Iterator[Task]:
    for row in _by_name(found):
        if row.sheet is None:
            said = _("Ask the managing organisation for the workbook")
            yield _task(said, _("Ask the managing organisations for the workbooks"), row)
        elif row.conclusion == Conclusion.UNDETERMINED:
            yield _task(_("Help to complete the data of the cluster"), _("Help to complete the data of clusters"), row)


def needs_attention(row: Standing) -> bool:
    return row.conclusion != Conclusion.CONFORMING or row.outdated


def _attention(found: list[Standing]) -> Listing:
    rows = [row for row in found if needs_attention(row)]
    order = [
        Conclusion.NOT_CONFORMING, Conclusion.LIKELY_NOT_CONFORMING, Conclusion.UNDETERMINED, "", Conclusion.CONFORMING
    ]  # fmt: skip
    rows.sort(key=lambda row: (order.index(row.conclusion), row.cluster.name_sort))
    return Listing(
        "attention", _("What does not conform or lacks data"), [_("Cluster"), _("Verdict"), _("Why"), _("As of")],
        [[name(row), verdict(row), Cell(why(row)), kept(row)] for row in rows[:SHOWN]],
        _("Every cluster has a verdict that it conforms, by its newest workbook and the edition in force.")
        if found
        else _("No cluster is known yet."),
        reverse("registry:cluster_list"), _("All clusters"),
    )  # fmt: skip


def _all(found: list[Standing]) -> Listing:
    return Listing(
        "clusters", _("Clusters"), [_("Cluster"), _("State"), _("Participants"), _("Managing organisation")],
        [
            [name(row), Cell(row.cluster.get_state_display()), Cell(row.members), Cell(row.cluster.manager.name)]
            for row in found[:SHOWN]
        ],
        _("No cluster of the region is known yet."),
        reverse("registry:cluster_list"), _("All clusters"),
    )  # fmt: skip


def _workbooks(found: list[Standing], moment: datetime) -> Listing:
    """What changed: the newest workbooks, those of the last days marked."""
    rows = sorted((row for row in found if row.sheet), key=lambda row: row.sheet.uploaded_at, reverse=True)  # type: ignore[union-attr]
    return Listing(
        "workbooks", _("What changed: newest workbooks"), [_("Cluster"), _("Workbook"), _("Uploaded")],
        [[name(row), Cell(row.sheet.file_name), _uploaded(row, moment)] for row in rows[:SHOWN] if row.sheet],
        _("No workbook has been uploaded yet."),
    )  # fmt: skip


def _uploaded(row: Standing, moment: datetime) -> Cell:
    assert row.sheet is not None, "only clusters with a workbook are listed"
    fresh = moment - row.sheet.uploaded_at <= timedelta(days=NEW_DAYS)
    return Cell(formatting.moment(row.sheet.uploaded_at), kind="info" if fresh else "")


def name(row: Standing) -> Cell:
    page = "verdict" if row.sheet else "cluster_detail"
    return Cell(row.cluster.name, reverse(f"registry:{page}", args=[row.cluster.slug]))


def verdict(row: Standing) -> Cell:
    if row.verdict is None:
        return Cell(_("no verdict is kept"), kind="none")
    return Cell(Conclusion(row.conclusion).label, verdict=row.look)


def why(row: Standing) -> str:
    if row.sheet is None:
        return _("there is no workbook")
    if row.verdict is None:
        return _("the workbook has not been judged yet")
    return row.because


def kept(row: Standing) -> Cell:
    if row.verdict is None:
        return Cell(formatting.DASH)
    said = _("out of date: the workbook or the edition is newer") if row.outdated else ""
    return Cell(formatting.day(row.verdict.on), sub=said)


def _projects(found: list[Standing]) -> Counter[str]:
    rows = JointProject.objects.filter(cluster__in=[row.cluster.pk for row in found]).order_by()
    return Counter(dict(rows.values_list("state").annotate(Count("pk"))))


def _by_state(projects: Counter[str]) -> str:
    """Numbers by state, none that stands for one or two projects."""
    named = [(ProjectState(state).label, count) for state, count in projects.items() if count >= LEAST]
    return ", ".join(f"{label}: {count}" for label, count in named)


def _registrations(iso: str, moment: datetime) -> list[tuple[PracticalSession, int]]:
    today = _day(moment)
    sessions = PracticalSession.objects.filter(ends_on__gte=today).exclude(
        state__in=(SessionState.DRAFT, SessionState.CANCELLED)
    )
    rows = Registration.objects.filter(session__in=sessions, region=iso, state__in=SEATED, registered_at__lte=moment)
    counts = dict(rows.order_by().values_list("session").annotate(Count("pk")))
    return [(row, counts.get(row.pk, 0)) for row in sessions.order_by("starts_on")]


def _sessions(registered: list[tuple[PracticalSession, int]]) -> Listing:
    return Listing(
        "sessions", _("Practical sessions to come"), [_("Session"), _("Day"), _("Registered from the region")],
        [
            [
                Cell(row.title, reverse("events:session_detail", args=[row.slug])), Cell(formatting.day(row.starts_on)),
                Cell(
                    count,
                    sub=_("registration until %(until)s") % {"until": formatting.deadline(row.registration_until)},
                ),
            ]
            for row, count in registered[:SHOWN]
        ],
        _("No session is announced."),
    )  # fmt: skip
