"""Valid bodies of notices."""

from .body import Bodies

EMPTY = {"notices:mail_resend", "notices:notices_read"}

BODIES: Bodies = {
    "notices:letters": lambda _known: {"pace": "daily"},
    "notices:problem_report": {"": lambda _known: {"text": "Страница не открылась"}},
    "notices:problem_close": {"": lambda _known: {"answer": "Исправлено"}},
}
