"""Letters to those who judge, experts and commission: numbers of applications, never what is in a sheet."""

from collections import defaultdict
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell

from . import bridge
from .enums import OfferState, RoundState, SheetState
from .letters import Said, days_left, witness
from .models import Assignment, DiscussionWord, PlaceOffer, Protocol, SelectionRound

# who sat, judged or looked on: with the applicants, everybody a published root is sent to
WITNESSES = (Role.EXPERT, Role.SECRETARY, Role.COMMISSION_MEMBER, Role.CHAIR, Role.AUDITOR)


def _sheets_url(round_: SelectionRound) -> str:
    return reverse("selection:my_sheets", args=[round_.slug])


def _owed(round_: SelectionRound) -> dict[Any, list[str]]:
    """Expert -> numbers of the applications whose sheets are not submitted."""
    rows = Assignment.objects.filter(application__round=round_, sheet__state=SheetState.DRAFT)
    found: dict[Any, list[str]] = defaultdict(list)
    for row in rows.select_related("member__person", "application").order_by("application__serial"):
        if row.member.person.is_active:
            found[row.member.person].append(row.application.number)
    return found


def scoring_started(round_: SelectionRound, *, at: datetime) -> None:
    """One letter to each expert: until the scoring begins an assignment is a proposal of the secretary."""
    for person, numbers in _owed(round_).items():
        sheets_assigned(person, numbers, round_, at=at)


def sheets_assigned(person: Any, numbers: list[str], round_: SelectionRound, *, at: datetime) -> None:
    def words() -> Said:
        named = {
            "count": len(numbers), "round": round_.title, "numbers": ", ".join(numbers),
            "until": formatting.deadline(round_.scoring_until),
        }  # fmt: skip
        text = ngettext(
            "%(count)d application is assigned to you: %(numbers)s. State whether you have a conflict of interest "
            "and submit the sheet by %(until)s:",
            "%(count)d applications are assigned to you: %(numbers)s. State whether you have a conflict of "
            "interest and submit the sheets by %(until)s:",
            len(numbers),
        )
        return _("You are assigned as an expert: %(round)s") % named, text % named

    tell([person], words, key=f"round:{round_.pk}:assigned", url=_sheets_url(round_), at=at)


def assigned(assignment: Assignment, *, at: datetime) -> None:
    """An assignment made while the scoring goes on; several in a row come in one letter."""
    round_, person = assignment.application.round, assignment.member.person
    if round_.state != RoundState.SCORING or not person.is_active:
        return

    def words() -> Said:
        named = {
            "number": assignment.application.number, "round": round_.title,
            "until": formatting.deadline(round_.scoring_until),
        }  # fmt: skip
        return (
            _("You are assigned as an expert: %(round)s") % named,
            _("Application %(number)s: state whether you have a conflict of interest and submit the sheet until "
              "%(until)s:") % named,
        )  # fmt: skip

    key, bundle = f"assignment:{assignment.pk}", f"round:{round_.pk}"
    tell([person], words, key=key, url=_sheets_url(round_), at=at, bundle=bundle)


def sheets_due(round_: SelectionRound, *, at: datetime) -> None:
    days = days_left(round_.scoring_until, at)
    if round_.state != RoundState.SCORING or days is None:
        return
    for person, numbers in _owed(round_).items():
        sheets_owed(person, numbers, round_, days, at=at)


def sheets_owed(person: Any, numbers: list[str], round_: SelectionRound, days: int, *, at: datetime) -> None:
    def words() -> Said:
        named = {
            "count": len(numbers), "numbers": ", ".join(numbers), "round": round_.title,
            "until": formatting.deadline(round_.scoring_until),
        }  # fmt: skip
        subject = ngettext(
            "%(count)d score sheet is not submitted yet", "%(count)d score sheets are not submitted yet",
            len(numbers),
        )  # fmt: skip
        text = _("Submit your sheets of “%(round)s” by %(until)s. Not submitted: %(numbers)s:")
        return subject % named, text % named

    tell([person], words, key=f"round:{round_.pk}:due:{days}", url=_sheets_url(round_), at=at)


def opened(round_: SelectionRound, *, actor: Any, at: datetime) -> None:
    """To the panel and the commission; applicants learn of scores at the publication."""

    def words() -> Said:
        named = {"round": round_.title}
        return (
            _("Scores are opened: %(round)s") % named,
            _("The secretary and the chair have opened all submitted sheets together. The page of the selection:"),
        )

    roles = (Role.EXPERT, Role.SECRETARY, Role.COMMISSION_MEMBER, Role.CHAIR)
    people = people_holding(Scope.ROUND, [round_.pk], *roles)
    url = reverse("selection:round", args=[round_.slug])
    tell(people, words, key=f"round:{round_.pk}:opened", url=url, at=at, but=actor)


def discussed(word: DiscussionWord, *, actor: Any, at: datetime) -> None:
    """To the other experts of the application: that something is said, not what; one letter a day."""
    row = word.application

    def words() -> Said:
        named = {"number": row.number, "round": row.round.title}
        return (
            _("The experts of the application %(number)s discuss it") % named,
            _("“%(round)s”: your totals differ. Read what is said, answer, or file a revised sheet:") % named,
        )

    held = Assignment.objects.filter(application=row, sheet__state=SheetState.OPENED).select_related("member__person")
    people = [each.member.person for each in held if each.member.person.is_active]
    url = reverse("selection:differences", args=[row.round.slug])
    tell(people, words, key=f"application:{row.pk}:discussed:{at:%Y%m%d}", url=url, at=at, but=actor)


def paper_sealed(assignment: Assignment, *, at: datetime) -> None:
    """To the expert, who looks whether the scan was read aright."""
    row, person = assignment.application, assignment.member.person

    def words() -> Said:
        return (
            _("Your sheet on %(number)s is entered from paper and sealed") % {"number": row.number},
            _("Two persons read your scan apart and agreed. Look at what is sealed; tell the secretary of a mistake:"),
        )

    url = reverse("selection:sheet", args=[row.round.slug, row.number])
    tell([person], words, key=f"assignment:{assignment.pk}:paper", url=url, at=at)


def ranked(round_: SelectionRound, *, actor: Any, at: datetime) -> None:
    """The commission is called to vote."""

    def words() -> Said:
        named = {"round": round_.title, "sitting": formatting.moment(round_.sitting_at)}
        return (
            _("The ranking is made, the commission votes: %(round)s") % named,
            _("Sitting of the commission: %(sitting)s. Read the ranking and cast your vote:") % named,
        )

    people = people_holding(Scope.ROUND, [round_.pk], Role.COMMISSION_MEMBER, Role.CHAIR)
    url = reverse("selection:vote", args=[round_.slug])
    tell(people, words, key=f"round:{round_.pk}:ranked", url=url, at=at, but=actor)


def witnessed(round_: SelectionRound, protocol: Protocol, *, at: datetime) -> None:
    """The root of a published protocol to those who are no applicants, whose letters of the result have it.

    Once for every protocol, and also to whoever publishes: it is a letter to be kept away from the server.
    """
    url = reverse("selection:result", args=[round_.slug])
    tell(_witnesses(round_), partial(_witness, round_, protocol), key=f"witness:{protocol.pk}", url=url, at=at)


def cancelled(round_: SelectionRound, *, root: str, actor: Any, at: datetime) -> None:
    """That there is no result, and why, to those who are no applicants; they keep the root as well."""

    def words() -> Said:
        named = {"round": round_.title, "reason": round_.reason}
        if round_.state == RoundState.FAILED:
            subject = _("The selection did not take place, nothing is asked of you any more: %(round)s") % named
        else:
            subject = _("The selection is cancelled, nothing is asked of you any more: %(round)s") % named
        return subject, " ".join([_("Reason: %(reason)s.") % {"reason": round_.reason.rstrip(".")}, witness(root)])

    url = reverse("selection:round", args=[round_.slug])
    tell(_witnesses(round_), words, key=f"round:{round_.pk}:{round_.state}", url=url, at=at, but=actor)


def witnessed_ahead(round_: SelectionRound, protocol: Protocol) -> tuple[int, Said]:
    """To how many the publication would send it, and the letter itself."""
    return len(_witnesses(round_)), _witness(round_, protocol)


def _witnesses(round_: SelectionRound) -> list[Any]:
    inside = people_holding(Scope.ROUND, [round_.pk], *WITNESSES)
    return list(dict.fromkeys([*inside, *people_holding(Scope.PLATFORM, [""], Role.AUDITOR)]))


def _witness(round_: SelectionRound, protocol: Protocol) -> Said:
    named = {
        "protocol": protocol.number, "round": round_.title, "entries": protocol.ledger_size,
        "moment": formatting.moment(protocol.issued_at),
        "root": bridge.root_line(protocol.ledger_size, protocol.ledger_root),
    }  # fmt: skip
    text = _(
        "Protocol No. %(protocol)s is published. Keep this letter: it is a witness of the journal as it stood on "
        "%(moment)s with %(entries)d entries, %(root)s. With it anybody can tell later, from an export of the "
        "selection, that nothing before this moment was rewritten: svetovod verify EXPORT --witness LETTER. The result:"
    )
    return _("Keep the root of the journal, protocol No. %(protocol)s: %(round)s") % named, text % named


def offered(offer: PlaceOffer, person: Any, *, at: datetime) -> None:
    """A place offered to somebody who has an account."""

    def words() -> Said:
        named = {"place": offer.get_kind_display(), "round": offer.round.title}
        return (
            _("You are invited: %(place)s") % named,
            _("“%(round)s”. Accept or decline, and say if you have a conflict of interest:") % named,
        )

    url = reverse("selection:place", args=[offer.round.slug])
    tell([person], words, key=f"offer:{offer.pk}", url=url, at=at)


def answered(offer: PlaceOffer, person: Any, *, at: datetime) -> None:
    """To the secretary; the reason of a refusal is on the page."""

    def words() -> Said:
        named = {"place": offer.get_kind_display(), "round": offer.round.title, "name": person.name}
        accepted = offer.state == OfferState.ACCEPTED
        said = _("Accepted: %(place)s, %(name)s") if accepted else _("Declined: %(place)s, %(name)s")
        return said % named, _("“%(round)s”. Commission and experts:") % named

    people = people_holding(Scope.ROUND, [offer.round_id], Role.SECRETARY)
    url = reverse("selection:people", args=[offer.round.slug])
    tell(people, words, key=f"offer:{offer.pk}:answered", url=url, at=at)


def released(round_: SelectionRound, person: Any, *, at: datetime) -> None:
    def words() -> Said:
        named = {"round": round_.title}
        return (
            _("You are released: %(round)s") % named,
            _("You have no place in the panel or the commission of this selection any more:"),
        )

    url = reverse("selection:round_list")
    tell([person], words, key=f"round:{round_.pk}:released:{at:%Y%m%d%H%M}", url=url, at=at)
