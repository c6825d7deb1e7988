"""Letters to the holders of a key in parts: take the code, enter it; no code is ever in a letter. And of envelopes that
wait for their opening, or cannot be read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding, places_held
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.selection.conflicts import filed_in, interest_of
from svetovod.web.selection.enums import ApplicationState, KeyPurpose, RoundState
from svetovod.web.selection.letters import Said, applicants, application_url
from svetovod.web.selection.models import SelectionRound

from .envelopes import envelopes_unreadable
from .uses import ENVELOPES, SHEETS, Use, filed_envelopes

# whose files may still be put in once more
PUTTING = (ApplicationState.DRAFT, ApplicationState.FILED)

# by what the key is for: while its making is waited for
OWED = {
    KeyPurpose.SHEETS: (RoundState.INTAKE_CLOSED, RoundState.FORMAL_CHECK, RoundState.SCORING),
    KeyPurpose.ENVELOPES: (RoundState.ANNOUNCED, RoundState.OPEN),
}


def _url(round_: SelectionRound, use: Use) -> str:
    return reverse("selection:keys" if use is SHEETS else "selection:envelope_keys", args=[round_.slug])


def _key(round_: SelectionRound, use: Use, what: str) -> str:
    return f"round:{round_.pk}:{what}" if use is SHEETS else f"round:{round_.pk}:envelope-{what}"


def key_held(round_: SelectionRound, people: Iterable[Any], use: Use = SHEETS, *, at: datetime) -> None:
    """To new holders of a part of the key."""

    def words() -> Said:
        named = {"round": round_.title}
        if use is ENVELOPES:
            return (
                _("You hold a part of the key of the envelopes: %(round)s") % named,
                _("Take your code, print it or write it down, and type it back; until every holder has done so nothing "
                  "can be put into the envelopes of applications:"),
            )  # fmt: skip
        return (
            _("You hold a part of the key of the score sheets: %(round)s") % named,
            _("Take your code, print it or write it down, and type it back; until every holder has done so no sheet "
              "can be submitted:"),
        )  # fmt: skip

    tell(people, words, key=_key(round_, use, f"key:{at:%Y%m%d%H%M%S}"), url=_url(round_, use), at=at)


def key_due(round_: SelectionRound, use: Use = SHEETS, *, at: datetime) -> None:
    """Every day from the end of the intake, and for envelopes from the announcement on, to the secretary and to holders
    who have not typed their codes back."""
    if use.over(round_, at) or round_.state not in OWED[use.purpose] or not use.awaited(round_):
        return
    waited = use.holders(round_).filter(confirmed_at=None, person__is_active=True).select_related("person")
    people = {person.pk: person for person in people_holding(Scope.ROUND, [round_.pk], Role.SECRETARY)}
    key_owed(round_, (people | {holder.person_id: holder.person for holder in waited}).values(), use, at=at)


def key_owed(round_: SelectionRound, people: Iterable[Any], use: Use = SHEETS, *, at: datetime) -> None:
    def words() -> Said:
        named = {"round": round_.title, "until": formatting.deadline(use.until(round_))}
        if use is ENVELOPES:
            return (
                _("The key of the envelopes is not made yet: %(round)s") % named,
                _("Applicants put nothing into their envelopes without it, and applications are taken until %(until)s. "
                  "The secretary names the holders, and each of them takes a code and types it back:") % named,
            )  # fmt: skip
        return (
            _("The key of the score sheets is not made yet: %(round)s") % named,
            _("Experts cannot submit without it, and score until %(until)s. The secretary names the holders, and each "
              "of them takes a code and types it back:") % named,
        )  # fmt: skip

    tell(people, words, key=_key(round_, use, f"nokey:{at:%Y%m%d}"), url=_url(round_, use), at=at)


def codes_due(round_: SelectionRound, use: Use = SHEETS, *, at: datetime) -> None:
    """To holders who have not entered their codes though the time has come; once for each end of the term."""
    key = use.key(round_)
    if key is None or not use.over(round_, at) or not use.ahead(round_):
        return
    if use is ENVELOPES and not filed_envelopes(round_).exists():
        return  # nothing waits for a code
    waited = use.holders(round_).filter(entered_at=None, person__is_active=True).select_related("person")
    code_owed(round_, [holder.person for holder in waited], key.needed, use, at=at)


def code_owed(round_: SelectionRound, people: Iterable[Any], needed: int, use: Use = SHEETS, *, at: datetime) -> None:
    def words() -> Said:
        text = (
            ngettext(
                "The intake is over. The envelopes open with the code of %(needed)d holder; have yours at hand:",
                "The intake is over. The envelopes open with the codes of %(needed)d holders; have yours at hand:",
                needed,
            )
            if use is ENVELOPES
            else ngettext(
                "The scoring is over. The sheets open with the code of %(needed)d holder; have yours at hand:",
                "The scoring is over. The sheets open with the codes of %(needed)d holders; have yours at hand:",
                needed,
            )
        )
        return _("Please enter your code: %(round)s") % {"round": round_.title}, text % {"needed": needed}

    key = _key(round_, use, f"code:{use.until(round_):%Y%m%d%H%M}")
    tell(people, words, key=key, url=_url(round_, use), at=at)


def opening_due(round_: SelectionRound, *, at: datetime) -> None:
    """Every day from the end of the intake while envelopes wait for their opening, to those who may give the word that
    is absent: nobody who has given the other, or speaks for a party."""
    if not ENVELOPES.over(round_, at) or not ENVELOPES.ahead(round_) or not filed_envelopes(round_).exists():
        return
    given = dict(round_.consents.filter(purpose=KeyPurpose.ENVELOPES).values_list("role", "person_id"))
    absent = [role for role in (Role.SECRETARY, Role.CHAIR) if role not in given]
    people = [each for each in people_holding(Scope.ROUND, [round_.pk], *absent) if each.pk not in given.values()]
    held, filed = places_held(each.pk for each in people), filed_in(round_)
    opening_owed(round_, [each for each in people if not interest_of(held[each.pk], round_, filed)], at=at)


def opening_owed(round_: SelectionRound, people: Iterable[Any], *, at: datetime) -> None:
    def words() -> Said:
        return (
            _("Envelopes of applications wait for their opening: %(round)s") % {"round": round_.title},
            _("The intake is over. The secretary and the chair confirm the opening; the formal check begins after it:"),
        )

    url = reverse("selection:envelopes", args=[round_.slug])
    tell(people, words, key=f"round:{round_.pk}:envelopes:{at:%Y%m%d}", url=url, at=at)


def unreadable_found(round_: SelectionRound, *, at: datetime) -> None:
    """Every day of the intake: to those who may put the file in once more, and how many there are to the secretary. Not
    after its end, though nobody has closed it yet."""
    if ENVELOPES.over(round_, at):
        return
    found = [file for file in envelopes_unreadable(round_) if file.application.state in PUTTING]
    for row in dict.fromkeys(file.application for file in found):
        file_lost(row, applicants(row), [file.place for file in found if file.application == row], at=at)
    if found:
        files_lost(round_, people_holding(Scope.ROUND, [round_.pk], Role.SECRETARY), len(found), at=at)


def file_lost(row: Any, people: Iterable[Any], places: Iterable[int], *, at: datetime) -> None:
    def words() -> Said:
        named = {
            "project": row.project.code, "until": formatting.deadline(row.round.closes_at),
            "documents": "; ".join(row.round.envelope[place - 1]["name"] for place in places),
        }  # fmt: skip
        return (
            _("Put a file into the envelope once more: %(project)s") % named,
            _("The server cannot read what was put in, and it would not open later: %(documents)s. Put your own copy "
              "in again until %(until)s:") % named,
        )  # fmt: skip

    url = application_url(row) if row.number else reverse("selection:apply", args=[row.round.slug, row.project.code])
    tell(people, words, key=f"application:{row.pk}:unreadable:{at:%Y%m%d}", url=url, at=at)


def files_lost(round_: SelectionRound, people: Iterable[Any], count: int, *, at: datetime) -> None:
    def words() -> Said:
        text = ngettext(
            "%(count)d file in the envelopes cannot be read. Its applicant is asked to put it in again; call the "
            "administrator, who looks at the key file of the server:",
            "%(count)d files in the envelopes cannot be read. Their applicants are asked to put them in again; call "
            "the administrator, who looks at the key file of the server:",
            count,
        )
        return _("Files in the envelopes cannot be read: %(round)s") % {"round": round_.title}, text % {"count": count}

    url = reverse("selection:envelopes", args=[round_.slug])
    tell(people, words, key=f"round:{round_.pk}:unreadable:{at:%Y%m%d}", url=url, at=at)
