"""The agreement of intent of a cooperation table: what its minutes say, as DOCX to go on with."""

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper

from .grid import slots_of
from .models import CooperationTable, MeetingProfile
from .selectors import plan_of


def intent(table: CooperationTable) -> Paper:
    """What is not decided yet stands as a line to fill in by hand."""
    sitting = table.sitting
    blocks = [
        Block(_("1. Parties"), head=[_("Enterprise"), _("INN"), _("Role")], rows=[
            [seat.profile.name, _inn(seat.profile), str(seat.get_role_display())] for seat in sitting
        ]),
        Block(_("2. Subject"), [
            _("The parties intend to prepare together the joint project “%(title)s”.") % {"title": table.title},
            *[line for line in table.idea.splitlines() if line.strip()],
        ]),
        Block(_("3. What was decided"), [line for line in table.minutes.splitlines() if line.strip()] or [_BLANK]),
        Block(_("4. Final provisions"), [
            _("The agreement is a statement of intent: it obliges no party to pay. Each party bears its own costs "
              "until a contract is signed. What the parties tell each other is confidential."),
        ]),
    ]  # fmt: skip
    return Paper(
        title=_("Agreement of intent"), kicker=_("Cooperation table"), subtitle=table.title, place=_place(table),
        blocks=blocks, signs=[_("For %(name)s") % {"name": seat.profile.name} for seat in sitting],
        demo=table.session.is_demo, missing=[] if table.minutes else [_("what the table decided")],
    )  # fmt: skip


_BLANK = "_" * 40


def _inn(profile: MeetingProfile) -> str:
    return profile.organisation.inn if profile.organisation else _BLANK[:12]


def _place(table: CooperationTable) -> str:
    """Where and when they met, as far as it is known."""
    meeting, plan = getattr(table, "meeting", None), plan_of(table.session)
    slot = next((each for each in slots_of(plan) if each.number == meeting.slot), None) if meeting and plan else None
    day = formatting.day_long(slot.day) if slot else ""
    return ", ".join(part for part in (table.session.place, day) if part)
