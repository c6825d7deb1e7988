"""Life of a session and of a registration."""

from svetovod.web.common.states import StateTable, Transition

from .enums import AnswerState as A
from .enums import NoteState as N
from .enums import QuestionState as Q
from .enums import QuizState as Z
from .enums import RegistrationState as R
from .enums import SessionState as S

SESSION = StateTable(
    "practical session",
    [
        Transition(S.DRAFT, S.PUBLISHED, "publish", "session.publish"),
        Transition(S.PUBLISHED, S.REGISTRATION_CLOSED, "close_registration", "session.update"),
        Transition(S.REGISTRATION_CLOSED, S.PUBLISHED, "open_registration", "session.update"),
        Transition(S.REGISTRATION_CLOSED, S.RUNNING, "start", "session.update"),
        Transition(S.MOVED_ONLINE, S.RUNNING, "start", "session.update"),
        Transition(S.RUNNING, S.FINISHED, "finish", "session.update"),
        Transition(S.FINISHED, S.ARCHIVED, "archive", "session.update"),
        Transition(S.PUBLISHED, S.POSTPONED, "postpone", "session.update"),
        Transition(S.REGISTRATION_CLOSED, S.POSTPONED, "postpone", "session.update"),
        Transition(S.POSTPONED, S.PUBLISHED, "publish", "session.publish"),
        Transition(S.PUBLISHED, S.MOVED_ONLINE, "move_online", "session.update"),
        Transition(S.REGISTRATION_CLOSED, S.MOVED_ONLINE, "move_online", "session.update"),
        Transition(S.PUBLISHED, S.CANCELLED, "cancel", "session.update"),
        Transition(S.REGISTRATION_CLOSED, S.CANCELLED, "cancel", "session.update"),
        Transition(S.POSTPONED, S.CANCELLED, "cancel", "session.update"),
        Transition(S.MOVED_ONLINE, S.CANCELLED, "cancel", "session.update"),
    ],
)

REGISTRATION = StateTable(
    "registration",
    [
        Transition(R.DRAFT, R.WAITING, "register", "registration.create"),
        Transition(R.WAITING, R.CONFIRMED, "confirm", "registration.create"),
        Transition(R.CONFIRMED, R.WAITING, "let_pass", ""),
        Transition(R.CONFIRMED, R.CHECKED_IN, "check_in", "registration.check_in"),
        Transition(R.CONFIRMED, R.CANCELLED, "cancel", "registration.manage"),
        Transition(R.WAITING, R.DECLINED, "cancel", "registration.manage"),
        Transition(R.CONFIRMED, R.TRANSFERRED, "transfer", "registration.manage"),
    ],
)

NOTE = StateTable(
    "remark written in the hall",
    [
        Transition(N.TYPED, N.READY, "confirm", "note.keep"),
        Transition(N.TYPED, N.RELEASED, "release", "note.release"),
        Transition(N.TYPED, N.DROPPED, "drop", "note.keep"),
        Transition(N.HELD, N.READY, "leave", "note.keep"),
        Transition(N.HELD, N.RELEASED, "release", "note.release"),
        Transition(N.HELD, N.DROPPED, "drop", "note.keep"),
        Transition(N.READY, N.HELD, "hold", "note.keep"),
        Transition(N.READY, N.RELEASED, "release", "note.release"),
        Transition(N.READY, N.DROPPED, "drop", "note.keep"),
    ],
)

QUESTION = StateTable(
    "question to the floor",
    [
        Transition(Q.ASKED, Q.WAITING, "accept", "floor.run"),
        Transition(Q.ASKED, Q.DROPPED, "drop", "floor.run"),
        Transition(Q.WAITING, Q.SHOWN, "show", "floor.run"),
        Transition(Q.WAITING, Q.ANSWERED, "answer", "floor.run"),
        Transition(Q.WAITING, Q.DROPPED, "drop", "floor.run"),
        Transition(Q.SHOWN, Q.ANSWERED, "answer", "floor.run"),
        Transition(Q.SHOWN, Q.WAITING, "put_back", "floor.run"),
        Transition(Q.SHOWN, Q.DROPPED, "drop", "floor.run"),
    ],
)

ANSWER = StateTable(
    "answer to a question of a seminar",
    [
        Transition(A.HALL, A.PROPOSED, "propose", "faq.write"),
        Transition(A.PROPOSED, A.HALL, "take_back", "faq.write"),
        Transition(A.HALL, A.PUBLISHED, "publish", "faq.publish"),
        Transition(A.PROPOSED, A.PUBLISHED, "publish", "faq.publish"),
        Transition(A.PUBLISHED, A.WITHDRAWN, "withdraw", "faq.publish"),
        Transition(A.WITHDRAWN, A.PUBLISHED, "publish", "faq.publish"),
    ],
)


def rewriting(state: str) -> str:
    """What it takes to change an answer: what everybody reads, or has read, is changed by those who may publish."""
    return "faq.publish" if state in (A.PUBLISHED, A.WITHDRAWN) else "faq.write"


QUIZ = StateTable(
    "test of a seminar",
    [
        Transition(Z.DRAFT, Z.OPEN, "open", "seminar.teach"),
        Transition(Z.OPEN, Z.CLOSED, "close", "seminar.teach"),
        Transition(Z.CLOSED, Z.OPEN, "open", "seminar.teach"),
    ],
)
