"""Starting a handover and naming who succeeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import person_close, role_revoke, signing_hold, standing_hold
from svetovod.web.accounts.standing import administrator
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.handover import letters, plan
from svetovod.web.handover.access import ACCESS
from svetovod.web.handover.enums import OPEN, HandoverState
from svetovod.web.handover.models import Handover
from svetovod.web.handover.parties import overlap
from svetovod.web.handover.seam import end_with, work_hold
from svetovod.web.handover.states import HANDOVER

from ._common import (
    lock_people,
    locked_with_work,
    refuse_strangers,
    require_open,
    require_words,
    successions_put,
    words,
)
from .carrying import settle

AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is typed: the day, the successor of each kind of work (a person), why; `urgent`: the person is gone."""

    leaves_on: date
    successors: Mapping[str, Any] = field(default_factory=dict)
    ground: str = ""
    urgent: bool = False
    closes_account: bool = False


def drafted(actor: Any, leaver: Any, wish: Wish, at: datetime) -> tuple[Handover, plan.Plan]:
    """A handover that is not kept yet, with everything of the leaver that the actor leads; `Hidden` for nothing."""
    draft = Handover(
        leaver=leaver, started_by_id=actor.person_id, started_at=at, leaves_on=wish.leaves_on, urgent=wish.urgent,
        ground=words(wish.ground), closes_account=wish.urgent and wish.closes_account,
    )  # fmt: skip
    found = plan.make(draft, actor, wish.successors, at, whole=True)
    draft.places = [list(place) for place in dict.fromkeys(line.item.place for line in found.lines)]
    inside = {tuple(place) for place in draft.places}
    draft.roles = [
        {"id": grant.pk, "role": grant.role, "scope": grant.scope, "scope_id": grant.scope_id}
        for grant in found.leaving.grants
        if (grant.scope, grant.scope_id) in inside
    ]
    if not draft.places:
        raise Hidden
    return draft, found


@transaction.atomic
def handover_start(*, actor: Any, leaver: Person, wish: Wish, at: datetime) -> Handover:
    """Keeps the handover and tells whom it concerns; an urgent one ends the roles at once. Repeated, it is one."""
    people = lock_people([leaver.pk, *(person.pk for person in wish.successors.values())])
    standing_hold(leaver.pk)  # its roles may end here, when the journal is locked already
    if wish.urgent and wish.closes_account:
        signing_hold(leaver.pk)  # and so may its sessions and tokens
    draft, found = drafted(actor, people[leaver.pk], wish, at)
    wish = replace(wish, successors={work: person for work, person in wish.successors.items() if work in found.works})
    actor = ACCESS.admit("handover.start_urgent" if wish.urgent else "handover.start", actor, draft)
    rivals = [row for row in Handover.objects.filter(leaver=leaver, state__in=OPEN) if overlap(row, draft)]
    if again := next((row for row in rivals if _same(row, draft, wish)), None):
        return again
    if rivals:
        raise Refused(
            "handover.twice", _("A handover of this person is open already. Change that one, or call it off first.")
        )
    _refuse_wish(draft, found, wish, actor, at)
    work_hold(found.leaving)  # it may be carried out at once
    draft.save()
    successions_put(draft, wish.successors, actor, at)
    record(
        actor=actor, action="handover.start", subject=draft, at=at, leaver=str(draft.leaver.pseudonym),
        leaves_on=draft.leaves_on.isoformat(), urgent=draft.urgent, places=[":".join(each) for each in draft.places],
        successors={work: str(person.pseudonym) for work, person in wish.successors.items()},
    )  # fmt: skip
    if draft.urgent:
        _end_at_once(draft, found, actor, at)
    letters.started(draft, but=actor, at=at)
    if not found.works:
        HANDOVER.move(draft, "agree")
        draft.save(update_fields=["state"])
    settle(draft, at=at)
    return draft


def _same(row: Handover, draft: Handover, wish: Wish) -> bool:
    named = dict(row.successions.values_list("work", "successor"))
    return (row.started_by_id, row.leaves_on, row.urgent) == (
        draft.started_by_id, draft.leaves_on, draft.urgent,
    ) and named == {work: person.pk for work, person in wish.successors.items()}  # fmt: skip


def _refuse_wish(draft: Handover, found: plan.Plan, wish: Wish, actor: Any, at: datetime) -> None:
    today = timezone.localtime(at).date()
    if not today <= wish.leaves_on <= today + AHEAD:
        raise Refused("handover.day", _("The last day must be today or later, within a year."))
    if wish.closes_account and not administrator.test(actor):
        raise Denied("handover.start_urgent")
    refuse_strangers(draft, wish.successors)
    if wish.urgent:
        require_words("handover.ground", wish.ground, _("Say why the roles end at once: it stays with the handover."))
        return
    missing = [work for work in found.works if work not in wish.successors]
    if missing:
        raise Refused("handover.nobody", _("Name a successor for every kind of work, or for all of it at once."))
    if found.refused:
        raise Refused("handover.gap", " ".join([*found.refused, str(GAP)]))


GAP = _("Name a successor who can take it, or give the role to somebody else first.")


def _end_at_once(draft: Handover, found: plan.Plan, actor: Any, at: datetime) -> None:
    """The roles of the places led go now, and are remembered: the successor gets them when he accepts."""
    end_with(found.lines, found.leaving, actor, at)
    ids = [row["id"] for row in draft.roles]
    for grant in RoleGrant.objects.filter(pk__in=ids, revoked_at=None).order_by("pk"):
        role_revoke(actor=actor, grant=grant, at=at)
    draft.ended = ids
    draft.save(update_fields=["ended"])
    if draft.closes_account:
        person_close(actor=actor, person=draft.leaver, at=at)


@transaction.atomic
def handover_name(*, actor: Any, handover: Handover, successors: Mapping[str, Person], at: datetime) -> Handover:
    """Other successors in place of those named: whoever is new is asked anew."""
    row = locked_with_work(handover, *(person.pk for person in successors.values()), at=at)
    actor = ACCESS.admit("handover.name", actor, row)
    require_open(row)
    found = plan.make(row, actor, successors, at)
    successors = {work: person for work, person in successors.items() if work in found.works}
    refuse_strangers(row, successors)
    if any(work not in successors for work in found.works):
        raise Refused("handover.nobody", _("Name a successor for every kind of work, or for all of it at once."))
    if found.refused and not row.urgent:
        raise Refused("handover.gap", " ".join([*found.refused, str(GAP)]))
    before = dict(row.successions.values_list("work", "successor"))
    if before == {work: person.pk for work, person in successors.items()} and not _declined(row):
        return row
    if row.state == HandoverState.AGREED:
        HANDOVER.move(row, "rename")
    row.held_up, row.forced_by, row.forced_reason = "", None, ""
    row.save()
    successions_put(row, successors, actor, at)
    record(
        actor=actor, action="handover.name", subject=row, at=at,
        successors={work: str(person.pseudonym) for work, person in successors.items()},
    )  # fmt: skip
    letters.asked(row, but=actor, at=at)
    settle(row, at=at)
    return row


def _declined(row: Handover) -> bool:
    return row.successions.exclude(declined_at=None).exists()
