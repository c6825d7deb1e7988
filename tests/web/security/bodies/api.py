"""Valid bodies of the API."""

from .body import Bodies, workbook

EMPTY: set[str] = set()

BODIES: Bodies = {
    "api:check": workbook,
}
