"""How a sitting and an item of its agenda may move."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import AmendmentState as M
from .enums import AppealState as A
from .enums import ItemState as I
from .enums import OfferState as O
from .enums import SittingState as S


def _quorum(sitting: Any, *, present: int, needed: int, **context: Any) -> Refused | None:
    if sitting.absentia or present >= needed:
        return None
    return Refused(
        "sitting.quorum",
        _("No quorum: %(present)d members with a vote are there, at least %(needed)d are needed. Mark who has come.")
        % {"present": present, "needed": needed},
    )


def _all_decided(sitting: Any, *, waiting: int, **context: Any) -> Refused | None:
    if not waiting:
        return None
    return Refused("sitting.undecided", _("%(count)d items of the agenda are not decided yet.") % {"count": waiting})


def _term_over(item: Any, *, at: Any, outstanding: int, **context: Any) -> Refused | None:
    """In absentia an item is counted after the term, or once everybody has voted."""
    until = item.sitting.ballot_until
    if not item.sitting.absentia or not outstanding or at >= until:
        return None
    return Refused(
        "item.term",
        _("Ballots are taken until %(until)s: they are counted after that, or once all have voted.")
        % {"until": formatting.deadline(until)},
    )


SITTING = StateTable(
    "sitting",
    [
        Transition(S.PLANNED, S.RUNNING, "open", "sitting.preside", _quorum),
        Transition(S.RUNNING, S.CLOSED, "close", "sitting.preside", _all_decided),
        Transition(S.PLANNED, S.CANCELLED, "cancel", "sitting.manage"),
    ],
)
ITEM = StateTable(
    "agenda_item",
    [
        Transition(I.WAITING, I.VOTING, "open", "sitting.preside"),
        Transition(I.VOTING, I.WAITING, "again", "sitting.preside"),
        Transition(I.VOTING, I.ACCEPTED, "accept", "sitting.preside", _term_over),
        Transition(I.VOTING, I.REJECTED, "reject", "sitting.preside", _term_over),
    ],
)


def _judges(appeal: Any, *, judges: int, needed: int, **context: Any) -> Refused | None:
    if judges >= needed:
        return None
    return Refused(
        "appeal.judges",
        _("Appoint at least %(needed)d persons who took no part in the selection; there are %(judges)d.")
        % {"needed": needed, "judges": judges},
    )


def _most_voted(appeal: Any, *, votes: int, judges: int, **context: Any) -> Refused | None:
    if votes * 2 > judges:
        return None
    return Refused(
        "appeal.votes",
        _("%(votes)d of %(judges)d judges have voted: more than half are needed.") % {"votes": votes, "judges": judges},
    )


APPEAL = StateTable(
    "appeal",
    [
        Transition(A.FILED, A.CONSIDERED, "consider", "appeal.consider", _judges),
        Transition(A.CONSIDERED, A.UPHELD, "uphold", "appeal.judge", _most_voted),
        Transition(A.CONSIDERED, A.REJECTED, "reject", "appeal.judge", _most_voted),
    ],
)
AWARD = StateTable(
    "award_offer",
    [
        Transition(O.ASKED, O.ACCEPTED, "accept", "award.answer"),
        Transition(O.ASKED, O.DECLINED, "decline", "award.answer"),
        Transition(O.ASKED, O.EXPIRED, "expire", "award.manage"),
        Transition(O.ASKED, O.OUTDATED, "outdate", "award.manage"),
        Transition(O.ACCEPTED, O.OUTDATED, "outdate", "award.manage"),
    ],
)
AMENDMENT = StateTable(
    "amendment",
    [
        Transition(M.PREPARED, M.SIGNED, "accept", "award.answer"),
        Transition(M.PREPARED, M.DROPPED, "decline", "award.answer"),
        Transition(M.PREPARED, M.DROPPED, "drop", "award.manage"),
        Transition(M.SIGNED, M.DROPPED, "drop", "award.manage"),
        Transition(M.SIGNED, M.IN_FORCE, "enforce", "award.manage"),
    ],
)
