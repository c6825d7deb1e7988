"""Letters to the holders of a split key: take the code, enter it; no code is ever in a letter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.letters import Said
from svetovod.web.selection.models import SelectionRound

from .uses import SHEETS

OWED = (RoundState.INTAKE_CLOSED, RoundState.FORMAL_CHECK, RoundState.SCORING)


def _url(round_: SelectionRound) -> str:
    return reverse("selection:keys", args=[round_.slug])


def key_held(round_: SelectionRound, people: Iterable[Any], *, at: datetime) -> None:
    """To new holders of a part of the key."""

    def words() -> Said:
        named = {"round": round_.title}
        return (
            _("You hold a part of the key of the score sheets: %(round)s") % named,
            _("Take your code, print it or write it down, and type it back; until every holder has done so no sheet "
              "can be submitted:"),
        )  # fmt: skip

    tell(people, words, key=f"round:{round_.pk}:key:{at:%Y%m%d%H%M%S}", url=_url(round_), at=at)


def key_due(round_: SelectionRound, *, at: datetime) -> None:
    """Every day from the end of the intake, to the secretary and to holders who have not typed their codes back."""
    if SHEETS.over(round_, at) or round_.state not in OWED or not SHEETS.awaited(round_):
        return
    waited = SHEETS.holders(round_).filter(confirmed_at=None, person__is_active=True).select_related("person")
    people = {person.pk: person for person in people_holding(Scope.ROUND, [round_.pk], Role.SECRETARY)}
    key_owed(round_, (people | {holder.person_id: holder.person for holder in waited}).values(), at=at)


def key_owed(round_: SelectionRound, people: Iterable[Any], *, at: datetime) -> None:
    def words() -> Said:
        named = {"round": round_.title, "until": formatting.deadline(round_.scoring_until)}
        return (
            _("The key of the score sheets is not made yet: %(round)s") % named,
            _("Experts cannot submit without it, and score until %(until)s. The secretary names the holders, and each "
              "of them takes a code and types it back:") % named,
        )  # fmt: skip

    tell(people, words, key=f"round:{round_.pk}:nokey:{at:%Y%m%d}", url=_url(round_), at=at)


def codes_due(round_: SelectionRound, *, at: datetime) -> None:
    """To holders who have not entered their codes though the scoring is over; once for each end of it."""
    key = SHEETS.key(round_)
    if key is None or not SHEETS.over(round_, at):
        return
    waited = SHEETS.holders(round_).filter(entered_at=None, person__is_active=True).select_related("person")
    code_owed(round_, [holder.person for holder in waited], key.needed, at=at)


def code_owed(round_: SelectionRound, people: Iterable[Any], needed: int, *, at: datetime) -> None:
    def words() -> Said:
        text = ngettext(
            "The scoring is over. The sheets open with the code of %(needed)d holder; have yours at hand:",
            "The scoring is over. The sheets open with the codes of %(needed)d holders; have yours at hand:",
            needed,
        )
        return _("Please enter your code: %(round)s") % {"round": round_.title}, text % {"needed": needed}

    key = f"round:{round_.pk}:code:{round_.scoring_until:%Y%m%d%H%M}"
    tell(people, words, key=key, url=_url(round_), at=at)
