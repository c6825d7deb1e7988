"""Valid bodies of confirmation."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "confirmation:absence_end", "confirmation:detach", "confirmation:discard", "confirmation:gather",
    "confirmation:file", "confirmation:hear", "confirmation:report", "confirmation:resume", "confirmation:start",
    "confirmation:take", "confirmation:withdraw",
}  # fmt: skip


def _marks(known: Known) -> dict[str, Any]:
    """The checklist as it stands."""
    from svetovod.web.confirmation import checklist, pages
    from svetovod.web.confirmation.forms import CheckForm

    row = known["application"]
    if row.number is None:
        return {}
    form = CheckForm(lines=checklist.counted(pages.case_context(row, datetime(2021, 6, 10, tzinfo=UTC))["lines"]))
    return {name: form[name].value() or "" for name in form.fields}


BODIES: Bodies = {
    "confirmation:absence": lambda _k: {"first": "2021-07-01", "last": "2021-07-10"},
    "confirmation:appeal": lambda _k: {"text": "Требования выполнены"},
    "confirmation:appeal_decide": lambda _k: {"outcome": "reject", "answer": "Не выполнены"},
    "confirmation:exclude": lambda _k: {"grounds": "Нет отчёта"},
    "confirmation:exclusion_drop": lambda _k: {"reason": "Отчёт есть"},
    "confirmation:exclusion_take": lambda _k: {"order_number": "2", "order_date": "2021-06-10"},
    "confirmation:report_answer": lambda _k: {"outcome": "accept"},
    "confirmation:attach": lambda _k: {"kind": "charter", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")},
    "confirmation:check": _marks,
    "confirmation:decide": lambda _k: {"order_number": "1", "order_date": "2021-06-10"},
    "confirmation:give_back": lambda _k: {"grounds": "Нет подписи", "until": "2021-07-20"},
    "confirmation:prepare": lambda _k: {"outcome": "refuse", "grounds": "Нет подписи"},
    "confirmation:send_back": lambda _k: {"reason": "Проверьте ещё раз"},
}
