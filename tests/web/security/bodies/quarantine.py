"""Bodies of the pages of the quarantine."""

from typing import Any

from .body import Bodies, Known

EMPTY = {"quarantine:held_drop"}


def _held(_known: Known) -> dict[str, Any]:
    from svetovod.web.quarantine.models import HeldFile

    return {"row": [HeldFile.objects.latest("pk").pk], "do": "drop"}


BODIES: Bodies = {"quarantine:helds_many": _held}
