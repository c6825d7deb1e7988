"""Valid bodies of notices."""

from .body import Bodies

EMPTY = {"notices:mail_resend", "notices:notices_read", "notices:mail_drop", "notices:hold_release"}

BODIES: Bodies = {
    "notices:mails_many": lambda _known: {"row": ["1"], "do": "resend"},
    "notices:letters": lambda _known: {
        "remarks": "daily",
        "records": "page",
        "answers": "at_once",
        "events": "page",
        "surveys": "page",
        "invitations": "page",
        "digest": "at_once",
    },
    "notices:leave": {"": lambda _known: {"pace": "page"}},
    "notices:hold_correct": {"": lambda _known: {"address": "right@matrix.example"}},
    "notices:problem_report": {"": lambda _known: {"text": "Страница не открылась"}},
    "notices:problem_close": {"": lambda _known: {"answer": "Исправлено"}},
}
