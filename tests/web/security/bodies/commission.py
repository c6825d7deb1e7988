"""Valid bodies of commission."""

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known


def _seat(known: Known) -> int:
    """The seat of the member of the matrix, or one that is nobody's."""
    rows = known["round"].seats.order_by("-id").values_list("pk", flat=True)
    return rows.first() or 10**6


def _template() -> SimpleUploadedFile:
    from io import BytesIO

    from docx import Document

    document, out = Document(), BytesIO()
    document.add_paragraph("{{ title }}")
    document.save(out)
    return SimpleUploadedFile("t.docx", out.getvalue())


EMPTY = {"commission:sitting_step"}
BODIES: Bodies = {
    "commission:sittings": lambda _k: {"form": "video", "starts_at": "2021-12-20T11:00", "casting": "on"},
    "commission:attendance": lambda k: {"seat": _seat(k), "presence": "absent"},
    "commission:agenda": lambda _k: {"kind": "other", "title": "О разном"},
    "commission:minutes": lambda _k: {"minutes": "Обсудили"},
    "commission:item": lambda _k: {"choice": "against"},
    "commission:withdraw": lambda _k: {"ground": "Консультировал"},
    "commission:item_step": lambda _k: {"reason": "Ошибка"},
    "commission:papers": lambda _k: {"kind": "order", "file": _template()},
    "commission:appeals": lambda _k: {"email": "stranger@matrix.example"},
    "commission:judge_release": lambda k: {"judge": k["round"].appeal_judges.values_list("pk", flat=True).first() or 0},
    "commission:appeal_new": lambda _k: {"text": "Решение неверно"},
    "commission:appeal": lambda _k: {"uphold": "yes", "ground": "Лист неверен"},
    "commission:appeal_step": lambda _k: {"until": "2031-01-01T10:00"},
    "commission:awards_step": lambda _k: {"until": "2031-01-01T10:00"},
    "commission:award_step": lambda _k: {"answer": "accept"},
}
