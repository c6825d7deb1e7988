"""The portal reads what others have; only the first steps of the desk are put away."""

from .body import Bodies

EMPTY: set[str] = {"portal:first_steps"}

BODIES: Bodies = {}
