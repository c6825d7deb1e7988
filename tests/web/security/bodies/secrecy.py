"""Bodies of the mark of a document and of the register of readings."""

from .body import Bodies

EMPTY = {"secrecy:mark_lift", "secrecy:register_xlsx"}
BODIES: Bodies = {"secrecy:document": lambda known: {"holder": str(known["objects"].project.initiator_id)}}
