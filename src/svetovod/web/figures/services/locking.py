"""The end of a request: of a questionnaire the answers become the cluster's sheet, judged as an uploaded one is."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures import bridge, letters, selectors
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import TYPED, Outcome, ReplyState, RequestState
from svetovod.web.figures.models import FiguresDispute, FiguresReply, FiguresRequest
from svetovod.web.figures.states import REPLY, REQUEST
from svetovod.web.registry import selectors as registry
from svetovod.web.registry import services as sheets


@transaction.atomic
def request_lock(*, actor: Any, request: FiguresRequest, at: datetime) -> FiguresRequest:
    """Locks every part; a questionnaire makes the sheet. Who has not answered has no figures; disputes come first.

    What regions passed on is locked with it: nothing could be handed in any more.
    """
    actor, row = _locked(actor, request)
    REQUEST.move(row, "lock")
    parts = list(selectors.replies(row).select_for_update(of=("self",), no_key=True))
    _refuse_unsettled(parts)
    for part in parts:
        REPLY.move(part, "lock")
    FiguresReply.objects.bulk_update(parts, ["state"])
    row.locked_at = at
    if row.cluster is not None:
        _make_sheet(actor, row, row.cluster, parts, at)
    row.save(update_fields=["state", "locked_at", "sheet"])
    answered = sum(bool(part.answer_number) for part in parts)
    record(
        actor=actor, action="figures.lock", subject=row, at=at, sheet=row.sheet_id, answered=answered, asked=len(parts)
    )
    for part in parts:
        for contact in part.contacts.all():
            letters.send(contact, "locked", at=at, key=f"locked:{at:%Y-%m-%d}")
    for passed in row.parts.filter(state=RequestState.OPEN):
        _lock_passed(actor, passed, at)
    return row


def _lock_passed(actor: Any, passed: FiguresRequest, at: datetime) -> None:
    """A doubt that nobody settled falls with the request; whoever asked above answers for it."""
    row = FiguresRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=passed.pk)
    REQUEST.move(row, "lock")
    row.locked_at = at
    row.save(update_fields=["state", "locked_at"])
    parts = list(row.replies.select_for_update(of=("self",), no_key=True))
    for part in parts:
        if part.state == ReplyState.DISPUTED:
            FiguresDispute.objects.filter(answer__reply=part, outcome="").update(
                outcome=Outcome.WITHDRAWN, closed_at=at
            )
            REPLY.move(part, "settle")
        REPLY.move(part, "lock")
    FiguresReply.objects.bulk_update(parts, ["state"])
    record(actor=actor, action="figures.lock", subject=row, at=at, asked=len(parts), with_parent=True)


def _make_sheet(actor: Any, row: FiguresRequest, cluster: Any, parts: list[FiguresReply], at: datetime) -> None:
    file = BytesIO(bridge.workbook(_passport(row), _members(row), selectors.in_force(row)))
    done = sheets.cluster_import(
        actor=actor, cluster=cluster, file=file, file_name=_("Figures of the participants, %(year)s.xlsx")
        % {"year": row.year}, at=at, sources=[_source(part) for part in parts],
    )  # fmt: skip
    if done.sheet is None:
        said = " ".join(bridge.say(problem, "ru") for problem in done.errors[:3])
        raise Refused("figures.sheet", gettext_lazy("The sheet cannot be made: %(said)s") % {"said": said})
    row.sheet = done.sheet


@transaction.atomic
def request_reopen(*, actor: Any, request: FiguresRequest, at: datetime) -> FiguresRequest:
    """Takes answers again. The sheet made stays as it is until the request is locked anew."""
    actor, row = _locked(actor, request)
    if row.parent is not None and row.parent.state == RequestState.LOCKED:
        raise Refused(
            "figures.parent_locked",
            gettext_lazy("The request this one passes on is locked. Ask %(who)s to open it again.")
            % {"who": row.parent.asker.name},
        )
    REQUEST.move(row, "reopen")
    row.locked_at = None
    row.save(update_fields=["state", "locked_at"])
    parts = list(row.replies.select_for_update(of=("self",), no_key=True))
    for part in parts:
        REPLY.move(part, "reopen" if part.answer_number else "reopen_blank")
    FiguresReply.objects.bulk_update(parts, ["state"])
    record(actor=actor, action="figures.reopen", subject=row, at=at)
    return row


def _locked(actor: Any, request: FiguresRequest) -> tuple[Any, FiguresRequest]:
    """The actor in the capacity that permits, and the row under its lock."""
    rows = FiguresRequest.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cluster__manager", "asker", "parent__asker"
    )
    row = rows.get(pk=request.pk)
    actor = ACCESS.admit("request.lock", actor, row)
    return actor, row


def _refuse_unsettled(parts: list[FiguresReply]) -> None:
    disputed = [str(part.organisation) for part in parts if part.state == ReplyState.DISPUTED]
    if disputed:
        raise Refused(
            "figures.disputed",
            gettext_lazy("Disputed figures are still open: %(names)s. Wait for the answer or withdraw the dispute.")
            % {"names": ", ".join(disputed)},
        )
    if not any(part.answer_number for part in parts):
        raise Refused("figures.nobody_answered", gettext_lazy("Nobody has answered yet: there is nothing to lock."))


def _passport(request: FiguresRequest) -> dict[str, Any]:
    cluster = request.cluster
    assert cluster is not None
    return {**request.passport, "name": cluster.name, "regions": cluster.regions, "year": request.year}


def _members(request: FiguresRequest) -> list[dict[str, Any]]:
    """Who belongs now, asked or not: the newcomer of yesterday and infrastructure have no figures."""
    return [
        {
            "inn": member.organisation.inn, "name": member.organisation.name, "role": member.role,
            "region": member.organisation.region, "special_territory": member.special_territory,
            "joined_on": member.joined_on, "newcomer": member.newcomer,
        }
        for member in registry.members_of(request.cluster)  # type: ignore[arg-type]
    ]  # fmt: skip


def _source(part: FiguresReply) -> dict[str, Any]:
    """Whose word the figures of one enterprise are. No person is named: the sheet outlives them."""
    answer = selectors.answer_of(part)
    source: dict[str, Any] = {"inn": part.organisation.inn, "name": part.organisation.name, "by": "nobody"}
    if answer is None:
        return source
    return source | {
        "by": "manager" if answer.way in TYPED else "enterprise", "way": answer.way, "repeated": answer.repeated,
        "given_at": answer.given_at.isoformat(), "late": part.late,
        "confirmed_at": answer.confirmed_at.isoformat() if answer.confirmed_at else None,
    }  # fmt: skip
