"""The press desk of a session: wording and English names, quotes and their approval."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import PracticalSession, PressDesk, PressQuote


@transaction.atomic
def press_set(*, actor: Any, session: PracticalSession, at: datetime, **fields: Any) -> PressDesk:
    """Wording of the release; English names that are given are added to those known."""
    actor = ACCESS.admit("press.edit", actor, session)
    desk, _made = PressDesk.objects.select_for_update(no_key=True).get_or_create(session=session)
    fields["english"] = {**desk.english, **fields.get("english", {})}
    for name, value in fields.items():
        setattr(desk, name, value)
    columns_check(desk)
    desk.save()
    record(actor=actor, action="press.edit", subject=session, at=at, fields=sorted(fields))
    return desk


@transaction.atomic
def quote_add(
    *, actor: Any, session: PracticalSession, author: str, text: str, english: str = "", after: bool = False,
    at: datetime,
) -> PressQuote:  # fmt: skip
    """Not in a release before it is approved."""
    actor = ACCESS.admit("press.edit", actor, session)
    quote = PressQuote.objects.create(session=session, author=author, text=text, english=english, after=after)
    record(actor=actor, action="press.quote", subject=session, at=at, quote=quote.pk)
    return quote


@transaction.atomic
def quote_approve(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> PressQuote:
    """The organiser says that the author has approved the words: a press officer does not approve alone."""
    actor = ACCESS.admit("press.approve", actor, session)
    quote = PressQuote.objects.select_for_update(no_key=True).filter(session=session, pk=pk).first()
    if quote is None:
        raise Refused("quote.none", _("This quote is not there any more. Reload the page."))
    if quote.approved_at is None:
        quote.approved_at = at
        quote.save(update_fields=["approved_at"])
        record(actor=actor, action="press.approve", subject=session, at=at, quote=pk)
    return quote
