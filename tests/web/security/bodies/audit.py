"""Valid bodies of audit."""

from .body import Bodies

EMPTY: set[str] = set()

BODIES: Bodies = {
    "audit:clock": lambda _k: {"day": "2021-06-11"},
}
