"""Life of an invitation to meet, of a calculation and of a meeting."""

from svetovod.web.common.states import StateTable, Transition

from .enums import MeetingState as M
from .enums import RunState as R
from .enums import TableState as T
from .enums import WishState as W

WISH = StateTable(
    "invitation to meet",
    [
        Transition(W.PROPOSED, W.ACCEPTED, "accept", "wish.answer"),
        Transition(W.PROPOSED, W.DECLINED, "decline", "wish.answer"),
        Transition(W.PROPOSED, W.EXPIRED, "expire", "wish.expire"),
        Transition(W.PROPOSED, W.WITHDRAWN, "withdraw", "wish.withdraw"),
        Transition(W.ACCEPTED, W.WITHDRAWN, "withdraw", "wish.withdraw"),
    ],
)

SEAT = StateTable(
    "seat at a cooperation table",
    [
        Transition(W.PROPOSED, W.ACCEPTED, "accept", "cooperation.answer"),
        Transition(W.PROPOSED, W.DECLINED, "decline", "cooperation.answer"),
        Transition(W.ACCEPTED, W.DECLINED, "decline", "cooperation.answer"),
        Transition(W.PROPOSED, W.EXPIRED, "expire", "wish.expire"),
        Transition(W.DECLINED, W.PROPOSED, "ask", "cooperation.lead"),
        Transition(W.EXPIRED, W.PROPOSED, "ask", "cooperation.lead"),
    ],
)

TABLE = StateTable(
    "cooperation table",
    [
        Transition(T.GATHERING, T.AGREED, "agree", "cooperation.answer"),
        Transition(T.AGREED, T.GATHERING, "gather", "cooperation.answer"),
        Transition(T.GATHERING, T.WITHDRAWN, "withdraw", "cooperation.lead"),
        Transition(T.AGREED, T.WITHDRAWN, "withdraw", "cooperation.lead"),
    ],
)

RUN = StateTable(
    "calculation of meetings",
    [
        Transition(R.QUEUED, R.RUNNING, "begin", "plan.compute"),
        Transition(R.RUNNING, R.DONE, "finish", "plan.compute"),
        Transition(R.QUEUED, R.FAILED, "fail", "plan.compute"),
        Transition(R.RUNNING, R.FAILED, "fail", "plan.compute"),
    ],
)

MEETING = StateTable(
    "business meeting",
    [
        Transition(M.PLANNED, M.MOVED, "move", "plan.manage"),
        Transition(M.MOVED, M.MOVED, "move", "plan.manage"),
        *(
            Transition(source, target, action, "meeting.record")
            for source in M
            for action, target in (("hold", M.HELD), ("miss", M.MISSED))
        ),
    ],
)
