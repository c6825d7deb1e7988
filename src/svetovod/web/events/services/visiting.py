"""Visits: what people wish, who goes where at a proven optimum, whom the host lets in, and data of passes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events import bridge, letters, sealing
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import SEATED, RegistrationState, VisitAnswer
from svetovod.web.events.models import (
    PracticalSession,
    Registration,
    Visit,
    VisitApproval,
    VisitDesk,
    VisitPass,
    VisitWish,
)

from .managing import locked
from .planning import planned

MOST_WISHES = 3
WISHING = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@transaction.atomic
def visit_desk_set(
    *, actor: Any, session: PracticalSession, wishes_until: datetime, answers_until: datetime, keep_days: int,
    at: datetime,
) -> VisitDesk:  # fmt: skip
    """From now on visits are assigned by wishes, not taken by whoever comes first."""
    actor, row = planned(actor, session)
    values = {"wishes_until": wishes_until, "answers_until": answers_until, "keep_days": keep_days}
    desk, _made = VisitDesk.objects.update_or_create(session=row, defaults=values)
    record(actor=actor, action="visits.rules", subject=row, at=at, keep_days=keep_days)
    return desk


@transaction.atomic
def visit_update(*, actor: Any, visit: Visit, at: datetime, **fields: Any) -> Visit:
    """Another number of places, meeting point, ride or bus. Fewer places than people who go are refused."""
    actor, session = planned(actor, visit.item.session)
    row = Visit.objects.select_for_update(of=("self",), no_key=True).select_related("item", "host").get(pk=visit.pk)
    taken = row.registrations.filter(state__in=SEATED).count()
    if fields.get("capacity", row.capacity) < taken:
        raise Refused("visit.taken", _("%(taken)d people go with this group already.") % {"taken": taken})
    for name, value in fields.items():
        setattr(row, name, value)
    columns_check(row)
    row.save()
    record(actor=actor, action="session.update", subject=session, at=at, visit=row.pk, capacity=row.capacity)
    return row


@transaction.atomic
def visit_wish(
    *, actor: Any, registration: Registration, visits: Sequence[Visit], token: str = "", at: datetime
) -> list[VisitWish]:  # fmt: skip
    """The groups one would like to go with, the dearest first. New wishes take the place of the old ones."""
    actor, session, row = locked(actor, registration, token)
    desk = VisitDesk.objects.filter(session=session).first()
    if desk is None or at >= desk.wishes_until:
        until = formatting.deadline(desk.wishes_until) if desk else formatting.DASH
        raise Refused("wishes.closed", _("Wishes were taken until %(until)s. Ask the organiser.") % {"until": until})
    if row.state not in WISHING:
        raise Refused("registration.over", _("This registration is no longer in force, its visit cannot be changed."))
    wanted = list(dict.fromkeys(visits))[:MOST_WISHES]
    if any(visit.item.session_id != session.pk for visit in wanted):
        raise Refused("visit.foreign", _("This visit belongs to another session. Choose one of the list."))
    row.wishes.all().delete()
    made = VisitWish.objects.bulk_create(
        VisitWish(registration=row, visit=visit, rank=rank) for rank, visit in enumerate(wanted, start=1)
    )
    record(actor=actor, action="visit.wish", subject=row, at=at, visits=[visit.pk for visit in wanted])
    return made


@transaction.atomic
def visits_assign(*, actor: Any, session: PracticalSession, at: datetime) -> dict[str, Any]:
    """As many people as can be go with a group they wish, then as near to their wishes as can be; both are proven.

    Whoever the host has let in stays, whoever it has refused does not go there. Who goes elsewhere now is told.
    """
    actor, row = planned(actor, session)
    desk = VisitDesk.objects.select_for_update(no_key=True).filter(session=row).first()
    if desk is None:
        raise Refused("visits.rules", _("Say first until when people wish and hosts answer."))
    people, problem = _problem(row)
    result = bridge.assign_visits(problem)
    moved = 0
    for person, visit_id in zip(people, result["visits"], strict=True):
        if person.visit_id != visit_id:
            moved += 1
            person.visit_id = visit_id
            person.revision += 1
            person.save(update_fields=["visit", "revision"])
    desk.result = {name: result[name] for name in ("people", "placed", "ranks", "proven")} | {"at": at.isoformat()}
    desk.save(update_fields=["result"])
    record(actor=actor, action="visits.assign", subject=row, at=at, moved=moved, **result["said"])
    _tell(row, people, at)
    return result


def _problem(session: PracticalSession) -> tuple[list[Registration], dict[str, Any]]:
    visits = list(Visit.objects.filter(item__session=session).order_by("pk"))
    found = session.registrations.filter(state__in=SEATED).prefetch_related("wishes", "approvals")
    people, wishes = [], []
    for row in found.order_by("registered_at", "pk"):
        answers = {each.visit_id: each.answer for each in row.approvals.all()}
        wished: list[int | None] = [each.visit_id for each in row.wishes.all()] or [row.visit_id]
        if row.visit_id and answers.get(row.visit_id) == VisitAnswer.YES:
            wished = [row.visit_id]
        wanted = [each for each in wished if each and answers.get(each) != VisitAnswer.NO]
        if wanted or row.visit_id:
            people.append(row)
            wishes.append(wanted)
    kept = {row.pk for row in people if len(row.approvals.all()) and row.visit_id}
    return people, {
        "visits": [(visit.pk, visit.capacity) for visit in visits], "wishes": wishes,
        "fixed": [row.pk in kept and wishes[place] == [row.visit_id] for place, row in enumerate(people)],
    }  # fmt: skip


def _tell(session: PracticalSession, people: Sequence[Registration], at: datetime) -> None:
    rows = session.registrations.filter(pk__in=[row.pk for row in people])
    for row in rows.select_related("person", "visit__item", "visit__host"):
        row.session = session
        letters.send(row, "assigned", at=at, key=f"registration:{row.pk}:assigned:{row.visit_id or 0}")


@transaction.atomic
def visitor_answer(
    *, actor: Any, visit: Visit, registration: Registration, answer: str, at: datetime
) -> VisitApproval:  # fmt: skip
    """The host's yes or no, until the closing date; it may be changed until then. A refused visitor loses the place."""
    actor = ACCESS.admit("visit.answer", actor, visit)
    desk = VisitDesk.objects.select_for_update(no_key=True).filter(session=visit.item.session).first()
    if desk is None or at >= desk.answers_until:
        raise Refused("visit.closed", _("The host answered until the closing date; now ask the organiser."))
    row = Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    known = VisitApproval.objects.filter(visit=visit, registration=row).first()
    if row.visit_id != visit.pk and known is None:
        raise Refused("visit.stranger", _("This person does not go with this group any more. Reload the page."))
    if known is not None and known.answer == answer:
        return known
    values = {"answer": answer, "answered_at": at, "answered_by_id": actor.person_id}
    made, _new = VisitApproval.objects.update_or_create(visit=visit, registration=row, defaults=values)
    if answer == VisitAnswer.NO and row.visit_id == visit.pk:
        row.visit = None
        row.revision += 1
        row.save(update_fields=["visit", "revision"])
    record(actor=actor, action="visit.answer", subject=row, at=at, visit=visit.pk, answer=str(answer))
    return made


@transaction.atomic
def pass_give(
    *, actor: Any, registration: Registration, data: Mapping[str, str], token: str = "", at: datetime
) -> VisitPass:  # fmt: skip
    """Data for the pass, encrypted at once; given again, they take the place of the earlier."""
    actor, _session, row = locked(actor, registration, token)
    if row.state not in WISHING:
        raise Refused("registration.over", _("This registration is no longer in force, its visit cannot be changed."))
    values = {"sealed": sealing.seal(row.pk, dict(data)), "given_at": at, "erased_at": None}
    made, _new = VisitPass.objects.update_or_create(registration=row, defaults=values)
    record(actor=actor, action="pass.give", subject=row, at=at)
    return made


@transaction.atomic
def passes_open(*, actor: Any, visit: Visit, at: datetime) -> list[dict[str, Any]]:
    """Data of those who go, for the checkpoint. Every opening is an entry of the journal with whose data were read."""
    actor = ACCESS.admit("visit.passes", actor, visit)
    rows = visit.registrations.filter(state__in=SEATED).select_related("person", "organisation", "visit_pass")
    found = [_opened(row) for row in rows.order_by("person__name", "pk")]
    record(
        actor=actor, action="passes.open", subject=visit, at=at, visit=visit.pk,
        read=[row["registration"] for row in found if row["data"]],
    )  # fmt: skip
    return found


def _opened(row: Registration) -> dict[str, Any]:
    kept = getattr(row, "visit_pass", None)
    data = sealing.unseal(row.pk, kept.sealed) if kept is not None and kept.sealed else {}
    organisation = row.organisation.name if row.organisation else row.organisation_name
    return {
        "registration": row.pk, "name": row.person.name, "position": row.person.position,
        "organisation": organisation, "data": data,
    }  # fmt: skip


@transaction.atomic
def passes_erase(*, at: datetime) -> int:
    """Data of passes are deleted when the days they are kept for have passed. A job does it every night."""
    today, gone = timezone.localtime(at).date(), 0
    for desk in VisitDesk.objects.select_related("session"):
        if today <= desk.session.ends_on + timedelta(days=desk.keep_days):
            continue
        rows = VisitPass.objects.filter(registration__session=desk.session, erased_at=None)
        many = rows.update(sealed=b"", erased_at=at)
        if many:
            record(actor=SYSTEM, action="passes.erase", subject=desk.session, at=at, rows=many)
        gone += many
    return gone
