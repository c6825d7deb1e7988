"""Valid bodies of rulebook."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY: set[str] = set()


def _drafted(_known: Known) -> dict[str, Any]:
    return {"effective_from": "2040-01-01", "note_ru": "Проба", "value-cluster.func_dependence_min": "15 %"}


def _read(_known: Known) -> dict[str, Any]:
    return {
        "edition": "2018-08-02", "value": "20 %", "point": "пункт 5", "publication": "СЗ РФ", "quote": "не менее 20",
        "text": SimpleUploadedFile("act.pdf", b"%PDF-1.4\n%%EOF\n"),
    }  # fmt: skip


BODIES: Bodies = {
    "rulebook:edition": {
        "publish": lambda _k: {"action": "publish"},
        "discard": lambda _k: {"action": "discard", "reason": "Вернулись к прежнему"},
    },
    "rulebook:edition_edit": _drafted,
    "rulebook:edition_new": _drafted,
    "rulebook:verification": {
        "confirm": lambda _k: {"action": "confirm"},
        "decline": lambda _k: {"action": "decline", "reason": "Пункт другой"},
        "withdraw": lambda _k: {"action": "withdraw", "reason": "Не тот текст"},
    },
    "rulebook:verify": _read,
}
