"""Valid bodies of commission."""

from .body import Bodies, Known


def _seat(known: Known) -> int:
    """The seat of the member of the matrix, or one that is nobody's."""
    rows = known["round"].seats.order_by("-id").values_list("pk", flat=True)
    return rows.first() or 10**6


EMPTY = {"commission:sitting_step"}
BODIES: Bodies = {
    "commission:sittings": lambda _k: {"form": "video", "starts_at": "2021-12-20T11:00", "casting": "on"},
    "commission:attendance": lambda k: {"seat": _seat(k), "presence": "absent"},
    "commission:agenda": lambda _k: {"kind": "other", "title": "О разном"},
    "commission:minutes": lambda _k: {"minutes": "Обсудили"},
    "commission:item": lambda _k: {"choice": "against"},
    "commission:withdraw": lambda _k: {"ground": "Консультировал"},
    "commission:item_step": lambda _k: {"reason": "Ошибка"},
}
