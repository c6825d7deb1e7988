"""Bodies of the pages of the quarantine."""

from .body import Bodies

EMPTY = {"quarantine:held_drop"}
BODIES: Bodies = {}
