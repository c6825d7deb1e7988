"""Who of an enterprise goes to which meeting: its representatives, and the split of its delegation."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import letters, selectors
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import CooperationSeat, Delegate, MeetingProfile, MeetingWish

from .profiles import refuse_over

MOST = 6  # representatives of one enterprise


@transaction.atomic
def delegate_add(
    *, actor: Any, profile: MeetingProfile, name: str, closed: Collection[int] = (), at: datetime, link: str = ""
) -> Delegate:
    """One more who comes. Named twice, it is the same person; what was said last of the hours counts."""
    row = _row(profile)
    actor = admitted("profile.edit", actor, row, link)
    refuse_over(row.session)
    known = row.delegates.filter(name=name.strip()).first()
    if known is None and row.delegates.count() >= MOST:
        raise Refused("delegate.many", _("A delegation has %(most)d people at most.") % {"most": MOST})
    made = known or Delegate(profile=row, name=name.strip())
    made.closed = sorted(set(closed))
    made.save()
    record(actor=actor, action="delegate.add", subject=row, at=at, delegate=made.pk, closed=made.closed)
    return made


@transaction.atomic
def delegate_remove(*, actor: Any, delegate: Delegate, at: datetime, link: str = "") -> None:
    """Does not come: the meetings are the whole delegation's again."""
    row = _row(delegate.profile)
    actor = admitted("profile.edit", actor, row, link)
    refuse_over(row.session)
    if Delegate.objects.filter(pk=delegate.pk).delete()[0]:
        record(actor=actor, action="delegate.remove", subject=row, at=at, delegate=delegate.pk)


@transaction.atomic
def delegation_split(
    *, actor: Any, profile: MeetingProfile, goes: Mapping[int | str, int | None], at: datetime, link: str = ""
) -> int:
    """Who goes to each agreed meeting; None: all of them. Whom the change concerns is told; gives how many changed."""
    row = _row(profile)
    actor = admitted("profile.edit", actor, row, link)
    refuse_over(row.session)
    known = {each.pk: each for each in row.delegates.all()}
    if not {pk for pk in goes.values() if pk is not None} <= set(known):
        raise Hidden
    changed = []
    for agreement in selectors.agreements_of(row):
        if agreement.code not in goes:
            continue
        place, field = _place(agreement, row)
        wanted = known.get(goes[agreement.code] or 0)
        if getattr(place, field) == wanted:
            continue
        setattr(place, field, wanted)
        place.save(update_fields=[field])
        changed.append(agreement)
        letters.another_comes(agreement, row, wanted, at=at)
    if changed:
        codes = [each.code for each in changed]
        record(actor=actor, action="delegation.split", subject=row, at=at, meetings=codes)
    return len(changed)


def _place(agreement: Any, profile: MeetingProfile) -> tuple[MeetingWish | CooperationSeat, str]:
    """Where it stands who of the enterprise comes."""
    if isinstance(agreement, MeetingWish):
        return agreement, "sender_delegate" if agreement.sender_id == profile.pk else "receiver_delegate"
    return next(seat for seat in agreement.sitting if seat.profile_id == profile.pk), "delegate"


def evenly(profile: MeetingProfile) -> dict[int | str, int | None]:
    """A split to begin with: one goes to each meeting, must-meets first, nobody to many more than another."""
    load = {each.pk: 0 for each in profile.delegates.all()}
    goes: dict[int | str, int | None] = {}
    for agreement in sorted(selectors.agreements_of(profile), key=lambda each: not each.must):
        if load:
            fewest = min(load, key=lambda pk: (load[pk], pk))
            goes[agreement.code] = fewest
            load[fewest] += 1
    return goes


def _row(profile: MeetingProfile) -> MeetingProfile:
    rows = MeetingProfile.objects.select_for_update(of=("self",), no_key=True).select_related("session", "registration")
    return rows.get(pk=profile.pk)
