"""Valid bodies of the addresses that belong to no app."""

from .body import Bodies

EMPTY: set[str] = set()

BODIES: Bodies = {
    "set_language": lambda _k: {"language": "en", "next": "/"},
}
