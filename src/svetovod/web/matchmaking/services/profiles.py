"""What an enterprise says of itself, when it cannot meet, and what it thinks of a proposal."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.events.enums import SessionState
from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import MeetingProfile, Proposal, ProposalOpinion

OPEN = (
    SessionState.PUBLISHED, SessionState.REGISTRATION_CLOSED, SessionState.RUNNING, SessionState.MOVED_ONLINE,
)  # fmt: skip


def refuse_over(session: Any) -> None:
    if session.state not in OPEN:
        raise Refused("meetings.over", _("The session is not open: nothing about its meetings can be changed now."))


@transaction.atomic
def profile_save(
    *, actor: Any, profile: MeetingProfile, about: str, lines: Sequence[Mapping[str, Any]], visible: str,
    closed: Collection[int], at: datetime, link: str = "",
) -> MeetingProfile:  # fmt: skip
    """Makes the profile or changes it; what was typed last counts."""
    actor = admitted("profile.edit", actor, profile, link)
    refuse_over(profile.session)
    known = MeetingProfile.objects.select_for_update(no_key=True).filter(
        session=profile.session_id, organisation=profile.organisation_id, registration=profile.registration_id
    )
    row = known.first() or MeetingProfile(
        session=profile.session, organisation=profile.organisation, registration=profile.registration, made_at=at
    )
    row.about, row.lines, row.visible = about.strip(), [dict(line) for line in lines], visible
    row.closed, row.changed_at = sorted(set(closed)), at
    row.save()
    record(
        actor=actor, action="meeting_profile.save", subject=row, at=at, session=profile.session.slug, lines=len(lines),
        visible=str(visible), closed=row.closed,
    )  # fmt: skip
    return row


@transaction.atomic
def times_close(
    *, actor: Any, profile: MeetingProfile, closed: Collection[int], at: datetime, link: str = ""
) -> MeetingProfile:
    """Slots in which the enterprise cannot meet: it comes late, it leaves early. The schedule follows by a repair."""
    rows = MeetingProfile.objects.select_for_update(of=("self",), no_key=True).select_related("session", "registration")
    row = rows.get(pk=profile.pk)
    actor = admitted("profile.edit", actor, row, link)
    refuse_over(row.session)
    wanted = sorted(set(closed))
    if wanted == row.closed:
        return row
    row.closed, row.changed_at = wanted, at
    row.save(update_fields=["closed", "changed_at"])
    record(actor=actor, action="meeting_profile.times", subject=row, at=at, session=row.session.slug, closed=wanted)
    return row


@transaction.atomic
def opinion_say(
    *, actor: Any, profile: MeetingProfile, about: MeetingProfile, useful: bool, at: datetime, link: str = ""
) -> ProposalOpinion:
    """Useful or not; the last word counts."""
    actor = admitted("profile.edit", actor, profile, link)
    if not selectors.shown_to(profile).filter(pk=about.pk).exists():
        raise Hidden
    values = {"useful": useful, "said_at": at}
    opinion, _made = ProposalOpinion.objects.update_or_create(profile=profile, about=about, defaults=values)
    record(actor=actor, action="meeting_profile.opinion", subject=profile, at=at, about=about.pk, useful=useful)
    return opinion


@transaction.atomic
def proposals_note(*, actor: Any, profile: MeetingProfile, about: Collection[int], at: datetime, link: str = "") -> int:
    """Whom the enterprise was shown with reasons, each once; gives how many are new. After the session nothing is."""
    actor = admitted("profile.edit", actor, profile, link)
    known = set(profile.proposals.values_list("about", flat=True))
    fresh = [pk for pk in about if pk not in known]
    if not fresh or profile.session.state not in OPEN:
        return 0
    rows = [Proposal(profile=profile, about_id=pk, shown_at=at) for pk in fresh]
    Proposal.objects.bulk_create(rows, ignore_conflicts=True)  # two tabs may ask at once
    record(actor=actor, action="meeting_profile.proposed", subject=profile, at=at, about=fresh)
    return len(fresh)
