"""Pages of visits: the organiser's groups, the host's list of visitors, the list of the checkpoint."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from svetovod.web.common import formatting, sheets
from svetovod.web.documents.papers import Block, Paper

from .enums import SEATED, VisitAnswer
from .models import PracticalSession, Visit, VisitDesk


def desk_of(session: PracticalSession) -> VisitDesk | None:
    return VisitDesk.objects.filter(session=session).first()


def groups(session: PracticalSession) -> list[Any]:
    """Each with how many go, wish it most of all, are let in and are refused."""
    rows = Visit.objects.filter(item__session=session).select_related("item", "host")
    return list(
        rows.annotate(
            goes=Count("registrations", filter=Q(registrations__state__in=SEATED), distinct=True),
            dearest=Count("wishes", filter=Q(wishes__rank=1), distinct=True),
            let_in=Count("approvals", filter=Q(approvals__answer=VisitAnswer.YES), distinct=True),
            refused=Count("approvals", filter=Q(approvals__answer=VisitAnswer.NO), distinct=True),
        ).order_by("item__day", "item__start", "pk")
    )


def numbers(session: PracticalSession) -> dict[str, int]:
    found = session.registrations.filter(state__in=SEATED).aggregate(
        seated=Count("pk", distinct=True), wishing=Count("pk", filter=Q(wishes__isnull=False), distinct=True),
        passes=Count("pk", filter=Q(visit_pass__erased_at=None) & Q(visit_pass__isnull=False), distinct=True),
    )  # fmt: skip
    return dict(found)


def visitors(visit: Visit) -> list[dict[str, Any]]:
    """Those who go and those who were refused, with what the host sees: no document, no telephone."""
    answers = {row.registration_id: row.answer for row in visit.approvals.all()}
    rows = visit.item.session.registrations.filter(Q(visit=visit, state__in=SEATED) | Q(pk__in=answers))
    found = rows.select_related("person", "organisation", "cluster").order_by("person__name", "pk")
    return [
        {
            "row": row, "organisation": row.organisation.name if row.organisation else row.organisation_name,
            "answer": answers.get(row.pk, ""), "look": LOOKS[answers.get(row.pk, "")],
            "said": VisitAnswer(answers[row.pk]).label if row.pk in answers else _("not answered"),
        }
        for row in found
    ]  # fmt: skip


LOOKS = {"": "wait", VisitAnswer.YES: "yes", VisitAnswer.NO: "no"}


def spare(visit: Visit) -> list[Any]:
    """Who would like to go and does not, nearest wishes first: names at hand when somebody falls out."""
    wishes = visit.wishes.filter(registration__state__in=SEATED).exclude(registration__visit=visit)
    wishes = wishes.exclude(registration__in=visit.approvals.filter(answer=VisitAnswer.NO).values("registration"))
    return list(wishes.select_related("registration__person").order_by("rank", "registration__registered_at")[:10])


def heads() -> list[str]:
    return [
        _("Name"), _("Organisation"), _("Position"), _("Passport"), _("Date of birth"), _("Citizenship"),
        _("Equipment carried"), _("Car"),
    ]  # fmt: skip


def cells(row: dict[str, Any]) -> list[str]:
    data = row["data"]
    return [
        row["name"], row["organisation"], row["position"],
        *(str(data.get(name, "")) for name in ("document", "born", "citizenship", "equipment", "car")),
    ]  # fmt: skip


def checkpoint_xlsx(rows: Iterable[dict[str, Any]]) -> bytes:
    return sheets.workbook([(_("Checkpoint"), heads(), [cells(row) for row in rows])])


def checkpoint_paper(visit: Visit, rows: Iterable[dict[str, Any]]) -> Paper:
    session = visit.item.session
    lines = [[str(number), *cells(row)] for number, row in enumerate(rows, start=1)]
    facts = [(_("Host"), visit.host.name), (_("When"), when(visit)), (_("Bus"), visit.bus or formatting.DASH)]
    return Paper(
        title=_("List for the checkpoint"), kicker=session.title, facts=facts, demo=session.is_demo,
        blocks=[Block(head=["№", *heads()], rows=lines, wide=2)],
        note=_("Personal data: destroy the list after the visit."), signs=[_("Pass officer")],
        lang=get_language() or "ru",
    )  # fmt: skip


def when(visit: Visit) -> str:
    item = visit.item
    return f"{formatting.day(item.day)}, {item.start:%H:%M}\u2013{item.end:%H:%M}"


def mine(actor: Any, session: PracticalSession) -> list[Any]:
    """Groups to the enterprises for which the actor receives visitors or writes passes."""
    rows = Visit.objects.filter(item__session=session, host__in=actor.organisation_ids())
    return list(rows.select_related("item", "host").order_by("pk"))


def open_for_answers(desk: VisitDesk | None, at: datetime) -> bool:
    return desk is not None and at < desk.answers_until
