"""Life of a request for figures, and of each enterprise's part in it."""

from svetovod.web.common.states import StateTable, Transition

from .enums import ReplyState as R
from .enums import RequestState as Q

REQUEST = StateTable(
    "request for figures",
    [
        Transition(Q.OPEN, Q.LOCKED, "lock", "request.lock"),
        Transition(Q.LOCKED, Q.OPEN, "reopen", "request.lock"),
    ],
)

REPLY = StateTable(
    "reply to a request for figures",
    [
        *(Transition(before, R.ANSWERED, "answer", "reply.answer") for before in (R.SENT, R.ANSWERED, R.DISPUTED)),
        *(Transition(before, R.ANSWERED, "type_in", "reply.type_in") for before in (R.SENT, R.ANSWERED, R.DISPUTED)),
        *(Transition(before, R.DISPUTED, "dispute", "reply.dispute") for before in (R.ANSWERED, R.DISPUTED)),
        Transition(R.DISPUTED, R.ANSWERED, "settle", "reply.dispute"),
        *(Transition(before, R.LOCKED, "lock", "request.lock") for before in (R.SENT, R.ANSWERED)),
        Transition(R.LOCKED, R.ANSWERED, "reopen", "request.lock"),
        Transition(R.LOCKED, R.SENT, "reopen_blank", "request.lock"),
    ],
)
