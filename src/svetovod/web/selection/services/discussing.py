"""Experts who differ talk an application over, between the opening and the ranking."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import bridge, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import LONGEST_REMARK
from svetovod.web.selection.models import Application, DiscussionWord
from svetovod.web.selection.selectors.differences import differences_of

from ._common import locked_round, require_step


@transaction.atomic
def discussion_say(*, actor: Any, application: Application, text: str, at: datetime) -> DiscussionWord:
    """Stays as it is said; the same words sent twice are said once. The journal gets a commitment, not the words."""
    actor = ACCESS.admit("discussion.say", actor, application)
    round_ = locked_round(application.round)
    require_step("discussion_say", round_)
    said = require_text("discussion.text", text, _("Write what you wish to say."))
    if len(said) > LONGEST_REMARK:
        raise Refused("discussion.long", _("At most %(limit)d characters.") % {"limit": LONGEST_REMARK})
    if application.pk not in {each.application.pk for each in differences_of(actor, round_)}:
        raise Refused(
            "discussion.close", _("The experts of this application do not differ so much: nothing to discuss.")
        )
    member = round_.panel.get(person_id=actor.person_id)
    last = application.discussion.last()
    if last and (last.member_id, last.text) == (member.pk, said):
        return last
    salt, commitment = bridge.commit({"application": application.number, "expert": member.code, "text": said})
    entry = record(
        actor=actor, action="discussion.say", subject=application, at=at, number=application.number,
        expert=member.code, commitment=commitment,
    )  # fmt: skip
    row = DiscussionWord.objects.create(
        application=application, member=member, text=said, salt=salt, commitment=commitment, said_at=at,
        ledger_index=entry.index,
    )  # fmt: skip
    summons.discussed(row, actor=actor, at=at)
    return row
